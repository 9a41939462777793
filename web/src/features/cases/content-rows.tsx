// Rows of a payload: the movements that it orders, or the accounts that it opens.
import type { CaseContent, CaseMovementRow, CaseOpeningRow } from "@mingzhang/sdk/api-cases";
import { FIELD_NAMES, type FieldName } from "@mingzhang/sdk/cases/field-names";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Day } from "@/components/dates";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { Pairs } from "@/components/pairs";
import { Name, Said } from "@/components/said";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { DocumentLink } from "@/features/documents/document-link";
import { Amount } from "@/features/money/amount";
import { kindLabel } from "@/features/movements/kind";
import { withAside } from "@/i18n/marks";

type Orders = Extract<CaseContent, { type: "orders" }>;
type Openings = Extract<CaseContent, { type: "openings" }>;
interface Numbered<R> {
  place: number;
  row: R;
}

function numbered<R>(rows: readonly R[]): Numbered<R>[] {
  return rows.map((row, place) => ({ place, row }));
}

function sumOf(amount: string | null, { currency, exponent }: Orders | Openings) {
  if (amount === null) return null;
  // Without a currency that is known the minor units stand for themselves.
  if (currency === null || exponent === null) return <span className="num">{amount}</span>;
  return <Amount amount={amount} currency={currency} exponent={exponent} />;
}

interface Cell {
  key: string;
  heading: string;
  right?: boolean;
  /** Rows with the same value say it once, above the table; absent: it is said in each row. */
  value?: (row: CaseMovementRow) => string;
  cell: (row: CaseMovementRow) => ReactNode;
}

/** What all rows share is said once, above them; a single row needs no table. */
export function OrderRows({ of }: { of: Orders }) {
  const t = useTranslations("cases.content");
  const locale = useLocale();
  const { rows } = of;
  const [first] = rows;
  const cells: Cell[] = [
    { key: "kind", heading: t("kind"), value: ({ kind }) => kind, cell: ({ kind }) => kindLabel(kind, locale) },
    { key: "from", heading: t("from"), value: ({ from }) => from.id, cell: ({ from }) => <AccountLink to={from} /> },
    { key: "to", heading: t("to"), cell: (row) => <Taker of={row} /> },
    {
      key: "day",
      heading: t("valueDate"),
      value: ({ valueDate }) => valueDate ?? "",
      cell: ({ valueDate }) => valueDate && <Day short>{valueDate}</Day>,
    },
    {
      key: "reference",
      heading: t("reference"),
      value: ({ detail }) => detail ?? "",
      cell: ({ detail }) => detail && <Said>{detail}</Said>,
    },
    { key: "amount", heading: t("amount"), right: true, cell: ({ amount }) => sumOf(amount, of) },
  ];
  if (first === undefined) return null;
  const isShared = ({ value }: Cell) =>
    rows.length === 1 || (value !== undefined && rows.every((row) => value(row) === value(first)));
  const documents = [...new Set(rows.flatMap(({ document }) => (document === null ? [] : [document])))];
  return (
    <>
      <Pairs of={cells.filter(isShared).map(({ heading, cell }) => [heading, cell(first) || null])} />
      {rows.length > 1 && (
        <div className="mt-5">
          <LedgerTable
            caption={t("caption")}
            columns={cells
              .filter((column) => !isShared(column))
              .map(({ cell, ...column }) => ({ ...column, cell: ({ row }: Numbered<CaseMovementRow>) => cell(row) }))}
            rows={numbered(rows)}
            rowKey={({ place }) => place}
          />
          <Beyond of={of} />
        </div>
      )}
      {of.document === null && documents.length > 0 && (
        <details className="mt-3">
          <summary className="text-link">{withAside(t("document"), String(documents.length), locale)}</summary>
          <ul className="mt-2 space-y-2">
            {documents.map((digest) => (
              <li key={digest}>
                <DocumentLink digest={digest} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Whoever is paid or promised, and on which commitment; else the account. */
function Taker({ of: { payee, to } }: { of: CaseMovementRow }) {
  if (payee === null) return <AccountLink to={to} />;
  return (
    <>
      <PartyLink to={payee} />
      <span className="block text-sm">
        <AccountLink to={to} />
      </span>
    </>
  );
}

export function OpeningRows({ of }: { of: Openings }) {
  const t = useTranslations("cases.content");
  const { rows } = of;
  const some = (has: (row: CaseOpeningRow) => boolean, column: Column<Numbered<CaseOpeningRow>>) =>
    rows.some(has) ? [column] : [];
  const columns: Column<Numbered<CaseOpeningRow>>[] = [
    {
      key: "name",
      heading: t("name"),
      room: "name",
      cell: ({ row }) => (
        <>
          {row.name !== "" || row.otherName !== "" ? <Name of={row} /> : null}
          <Fields of={row.fields} />
        </>
      ),
    },
    ...some(({ above }) => above !== null, {
      key: "above",
      heading: t("above"),
      cell: ({ row }) => row.above && <AccountLink to={row.above} />,
    }),
    ...some(({ giver }) => giver !== null, {
      key: "giver",
      heading: t("giver"),
      cell: ({ row }) => row.giver && <AccountLink to={row.giver} />,
    }),
    ...some(({ party }) => party !== null, {
      key: "party",
      heading: t("party"),
      cell: ({ row }) => row.party && <PartyLink to={row.party} />,
    }),
    ...some(({ amount }) => amount !== null, {
      key: "amount",
      heading: t("amount"),
      right: true,
      cell: ({ row }) => sumOf(row.amount, of),
    }),
  ];
  return (
    <div className="mt-5">
      <LedgerTable caption={t("caption")} columns={columns} rows={numbered(rows)} rowKey={({ place }) => place} />
      <Beyond of={of} />
    </div>
  );
}

/** The spec to the letter: what the ledger will be told. */
function Fields({ of }: { of: Record<string, string> }) {
  const t = useTranslations("cases.content");
  const locale = useLocale();
  const fields = Object.entries(of).filter(([, value]) => value !== "");
  if (fields.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="text-soft">{t("fields")}</summary>
      <dl>
        {fields.map(([name, value]) => (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt className="text-soft">{fieldLabel(name, locale)}</dt>
            <dd className={value.startsWith("0x") ? "mono" : undefined}>
              <Said>{value}</Said>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function fieldLabel(name: string, locale: "en" | "zh"): string {
  if (!Object.hasOwn(FIELD_NAMES, name)) return name;
  return FIELD_NAMES[name as FieldName][locale === "en" ? 0 : 1];
}

function Beyond({ of: { rows, count } }: { of: Orders | Openings }) {
  const t = useTranslations("cases.content");
  return rows.length < count ? <p className="note mt-2">{t("more", { shown: rows.length, count })}</p> : null;
}
