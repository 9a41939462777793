// Commitments under a filter, most paid first.
import type { Commitment } from "@mingzhang/sdk/api";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Name, Said } from "@/components/said";
import { ProblemNote } from "@/components/states";
import { movementsHref } from "@/features/accounts/links";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import { readGrouping } from "@/features/money/grouping";

const SOME = 20;

interface Props {
  filter: Record<string, string | number>;
  imported: boolean;
  /** In place of "Commitments", and what is to be known of them. */
  title?: string;
  note?: string;
}

export async function CommitmentList({ filter, imported, title, note }: Props) {
  const [found, t, grouping] = await Promise.all([
    api.commitments({ ...filter, sort: "paid", order: "desc", limit: SOME }),
    getTranslations("accounts.commitment"),
    readGrouping(),
  ]);
  if (found.ok && found.value.items.length === 0) return null;
  const sum = (row: Commitment, amount: string) => (
    <Amount amount={amount} currency={row.currency} exponent={row.exponent} grouping={grouping} />
  );
  const columns: Column<Commitment>[] = [
    {
      key: "name",
      heading: t("name"),
      cell: (row) => (
        <>
          <PageLink href={`/commitments/${row.id}`} className="link">
            <Name of={{ name: row.title, otherName: row.otherTitle }} />
          </PageLink>
          {row.contractId !== null && (
            <span className="mono ml-2 text-soft">
              <Said>{row.contractId}</Said>
            </span>
          )}
        </>
      ),
    },
    "payee" in filter
      ? { key: "line", heading: t("line"), cell: (row) => <AccountLink to={row.line} /> }
      : { key: "payee", heading: t("payee"), cell: (row) => <PartyLink to={row.payee} /> },
    ...(imported
      ? []
      : [
          {
            key: "committed",
            heading: t("committed"),
            right: true,
            cell: (row: Commitment) => sum(row, row.committed),
          },
        ]),
    {
      key: "paid",
      heading: t("paid"),
      right: true,
      cell: (row) => <PageLink href={movementsHref({ account: row.id })}>{sum(row, row.paid)}</PageLink>,
    },
  ];
  return (
    <section>
      <h2>{title ?? t("list")}</h2>
      {note !== undefined && <p className="note">{note}</p>}
      {found.ok ? (
        <>
          <LedgerTable caption={t("list")} columns={columns} rows={found.value.items} rowKey={(row) => row.id} />
          {/* Movements are not listed by the unit that an allotment was given to. */}
          {found.value.next !== null && !("unit" in filter) && (
            <p className="mt-3">
              <PageLink href={movementsHref({ ...filter, kind: "commitment" })}>{t("more")}</PageLink>
            </p>
          )}
        </>
      ) : (
        <ProblemNote error={found.error} />
      )}
    </section>
  );
}
