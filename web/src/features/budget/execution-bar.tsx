// One bar of budget execution: paid, promised and not yet paid, still free; lengths compare within one chart.
import type { Execution } from "@mingzhang/sdk/api";
import { DOTS, STRIPES } from "./bar-look";

const WIDTH = 1000;
/** In pixels. */
const HEIGHT = 12;

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
    <svg className="bar" aria-hidden="true">
      <Part look="paid" from={0} to={paid} />
      <Part look="open" from={paid} to={paid + open} />
      <Part look="available" from={paid + open} to={paid + open + free} />
    </svg>
  );
}

interface PartProps {
  look: "paid" | "open" | "available";
  from: number;
  to: number;
}

/** In parts of the bar's length, whatever that is on the screen: a pattern is not stretched with it. */
function Part({ look, from, to }: PartProps) {
  if (to <= from) return null;
  const [start, end] = [`${(from * 100) / WIDTH}%`, `${(to * 100) / WIDTH}%`];
  const width = `${((to - from) * 100) / WIDTH}%`;
  if (look === "paid") return <rect x={start} width={width} height={HEIGHT} className="fill-bar-1" />;
  const line = { x1: start, x2: end, y1: HEIGHT / 2, y2: HEIGHT / 2 };
  return (
    <>
      <rect x={start} y="0.5" width={width} height={HEIGHT - 1} className="fill-paper stroke-bar-2" />
      {look === "open" ? (
        <line {...line} strokeWidth={HEIGHT} strokeDasharray={STRIPES} className="stroke-bar-1" />
      ) : (
        <line {...line} strokeWidth="2.5" strokeLinecap="round" strokeDasharray={DOTS} className="stroke-bar-2" />
      )}
    </>
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

/** What the parts look like and mean. */
export function Legend(texts: Record<PartProps["look"], string>) {
  return (
    <p className="bar-legend mb-2 flex flex-wrap gap-x-5 text-sm text-soft" aria-hidden="true">
      {(["paid", "open", "available"] as const).map((look) => (
        <span key={look} className="inline-flex items-center gap-1.5">
          <svg className="h-3 w-6">
            <Part look={look} from={0} to={WIDTH} />
          </svg>
          {texts[look]}
        </span>
      ))}
    </p>
  );
}
