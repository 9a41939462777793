// The funds with what they received, paid and hold.
import type { Fund } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Name } from "@/components/said";
import { movementsHref } from "@/features/accounts/links";
import { PartyLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";

export function FundTable({ funds, grouping }: { funds: readonly Fund[]; grouping: Grouping }) {
  const t = useTranslations("accounts.funds");
  const sum = (fund: Fund, amount: string, kind: string) => (
    <PageLink href={movementsHref({ account: fund.id, kind })}>
      <Amount amount={amount} currency={fund.currency} exponent={fund.exponent} grouping={grouping} />
    </PageLink>
  );
  const between = (fund: Fund) => ({
    in: (BigInt(fund.transferredIn) + BigInt(fund.takenFromFunds)).toString(),
    out: fund.transferredOut,
  });
  const columns: Column<Fund>[] = [
    {
      key: "name",
      heading: t("name"),
      cell: (fund) => (
        <PageLink href={`/funds/${fund.id}`} className="link">
          <Name of={fund} />
        </PageLink>
      ),
    },
    { key: "owner", heading: t("owner"), cell: (fund) => <PartyLink to={fund.owner} /> },
    { key: "received", heading: t("received"), right: true, cell: (fund) => sum(fund, fund.received, "receipt") },
    {
      key: "refunded",
      heading: t("refunded"),
      right: true,
      cell: (fund) => sum(fund, fund.refunded, "refund"),
    },
    {
      key: "fromFunds",
      heading: t("fromFunds"),
      right: true,
      cell: (fund) => (
        // A transfer payment stands in its payer's accounts: only the filter by fund finds it from this side.
        <PageLink href={movementsHref({ fund: fund.id, kind: "cash-transfer,transfer-payment,recovery" })}>
          <Amount amount={between(fund).in} currency={fund.currency} exponent={fund.exponent} grouping={grouping} />
        </PageLink>
      ),
    },
    {
      key: "toFunds",
      heading: t("toFunds"),
      right: true,
      cell: (fund) => sum(fund, between(fund).out, "cash-transfer"),
    },
    {
      key: "paid",
      heading: t("paid"),
      right: true,
      cell: (fund) => sum(fund, fund.paid, "payment,transfer-payment,recovery"),
    },
    {
      key: "balance",
      heading: t("balance"),
      right: true,
      cell: (fund) => (
        <b className="font-semibold">
          <Amount amount={fund.balance} currency={fund.currency} exponent={fund.exponent} grouping={grouping} />
        </b>
      ),
    },
  ];
  return (
    <>
      <p className="note mb-3">{t("equation")}</p>
      <LedgerTable caption={t("title")} columns={columns} rows={funds} rowKey={(fund) => fund.id} />
    </>
  );
}
