// /charts: the year's money from its sources to its payees in one picture, and the way to the other pictures.
import { getLocale } from "next-intl/server";
import type { Unfit } from "@/features/asked/read";
import { chartAsked } from "@/features/charts/asked";
import { MARK, markName, MarkParts } from "@/features/charts/flow-mark";
import { flowMark } from "@/features/charts/flow-parts";
import { ChartPage } from "@/features/charts/page";
import { flowsOf, sheetOfFlows } from "@/features/charts/sheets/flows";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts">) {
  const { asked, unfit } = await chartAsked("flows", await searchParams, { mark: MARK });
  const found = await flowsOf(asked);
  if (!found.ok) return <ChartPage which="flows" unfit={unfit} asked={asked} sheet={found} />;
  const mark = asked.mark && found.value && flowMark(found.value.graph, found.value.flows, asked.mark);
  // Of another year, perhaps, or the tail of then; where there is no picture, that is said instead.
  const unknown: Unfit[] =
    asked.mark === undefined || mark || !found.value?.graph.nodes.length
      ? []
      : [{ name: "mark", value: asked.mark, remedy: "mark", of: [] }];
  const sheet = await sheetOfFlows(found.value, await getLocale());
  return (
    <ChartPage
      which="flows"
      unfit={[...unfit, ...unknown]}
      asked={asked}
      sheet={{ ok: true, value: sheet }}
      part={mark && found.value ? await markName(mark, found.value) : undefined}
      folded={Boolean(mark)}
    >
      {mark && found.value && <MarkParts mark={mark} of={found.value} />}
    </ChartPage>
  );
}
