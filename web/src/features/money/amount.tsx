// A sum, as text that never breaks. Charts' tables, which are text, write the same (features/charts/table.ts).
import { formatMoney } from "@mingzhang/sdk/money-format";
import { useLocale } from "next-intl";
import type { Grouping } from "./grouping";

export interface Sum {
  /** Minor units. */
  amount: string;
  currency: string;
  exponent: number;
}

interface Props extends Sum {
  grouping?: Grouping;
  /** In a column whose heading or context names the currency. */
  bare?: boolean;
  /** Money in: green, with a plus. */
  incoming?: boolean;
  /** Shortened, where the exact sum stands beside it. */
  short?: boolean;
}

/** Shown on the server and in the browser alike; `Money` knows the reader's way of writing. */
export function Amount(props: Props) {
  const { amount, currency, exponent, grouping = "exact", bare = false, incoming = false, short = false } = props;
  const locale = useLocale();
  const compact = short || (grouping === "wan" && locale === "zh");
  const unit = bare ? "none" : "sign";
  const text = formatMoney(BigInt(amount), { code: currency, exponent }, { locale, unit, compact });
  return (
    <data className={incoming ? "sum text-in" : "sum"} value={amount}>
      {incoming ? `+\u00a0${text}` : text}
    </data>
  );
}
