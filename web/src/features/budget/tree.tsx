// The budget as a tree: agencies that open, without JavaScript, on their lines.
import type { AgencyLines, LineTree } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { Name, plain } from "@/components/said";
import { PageLink } from "@/components/page-link";
import { partyHref } from "@/features/accounts/links";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { chooseName } from "@/i18n/names";
import { ExecutionBar, greatest } from "./execution-bar";
import { LineTable } from "./line-table";

export function BudgetTree({ tree, grouping }: { tree: LineTree; grouping: Grouping }) {
  const currencies = [...new Set(tree.agencies.map(({ currency }) => currency))];
  return (
    <>
      {currencies.map((currency) => {
        const rows = tree.agencies.filter((row) => row.currency === currency);
        return <CurrencyTree key={currency} rows={rows} several={currencies.length > 1} grouping={grouping} />;
      })}
    </>
  );
}

function CurrencyTree({ rows, several, grouping }: { rows: AgencyLines[]; several: boolean; grouping: Grouping }) {
  const t = useTranslations("budget");
  const longest = greatest(rows.map((row) => (row.imported ? row.paid : row.appropriated)));
  return (
    <section className="mt-6">
      {several && <h2>{t("all", { currency: rows[0]?.currency ?? "" })}</h2>}
      <div className="border-t border-rule-strong">
        {rows.map((row) => (
          <AgencyRow key={row.agency.id} row={row} longest={longest} grouping={grouping} open={rows.length === 1} />
        ))}
      </div>
    </section>
  );
}

interface RowProps {
  row: AgencyLines;
  longest: string;
  grouping: Grouping;
  open: boolean;
}

function AgencyRow({ row, longest, grouping, open }: RowProps) {
  const t = useTranslations("budget");
  const locale = useLocale();
  const { currency, exponent, imported } = row;
  const sum = (amount: string) => (
    <Amount amount={amount} currency={currency} exponent={exponent} grouping={grouping} />
  );
  return (
    <details className="agency border-b border-rule" open={open}>
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
                {t("paid")} {sum(row.paid)}
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
