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
import { wordHeading } from "@/features/learn/heading";
import { addExecutions } from "@mingzhang/sdk/execution";
import { executionColumns } from "./execution";
import { ExecutionBar, greatest } from "./execution-bar";

interface Props {
  lines: readonly Line[];
  caption: string;
  grouping: Grouping;
  imported: boolean;
  /** Lines of one agency, year and currency: all of it together, below them, and the list of movements behind that. */
  total?: { agency: number; year: number; currency: string };
  /** Words of columns that this table is the first on its page to say. */
  explain?: readonly string[];
}

/** Null: all lines together. */
interface Row {
  line: Line | null;
  of: Execution;
}

export function LineTable({ lines, caption, grouping, imported, total, explain = [] }: Props) {
  const t = useTranslations("budget");
  const locale = useLocale();
  const longest = greatest(lines.map((line) => (imported ? line.paid : line.appropriated)));
  const [first] = lines;
  const columns: Column<Row>[] = [
    {
      key: "line",
      heading: t("line"),
      room: "name",
      cell: ({ line }) =>
        line === null ? (
          t("sum")
        ) : (
          <>
            <PageLink href={`/budget/${line.id}`} className="link">
              <Name of={line} />
            </PageLink>
            <span className="block text-[0.8667em] text-soft">{functionText(line.function, locale)}</span>
          </>
        ),
    },
    {
      key: "bar",
      heading: t("execution"),
      room: "bar",
      cell: ({ line }) => line && <ExecutionBar of={line} longest={longest} paidAlone={imported} />,
    },
    ...executionColumns(lines, imported).map(([name, kind, term]): Column<Row> => ({
      key: name,
      ...wordHeading(t(name), explain.includes(term) ? term : undefined),
      right: true,
      cell: ({ line, of }) => (
        <PageLink href={movementsHref(line === null ? { ...total, within: "self", kind } : { line: line.id, kind })}>
          <Amount
            amount={of[name]}
            currency={first?.currency ?? ""}
            exponent={first?.exponent ?? 0}
            grouping={grouping}
            bare
          />
        </PageLink>
      ),
    })),
  ];
  return (
    <LedgerTable
      caption={caption}
      columns={columns}
      rows={lines.map((line): Row => ({ line, of: line }))}
      rowKey={({ line }) => line?.id ?? "all"}
      foot={total === undefined || lines.length < 2 ? [] : [{ line: null, of: addExecutions(lines) }]}
    />
  );
}
