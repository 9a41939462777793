// A permit's page: what the index says, the chain's own answer on request, the code to carry, and what is on record.
import type { Deployment, Hash } from "@mingzhang/sdk/api";
import type { Permit } from "@mingzhang/sdk/api-cases";
import type { ValidityName } from "@mingzhang/sdk/cases/words";
import { NextIntlClientProvider, useLocale, useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { Day, Moment } from "@/components/dates";
import { Hash as HashText } from "@/components/hash";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { Said } from "@/components/said";
import { recordHref } from "@/features/accounts/links";
import { PartyLink } from "@/features/accounts/refs";
import { CaseLink } from "@/features/cases/refs";
import { validityLabel } from "@/features/cases/words";
import { deploymentOnly } from "@/features/check/deployment-only";
import { DocumentLink } from "@/features/documents/document-link";
import { catalogue } from "@/i18n/messages";
import { ChainAnswer } from "./chain-answer";
import { QrCode } from "./qr";

interface Props {
  number: number;
  /** Null where the index knows no such permit. */
  of: Permit | null;
  /** Whether silence approved a step of its case. */
  bySilence: boolean;
  holder: Hash | null;
  /** The address gave a holder that is none. */
  holderRefused: boolean;
  check: { deployment: Deployment; offered: string | null } | null;
  /** Address of this page, for the code. */
  url: string;
}

export async function PermitView({ number, of, bySilence, holder, holderRefused, check, url }: Props) {
  const [t, locale] = await Promise.all([getTranslations("permits.page"), getLocale()]);
  const { check: node, permits } = catalogue[locale];
  const validity = of === null ? null : validityFor(of, holder);
  return (
    <>
      <PageHead
        title={t("title", { number })}
        above={<PageLink href="/permits">{t("above")}</PageLink>}
        heading={of === null ? t("unknown", { number }) : t("title", { number })}
        lead={
          of === null ? (
            t("unknownWhat")
          ) : (
            <Lead of={of} bySilence={bySilence} holder={holder} holderRefused={holderRefused} />
          )
        }
      />
      <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          {of !== null && <About of={of} />}
          {of !== null && (
            <>
              <h2>{t("qr")}</h2>
              <QrCode text={url} label={t("qr")} />
              <p className="note mt-2">{t("qrWhat")}</p>
              <p className="mono mt-1">{url}</p>
            </>
          )}
        </div>
        <aside className="mt-12">
          {check !== null && (
            <NextIntlClientProvider
              locale={locale}
              messages={{ check: node, permits: { check: permits.check } }}
              timeZone="UTC"
            >
              <ChainAnswer
                number={number}
                holder={holder}
                index={validity}
                deployment={deploymentOnly(check.deployment)}
                offered={check.offered}
              />
            </NextIntlClientProvider>
          )}
        </aside>
      </div>
    </>
  );
}

/** As IPermits.check answers: somebody else's permit is that before anything else. */
function validityFor({ validity, holder: owner }: Permit, holder: Hash | null): ValidityName {
  return holder !== null && holder !== owner.toLowerCase() ? "other-holder" : validity;
}

interface LeadProps {
  of: Permit;
  bySilence: boolean;
  holder: Hash | null;
  holderRefused: boolean;
}

function Lead({ of, bySilence, holder, holderRefused }: LeadProps) {
  const t = useTranslations("permits.page");
  const locale = useLocale();
  const validity = validityFor(of, holder);
  const { revoked } = of;
  return (
    <>
      <p>
        <strong className={`font-semibold ${validity === "valid" ? "text-in" : "text-wait"}`}>
          {validityLabel(validity, locale)}
        </strong>
        {locale === "zh" ? "。" : ". "}
        {t.rich("granted", {
          agency: () => <PartyLink to={of.agency} />,
          type: () => <Said>{of.typeName}</Said>,
          date: () => <Day>{of.grantedAt.slice(0, 10)}</Day>,
          from: () => <Day>{of.validFrom.slice(0, 10)}</Day>,
          until: () => <Day>{of.validUntil.slice(0, 10)}</Day>,
        })}{" "}
        {revoked !== null && t.rich("revoked", { date: () => <Day>{revoked.time.slice(0, 10)}</Day> })}
      </p>
      {bySilence && <p className="mt-1">{t("bySilence")}</p>}
      <p className="mt-1">
        {holderRefused
          ? t("holderBad")
          : holder === null
            ? t.rich("holderNone", {
                link: (text) => <PageLink href={`/permits?permit=${of.number}`}>{text}</PageLink>,
              })
            : t(validity === "other-holder" ? "holderOther" : "holderFits")}
      </p>
      <p className="mt-1">{t.rich("fromApi", { time: () => <Moment>{of.asOf}</Moment> })}</p>
    </>
  );
}

function About({ of }: { of: Permit }) {
  const t = useTranslations("permits.page");
  const { revoked } = of;
  const document = revoked?.document ?? of.document;
  return (
    <section>
      <h2>{t("about")}</h2>
      <Pairs
        of={[
          [
            t("type"),
            <Said key="type" room="full">
              {of.typeName}
            </Said>,
          ],
          [t("agency"), <PartyLink key="agency" to={of.agency} />],
          [t("from"), <Moment key="from">{of.validFrom}</Moment>],
          [t("until"), <Moment key="until">{of.validUntil}</Moment>],
          [t("conditions"), of.conditions === "" ? null : <Said room="full">{of.conditions}</Said>],
          [t("reason"), revoked === null || revoked.reason === "" ? null : <Said room="full">{revoked.reason}</Said>],
          [t("case"), of.case && <CaseLink to={of.case} />],
          [t("revokedBy"), revoked?.case && <CaseLink to={revoked.case} />],
          [t("document"), document && <DocumentLink digest={document} />],
          [t("holder"), <HashText key="holder">{of.holder}</HashText>],
          [
            t("record"),
            <PageLink key="record" href={recordHref(of.grantedRecord)}>
              {t("recordNumber", { record: of.grantedRecord })}
            </PageLink>,
          ],
        ]}
      />
      <p className="note mt-2">{t("holderNote")}</p>
    </section>
  );
}
