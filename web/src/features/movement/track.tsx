// A running total drawn as a line, and the stretch of it that one movement took.

const WIDTH = 1000;
const HEIGHT = 12;
/** The smallest stretch that can still be seen. */
const LEAST = 4;

interface Props {
  /** Minor units from the beginning of the track. */
  start: string;
  end: string;
  /** Length of the track today. */
  whole: string;
  incoming: boolean;
}

/** Decoration: the line below says the same in numbers. */
export function Track({ start, end, whole, incoming }: Props) {
  const x = Math.min(share(start, whole), WIDTH - LEAST);
  const width = Math.max(share(end, whole) - x, LEAST);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="my-2 block h-3 w-full"
      aria-hidden="true"
    >
      <rect x="0" y="5" width={WIDTH} height="2" className="fill-bar-3" />
      <rect x={x} y="0" width={width} height={HEIGHT} className={incoming ? "fill-in" : "fill-ink"} />
    </svg>
  );
}

/** Place on the drawing, in thousandths. Bigint to the end: totals are beyond what numbers hold exactly. */
function share(part: string, whole: string): number {
  const all = BigInt(whole);
  return all === 0n ? 0 : Number((BigInt(part) * BigInt(WIDTH)) / all);
}
