// What stands out, rule by rule: the rule's own words, innocent reasons, and what it found, each leading to its movements.
import type { Flag, Flags, FlagsOfRule } from "@mingzhang/sdk/api-charts";
import { JUST_UNDER, NEW_PAYEE, SPLIT, YEAR_END } from "@mingzhang/sdk/flags";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import { sumText } from "@/features/money/text";
import { MARKS, withAside } from "@/i18n/marks";
import { flagHref, type Window } from "./sheets/flags";

interface Props {
  flags: Flags;
  /** Of the rule about the year's end, while its days are not over. */
  window: Window | null;
}

export function FlagList({ flags, window }: Props) {
  return (
    <>
      {flags.rules.map((of) => (
        <RulePart key={of.rule} of={of} flags={flags} window={of.rule === "year-end" ? window : null} />
      ))}
    </>
  );
}

/** Numbers that the rules' sentences name; they are the SDK's own. */
export const RULE_NUMBERS = {
  under: Number(((JUST_UNDER.of - JUST_UNDER.part) * 100n) / JUST_UNDER.of),
  payments: SPLIT.payments,
  splitDays: SPLIT.days,
  endDays: YEAR_END.days,
  endShare: Number((YEAR_END.part * 100n) / YEAR_END.of),
  newDays: NEW_PAYEE.days,
} as const;

function RulePart({ of, flags, window }: Props & { of: FlagsOfRule }) {
  const t = useTranslations("charts.flags");
  const locale = useLocale();
  const { currency, exponent, parameters, year } = flags;
  const sum = (amount: string) => sumText({ amount, currency, exponent }, locale);
  const list = new Intl.ListFormat(locale, { type: "disjunction" });
  const thresholds = parameters.thresholds.map(sum);
  const words = {
    ...RULE_NUMBERS,
    thresholds: thresholds.length === 0 ? t("noThreshold", { currency }) : list.format(thresholds),
    large: sum(parameters.large),
    round: sum(parameters.round),
  };
  return (
    <section id={of.rule}>
      <h2>
        {t(`rules.${of.rule}.name`)} <span className="tag">{t("count", { count: of.count })}</span>
      </h2>
      <p className="max-w-[62ch]">{t(`rules.${of.rule}.rule`, words)}</p>
      <p className="note mt-1">{t(`rules.${of.rule}.innocent`)}</p>
      {window !== null && (
        <p className="note mt-1">
          {t.rich(window.today < window.first ? "windowAhead" : "windowOpen", {
            first: () => <Day>{window.first}</Day>,
            last: () => <Day>{window.last}</Day>,
            today: () => <Day>{window.today}</Day>,
          })}
        </p>
      )}
      {of.flags.length > 0 && <FlagTable of={of} flags={flags} />}
      {of.count > of.flags.length && (
        <p className="note mt-2">{t("more", { shown: of.flags.length, count: of.count, year })}</p>
      )}
    </section>
  );
}

function FlagTable({ of, flags }: { of: FlagsOfRule; flags: Flags }) {
  const t = useTranslations("charts.flags");
  const locale = useLocale();
  const format = useFormatter();
  const { currency, exponent } = flags;
  const columns: Column<Flag>[] = [
    {
      key: "when",
      heading: t("when"),
      cell: ({ first, last }) =>
        first === last ? (
          <Day short>{first}</Day>
        ) : (
          <>
            <Day short>{first}</Day> – <Day short>{last}</Day>
          </>
        ),
    },
    {
      key: "what",
      heading: t("what"),
      cell: (flag) => (
        <PageLink href={flagHref(flag, flags)} className="link">
          {flag.record !== null ? `#${flag.record}` : t("movements", { count: flag.movements })}
        </PageLink>
      ),
    },
    { key: "agency", heading: t("agency"), cell: ({ agency }) => <PartyLink to={agency} /> },
    {
      key: "payee",
      heading: of.rule === "year-end" ? t("line") : t("payee"),
      cell: ({ payee, line }) =>
        payee !== null ? <PartyLink to={payee} /> : line !== null ? <AccountLink to={line} /> : "",
    },
    {
      key: "measure",
      heading: withAside(t(`rules.${of.rule}.measure`), currency, locale),
      right: true,
      cell: ({ measure }) => <Amount amount={measure} currency={currency} exponent={exponent} bare />,
    },
    {
      key: "amount",
      heading: withAside(t("amount"), currency, locale),
      right: true,
      cell: ({ amount }) => <Amount amount={amount} currency={currency} exponent={exponent} bare />,
    },
  ];
  const caption = `${t(`rules.${of.rule}.name`)}${MARKS[locale].colon}${format.number(of.count)}`;
  return (
    <div className="mt-3">
      <LedgerTable
        caption={caption}
        rows={of.flags.map((flag, at) => ({ ...flag, at }))}
        rowKey={({ record, first, line, payee }) => `${record ?? ""} ${first} ${line?.id ?? ""} ${payee?.id ?? ""}`}
        columns={columns}
      />
    </div>
  );
}
