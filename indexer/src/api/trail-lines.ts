// A whole trail as lines: steps and movements page after page, and one last line of sums.
import type { TrailPage } from "@mingzhang/sdk/api-trails";

/**
 * The lines of all pages, of the records of the first one. Places in `parent` count over all pages, and a movement comes
 * once. @param next reads the page that a cursor names
 */
export async function* trailLines(
  first: TrailPage,
  next: (cursor: string) => Promise<TrailPage>,
): AsyncGenerator<string, void> {
  const told = new Set<number>();
  const sums = new Map<string, { end: string; amount: bigint; pieces: number }>();
  let [places, visits] = [0, 0];
  let page = first;
  for (;;) {
    const { steps, movements } = page;
    const rows: object[] = [];
    for (const movement of movements) {
      if (!told.has(movement.record)) rows.push({ type: "movement", ...movement });
      told.add(movement.record);
    }
    for (const step of steps) {
      rows.push({ type: "step", ...step, parent: step.parent === null ? null : places + step.parent });
    }
    yield rows.map(line).join("");
    places += steps.length;
    visits += page.visits;
    for (const { end, amount, pieces } of page.sums) {
      const sum = sums.get(end) ?? { end, amount: 0n, pieces: 0 };
      sums.set(end, { end, amount: sum.amount + BigInt(amount), pieces: sum.pieces + pieces });
    }
    if (page.next === null) break;
    page = await next(page.next);
  }
  const { record, book, direction, currency, exponent, records, offset, amount } = page;
  const all = [...sums.values()].map((sum) => ({ ...sum, amount: sum.amount.toString() }));
  const scope = { record, book, direction, currency, exponent, records, offset, amount };
  yield line({ type: "end", ...scope, steps: places, visits, sums: all });
}

const line = (row: object): string => `${JSON.stringify(row)}\n`;
