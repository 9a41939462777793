// A movement in one sentence that a villager understands: who did what, for whom, how much, when.
import type { AccountRef, Movement } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { Day, dayInWords } from "@/components/dates";
import { plain } from "@/components/said";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import { sumText } from "@/features/money/text";
import { SideLink } from "@/features/movements/side";
import { type Side, sidesOf } from "@/features/movements/sides";
import { chooseName, type Named } from "@/i18n/names";
import type { Locale } from "@/i18n/routing";

/** Receipt class of what was there before the accounts began. */
const OPENING = "99";

type Words = ReturnType<typeof useTranslations<"movement.sentence">>;

function keyOf({ kind, persons, class: receiptClass }: Movement) {
  if (kind === "receipt" && receiptClass?.code === OPENING) return "receipt-opening";
  return kind === "payment" && persons !== null ? "payment-class" : kind;
}

const dayOf = ({ valueDate, postedAt }: Movement): string => valueDate ?? postedAt.slice(0, 10);

export function Sentence({ of: movement }: { of: Movement }) {
  const t = useTranslations("movement.sentence");
  const { from, to, purpose } = sidesOf(movement);
  const { agency, payee, persons, amount, currency, exponent } = movement;
  return (
    <>
      {t.rich(keyOf(movement), {
        // The sum is always exact here, whatever grouping the reader chose for lists.
        amount: () => <Amount amount={amount} currency={currency} exponent={exponent} />,
        date: () => <Day>{dayOf(movement)}</Day>,
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

/** The same as text alone, for those who list or share the page. */
export function sentenceText(movement: Movement, t: Words, locale: Locale): string {
  const { from, to, purpose } = sidesOf(movement);
  const { agency, payee, persons } = movement;
  const name = (of: Named | null) => (of === null ? "" : plain(chooseName(of, locale).text));
  const account = (of: AccountRef) => name(of) || of.id;
  const side = (of: Side) => ("party" in of ? name(of.party) : account(of.account));
  return t.markup(keyOf(movement), {
    amount: () => sumText(movement, locale),
    date: () => dayInWords(dayOf(movement), locale),
    from: () => side(from),
    to: () => side(to),
    purpose: () => (purpose === null ? "" : account(purpose)),
    agency: () => name(agency),
    payee: () => name(payee),
    persons: persons ?? 0,
  });
}
