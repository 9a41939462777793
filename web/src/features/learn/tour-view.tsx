// The tour's steps with the real numbers, each leading to its page.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Day } from "@/components/dates";
import { PageLink } from "@/components/page-link";
import { movementHref } from "@/features/accounts/links";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { caseHref } from "@/features/cases/links";
import { economicLabel } from "@/features/classification/labels";
import { sumText } from "@/features/money/text";
import { Sentence } from "@/features/movement/sentence";
import { withAside } from "@/i18n/marks";
import { Term } from "./term";
import type { Tour } from "./tour";

const NO_LABEL = { label: null, otherLabel: null };

export function TourView({ of }: { of: Tour }) {
  const t = useTranslations("learn.tour");
  const locale = useLocale();
  const { payment, line, receipts, all, classes } = of;
  const { currency, exponent, authority, fund, agency } = payment;
  const sum = (amount: string | bigint) => sumText({ amount: String(amount), currency, exponent }, locale);
  const commitment = authority.find(({ kind }) => kind === "commitment");
  const allotment = authority.find(({ kind }) => kind === "allotment");
  return (
    <ol className="mt-6">
      <Step number={1} title={t("receipt.title")} term="receipt" note={t("receipt.note")}>
        <ul className="list-disc space-y-1 pl-5">
          {receipts.map(({ movement, amount }) => (
            <li key={movement.record}>
              {t.rich("receipt.one", {
                link: (text) => (
                  <PageLink href={movementHref(movement.record)} className="whitespace-nowrap">
                    {text}
                  </PageLink>
                ),
                record: String(movement.record),
                whole: sum(movement.amount),
                part: sum(amount),
                payer: () => (movement.payer === null ? null : <PartyLink to={movement.payer} />),
                date: () => <Day>{movement.valueDate ?? movement.postedAt.slice(0, 10)}</Day>,
              })}
            </li>
          ))}
        </ul>
        {all > receipts.length && <p className="note">{t("receipt.more", { count: all - receipts.length })}</p>}
        {classes.length > 1 && add(classes) === BigInt(payment.amount) && (
          <p className="mt-2">
            {t("receipt.classes", {
              list: new Intl.ListFormat(locale).format(
                classes.map((each) =>
                  withAside(economicLabel({ ...NO_LABEL, code: each.code }, locale), sum(each.amount), locale),
                ),
              ),
            })}
          </p>
        )}
        <p className="mt-2">
          <PageLink href={`${movementHref(payment.record)}/trail`}>{t("receipt.trail")}</PageLink>
        </p>
      </Step>
      {fund !== null && (
        <Step number={2} title={t("fund.title")} term="fund" note={t("fund.note")}>
          <AccountLink to={fund} />
        </Step>
      )}
      <Step number={3} title={t("act.title")} term="appropriation" note={t("act.note")}>
        <p>
          {t.rich("act.text", {
            line: () => <AccountLink to={{ ...line, kind: "line" }} />,
            agency: () => (agency === null ? null : <PartyLink to={agency} />),
            sum: sum(line.appropriated),
          })}
        </p>
        <ul className="list-disc pl-5">
          {line.acts.map((act) => (
            <li key={act.id}>
              <AccountLink to={act} />
            </li>
          ))}
        </ul>
      </Step>
      {commitment !== undefined && (
        <Step number={4} title={t("commitment.title")} term="commitment" note={t("commitment.note")}>
          {allotment !== undefined && (
            <p>
              {t("commitment.allotment")} <AccountLink to={allotment} />
            </p>
          )}
          <p>
            {t("commitment.promise")} <AccountLink to={commitment} />
          </p>
        </Step>
      )}
      {payment.case !== null && (
        <Step number={5} title={t("case.title")} term="case" note={t("case.note")}>
          <PageLink href={caseHref(payment.case.number)}>{t("case.link", { number: payment.case.number })}</PageLink>
        </Step>
      )}
      <Step number={6} title={t("payment.title")} term="payment" note={t("payment.note")}>
        <p>
          <Sentence of={payment} />
        </p>
        <p>
          <PageLink href={movementHref(payment.record)}>
            {t("payment.link", { record: String(payment.record) })}
          </PageLink>
        </p>
      </Step>
      <Step number={7} title={t("check.title")} term="audit-trail" note={t("check.note")}>
        <PageLink href={`${movementHref(payment.record)}#check`}>{t("check.link")}</PageLink>
      </Step>
    </ol>
  );
}

interface StepProps {
  number: number;
  title: string;
  /** Word of the glossary. */
  term: string;
  note: string;
  children: ReactNode;
}

function Step({ number, title, term, note, children }: StepProps) {
  return (
    <li className="grid grid-cols-[2.5rem_minmax(0,1fr)] border-t border-rule py-5">
      <span aria-hidden="true" className="num font-serif text-[1.375rem] text-soft">
        {number}
      </span>
      <div>
        <h2 className="mt-0">
          {title} <Term of={term} />
        </h2>
        {children}
        <p className="note mt-2">{note}</p>
      </div>
    </li>
  );
}

const add = (parts: Tour["classes"]): bigint => parts.reduce((sum, { amount }) => sum + amount, 0n);
