// /commitments/commitment-45: one commitment and its payee.
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Moment } from "@/components/dates";
import { Pairs } from "@/components/pairs";
import { Name, OtherName, plain, Said } from "@/components/said";
import { ProblemPage } from "@/components/states";
import { Sums } from "@/components/sums";
import { movementsHref, recordHref } from "@/features/accounts/links";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { takingOnly } from "@/features/asked/page";
import { StandingOrderPart } from "@/features/cases/standing";
import { figureHref } from "@/features/cite/address";
import { CiteLinks } from "@/features/cite/links";
import { DocumentLink } from "@/features/documents/document-link";
import { Amount } from "@/features/money/amount";
import { readGrouping } from "@/features/money/grouping";
import { SomeCases } from "@/features/cases/some";
import { SomeMovements } from "@/features/movements/some";
import { chooseName } from "@/i18n/names";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/commitments/[id]">) {
  const { id } = await params;
  const found = await api.commitment(id);
  if (!found.ok) {
    if (found.error.failure === "not-found" || found.error.failure === "refused") notFound();
    return <ProblemPage error={found.error} />;
  }
  const commitment = found.value;
  const [t, a, c, locale, grouping, orders] = await Promise.all([
    getTranslations("accounts.commitment"),
    getTranslations("accounts.account"),
    getTranslations("cases.standing"),
    getLocale(),
    readGrouping(),
    api.standingOrders({ commitment: commitment.id }),
  ]);
  const { currency, exponent, imported } = commitment;
  const money = (amount: string) => <Amount amount={amount} currency={currency} exponent={exponent} />;
  const entry = (label: string, amount: string, kind: string, below?: string, term?: string) => ({
    label,
    term,
    sum: (
      <PageLink href={movementsHref({ account: commitment.id, kind })}>
        <Amount amount={amount} currency={currency} exponent={exponent} grouping={grouping} />
      </PageLink>
    ),
    below,
  });
  const paid = entry(
    t("paid"),
    commitment.paid,
    "payment,transfer-payment,recovery,reclassification",
    t("paidBelow"),
    "payment",
  );
  const name = { name: commitment.title, otherName: commitment.otherTitle };
  return (
    <>
      <PageHead
        title={plain(chooseName(name, locale).text)}
        above={<AccountLink to={commitment.line} />}
        heading={<Name of={name} room="heading" />}
        lead={
          <>
            <OtherName of={name} />
            <p>
              {t.rich(imported ? "leadImported" : "lead", {
                agency: () => <PartyLink to={commitment.agency} />,
                payee: () => <PartyLink to={commitment.payee} />,
                committed: () => money(commitment.committed),
                paid: () => money(commitment.paid),
              })}
            </p>
            {imported && <p className="mt-2 border-l-4 border-rule pl-3">{t("imported")}</p>}
          </>
        }
      />
      <Sums
        of={
          imported
            ? [paid]
            : [
                entry(t("committed"), commitment.committed, "commitment,release", t("committedBelow"), "commitment"),
                paid,
                entry(t("open"), commitment.open, ""),
              ]
        }
      />
      <CiteLinks of={[{ href: figureHref("paid", { account: commitment.id }), of: commitment.id }]} />
      {orders.ok &&
        orders.value.items.map((order) => (
          <section key={order.number}>
            <h2>{c("number", { number: order.number })}</h2>
            <StandingOrderPart of={order} without="commitment" />
          </section>
        ))}
      <SomeCases filter={{ account: commitment.id }} />
      <SomeMovements title={t("movements")} filter={{ account: commitment.id }} />
      <h2>{t("about")}</h2>
      <Pairs
        of={[
          [t("contract"), commitment.contractId && <Said>{commitment.contractId}</Said>],
          [t("payee"), <PartyLink key="payee" to={commitment.payee} />, "payee"],
          [t("payeeFund"), commitment.payeeFund && <AccountLink to={commitment.payeeFund} />],
          [a("agency"), <PartyLink key="agency" to={commitment.agency} />],
          [a("line"), <AccountLink key="line" to={commitment.line} />, "line"],
          [a("allotment"), <AccountLink key="allotment" to={commitment.allotment} />, "allotment"],
          [a("fund"), <AccountLink key="fund" to={commitment.fund} />, "fund"],
          [a("year"), commitment.year],
          [a("document"), commitment.document && <DocumentLink digest={commitment.document} />],
          [
            a("opened"),
            <span key="opened">
              <Moment>{commitment.openedAt}</Moment>{" "}
              <PageLink href={recordHref(commitment.openedRecord)}>
                {a("record", { record: commitment.openedRecord })}
              </PageLink>
            </span>,
          ],
        ]}
      />
    </>
  );
});
