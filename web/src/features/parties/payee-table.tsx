// Payees with what they were paid, one row for each currency.
import type { Party, PartyMoney } from "@mingzhang/sdk/api";
import { useFormatter, useTranslations } from "next-intl";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Name, Said } from "@/components/said";
import { movementsHref, partyHref } from "@/features/accounts/links";
import { wordHeading } from "@/features/learn/heading";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { FIGURE_KINDS } from "@/features/movements/figures";

interface Row {
  party: Party;
  money: PartyMoney | undefined;
}

export function PayeeTable({ parties, grouping }: { parties: readonly Party[]; grouping: Grouping }) {
  const t = useTranslations("parties");
  const format = useFormatter();
  const rows = parties.flatMap((party): Row[] =>
    party.money.length === 0 ? [{ party, money: undefined }] : party.money.map((money) => ({ party, money })),
  );
  return (
    <LedgerTable
      caption={t("payees.title")}
      rows={rows}
      rowKey={({ party, money }) => `${party.id}-${money?.currency ?? ""}`}
      columns={[
        {
          key: "payee",
          ...wordHeading(t("payees.payee"), "payee"),
          cell: ({ party }) => (
            <>
              <PageLink href={partyHref(party)} className="link">
                <Name of={party} />
              </PageLink>{" "}
              {party.kind === "payee-class" && <span className="tag">{t(`kind.${party.kind}`)}</span>}
            </>
          ),
        },
        {
          key: "identifier",
          heading: t("payees.identifier"),
          cell: ({ party }) => (party.identifier === null ? "" : <Identifier of={party} />),
        },
        {
          key: "payments",
          heading: t("payees.payments"),
          right: true,
          cell: ({ money }) => (money === undefined ? "" : format.number(money.payments)),
        },
        {
          key: "paid",
          ...wordHeading(t("payees.paid"), "payment"),
          right: true,
          cell: ({ party, money }) =>
            money === undefined ? (
              ""
            ) : (
              <PageLink href={movementsHref({ party: party.id, kind: FIGURE_KINDS.paid, currency: money.currency })}>
                <Amount amount={money.paid} currency={money.currency} exponent={money.exponent} grouping={grouping} />
              </PageLink>
            ),
        },
      ]}
    />
  );
}

export function Identifier({ of: party }: { of: Pick<Party, "scheme" | "identifier"> }) {
  return (
    <span className="mono">
      <Said>{[party.scheme, party.identifier].filter(Boolean).join(" ")}</Said>
    </span>
  );
}
