// Which currency each account counts in: follows from the records that opened funds and what hangs on them.
import type { Denomination } from "./export-row.ts";
import { decodeMovement, decodeRecord, type RawLog, recordName } from "./events.ts";
import { currencyFromBytes } from "./money.ts";

const OPENINGS: ReadonlySet<string> = new Set([
  "FundOpened",
  "SourceOpened",
  "LineOpened",
  "AllotmentOpened",
  "CommitmentOpened",
]);

/** Fed with the records of a log from the first one on. */
export class Denominations {
  readonly #of = new Map<bigint, Denomination>();

  /** Takes in a record that opens an account, and passes others over. Throws EVENT_MALFORMED, CURRENCY_UNKNOWN. */
  see(record: RawLog): void {
    if (!OPENINGS.has(recordName(record.topics[0]) ?? "")) return;
    const event = decodeRecord(record);
    if (event?.name === "FundOpened") {
      const { account, currency, exponent } = event.args;
      this.#of.set(account, { currency: currencyFromBytes(currency), exponent });
    } else if (event?.name === "SourceOpened" || event?.name === "LineOpened") {
      this.#inherit(event.args.account, event.args.fund);
    } else if (event?.name === "AllotmentOpened") {
      this.#inherit(event.args.account, event.args.line);
    } else if (event?.name === "CommitmentOpened") {
      this.#inherit(event.args.account, event.args.allotment);
    }
  }

  #inherit(account: bigint, from: bigint): void {
    const found = this.#of.get(from);
    if (found !== undefined) this.#of.set(account, found);
  }

  /** What a movement's amount is counted in; null where no earlier record says it. An act counts in none. */
  of(movement: RawLog): Denomination | null {
    const { from, to } = decodeMovement(movement);
    return this.#of.get(from) ?? this.#of.get(to) ?? null;
  }
}
