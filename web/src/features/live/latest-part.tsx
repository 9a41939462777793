// The latest movements with the texts they need in the browser.
import type { Movement } from "@mingzhang/sdk/api";
import { getLocale } from "next-intl/server";
import { readGrouping } from "@/features/money/grouping";
import { MovementTable } from "@/features/movements/table";
import { catalogue } from "@/i18n/messages";
import { LiveLatest } from "./live-latest";

interface Props {
  movements: Movement[];
  /** null: all years together. */
  year: number | null;
}

export async function LatestPart({ movements, year }: Props) {
  const [locale, grouping] = await Promise.all([getLocale(), readGrouping()]);
  const all = catalogue[locale];
  const { tags, columns } = all.movements;
  // Only what the feed says: the other texts stay on the server.
  const messages = { text: all.text, movements: { tags, columns }, overview: { live: all.overview.live } };
  return (
    <LiveLatest written={movements.map(({ record }) => record)} {...{ year, grouping, locale, messages }}>
      <MovementTable movements={movements} grouping={grouping} />
    </LiveLatest>
  );
}
