// Adds up the amounts of an export's movements, one sum for each currency.
import type { ExportSum } from "./api-log.ts";
import type { Denomination } from "./export-row.ts";
import { exactText } from "./money-format.ts";

export class ExportSums {
  readonly #of = new Map<string, { currency: string; exponent: number; amount: bigint; count: number }>();

  add({ currency, exponent }: Denomination, amount: bigint): void {
    const key = `${currency} ${exponent}`;
    const found = this.#of.get(key);
    if (found === undefined) this.#of.set(key, { currency, exponent, amount, count: 1 });
    else {
      found.amount += amount;
      found.count += 1;
    }
  }

  /** By currency, then exponent. */
  list(): ExportSum[] {
    const sums = [...this.#of.values()].map((sum) => ({ ...sum, amount: sum.amount.toString() }));
    return sums.sort((a, b) => (a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : a.exponent - b.exponent));
  }
}

/** `CNY 1,234.56 (7); …`, the count in brackets. All decimals are written, so that sums of other exponents read otherwise. */
export function sumsText(sums: readonly ExportSum[]): string {
  const texts = sums.map((sum) => `${sum.currency}\u00a0${exactText(BigInt(sum.amount), sum)} (${sum.count})`);
  return texts.join("; ");
}
