// What came of a case: movements, accounts, permits, standing orders, seats.
import type { CaseExecution } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { movementHref, recordHref } from "@/features/accounts/links";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import { kindLabel } from "@/features/movements/kind";
import { MARKS } from "@/i18n/marks";
import { permitHref } from "./links";
import { OfficialLink } from "./refs";
import { dutyLabel } from "./words";

export function Results({ of }: { of: CaseExecution }) {
  const t = useTranslations("cases.results");
  const locale = useLocale();
  return (
    <>
      <p>
        {t.rich("executed", {
          time: () => <Moment>{of.time}</Moment>,
          count: of.count,
          first: () => <PageLink href={recordHref(of.first)}>{`#${of.first}`}</PageLink>,
        })}
      </p>
      {of.movements.length > 0 && <Movements of={of} />}
      <Some title={t("accounts")}>
        {of.accounts.map((account) => (
          <li key={account.id}>
            <AccountLink to={account} /> <span className="mono text-soft">{account.id}</span>
          </li>
        ))}
      </Some>
      <Some title={t("permits")}>
        {of.permits.map((number) => (
          <PermitItem key={number} number={number} />
        ))}
      </Some>
      <Some title={t("revoked")}>
        {of.revokedPermits.map((number) => (
          <PermitItem key={number} number={number} />
        ))}
      </Some>
      <Some title={t("standing")}>
        {of.standingOrders.map((number) => (
          <li key={number}>
            <a href={`#standing-order-${number}`}>{t("standingOrder", { number })}</a>
          </li>
        ))}
      </Some>
      <Some title={t("seats")}>
        {of.seats.map(({ record, act, official, duty, agency, holder }) => (
          <li key={record}>
            <OfficialLink to={official} /> {t(act)}
            {MARKS[locale].colon}
            {dutyLabel(duty, locale)}, <PartyLink to={agency} />{" "}
            <PageLink href={recordHref(record)}>
              <Hash short>{holder}</Hash>
            </PageLink>
          </li>
        ))}
      </Some>
    </>
  );
}

function PermitItem({ number }: { number: number }) {
  const t = useTranslations("cases.results");
  return (
    <li>
      <PageLink href={permitHref(number)}>{t("permit", { number })}</PageLink>
    </li>
  );
}

function Some({ title, children }: { title: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="space-y-1">{children}</ul>
    </>
  );
}

function Movements({ of: { movements, movementCount } }: { of: CaseExecution }) {
  const t = useTranslations("cases");
  const locale = useLocale();
  return (
    <>
      <h3>{t("results.movements")}</h3>
      <LedgerTable
        caption={t("results.movements")}
        rows={movements}
        rowKey={({ record }) => record}
        columns={[
          {
            key: "kind",
            heading: t("content.kind"),
            cell: ({ kind, record }) => (
              <PageLink href={movementHref(record)} className="link whitespace-nowrap">
                {kindLabel(kind, locale)} <span className="text-[0.8125rem]">#{record}</span>
              </PageLink>
            ),
          },
          { key: "from", heading: t("content.from"), cell: ({ from }) => <AccountLink to={from} /> },
          {
            key: "to",
            heading: t("content.to"),
            cell: ({ to, payee }) => (payee === null ? <AccountLink to={to} /> : <PartyLink to={payee} />),
          },
          {
            key: "amount",
            heading: t("content.amount"),
            right: true,
            cell: ({ amount, currency, exponent }) => (
              <Amount amount={amount} currency={currency} exponent={exponent} />
            ),
          },
        ]}
      />
      {movements.length < movementCount && (
        <p className="note mt-2">{t("results.moreMovements", { shown: movements.length, count: movementCount })}</p>
      )}
    </>
  );
}
