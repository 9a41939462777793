// What is asked of a chart, held against its rules and against the currencies that its year has.
import type { Rules, SearchParams } from "@/features/asked/read";
import { type ChartAsked, type ChartName, readChartAsked } from "./rules";
import { scopeOf } from "./scope";

export async function chartAsked(name: ChartName, params: SearchParams, more: Rules = {}): Promise<ChartAsked> {
  return withKnownCurrency(readChartAsked(name, params, more), name === "trend");
}

/** A currency that nothing of the year is in is not understood: there is no chart of it to show. */
export async function withKnownCurrency(read: ChartAsked, allYears = false): Promise<ChartAsked> {
  const { currency, ...rest } = read.asked;
  if (currency === undefined) return read;
  const scope = await scopeOf({ ...read.asked, ...(allYears ? { year: "all" } : {}) });
  if (!scope.ok || scope.value === null || scope.value.currencies.includes(currency)) return read;
  const unfit = { name: "currency", value: currency, remedy: "one", of: scope.value.currencies } as const;
  return { ...read, asked: rest, unfit: [...read.unfit, unfit] };
}
