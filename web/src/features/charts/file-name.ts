// What a chart is called when it is saved: which chart, of what, in which language, and how far the ledger was read.

/** Characters of one part: what an address says of a chart is short. */
const LONGEST = 40;
/** Told by their values alone. */
const PLAIN = new Set(["year", "currency"]);

interface Named {
  of: { name: string; query: Readonly<Record<string, string>> };
  locale: string;
  /** The block up to which the ledger was read; null where that is not known, or the address itself says up to where. */
  block: number | null;
  ending: "csv" | "png" | "svg";
}

/** mingzhang-trend-fund-1-CNY-en-block-4711.csv */
export function chartFileName({ of, locale, block, ending }: Named): string {
  const told = Object.entries(of.query).map(([name, value]) => {
    const part = value.replace(/[^\w.]+/g, "-").slice(0, LONGEST);
    return PLAIN.has(name) || part.startsWith(`${name}-`) ? part : `${name}-${part}`;
  });
  const at = block === null || "at" in of.query ? [] : [`block-${block}`];
  return `${["mingzhang", of.name, ...told, locale, ...at].join("-")}.${ending}`;
}
