// "Recompute in my browser" with its texts, as an island in the server-rendered page of a trail.
import type { Deployment } from "@mingzhang/sdk/api";
import type { TrailPage } from "@mingzhang/sdk/api-trails";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { deploymentOnly } from "@/features/check/deployment-only";
import { catalogue } from "@/i18n/messages";
import { Recompute } from "./recompute";
import type { ToldPage } from "./run";

interface Props {
  page: TrailPage;
  deployment: Deployment;
  offered: string | null;
}

export async function RecomputePart({ page, deployment, offered }: Props) {
  const locale = await getLocale();
  const { check, trail } = catalogue[locale];
  return (
    <NextIntlClientProvider locale={locale} messages={{ check, trail: { recompute: trail.recompute } }} timeZone="UTC">
      <div id="recompute">
        <Recompute page={told(page)} deployment={deploymentOnly(deployment)} offered={offered} />
      </div>
    </NextIntlClientProvider>
  );
}

/** What the browser computes again: no names, which come from other records. */
function told(page: TrailPage): ToldPage {
  const { record, book, direction, part, depth, records, offset, amount, start, followed, left, steps } = page;
  return {
    record,
    book,
    direction,
    part,
    depth,
    records,
    offset,
    amount,
    start,
    followed,
    left,
    steps: steps.map(plainStep),
  };
}

function plainStep(step: TrailPage["steps"][number]): TrailPage["steps"][number] {
  return {
    ...step,
    ends: step.ends.map((end) => ({
      ...end,
      account: end.account === null ? null : { ...end.account, name: "", otherName: "" },
    })),
  };
}
