// The few sums that a page is about, ruled above and below, each with what it rests on.
import type { ReactNode } from "react";

export interface SumEntry {
  label: string;
  sum: ReactNode;
  below?: ReactNode;
}

export function Sums({ of }: { of: readonly SumEntry[] }) {
  return (
    <dl className="sums num mt-7">
      {of.map(({ label, sum, below }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {sum}
            {below !== undefined && <small>{below}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
