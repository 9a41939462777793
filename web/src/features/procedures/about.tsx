// Parts of a procedure's page: how to apply, its cases, its versions, and what is on record about it.
import type { ProcedureDetail } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Day } from "@/components/dates";
import { Hash } from "@/components/hash";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { recordHref } from "@/features/accounts/links";
import { PartyLink } from "@/features/accounts/refs";
import { casesHref, procedureHref } from "@/features/cases/links";
import { standingLabel } from "@/features/cases/words";
import { DocumentLink } from "@/features/documents/document-link";
import { useAllows } from "./words";

export function HowToApply({ of }: { of: ProcedureDetail }) {
  const t = useTranslations("procedures.page");
  const current = of.standing === "current";
  const link = (text: ReactNode) => <PageLink href={`/portal/submit/${of.number}`}>{text}</PageLink>;
  return (
    <section>
      <h2>{t("how")}</h2>
      <p>{current ? t.rich(of.submitDuty === null ? "howAnyone" : "howOfficial", { link }) : t("howNot")}</p>
    </section>
  );
}

export function ItsCases({ of }: { of: ProcedureDetail }) {
  const t = useTranslations("procedures.page");
  const { number, open, cases } = of;
  const closed = cases - open;
  return (
    <section>
      <h2>{t("cases")}</h2>
      <ul className="list-disc space-y-1 pl-5">
        <li>
          {open === 0 ? (
            t("open", { count: 0 })
          ) : (
            <>
              <PageLink href={casesHref({ procedure: number, status: "open,returned" })}>
                {t("open", { count: open })}
              </PageLink>
              {" · "}
              <PageLink href={casesHref({ procedure: number, overdue: true })}>{t("overdue")}</PageLink>
            </>
          )}
        </li>
        <li>
          {closed === 0 ? (
            t("closed", { count: 0 })
          ) : (
            <PageLink
              href={casesHref({
                procedure: number,
                status: "approved,executed,rejected,withdrawn,cancelled,expired",
              })}
            >
              {t("closed", { count: closed })}
            </PageLink>
          )}
        </li>
        <li>
          <PageLink href="/timeliness">{t("timeliness")}</PageLink>
        </li>
      </ul>
    </section>
  );
}

export function Versions({ of }: { of: ProcedureDetail }) {
  const t = useTranslations("procedures.page");
  const locale = useLocale();
  if (of.versions.length < 2) return null;
  return (
    <section>
      <h2>{t("versions")}</h2>
      <LedgerTable
        caption={t("versions")}
        rows={of.versions}
        rowKey={({ number }) => number}
        columns={[
          {
            key: "number",
            heading: t("versionColumn"),
            cell: ({ number }) =>
              number === of.number ? (
                <>
                  {t("version", { number })} <span className="tag">{t("thisOne")}</span>
                </>
              ) : (
                <PageLink href={procedureHref(number)} className="link">
                  {t("version", { number })}
                </PageLink>
              ),
          },
          {
            key: "announced",
            heading: t("versionAnnounced"),
            cell: ({ announcedAt }) => <Day short>{announcedAt.slice(0, 10)}</Day>,
          },
          {
            key: "published",
            heading: t("versionPublished"),
            cell: ({ publishedAt }) => publishedAt && <Day short>{publishedAt.slice(0, 10)}</Day>,
          },
          {
            key: "ended",
            heading: t("versionEnded"),
            cell: ({ endedAt }) => endedAt && <Day short>{endedAt.slice(0, 10)}</Day>,
          },
          { key: "standing", heading: t("versionStanding"), cell: ({ standing }) => standingLabel(standing, locale) },
        ]}
      />
    </section>
  );
}

export function AboutProcedure({ of }: { of: ProcedureDetail }) {
  const t = useTranslations("procedures.page");
  const allows = useAllows()(of);
  const locale = useLocale();
  return (
    <section>
      <h2>{t("about")}</h2>
      <Pairs
        of={[
          [t("allows"), allows.length === 0 ? null : new Intl.ListFormat(locale).format(allows)],
          [t("government"), <PartyLink key="government" to={of.government} />],
          [
            t("code"),
            <span key="code" className="mono">
              {of.code}
            </span>,
          ],
          [t("number"), of.number],
          [t("versionStanding"), standingLabel(of.standing, locale)],
          [
            t("announcedRecord"),
            <PageLink key="announced" href={recordHref(of.announcedRecord)}>
              {t("record", { record: of.announcedRecord })}
            </PageLink>,
          ],
          [
            t("publishedRecord"),
            of.publishedRecord === null ? null : (
              <PageLink href={recordHref(of.publishedRecord)}>{t("record", { record: of.publishedRecord })}</PageLink>
            ),
          ],
          [t("handler"), <Hash key="handler">{of.handlerAddress}</Hash>],
          [t("document"), of.document && <DocumentLink digest={of.document} />],
        ]}
      />
    </section>
  );
}
