// The budget as a tree: agencies that open, without JavaScript, on their lines.
import type { AgencyLines, LineTree } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { Name, plain } from "@/components/said";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { movementsHref, partyHref } from "@/features/accounts/links";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { Share } from "@/features/money/share";
import { wordHeading } from "@/features/learn/heading";
import { chooseName } from "@/i18n/names";
import { addExecutions } from "@mingzhang/sdk/execution";
import { executionColumns } from "./execution";
import { ExecutionBar, greatest, Legend } from "./execution-bar";
import { withAside } from "@/i18n/marks";
import { LineTable } from "./line-table";

interface TreeProps {
  tree: LineTree;
  grouping: Grouping;
  /** Of the agency that is open from the start. */
  opened: string | undefined;
}

/** Where an agency stands on the page. */
export const agencyAnchor = (id: number | string): string => `agency-${id}`;

/** The budget of a year with one agency open. */
export const budgetHref = (year: number, agency: number): string =>
  `/budget?year=${year}&agency=${agency}#${agencyAnchor(agency)}`;

export function BudgetTree({ tree, grouping, opened }: TreeProps) {
  const currencies = [...new Set(tree.agencies.map(({ currency }) => currency))];
  // One that has lines in several currencies is led to where it stands first.
  const anchored = new Set(
    [...Map.groupBy(tree.agencies, ({ agency }) => agency.id).values()].flatMap(([row]) => row ?? []),
  );
  return (
    <>
      {currencies.map((currency) => {
        const rows = tree.agencies.filter((row) => row.currency === currency);
        const several = currencies.length > 1;
        return (
          <CurrencyTree
            key={currency}
            rows={rows}
            year={tree.year}
            several={several}
            opened={opened}
            anchored={anchored}
            grouping={grouping}
          />
        );
      })}
    </>
  );
}

interface CurrencyProps extends Pick<TreeProps, "grouping" | "opened"> {
  rows: AgencyLines[];
  year: number;
  several: boolean;
  anchored: ReadonlySet<AgencyLines>;
}

function CurrencyTree({ rows, year, several, opened, anchored, grouping }: CurrencyProps) {
  const t = useTranslations("budget");
  const legend = useTranslations("overview.legend");
  const longest = greatest(rows.map((row) => (row.imported ? row.paid : row.appropriated)));
  return (
    <section className="mt-6">
      {several && <h2>{t("all", { currency: rows[0]?.currency ?? "" })}</h2>}
      <Together rows={rows} year={year} grouping={grouping} />
      {rows.every((row) => !row.imported) && (
        <div className="mt-6">
          <Legend paid={legend("paid")} open={legend("open")} available={legend("available")} />
        </div>
      )}
      <div className="border-t border-rule-strong">
        {rows.map((row) => (
          <AgencyRow
            key={row.agency.id}
            row={row}
            year={year}
            longest={longest}
            grouping={grouping}
            anchored={anchored.has(row)}
            open={rows.length === 1 || String(row.agency.id) === opened}
          />
        ))}
      </div>
    </section>
  );
}

/** All agencies in one currency, each sum with its word and with the movements behind it. */
function Together({ rows, year, grouping }: { rows: AgencyLines[]; year: number; grouping: Grouping }) {
  const t = useTranslations("budget");
  const locale = useLocale();
  const [first] = rows;
  if (first === undefined) return null;
  const { currency, exponent } = first;
  const imported = rows.some((row) => row.imported);
  const all = addExecutions(rows);
  return (
    <LedgerTable
      caption={t("all", { currency })}
      rows={[all]}
      rowKey={() => currency}
      columns={[
        { key: "all", heading: t("agency"), cell: () => withAside(t("sum"), currency, locale) },
        ...executionColumns(rows, imported).map(([name, kind, term]) => ({
          key: name,
          ...wordHeading(t(name), term),
          right: true,
          cell: () => (
            <PageLink href={movementsHref({ year, currency, kind })}>
              <Amount amount={all[name]} currency={currency} exponent={exponent} grouping={grouping} bare />
            </PageLink>
          ),
        })),
        ...(imported
          ? []
          : [
              {
                key: "rate",
                ...wordHeading(t("rate"), "rate"),
                right: true,
                cell: () => <Share of={all.paid} whole={all.appropriated} />,
              },
            ]),
      ]}
    />
  );
}

interface RowProps {
  row: AgencyLines;
  year: number;
  longest: string;
  grouping: Grouping;
  /** Whether links to the agency lead here. */
  anchored: boolean;
  open: boolean;
}

function AgencyRow({ row, year, longest, grouping, anchored, open }: RowProps) {
  const t = useTranslations("budget");
  const locale = useLocale();
  const { currency, exponent, imported } = row;
  const sum = (amount: string) => (
    <Amount amount={amount} currency={currency} exponent={exponent} grouping={grouping} />
  );
  return (
    <details
      id={anchored ? agencyAnchor(row.agency.id) : undefined}
      className="agency border-b border-rule"
      open={open}
    >
      <summary className="agency-row">
        <span>
          <Name of={row.agency} />{" "}
          <span className="text-[0.84375rem] whitespace-nowrap text-soft">
            {t("lines", { count: row.lines.length })}
          </span>
        </span>
        <ExecutionBar of={row} longest={longest} paidAlone={imported} />
        <span className="num text-right">
          {imported ? (
            sum(row.paid)
          ) : (
            <>
              <b className="font-semibold">{sum(row.appropriated)}</b>
              <small className="block text-soft">
                {t("paid")} {sum(row.paid)} · <Share of={row.paid} whole={row.appropriated} />
              </small>
            </>
          )}
        </span>
      </summary>
      <div className="pb-5 md:pl-6">
        <LineTable
          lines={row.lines}
          caption={t("total", { agency: plain(chooseName(row.agency, locale).text) })}
          grouping={grouping}
          imported={imported}
          total={{ agency: row.agency.id, year, currency }}
        />
        <p className="mt-2 text-[0.9375rem]">
          <PageLink href={partyHref(row.agency)}>
            <Name of={row.agency} />
          </PageLink>
        </p>
      </div>
    </details>
  );
}
