// A movement in one sentence that a villager understands: who did what, for whom, how much, when.
import type { Movement } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import { SideLink } from "@/features/movements/side";
import { sidesOf } from "@/features/movements/sides";

/** Receipt class of what was there before the accounts began. */
const OPENING = "99";

export function Sentence({ of: movement }: { of: Movement }) {
  const t = useTranslations("movement.sentence");
  const { from, to, purpose } = sidesOf(movement);
  const { agency, payee, persons, kind, amount, currency, exponent } = movement;
  const opening = kind === "receipt" && movement.class?.code === OPENING;
  const key = opening ? "receipt-opening" : kind === "payment" && persons !== null ? "payment-class" : kind;
  return (
    <>
      {t.rich(key, {
        // The sum is always exact here, whatever grouping the reader chose for lists.
        amount: () => <Amount amount={amount} currency={currency} exponent={exponent} />,
        date: () => <Day>{movement.valueDate ?? movement.postedAt.slice(0, 10)}</Day>,
        from: () => <SideLink side={from} />,
        to: () => <SideLink side={to} />,
        purpose: () => (purpose === null ? null : <AccountLink to={purpose} />),
        agency: () => (agency === null ? null : <PartyLink to={agency} />),
        payee: () => (payee === null ? null : <PartyLink to={payee} />),
        persons: persons ?? 0,
      })}
    </>
  );
}
