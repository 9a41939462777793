// The accounts that a movement touches, book by book, with the stretch of each account's track that it took.
import type { Account, AccountRef, MovementDetail } from "@mingzhang/sdk/api";
import { kindByName, type Total } from "@mingzhang/sdk/kinds";
import { useLocale, useTranslations } from "next-intl";
import { AccountLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import { MARKS } from "@/i18n/marks";
import { Track } from "./track";

interface Props {
  movement: MovementDetail;
  /** Accounts by id, for the whole length of their tracks; one that could not be had is missing. */
  accounts: ReadonlyMap<string, Account>;
}

export function Books({ movement, accounts }: Props) {
  const t = useTranslations("movement");
  const kind = kindByName(movement.kind);
  const stretches: Stretch[] = [
    { account: movement.from, side: "from", total: kind.fromTotal, start: movement.fromPosition },
    { account: movement.to, side: "to", total: kind.toTotal, start: movement.toPosition },
  ];
  if (movement.beyond !== null && movement.otherFund !== null && kind.name !== "cash-transfer") {
    const total = kind.beyondTotal ?? (kind.name === "recovery" ? "out" : "in");
    stretches.push({ account: movement.otherFund, side: "beyond", total, start: movement.beyond });
  }
  return (
    <section>
      <h2>{t("books.title")}</h2>
      <p className="note">{t(`books.${noteOf(movement)}`)}</p>
      <ul className="mt-3">
        {stretches.map((stretch) => (
          <StretchRow
            key={stretch.side}
            stretch={stretch}
            movement={movement}
            account={accounts.get(stretch.account.id)}
          />
        ))}
      </ul>
      <details className="mt-3">
        <summary className="text-link">{t("books.why")}</summary>
        <p className="note mt-2">{t("books.explained")}</p>
        <p className="note mt-2">{t("books.convention")}</p>
      </details>
    </section>
  );
}

function noteOf({ books, kind }: MovementDetail) {
  if (books.length === 2) return kind === "recovery" ? "bothBack" : "both";
  return books.includes("cash") ? "cash" : "budget";
}

interface Stretch {
  account: AccountRef;
  side: "from" | "to" | "beyond";
  total: Total;
  start: string;
}

interface RowProps {
  stretch: Stretch;
  movement: MovementDetail;
  account: Account | undefined;
}

function StretchRow({ stretch, movement, account }: RowProps) {
  const t = useTranslations("movement.books");
  const locale = useLocale();
  const { currency, exponent } = movement;
  const end = (BigInt(stretch.start) + BigInt(movement.amount)).toString();
  const length = (stretch.total === "in" ? account?.totalIn : account?.totalOut) ?? end;
  // A movement read a moment before its account may end beyond the total that the account had.
  const whole = BigInt(length) < BigInt(end) ? end : length;
  const incoming = stretch.total === "in";
  return (
    <li className="border-b border-rule py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <span>
          <span className="text-[0.90625rem] text-soft">
            {t(`side.${stretch.account.kind}`)}
            {MARKS[locale].colon}
          </span>
          <AccountLink to={stretch.account} /> <span className="mono text-soft">{stretch.account.id}</span>
        </span>
        <span className="text-[0.90625rem] text-soft">{t(incoming ? "entered" : "left")}</span>
      </div>
      <Track start={stretch.start} end={end} whole={whole} incoming={incoming} />
      <p className="num text-[0.84375rem] text-soft">
        {t.rich("stretch", {
          start: () => <Amount amount={stretch.start} currency={currency} exponent={exponent} bare />,
          end: () => <Amount amount={end} currency={currency} exponent={exponent} bare />,
          whole: () => <Amount amount={whole} currency={currency} exponent={exponent} bare />,
        })}
      </p>
    </li>
  );
}
