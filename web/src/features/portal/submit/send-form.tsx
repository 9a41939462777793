// From a filled-in form to a signed submission: described by the chain, reviewed, signed, sent.
"use client";

import type { CaseDetail, Procedure } from "@mingzhang/sdk/api-cases";
import { encodePayload, type Payload } from "@mingzhang/sdk/cases/payloads";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useRouter } from "next/navigation";
import { bytesToHex, zeroHash } from "viem";
import { useClient } from "wagmi";
import { plain } from "@/components/said";
import { chooseName } from "@/i18n/names";
import { describePayload } from "../acts/prepare";
import { submissionToSign } from "../acts/to-sign";
import { useAct } from "../acts/use-act";
import { useOutcome } from "../acts/use-outcome";
import { Available } from "../parts/available";
import { Failure } from "../parts/failure";
import { reasonText, revertData } from "../parts/reason";
import { Review } from "../parts/review";
import { usePortal } from "../wallet/frame";
import type { Attachment } from "./attach";

interface Props {
  procedure: Procedure;
  agency: number;
  payload: Payload;
  attachments: readonly Attachment[];
  /** The returned case that is corrected; null for a new one. */
  returned: CaseDetail | null;
  /** What the pending act is called. */
  label: string;
  onBack: () => void;
  /** Signed and handed over: drafts can go. */
  onSent: () => void;
}

export function SendForm(props: Props) {
  const { procedure, agency, payload, attachments, returned, label, onBack, onSent } = props;
  const t = useTranslations("portal.submit");
  const locale = useLocale();
  const router = useRouter();
  const { deployment } = usePortal();
  const client = useClient();
  const [salt] = useState(() => bytesToHex(crypto.getRandomValues(new Uint8Array(32))));
  const data = useMemo(() => encodePayload(payload), [payload]);
  const described = useQuery({
    queryKey: ["describe", procedure.number, agency, data],
    enabled: client !== undefined,
    retry: false,
    queryFn: () => {
      if (client === undefined) throw new Error("No chain to ask");
      const matter = {
        id: returned?.id ?? zeroHash,
        procedure: procedure.number,
        agency,
        government: procedure.government.id,
        scope: procedure.scope,
      };
      return describePayload(client, deployment, matter, payload);
    },
  });
  const wanted = useMemo(() => {
    if (described.data === undefined) return null;
    const submission = {
      procedure: procedure.number,
      agency,
      id: returned?.id ?? zeroHash,
      round: returned === null ? 0 : returned.round + 1,
      salt: returned === null ? salt : zeroHash,
      documents: attachments.map(({ digest }) => digest),
      payload: data,
    };
    const { form } = described.data;
    const purpose = "purpose" in form.values ? plain(String(form.values.purpose), 80) : "";
    return submissionToSign(deployment, submission, form, returned, purpose === "" ? label : `${label}: ${purpose}`);
  }, [described.data, procedure, agency, returned, salt, attachments, data, deployment, label]);
  const { outcome, deadline } = useOutcome(wanted);
  const { signAndSend, isPending, failure } = useAct();

  if (described.isError) {
    const refused = revertData(described.error) !== null;
    return (
      <>
        {refused ? (
          <p role="alert" className="mt-6 border-l-4 border-wait pl-3">
            {t("handlerRefuses")} <bdi>{reasonText(described.error, locale).text}</bdi>
          </p>
        ) : (
          <Failure cause={described.error} again={() => void described.refetch()} />
        )}
        <button type="button" className="button button-quiet mt-4" onClick={onBack}>
          {t("back")}
        </button>
      </>
    );
  }
  if (described.data === undefined || wanted === null) {
    return (
      <p role="status" className="note mt-6">
        {t("describing")}
      </p>
    );
  }
  const first = procedure.steps.find(
    (step) => step.fromAmount === null || BigInt(step.fromAmount) <= described.data.amount,
  );
  const next =
    first === undefined || first.duty === null
      ? t("nextRule")
      : t("next", {
          agency: first.agency === null ? t("ownAgency") : chooseName(first.agency, locale).text,
          duty: t(`duty.${first.duty}`),
        });
  const { form } = described.data;
  return (
    <Review
      what={next}
      payload={payload}
      form={form}
      currency={"currency" in form.values ? form.values.currency : ""}
      documents={attachments}
      available={<Available payload={payload} />}
      typedData={wanted.typedData(deadline)}
      outcome={outcome}
      busy={isPending}
      failure={failure}
      button={t("sign")}
      onSign={() =>
        void signAndSend(wanted, deadline).then((sent) => {
          if (!sent) return;
          onSent();
          router.push(`/${locale}/portal`);
        })
      }
      onBack={onBack}
    />
  );
}
