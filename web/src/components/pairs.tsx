// Label and value, one ruled line each; a value of null leaves its line out.
import { Fragment, type ReactNode } from "react";

export type Pair = readonly [label: string, value: ReactNode];

export function Pairs({ of }: { of: readonly Pair[] }) {
  const shown = of.filter(([, value]) => value !== null && value !== undefined);
  return (
    <dl className="pairs">
      {shown.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
