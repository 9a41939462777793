// /accounts/act-1: an act, a source or an allotment; funds, lines and commitments have pages of their own.
import { getLocale, getTranslations } from "next-intl/server";
import { notFound, redirect } from "next/navigation";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { Name, OtherName, plain, Said } from "@/components/said";
import { ProblemPage } from "@/components/states";
import { Sums } from "@/components/sums";
import { FlowTable } from "@/features/accounts/flow-table";
import { accountHref, recordHref } from "@/features/accounts/links";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { takingOnly } from "@/features/asked/page";
import { figureHref } from "@/features/cite/address";
import { CiteLinks } from "@/features/cite/links";
import { DocumentLink } from "@/features/documents/document-link";
import { Amount } from "@/features/money/amount";
import { readGrouping } from "@/features/money/grouping";
import { SomeMovements } from "@/features/movements/some";
import { chooseName } from "@/i18n/names";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/accounts/[id]">) {
  const { id } = await params;
  const found = await api.account(id);
  if (!found.ok) {
    if (found.error.failure === "not-found" || found.error.failure === "refused") notFound();
    return <ProblemPage error={found.error} />;
  }
  const account = found.value;
  const locale = await getLocale();
  const href = accountHref(account);
  if (!href.startsWith("/accounts/")) redirect(`/${locale}${href}`);

  const [t, kinds, m, grouping, act] = await Promise.all([
    getTranslations("accounts.account"),
    getTranslations("accounts.kind"),
    getTranslations("accounts.commitment"),
    readGrouping(),
    account.kind === "act" ? api.act(id) : null,
  ]);
  const { currency, exponent, totalIn, totalOut, balance } = account;
  const known = currency !== null && exponent !== null && totalIn !== null && totalOut !== null && balance !== null;
  const boundary = account.kind === "act" || account.kind === "source";
  const sum = (amount: string) =>
    currency !== null && exponent !== null ? (
      <Amount amount={amount} currency={currency} exponent={exponent} grouping={grouping} />
    ) : null;
  return (
    <>
      <PageHead
        title={plain(chooseName(account, locale).text) || account.id}
        above={<span className="mono">{account.id}</span>}
        heading={account.name === "" ? account.id : <Name of={account} room="heading" />}
        lead={
          <>
            <OtherName of={account} />
            <p>
              {t.rich("lead", {
                kind: kinds(account.kind),
                id: account.id,
                government: () => <PartyLink to={account.government} />,
              })}
            </p>
          </>
        }
      />
      {known && (
        <>
          <Sums
            of={[
              { label: t("entered"), sum: sum(totalIn) },
              { label: t("left"), sum: sum(totalOut) },
              { label: t("balance"), sum: sum(balance) },
            ]}
          />
          <CiteLinks of={[{ href: figureHref("balance", { account: account.id }), of: account.id }]} />
          {boundary && <p className="note mt-3">{t("boundary")}</p>}
        </>
      )}
      {account.flows.length > 0 && (
        <>
          <h2>{t("flows")}</h2>
          <FlowTable account={account.id} flows={account.flows} exponent={exponent ?? 2} grouping={grouping} />
        </>
      )}
      <SomeMovements title={m("movements")} filter={{ account: account.id }} />
      <h2>{t("about")}</h2>
      <Pairs
        of={[
          [t("actType"), act?.ok ? t(`acts.${act.value.type}`) : null],
          [t("agency"), account.agency && <PartyLink to={account.agency} />],
          [t("party"), account.party && <PartyLink to={account.party} />],
          [t("fund"), account.fund && <AccountLink to={account.fund} />],
          [t("line"), account.line && <AccountLink to={account.line} />],
          [t("year"), account.year],
          [t("code"), account.code && <Said>{account.code}</Said>],
          [t("document"), account.document && <DocumentLink digest={account.document} />],
          [
            t("number"),
            <span key="number" className="mono">
              {account.number}
            </span>,
          ],
          [
            t("opened"),
            <PageLink key="opened" href={recordHref(account.openedRecord)}>
              {t("record", { record: account.openedRecord })}
            </PageLink>,
          ],
        ]}
      />
    </>
  );
});
