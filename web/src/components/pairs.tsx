// Label and value, one ruled line each, with what the label means where it is said; a value of null leaves its line out.
import { Fragment, type ReactNode } from "react";
import { Term } from "@/features/learn/term";

export type Pair = readonly [label: string, value: ReactNode, term?: string];

export function Pairs({ of }: { of: readonly Pair[] }) {
  const shown = of.filter(([, value]) => value !== null && value !== undefined);
  return (
    <dl className="pairs">
      {shown.map(([label, value, term]) => (
        <Fragment key={label}>
          <dt>
            {label} {term !== undefined && <Term of={term} />}
          </dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
