// A case's page from top to bottom: the sentence, the route, what happened, what it does, what came of it, the record.
import type { Deployment } from "@mingzhang/sdk/api";
import type { CaseDetail, StandingOrder } from "@mingzhang/sdk/api-cases";
import { FINAL_STATUSES, type StatusName } from "@mingzhang/sdk/cases/words";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Name, plain } from "@/components/said";
import { FindingBand } from "@/features/findings/band";
import { DocumentLink } from "@/features/documents/document-link";
import { Amount } from "@/features/money/amount";
import { chooseName } from "@/i18n/names";
import { Content } from "./content";
import { Now } from "./now";
import { CaseRecord } from "./record";
import { Results } from "./results";
import { CaseRoute } from "./route";
import { Asks } from "./sentence";
import { SignaturePart } from "./signature-part";
import { StandingOrderPart } from "./standing";
import { StatusTag } from "./status-tag";
import { Timeline } from "./timeline";

interface Props {
  of: CaseDetail;
  standingOrders: readonly StandingOrder[];
  /** What the reader's browser needs for its own check; null where the chain is not known. */
  check: { deployment: Deployment; offered: string | null } | null;
}

export async function CaseView({ of, standingOrders, check }: Props) {
  const t = await getTranslations("cases");
  return (
    <>
      <Head of={of} />
      {check !== null && (
        <p className="mt-4 lg:hidden print:hidden">
          <a href="#signatures">{t("case.toSignatures")}</a>
        </p>
      )}
      <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          <h2>{t("route.title")}</h2>
          <CaseRoute of={of} />
          <h2>{t("timeline.title")}</h2>
          <Timeline of={of} />
          <h2>{t(`content.${contentTitle(of.status)}`)}</h2>
          <Content of={of.content} />
          <Documents of={of} />
          {of.execution !== null && (
            <>
              <h2>{t("results.title")}</h2>
              <Results of={of.execution} />
            </>
          )}
          {standingOrders.map((order) => (
            <section key={order.number} id={`standing-order-${order.number}`}>
              <h2>{t("standing.number", { number: order.number })}</h2>
              <StandingOrderPart of={order} without="case" />
            </section>
          ))}
          <FindingBand concerns={`case-${of.number}`} open={`case=${of.number}`} />
          <CaseRecord of={of} />
        </div>
        <aside id="signatures" className="mt-12 scroll-mt-4">
          {check !== null && <SignaturePart of={of} deployment={check.deployment} offered={check.offered} />}
        </aside>
      </div>
    </>
  );
}

async function Head({ of }: { of: CaseDetail }) {
  const [t, locale] = [await getTranslations("cases"), await getLocale()];
  const number = t("case.title", { number: of.number });
  const { amount, currency, exponent } = of;
  return (
    <PageHead
      title={`${number} · ${plain(chooseName(of.procedure, locale).text)}`}
      above={
        <>
          <PageLink href="/cases">{t("title")}</PageLink>
          {" · "}
          <span className="num">{number}</span>
        </>
      }
      heading={
        <>
          <Name of={of.procedure} room="heading" />{" "}
          {amount !== null && amount !== "0" && currency !== null && exponent !== null && (
            <Amount amount={amount} currency={currency} exponent={exponent} />
          )}
        </>
      }
      lead={
        <>
          <p>
            <Asks of={of} />
          </p>
          <div className="mt-1">
            <Now of={of} />
          </div>
          <p className="mt-2">
            <StatusTag of={of} asOf={of.asOf} />
          </p>
          {isAlive(of.status) && (
            <p className="mt-2 text-[0.9375rem] print:hidden">
              {t.rich("case.toPortal", {
                link: (text) => <PageLink href={`/portal/cases/${of.number}`}>{text}</PageLink>,
              })}
            </p>
          )}
          {of.timeline.some(({ final }) => !final) && <p className="mt-2 text-wait">{t("case.notFinal")}</p>}
        </>
      }
    />
  );
}

/** Attached documents; the one that the content names already is not said twice. */
async function Documents({ of: { documents, content } }: { of: CaseDetail }) {
  const t = await getTranslations("cases.documents");
  const named = "document" in content ? content.document : null;
  if (documents.length > 0 && documents.every((digest) => digest === named)) return null;
  return (
    <>
      <h2>{t("title")}</h2>
      {documents.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul className="space-y-2">
          {documents.map((digest) => (
            <li key={digest}>
              <DocumentLink digest={digest} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Somebody can still do something about it. */
function isAlive(status: StatusName): boolean {
  return !FINAL_STATUSES.includes(status);
}

function contentTitle(status: StatusName): "title" | "titleDone" | "titleEnded" {
  if (status === "executed") return "titleDone";
  return isAlive(status) ? "title" : "titleEnded";
}
