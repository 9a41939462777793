// Rows of a payload: the movements that it orders, or the accounts that it opens.
import type { CaseContent, CaseMovementRow, CaseOpeningRow } from "@mingzhang/sdk/api-cases";
import { FIELD_NAMES, type FieldName } from "@mingzhang/sdk/cases/field-names";
import { useLocale, useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { Name, Said } from "@/components/said";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { DocumentLink } from "@/features/documents/document-link";
import { Amount } from "@/features/money/amount";
import { kindLabel } from "@/features/movements/kind";

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

export function OrderRows({ of }: { of: Orders }) {
  const t = useTranslations("cases.content");
  const locale = useLocale();
  const { rows } = of;
  const some = (has: (row: CaseMovementRow) => boolean, column: Column<Numbered<CaseMovementRow>>) =>
    rows.some(has) ? [column] : [];
  const columns: Column<Numbered<CaseMovementRow>>[] = [
    { key: "kind", heading: t("kind"), cell: ({ row }) => kindLabel(row.kind, locale) },
    { key: "from", heading: t("from"), cell: ({ row }) => <AccountLink to={row.from} /> },
    { key: "to", heading: t("to"), cell: ({ row }) => <AccountLink to={row.to} /> },
    ...some(({ payee }) => payee !== null, {
      key: "payee",
      heading: t("payee"),
      cell: ({ row }) => row.payee && <PartyLink to={row.payee} />,
    }),
    ...some(({ valueDate }) => valueDate !== null, {
      key: "day",
      heading: t("valueDate"),
      cell: ({ row }) => row.valueDate && <Day short>{row.valueDate}</Day>,
    }),
    ...some(({ detail }) => detail !== null && detail !== "", {
      key: "reference",
      heading: t("reference"),
      cell: ({ row }) => row.detail && <Said>{row.detail}</Said>,
    }),
    { key: "amount", heading: t("amount"), right: true, cell: ({ row }) => sumOf(row.amount, of) },
  ];
  const documents = [...new Set(rows.flatMap(({ document }) => (document === null ? [] : [document])))];
  return (
    <div className="mt-5">
      <LedgerTable caption={t("title")} columns={columns} rows={numbered(rows)} rowKey={({ place }) => place} />
      <Beyond of={of} />
      {of.document === null && documents.length > 0 && (
        <details className="mt-3">
          <summary className="text-link">
            {t("document")} ({documents.length})
          </summary>
          <ul className="mt-2 space-y-2">
            {documents.map((digest) => (
              <li key={digest}>
                <DocumentLink digest={digest} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
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
      <LedgerTable caption={t("title")} columns={columns} rows={numbered(rows)} rowKey={({ place }) => place} />
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
