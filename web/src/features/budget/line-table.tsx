// The lines of one agency with their execution; imported lines show what was paid, and nothing else.
import type { Execution, Line } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Name } from "@/components/said";
import { movementsHref } from "@/features/accounts/links";
import { functionText } from "@/features/classification/labels";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { ExecutionBar, greatest } from "./execution-bar";

/** What of an execution is a column, and which movements stand behind it. */
export const EXECUTION_COLUMNS = [
  ["appropriated", "appropriation,cut,virement,carry-over"],
  ["allotted", "allotment,withdrawal"],
  ["committed", "commitment,release"],
  ["paid", "payment,transfer-payment,recovery,reclassification"],
  ["available", ""],
] as const satisfies readonly (readonly [keyof Execution, string])[];

interface Props {
  lines: readonly Line[];
  caption: string;
  grouping: Grouping;
  imported: boolean;
}

export function LineTable({ lines, caption, grouping, imported }: Props) {
  const t = useTranslations("budget");
  const locale = useLocale();
  const longest = greatest(lines.map((line) => (imported ? line.paid : line.appropriated)));
  const shown = imported ? EXECUTION_COLUMNS.filter(([name]) => name === "paid") : EXECUTION_COLUMNS;
  const columns: Column<Line>[] = [
    {
      key: "line",
      heading: t("line"),
      room: "name",
      cell: (line) => (
        <>
          <PageLink href={`/budget/${line.id}`} className="link">
            <Name of={line} />
          </PageLink>
          <span className="block text-[0.8125rem] text-soft">{functionText(line.function, locale)}</span>
        </>
      ),
    },
    {
      key: "bar",
      heading: t("execution"),
      room: "bar",
      cell: (line) => <ExecutionBar of={line} longest={longest} paidAlone={imported} />,
    },
    ...shown.map(([name, kinds]): Column<Line> => ({
      key: name,
      heading: t(name),
      right: true,
      cell: (line) => (
        <PageLink href={movementsHref({ line: line.id, kind: kinds })}>
          <Amount amount={line[name]} currency={line.currency} exponent={line.exponent} grouping={grouping} bare />
        </PageLink>
      ),
    })),
  ];
  return <LedgerTable caption={caption} columns={columns} rows={lines} rowKey={(line) => line.id} />;
}
