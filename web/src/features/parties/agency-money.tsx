// An agency's own lines of one year and whom it paid most, so that one agency can be read, and printed, alone.
import type { PartyDetail } from "@mingzhang/sdk/api";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { Empty, ProblemNote } from "@/components/states";
import { YearChooser } from "@/components/year-chooser";
import { movementsHref } from "@/features/accounts/links";
import { PartyLink } from "@/features/accounts/refs";
import { Legend } from "@/features/budget/execution-bar";
import { LineTable } from "@/features/budget/line-table";
import { budgetHref } from "@/features/budget/tree";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { FIGURE_KINDS } from "@/features/movements/figures";
import { presentYear } from "@/features/overview/year";
import { chooseName } from "@/i18n/names";

/** The budget has the rest. */
const LINES = 60;
const PAYEES = 10;

interface Props {
  party: PartyDetail;
  /** What the address asks for. */
  asked: string | undefined;
  grouping: Grouping;
}

export async function AgencyMoney({ party, asked, grouping }: Props) {
  if (party.execution.length === 0) return null;
  const [years, status] = await Promise.all([api.years(), api.status()]);
  if (!years.ok) return <ProblemNote error={years.error} />;
  const own = [...new Set(party.execution.map(({ year }) => year))];
  const present = presentYear(years.value, status.ok ? status.value : null);
  const year = asked === undefined ? (own.find((each) => each === present) ?? own[0] ?? 0) : Number(asked);
  const currencies = party.execution.filter((row) => row.year === year).map(({ currency }) => currency);
  const [t, overview] = await Promise.all([getTranslations("parties.party"), getTranslations("overview.emptyYear")]);
  return (
    <section>
      <h2>{t("money", { year: String(year) })}</h2>
      <YearChooser years={own} current={year} href={(other) => `/agencies/${party.id}?year=${other ?? ""}`} />
      {currencies.length === 0 && <Empty>{overview("nothing", { year: String(year) })}</Empty>}
      <OwnLines party={party} year={year} grouping={grouping} />
      {currencies.map((currency) => (
        <LargestPayees key={currency} party={party} year={year} currency={currency} grouping={grouping} />
      ))}
    </section>
  );
}

interface PartProps extends Omit<Props, "asked"> {
  year: number;
}

async function OwnLines({ party, year, grouping }: PartProps) {
  const [tree, t, legend, locale] = await Promise.all([
    api.lines({ agency: party.id, within: "self", year }),
    getTranslations("parties.party"),
    getTranslations("overview.legend"),
    getLocale(),
  ]);
  if (!tree.ok) return <ProblemNote error={tree.error} />;
  const name = plain(chooseName(party, locale).text);
  return tree.value.agencies.map(({ currency, imported, lines }) => (
    <div key={currency} className="mt-5">
      {!imported && <Legend paid={legend("paid")} open={legend("open")} available={legend("available")} />}
      <LineTable
        lines={lines.slice(0, LINES)}
        caption={t("linesOf", { agency: name, year: String(year), currency })}
        grouping={grouping}
        imported={imported}
        explain={["allotment"]}
        {...(lines.length <= LINES && { total: { agency: party.id, year, currency } })}
      />
      <p className="mt-3 print:hidden">
        <PageLink href={budgetHref(year, party.id)}>{t("inBudget", { year: String(year) })}</PageLink>
      </p>
    </div>
  ));
}

/** A payee, or what went to persons and to other funds, which are no payees by name. */
interface PaidRow {
  key: string;
  who: ReactNode;
  paid: string;
  href: string | null;
}

async function LargestPayees({ party, year, currency, grouping }: PartProps & { currency: string }) {
  const [found, t] = await Promise.all([
    api.concentration({ agency: party.id, year, currency, limit: PAYEES }),
    getTranslations("parties.party"),
  ]);
  if (!found.ok) return <ProblemNote error={found.error} />;
  const { top, paid, toPersons, toFunds, payees, exponent } = found.value;
  const named = top.reduce((sum, row) => sum + BigInt(row.paid), 0n);
  const rest = (BigInt(paid) - named).toString();
  const whole = (BigInt(paid) + BigInt(toPersons) + BigInt(toFunds)).toString();
  const together = (key: "smaller" | "persons" | "funds", sum: string): PaidRow[] =>
    sum === "0" ? [] : [{ key, who: t(`largest.${key}`, { count: payees - top.length }), paid: sum, href: null }];
  const rows: PaidRow[] = [
    ...top.map(({ payee, paid: sum }) => ({
      key: String(payee.id),
      who: <PartyLink to={payee} />,
      paid: sum,
      href: movementsHref({ payee: payee.id, agency: party.id, year, currency, kind: FIGURE_KINDS.paid }),
    })),
    ...together("smaller", rest),
    ...together("persons", toPersons),
    ...together("funds", toFunds),
  ];
  if (rows.length === 0) return null;
  const total: PaidRow = {
    key: "all",
    who: t("largest.all"),
    paid: whole,
    href: movementsHref({ agency: party.id, year, currency, kind: FIGURE_KINDS.paid }),
  };
  const caption = t("largest.title", { year: String(year), below: party.children.length === 0 ? "no" : "yes" });
  return (
    <>
      <h3>{caption}</h3>
      <LedgerTable
        caption={`${caption} ${currency}`}
        rows={rows}
        foot={[total]}
        rowKey={({ key }) => key}
        columns={[
          { key: "payee", heading: t("largest.payee"), cell: ({ who }) => who },
          {
            key: "paid",
            heading: t("amount"),
            right: true,
            cell: ({ paid: sum, href }) => {
              const amount = <Amount amount={sum} currency={currency} exponent={exponent} grouping={grouping} />;
              return href === null ? amount : <PageLink href={href}>{amount}</PageLink>;
            },
          },
        ]}
      />
      <p className="mt-3 print:hidden">
        <PageLink href={`/charts/payees?agency=${party.id}&year=${year}&currency=${currency}`}>
          {t("largest.chart")}
        </PageLink>
      </p>
    </>
  );
}
