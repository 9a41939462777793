// A sum as plain text inside a sentence, always exact.
import { formatMoney } from "@mingzhang/sdk/money-format";
import type { Locale } from "@/i18n/routing";
import type { Sum } from "./amount";

export function sumText({ amount, currency, exponent }: Sum, locale: Locale): string {
  return formatMoney(BigInt(amount), { code: currency, exponent }, { locale, unit: "sign" });
}

/** Share of two sums, for people: one decimal is enough, and the sums stand beside it. Null where there is no whole. */
export function shareOf(part: string, whole: string): number | null {
  const all = BigInt(whole);
  return all === 0n ? null : Number((BigInt(part) * 10_000n) / all) / 10_000;
}
