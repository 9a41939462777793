// A new finding: on what, how grave, who answers by when, and why; then its review.
"use client";

import type { FindingOpening, FindingSubject } from "@mingzhang/sdk/findings";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { bytesToHex, zeroHash } from "viem";
import { useConnection } from "wagmi";
import { useDraft } from "../acts/drafts";
import { useInbox } from "../data/cases";
import { Failure } from "../parts/failure";
import { Attach, type Attachment } from "../submit/attach";
import { useAgencies } from "../submit/use-submitter";
import { OpeningForm, type OpeningValues } from "./opening-form";
import { SendOpening } from "./send-opening";
import { subjectOf, type TypedSubject } from "./subjects";

const DAY_SECONDS = 86_400;

/** @param given what the link that led here names; empty for a finding on anything */
export function OpenFindingPage({ given }: { given: Partial<TypedSubject> }) {
  const t = useTranslations("portal.findings");
  const { address } = useConnection();
  const inbox = useInbox(address);
  const agencies = useAgencies(true);
  const draft = useDraft<unknown>(`finding.new.${given.kind ?? ""}.${given.key ?? ""}`);
  const [attachments, setAttachments] = useState<Attachment[]>([]);
  const [salt] = useState(() => bytesToHex(crypto.getRandomValues(new Uint8Array(32))));
  const [opening, setOpening] = useState<FindingOpening | null>(null);
  const [unknown, setUnknown] = useState(false);
  if (address === undefined) return <p className="note mt-6">{t("connectFirst")}</p>;
  if (inbox.isError) return <Failure cause={inbox.error} again={() => void inbox.refetch()} />;
  const offices = (inbox.data?.seats ?? []).filter(({ duty }) => duty === "auditor").map(({ agency }) => agency);
  if (inbox.data === undefined || agencies.data === undefined || !draft.ready) {
    return (
      <p role="status" className="note mt-6">
        {t("loading")}
      </p>
    );
  }
  const [first] = offices;
  if (first === undefined) {
    return (
      <p role="alert" className="mt-6 border-l-4 border-wait pl-3">
        {t("noSeat")}
      </p>
    );
  }
  const ready = async (values: OpeningValues) => {
    const subject: FindingSubject | null = await subjectOf(values);
    setUnknown(subject === null);
    if (subject === null) return;
    setOpening({
      office: Number(values.office),
      agency: Number(values.agency),
      severity: values.severity,
      subject,
      answerLimit: Number(values.days) * DAY_SECONDS,
      text: values.text.trim(),
      document: attachments[0]?.digest ?? zeroHash,
      salt,
    });
  };
  return (
    <>
      {opening !== null && (
        <SendOpening
          opening={opening}
          attachments={attachments.slice(0, 1)}
          onBack={() => setOpening(null)}
          onSent={() => draft.drop()}
        />
      )}
      {/* Kept while reviewing, so that going back loses nothing. */}
      <div hidden={opening !== null}>
        {unknown && (
          <p role="alert" className="mt-4 border-l-4 border-wait pl-3">
            {t("subjectUnknown")}
          </p>
        )}
        <OpeningForm
          given={given}
          offices={offices}
          agencies={agencies.data}
          draft={draft}
          onReady={(values) => void ready(values)}
        >
          <Attach value={attachments} onChange={(all) => setAttachments(all.slice(-1))} hint={t("documentHint")} />
        </OpeningForm>
      </div>
    </>
  );
}
