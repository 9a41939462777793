// Which currency each account counts in: follows from the records that opened funds and what hangs on them.
import { recordTopics } from "./abi/records.ts";
import type { Denomination } from "./export-row.ts";
import { decodeMovement, type RawLog } from "./events.ts";
import { MingzhangError } from "./errors.ts";
import { currencyFromBytes } from "./money.ts";

/** Openings whose first word of data is the account that they hang on. */
const HANGING: ReadonlySet<string | undefined> = new Set([
  recordTopics.SourceOpened,
  recordTopics.LineOpened,
  recordTopics.AllotmentOpened,
  recordTopics.CommitmentOpened,
]);

/**
 * Fed with the records of a log from the first one on. Reads the words that it needs by their place, so that a reader's
 * page need not carry a decoder of every event.
 */
export class Denominations {
  readonly #of = new Map<bigint, Denomination>();

  /** Takes in a record that opens an account, and passes others over. Throws EVENT_MALFORMED, CURRENCY_UNKNOWN. */
  see(record: RawLog): void {
    const [topic, , account] = record.topics;
    if (topic === recordTopics.FundOpened) {
      // owner, currency (letters first), exponent, …
      const currency = currencyFromBytes(`0x${wordAt(record, 1).slice(0, 6)}`);
      const exponent = BigInt(`0x${wordAt(record, 2)}`);
      if (exponent > 255n) throw malformed(record);
      this.#of.set(numberOf(account, record), { currency, exponent: Number(exponent) });
    } else if (HANGING.has(topic)) {
      const found = this.#of.get(BigInt(`0x${wordAt(record, 0)}`));
      if (found !== undefined) this.#of.set(numberOf(account, record), found);
    }
  }

  /** What a movement's amount is counted in; null where no earlier record says it. An act counts in none. */
  of(movement: RawLog): Denomination | null {
    const { from, to } = decodeMovement(movement);
    return this.#of.get(from) ?? this.#of.get(to) ?? null;
  }
}

function wordAt(record: RawLog, at: number): string {
  const word = record.data.slice(2 + 64 * at, 66 + 64 * at);
  if (!/^[0-9a-f]{64}$/.test(word)) throw malformed(record);
  return word;
}

function numberOf(topic: string | undefined, record: RawLog): bigint {
  if (topic === undefined || !/^0x[0-9a-f]{64}$/.test(topic)) throw malformed(record);
  return BigInt(topic);
}

function malformed({ data }: RawLog): MingzhangError {
  return new MingzhangError("EVENT_MALFORMED", "opening", data, "does not decode", "Take the file anew");
}
