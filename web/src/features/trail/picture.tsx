// The picture of a trail on a page, and how to take it away; the tables of the page say the same.
import type { TrailPage } from "@mingzhang/sdk/api-trails";
import { getLocale } from "next-intl/server";
import { ChartFigure } from "@/features/charts/figure";
import { sheetOfTrail } from "@/features/charts/sheets/trail";
import type { TrailState } from "./state";

interface Props {
  page: TrailPage;
  state: TrailState;
  /** How many were asked for. */
  pieces?: number;
}

export async function TrailPicture({ page, state, pieces }: Props) {
  const sheet = await sheetOfTrail(page, state, await getLocale(), pieces);
  return <ChartFigure sheet={sheet} table="none" />;
}
