// Pairs of parameters that bound a range. Turned round they would let nothing through, which no list should say silently.
import { parseDay } from "@mingzhang/sdk/days";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { isAmount } from "../read/filters.ts";

interface Fault {
  field: string;
  value: string;
  remedy: string;
}

interface Pair {
  low: string;
  high: string;
  /** Undefined for what its own rule refuses, or another meaning of the name. */
  read: (text: string) => number | bigint | undefined;
  above: string;
  below: string;
}

function dayOf(text: string): number | undefined {
  try {
    return parseDay(text);
  } catch (error) {
    if (error instanceof MingzhangError) return undefined;
    throw error;
  }
}

const PAIRS: readonly Pair[] = [
  { low: "from", high: "to", read: dayOf, above: "later than", below: "earlier than" },
  {
    ...{ low: "minAmount", high: "maxAmount", above: "above", below: "below" },
    read: (text) => (isAmount(text) ? BigInt(text) : undefined),
  },
];

/** Both ends of each range that is the wrong way round; equal ends are one day, or one amount. */
export function turnedRanges(given: Readonly<Record<string, unknown>>): Fault[] {
  return PAIRS.flatMap(({ low, high, read, above, below }) => {
    const [first, last] = [given[low], given[high]];
    if (typeof first !== "string" || typeof last !== "string") return [];
    const [start, end] = [read(first), read(last)];
    if (start === undefined || end === undefined || start <= end) return [];
    const remedy = "Exchange the two, or leave one out.";
    return [
      { field: low, value: first, remedy: `It is ${above} ${high}, which is ${last}. ${remedy}` },
      { field: high, value: last, remedy: `It is ${below} ${low}, which is ${first}. ${remedy}` },
    ];
  });
}
