// What it means that the block or the size of a citation is refused.
import { getTranslations } from "next-intl/server";
import type { ApiError } from "@/api/problem";
import { PageLink } from "@/components/page-link";
import type { OwnWords } from "@/components/states";
import type { SearchParams } from "@/features/asked/read";

export const pairsOf = (asked: SearchParams): [string, string][] =>
  Object.entries(asked).flatMap(([name, value]) => [value ?? []].flat().map((each): [string, string] => [name, each]));

/** What a citation is pinned by. */
const PINS = ["block", "size"] as const;

/** What it means that the block or the size that was cited is refused; of what else is, the API's words say enough. */
export async function aboutPin({ problem }: ApiError, asked: SearchParams): Promise<OwnWords | undefined> {
  const [fault, ...others] = problem?.errors ?? [];
  const field = PINS.find((pin) => pin === fault?.field);
  if (field === undefined || others.length > 0) return undefined;
  const t = await getTranslations("cite.refused");
  const now = `/cite?${new URLSearchParams(pairsOf(asked)).toString()}`;
  return {
    title: t(`${field}.title`),
    what: t(`${field}.what`),
    todo: t.rich("do", {
      now: (text) => (
        <PageLink href={now} rel="nofollow">
          {text}
        </PageLink>
      ),
    }),
  };
}
