// The few sums that a page is about, ruled above and below, each with what it rests on.
import type { ReactNode } from "react";
import { Term } from "@/features/learn/term";

export interface SumEntry {
  label: string;
  sum: ReactNode;
  below?: ReactNode;
  /** Word of the glossary that says what the sum is. */
  term?: string | undefined;
}

export function Sums({ of }: { of: readonly SumEntry[] }) {
  return (
    <dl className="sums num mt-7">
      {of.map(({ label, sum, below, term }) => (
        <div key={label}>
          <dt>
            {label} {term !== undefined && <Term of={term} />}
          </dt>
          <dd>
            {sum}
            {below !== undefined && <small>{below}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
