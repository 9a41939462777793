// The fiscal year and the currency that a chart shows: those of its address, else the present year and the first currency.
import type { CurrencyTotals, Status, Years } from "@mingzhang/sdk/api";
import { api } from "@/api/client";
import type { Result } from "@/api/problem";
import { chosenYear } from "@/features/overview/year";
import type { Asked } from "./sheet";

export interface Scope {
  years: Years;
  /** null: all years together. */
  year: number | null;
  /** Of the present; null where the indexer did not say. */
  status: Status | null;
  totals: CurrencyTotals;
  currencies: readonly string[];
}

/** Null where nothing has been posted in the year. */
export async function scopeOf(asked: Asked): Promise<Result<Scope | null>> {
  const [years, status] = await Promise.all([api.years(), api.status()]);
  if (!years.ok) return years;
  const present = status.ok ? status.value : null;
  const year = chosenYear(asked.year, years.value, present);
  const totals = await api.totals(year);
  if (!totals.ok) return totals.error.failure === "not-found" ? { ok: true, value: null } : totals;
  const { currencies } = totals.value;
  const chosen = currencies.find(({ currency }) => currency === asked.currency) ?? currencies[0];
  if (chosen === undefined) return { ok: true, value: null };
  const codes = currencies.map(({ currency }) => currency);
  return { ok: true, value: { years: years.value, status: present, year, totals: chosen, currencies: codes } };
}

/** The scope as a chart's address carries it. */
export function scopeQuery({ year, totals }: Scope): Record<string, string> {
  return { year: year === null ? "all" : String(year), currency: totals.currency };
}
