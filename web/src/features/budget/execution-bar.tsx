// One bar of budget execution: paid, promised and not yet paid, still free; lengths compare within one chart.
import type { Execution } from "@mingzhang/sdk/api";

const WIDTH = 1000;

interface Props {
  of: Pick<Execution, "appropriated" | "committed" | "paid" | "lapsed" | "available">;
  /** Minor units of the longest bar in the chart. */
  longest: string;
  /** Imported spending has no execution: the bar is what was paid. */
  paidAlone?: boolean;
}

/** Drawn beside the same figures in the same row of a table, so that it needs no name of its own. */
export function ExecutionBar({ of, longest, paidAlone = false }: Props) {
  const paid = length(of.paid, longest);
  const open = paidAlone ? 0 : length((BigInt(of.committed) - BigInt(of.paid)).toString(), longest);
  const free = paidAlone ? 0 : length(of.available, longest);
  return (
    <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" className="bar" aria-hidden="true">
      <rect x="0" y="0" width={paid} height="12" className="fill-bar-1" />
      <rect x={paid} y="0" width={open} height="12" className="fill-bar-2" />
      <rect x={paid + open} y="0" width={free} height="12" className="fill-bar-3" />
    </svg>
  );
}

function length(part: string, longest: string): number {
  const all = BigInt(longest);
  const value = BigInt(part);
  if (all <= 0n || value <= 0n) return 0;
  return Math.min(WIDTH, Number((value * BigInt(WIDTH)) / all));
}

/** The greatest of some sums in minor units. */
export function greatest(sums: readonly string[]): string {
  return sums.reduce((most, sum) => (BigInt(sum) > BigInt(most) ? sum : most), "0");
}

/** What the shades mean. */
export function Legend({ paid, open, available }: Record<"paid" | "open" | "available", string>) {
  return (
    <p className="mb-2 flex flex-wrap gap-x-5 text-sm text-soft" aria-hidden="true">
      {(
        [
          ["fill-bar-1", paid],
          ["fill-bar-2", open],
          ["fill-bar-3", available],
        ] as const
      ).map(([shade, text]) => (
        <span key={shade} className="inline-flex items-center gap-1.5">
          <svg viewBox="0 0 12 12" className="size-3">
            <rect width="12" height="12" className={shade} />
          </svg>
          {text}
        </span>
      ))}
    </p>
  );
}
