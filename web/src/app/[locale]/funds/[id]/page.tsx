// /funds/fund-1: one fund.
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { LedgerTable } from "@/components/ledger-table";
import { Hash } from "@/components/hash";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { Name, OtherName, plain, Said } from "@/components/said";
import { ProblemPage } from "@/components/states";
import { Sums } from "@/components/sums";
import { FlowTable } from "@/features/accounts/flow-table";
import { movementsHref, recordHref } from "@/features/accounts/links";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { takingOnly } from "@/features/asked/page";
import { figureHref } from "@/features/cite/address";
import { CiteLinks } from "@/features/cite/links";
import { Amount } from "@/features/money/amount";
import { ChartPart } from "@/features/charts/part";
import { trendSheet } from "@/features/charts/sheets/trend";
import { SomeDocuments } from "@/features/documents/some";
import { readGrouping } from "@/features/money/grouping";
import { sumText } from "@/features/money/text";
import { SomeCases } from "@/features/cases/some";
import { SomeMovements } from "@/features/movements/some";
import { chooseName } from "@/i18n/names";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/funds/[id]">) {
  const { id } = await params;
  const found = await api.fund(id);
  if (!found.ok) {
    if (found.error.failure === "not-found" || found.error.failure === "refused") notFound();
    return <ProblemPage error={found.error} />;
  }
  const fund = found.value;
  const [status, t, account, locale, grouping] = await Promise.all([
    api.status(),
    getTranslations("accounts.fund"),
    getTranslations("accounts.account"),
    getLocale(),
    readGrouping(),
  ]);
  const { currency, exponent } = fund;
  const money = (amount: string) => (
    <Amount amount={amount} currency={currency} exponent={exponent} grouping={grouping} />
  );
  const bare = (amount: string) => (
    <Amount amount={amount} currency={currency} exponent={exponent} grouping={grouping} bare />
  );
  const text = (amount: string) => sumText({ amount, currency, exponent }, locale);
  const linked = (amount: string, filter: Record<string, string | boolean>) => (
    <PageLink href={movementsHref({ account: fund.id, ...filter })}>{money(amount)}</PageLink>
  );
  return (
    <>
      <PageHead
        title={plain(chooseName(fund, locale).text)}
        above={<PageLink href="/funds">{(await getTranslations("accounts.funds"))("title")}</PageLink>}
        heading={<Name of={fund} room="heading" />}
        lead={
          <>
            <OtherName of={fund} />
            <p>
              {t.rich("lead", {
                owner: () => <PartyLink to={fund.owner} />,
                government: () => <PartyLink to={fund.government} />,
                balance: () => money(fund.balance),
              })}
            </p>
          </>
        }
      />
      <Sums
        of={[
          { label: t("balance"), term: "fund", sum: linked(fund.balance, {}), below: t("balanceBelow") },
          {
            label: t("received"),
            term: "receipt",
            sum: linked(fund.received, { kind: "receipt" }),
            below: fund.refunded === "0" ? undefined : t("refunded", { sum: text(fund.refunded) }),
          },
          {
            label: t("paid"),
            term: "payment",
            sum: linked(fund.paid, { kind: "payment,transfer-payment,recovery" }),
            below: t("paidBelow"),
          },
          // What a publisher reports as paid waits for nobody.
          ...(fund.unconfirmed === "0" || (status.ok && status.value.imported)
            ? []
            : [
                {
                  label: t("unconfirmed"),
                  term: "attested",
                  sum: linked(fund.unconfirmed, { confirmed: false }),
                  below: t("unconfirmedBelow"),
                },
              ]),
        ]}
      />
      <CiteLinks of={[{ href: figureHref("balance", { account: fund.id }), of: fund.id }]} />
      <ChartPart maker={trendSheet} asked={{ fund: fund.id, currency }} />
      <h2>{t("flows")}</h2>
      <FlowTable account={fund.id} flows={fund.flows} exponent={exponent} grouping={grouping} />
      {fund.sources.length > 0 && (
        <>
          <h2>{t("sources")}</h2>
          <LedgerTable
            caption={t("sources")}
            rows={fund.sources}
            rowKey={(source) => source.id}
            columns={[
              { key: "source", heading: t("source"), cell: (source) => <AccountLink to={source} /> },
              { key: "received", heading: t("received"), right: true, cell: (source) => bare(source.received) },
              { key: "refunded", heading: t("refundedColumn"), right: true, cell: (source) => bare(source.refunded) },
              {
                key: "net",
                heading: t("net"),
                right: true,
                cell: (source) => (
                  <PageLink href={movementsHref({ account: source.id })}>
                    {bare((BigInt(source.received) - BigInt(source.refunded)).toString())}
                  </PageLink>
                ),
              },
            ]}
          />
        </>
      )}
      <SomeCases filter={{ account: fund.id }} />
      <SomeMovements title={t("movements")} filter={{ fund: fund.id }} />
      <SomeDocuments filter={{ fund: fund.id }} />
      <h2>{t("about")}</h2>
      <Pairs
        of={[
          [t("code"), fund.code && <Said>{fund.code}</Said>],
          [t("currency"), currency],
          [t("settlement"), t(fund.settlement)],
          [t("tokenAddress"), fund.token && <Hash>{fund.token}</Hash>],
          [
            t("years"),
            fund.years.length === 0
              ? null
              : fund.years.map((year) => (
                  <PageLink key={year} href={`/budget?year=${year}`} className="num mr-3">
                    {year}
                  </PageLink>
                )),
          ],
          [
            t("opened"),
            <PageLink key="opened" href={recordHref(fund.openedRecord)}>
              {account("record", { record: fund.openedRecord })}
            </PageLink>,
          ],
        ]}
      />
    </>
  );
});
