// What part one sum is of another, beside the exact sums; nothing where there is no whole.
import { useFormatter } from "next-intl";
import { shareOf } from "./text";

export function Share({ of, whole }: { of: string; whole: string }) {
  const format = useFormatter();
  const share = shareOf(of, whole);
  return share === null ? null : (
    <>{format.number(share, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 })}</>
  );
}
