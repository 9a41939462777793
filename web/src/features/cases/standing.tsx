// A standing order: what it pays, when next, what it has paid so far.
import type { StandingOrder } from "@mingzhang/sdk/api-cases";
import { useTranslations } from "next-intl";
import { Day, Moment } from "@/components/dates";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { Said } from "@/components/said";
import { movementHref } from "@/features/accounts/links";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import { CaseLink, OfficialLink } from "./refs";

interface Props {
  of: StandingOrder;
  /** The page that it stands on is about it already. */
  without?: "case" | "commitment";
}

export function StandingOrderPart({ of, without }: Props) {
  const t = useTranslations("cases.standing");
  const money = (amount: string) => <Amount amount={amount} currency={of.currency} exponent={of.exponent} />;
  const { stopped, nextDay, payee } = of;
  return (
    <div className="mt-2" data-testid="standing-order">
      <p>
        {t.rich("lead", {
          amount: () => money(of.amount),
          payee: () => (payee === null ? <AccountLink to={of.commitment} /> : <PartyLink to={payee} />),
          times: of.times,
          days: of.everyDays,
          first: () => <Day>{of.firstDay}</Day>,
        })}{" "}
        {of.purpose !== "" && <Said room="heading">{of.purpose}</Said>}
      </p>
      <div className="mt-3">
        <Pairs
          of={[
            [
              t("next"),
              <span key="next">
                {nextDay === null ? t("nextNone") : <Day>{nextDay}</Day>}
                {of.due && <span className="text-wait"> {t("dueNow")}</span>}
              </span>,
            ],
            [t("drawn"), t.rich("drawnValue", { sum: () => money(of.drawnAmount), drawn: of.drawn, times: of.times })],
            [t("cap"), money(of.cap)],
            [t("case"), without === "case" || of.case === null ? null : <CaseLink to={of.case} />],
            [t("commitment"), without === "commitment" ? null : <AccountLink to={of.commitment} />],
            [t("fund"), <AccountLink key="fund" to={of.fund} />],
          ]}
        />
      </div>
      {stopped !== null && (
        <div className="mt-3 border-l-4 border-wait pl-3">
          <p>
            {t.rich("stopped", {
              official: () => <OfficialLink to={stopped.official} />,
              time: () => <Moment>{stopped.time}</Moment>,
            })}
          </p>
          {stopped.reason !== "" && (
            <p className="text-[0.9375rem]">
              <span className="sr-only">{t("reason")}: </span>
              <Said room="full">{stopped.reason}</Said>
            </p>
          )}
        </div>
      )}
      <Draws of={of} />
    </div>
  );
}

function Draws({ of }: { of: StandingOrder }) {
  const t = useTranslations("cases.standing");
  if (of.draws.length === 0) return <p className="note mt-3">{t("noDraws")}</p>;
  return (
    <>
      <h3>{t("draws")}</h3>
      <LedgerTable
        caption={t("drawCaption", { number: of.number })}
        rows={of.draws}
        rowKey={({ record }) => record}
        columns={[
          { key: "nth", heading: t("nth"), cell: ({ nth }) => nth },
          { key: "due", heading: t("dueDay"), cell: ({ dueDay }) => <Day short>{dueDay}</Day> },
          {
            key: "drawn",
            heading: t("drawnAt"),
            cell: ({ drawnAt }) => <Day short>{drawnAt.slice(0, 10)}</Day>,
          },
          {
            key: "movement",
            heading: t("movement"),
            right: true,
            cell: ({ movement }) => (
              <PageLink href={movementHref(movement)} className="link">
                #{movement}
              </PageLink>
            ),
          },
        ]}
      />
      {of.draws.length < of.drawn && <p className="note mt-2">{t("moreDraws", { shown: of.draws.length })}</p>}
    </>
  );
}
