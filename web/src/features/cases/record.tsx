// The record of a case: numbers, addresses, hashes, and the signatures. Hashes come last.
import type { CaseDetail, CaseEntry } from "@mingzhang/sdk/api-cases";
import { useTranslations } from "next-intl";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { recordHref } from "@/features/accounts/links";
import { PartyLink } from "@/features/accounts/refs";
import { ProcedureLink } from "./refs";
import { useWhat } from "./what";

export function CaseRecord({ of }: { of: CaseDetail }) {
  const t = useTranslations("cases.record");
  return (
    <section>
      <h2>{t("title")}</h2>
      <Pairs
        of={[
          [
            t("procedure"),
            <span key="procedure">
              <ProcedureLink to={of.procedure} /> <span className="mono text-soft">{of.procedure.code}</span>{" "}
              <span className="text-soft">{t("procedureVersion", { number: of.procedure.number })}</span>
            </span>,
          ],
          [t("agency"), <PartyLink key="agency" to={of.agency} />],
          [t("submitted"), <Moment key="submitted">{of.submittedAt}</Moment>],
          [t("round"), t("roundValue", { round: of.round + 1 })],
          [t("id"), <Hash key="id">{of.id}</Hash>],
          [t("submitter"), <Hash key="submitter">{of.submitter}</Hash>],
          [t("contract"), <Hash key="contract">{of.contract}</Hash>],
          [t("handler"), <Hash key="handler">{of.body.handler}</Hash>],
          [t("bodyHash"), <Hash key="body">{of.bodyHash}</Hash>],
          [t("payloadHash"), <Hash key="payload">{of.body.payloadHash}</Hash>],
          [t("content"), <Hash key="content">{of.body.content}</Hash>],
          [t("salt"), <Hash key="salt">{of.body.salt}</Hash>],
        ]}
      />
      <h3>{t("signatures")}</h3>
      <ol className="border-t border-rule">
        {of.timeline.map((entry) => (
          <li key={entry.record} className="border-b border-rule py-2.5 text-[0.9375rem]">
            <Signature of={entry} />
          </li>
        ))}
      </ol>
      <details className="mt-4">
        <summary className="text-link">{t("payload")}</summary>
        <p className="mt-2">
          <Hash>{of.payload}</Hash>
        </p>
      </details>
    </section>
  );
}

function Signature({ of: entry }: { of: CaseEntry }) {
  const t = useTranslations("cases.record");
  const timeline = useTranslations("cases.timeline");
  const what = useWhat();
  const { signer, signature, deadline, byRule } = entry;
  const signs = entry.type === "submitted" || entry.type === "acted" || (entry.type === "decided" && !byRule);
  return (
    <>
      <p>
        {what(entry)}{" "}
        <PageLink href={recordHref(entry.record)} className="num text-sm">
          {timeline("record", { record: entry.record })}
        </PageLink>
        {signer !== null && (
          <>
            {" "}
            <Hash>{signer}</Hash>
          </>
        )}
      </p>
      {!signs ? (
        <p className="text-soft">{t("noSigner")}</p>
      ) : signature === null ? (
        <p className="text-soft">{t("sentSelf")}</p>
      ) : (
        <>
          <p>
            <Hash>{signature}</Hash>
          </p>
          {deadline !== null && (
            <p className="text-sm text-soft">{t.rich("signedUntil", { time: () => <Moment>{deadline}</Moment> })}</p>
          )}
        </>
      )}
    </>
  );
}
