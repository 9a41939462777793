// The citation of a list on its page: what it held then, which rows say something else now, the text to copy, the files.
import type { CitedCell, CitedRow, ListCitation } from "@mingzhang/sdk/api-citations";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { plain, Said } from "@/components/said";
import { chooseName } from "@/i18n/names";
import { CitationTexts } from "./copy";
import type { CitedList, ListAsked } from "./list-asked";
import { cellWords, columnWords, countWords } from "./list-words";

interface Props {
  citation: ListCitation;
  asked: ListAsked;
  /** The filters in words; empty where there are none. */
  filters: string;
  texts: { en: string; zh: string };
}

const text = (cell: CitedCell | undefined) => (cell === null || cell === undefined ? "" : String(cell));

/** Page of a row, and the columns that it is called by. */
const ROWS: Readonly<Record<CitedList, { href: (row: CitedRow["row"]) => string; names: readonly string[] }>> = {
  parties: {
    href: (row) => `/${row["kind"] === "agency" ? "agencies" : "payees"}/${text(row["party"])}`,
    names: ["name"],
  },
  agencies: { href: (row) => `/agencies/${text(row["agency"])}`, names: ["agency_name"] },
  funds: { href: (row) => `/funds/${text(row["fund"])}`, names: ["name"] },
  lines: { href: (row) => `/budget/${text(row["line"])}`, names: ["name"] },
  commitments: { href: (row) => `/commitments/${text(row["commitment"])}`, names: ["title"] },
  cases: { href: (row) => `/cases/${text(row["case"])}`, names: ["title"] },
  findings: { href: (row) => `/findings/${text(row["finding"])}`, names: ["text"] },
  procedures: { href: (row) => `/procedures/${text(row["procedure"])}`, names: ["name"] },
  timeliness: { href: (row) => `/agencies/${text(row["agency"])}`, names: ["agency_name", "procedure_name"] },
};

/** Pages of the lists as they are now; a list without one is told by its file. */
const PAGES: Partial<Record<CitedList, string>> = {
  ...{ parties: "/payees", agencies: "/agencies", funds: "/funds", lines: "/budget" },
  ...{ cases: "/cases", findings: "/findings", procedures: "/procedures", timeliness: "/timeliness" },
};

export function ListCitationView({ citation, asked, filters, texts }: Props) {
  const t = useTranslations("citeList");
  const cite = useTranslations("cite");
  const locale = useLocale();
  const { size, block, then, indexed, now, summed, added, gone, changed, changes } = citation;
  const page = PAGES[asked.list];
  const query = new URLSearchParams(asked.filters).toString();
  return (
    <>
      <section data-testid="cited-then">
        <h2>{cite("thenTitle")}</h2>
        {filters !== "" && <p className="text-soft">{cite("filters", { filters })}</p>}
        <p className="mt-1 text-[1.125rem]">
          {t("then", { size, block: String(block.number), time: block.time, figure: countWords(then, summed, locale) })}
        </p>
        {page !== undefined && (
          <p className="mt-2">
            <PageLink href={query === "" ? page : `${page}?${query}`}>{cite("list")}</PageLink>
          </p>
        )}
      </section>
      <section data-testid="cited-since">
        <h2>{cite("sinceTitle")}</h2>
        {added + gone + changed === 0 ? (
          <p>{t("nothing", { size: indexed.size })}</p>
        ) : (
          <>
            <p>{t("now", { size: indexed.size, figure: countWords(now, summed, locale) })}</p>
            <p className="mt-1">{t("counts", { added, changed, gone })}</p>
            {citation.asOf !== null && <p className="note mt-1">{t("clock")}</p>}
            <Changes citation={citation} list={asked.list} />
            {added + gone + changed > changes.length && (
              <p className="note">{t("firstOnly", { count: changes.length })}</p>
            )}
          </>
        )}
      </section>
      <CitationTexts texts={texts} locale={locale} />
      <Check asked={asked} size={size} />
    </>
  );
}

function Changes({ citation, list }: { citation: ListCitation; list: CitedList }) {
  const t = useTranslations("citeList");
  const { changes, key } = citation;
  return (
    <div className="mt-3">
      <LedgerTable
        caption={t("columnWas")}
        rows={changes}
        rowKey={({ change, row }) => `${change} ${key.map((column) => text(row[column])).join(" ")}`}
        columns={[
          {
            key: "row",
            heading: t("columnRow"),
            cell: ({ change, row }) => (
              <>
                <span className="block text-sm text-soft">{t(`change.${change}`)}</span>
                <Which row={row} list={list} />
              </>
            ),
          },
          { key: "was", heading: t("columnWas"), cell: (row) => <Was of={row} citation={citation} /> },
        ]}
      />
    </div>
  );
}

function Which({ row, list }: { row: CitedRow["row"]; list: CitedList }) {
  const locale = useLocale();
  const { href, names } = ROWS[list];
  const called = names.flatMap((name) => {
    const chosen = chooseName(
      { name: text(row[name]), otherName: otherOf(name) === name ? "" : text(row[otherOf(name)]) },
      locale,
    );
    return chosen.text === "" ? [] : [chosen];
  });
  const currency = "currency" in row && list !== "cases" ? text(row["currency"]) : "";
  return (
    <>
      <PageLink href={href(row)}>
        {called.length === 0
          ? href(row)
          : called.map(({ text: said, lang }, at) => (
              <span key={said}>
                {at > 0 && " · "}
                <Said lang={lang}>{said}</Said>
              </span>
            ))}
      </PageLink>
      {currency !== "" && <span className="num text-soft"> {currency}</span>}
    </>
  );
}

/** Column by column what a row said before and says now; sums once, not in minor units as well, and names for numbers. */
function Was({ of: { row, before }, citation }: { of: CitedRow; citation: ListCitation }) {
  const t = useTranslations("citeList");
  const locale = useLocale();
  const told = citation.columns.filter(
    ({ name, type }) => name in before && type !== "minor" && !(`${name}_name` in before) && !isOther(name, before),
  );
  return (
    <ul>
      {told.map((column) => {
        const other = otherOf(column.name);
        const said = (cells: CitedRow["row"]) => {
          const named = { name: text(cells[column.name]), otherName: text({ ...row, ...cells }[other]) };
          return other in row && other !== column.name
            ? plain(chooseName(named, locale).text)
            : cellWords(column, cells[column.name] ?? null, row["currency"] ?? null, locale);
        };
        return (
          <li key={column.name}>
            {t("was", { column: columnWords(column.name, locale), before: said(before), after: said(row) })}
          </li>
        );
      })}
    </ul>
  );
}

/** "name" stands beside "other_name", "agency_name" beside "agency_other_name". */
const otherOf = (column: string) => column.replace(/(name|title)$/, "other_$1");
const isOther = (column: string, before: CitedRow["row"]) =>
  Object.keys(before).some((name) => name !== column && otherOf(name) === column);

function Check({ asked: { list, filters }, size }: { asked: ListAsked; size: number }) {
  const t = useTranslations("citeList");
  const cite = useTranslations("cite");
  const query = new URLSearchParams({ ...filters, size: String(size) }).toString();
  const file = (ending: string, more = "") => `/export/${list}.${ending}?${more}${query}`;
  const link = (href: string, words: ReactNode) => (
    <a href={href} download>
      {words}
    </a>
  );
  return (
    <section>
      <h2>{cite("checkTitle")}</h2>
      <p className="max-w-[42rem]">
        {t.rich("check", {
          csv: (words) => link(file("csv"), words),
          manifest: (words) => link(file("manifest.json", "format=csv&"), words),
          then: (words) => link(file("json"), words),
        })}
      </p>
    </section>
  );
}
