// A finding's page from top to bottom: the sentences, what the auditors say, what happened, the record.
import type { Deployment } from "@mingzhang/sdk/api";
import type { FindingDetail } from "@mingzhang/sdk/api-findings";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Said } from "@/components/said";
import { DocumentLink } from "@/features/documents/document-link";
import { FindingRecord } from "./record";
import { Objects, Stands } from "./sentence";
import { SignaturePart } from "./signature-part";
import { FindingStatusTag, SeverityTag } from "./tags";
import { FindingTimeline } from "./timeline";

interface Props {
  of: FindingDetail;
  /** What the reader's browser needs for its own check; null where the chain is not known. */
  check: { deployment: Deployment; offered: string | null } | null;
}

export async function FindingView({ of, check }: Props) {
  const t = await getTranslations("findings");
  const number = t("one.title", { number: of.number });
  return (
    <>
      <PageHead
        title={number}
        above={
          <>
            <PageLink href="/findings">{t("title")}</PageLink>
            {" · "}
            <span className="num">{number}</span>
          </>
        }
        heading={
          <>
            {t("one.heading")} <SeverityTag of={of} />
          </>
        }
        lead={
          <>
            <p>
              <Objects of={of} />
            </p>
            <p className="mt-1">
              <Stands of={of} asOf={of.asOf} />
            </p>
            <p className="mt-2">
              <FindingStatusTag of={of} asOf={of.asOf} />
            </p>
            <p className="mt-2 text-[0.9375rem] print:hidden">
              {t.rich("one.toPortal", {
                link: (text) => <PageLink href={`/portal/findings/${of.number}`}>{text}</PageLink>,
              })}
            </p>
            {of.acts.some(({ final }) => !final) && <p className="mt-2 text-wait">{t("one.notFinal")}</p>}
          </>
        }
      />
      {check !== null && (
        <p className="mt-4 lg:hidden print:hidden">
          <a href="#signatures">{t("one.toSignatures")}</a>
        </p>
      )}
      <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          <h2>{t("one.says")}</h2>
          <blockquote className="border-l-2 border-rule-strong pl-4 font-serif text-[1.0625rem] whitespace-pre-line">
            <Said room="full">{of.text}</Said>
          </blockquote>
          {of.document !== null && (
            <p className="mt-4">
              <DocumentLink digest={of.document} />
            </p>
          )}
          <h2>{t("timeline.title")}</h2>
          <FindingTimeline of={of} />
          <FindingRecord of={of} />
        </div>
        <aside id="signatures" className="mt-12 scroll-mt-4">
          {check !== null && <SignaturePart of={of} deployment={check.deployment} offered={check.offered} />}
        </aside>
      </div>
    </>
  );
}
