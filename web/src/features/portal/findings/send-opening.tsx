// From a filled-in finding to a signed one: names checked against the chain, reviewed, signed, sent.
"use client";

import { subjectKey, type FindingOpening, type FindingSubject } from "@mingzhang/sdk/findings";
import { dayText } from "@mingzhang/sdk/days";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { plain } from "@/components/said";
import { severityLabel } from "@/features/findings/words";
import { useAct } from "../acts/use-act";
import { useOutcome } from "../acts/use-outcome";
import { Failure } from "../parts/failure";
import type { Attachment } from "../submit/attach";
import { usePortal } from "../wallet/frame";
import { useNames } from "./names";
import { ReviewFinding } from "./review-finding";
import { openingToSign } from "./to-sign";

const DAY_SECONDS = 86_400;

interface Props {
  opening: FindingOpening;
  attachments: readonly Attachment[];
  onBack: () => void;
  /** Signed and handed over: the draft can go. */
  onSent: () => void;
}

export function SendOpening({ opening, attachments, onBack, onSent }: Props) {
  const t = useTranslations("portal.findings");
  const locale = useLocale();
  const router = useRouter();
  const { deployment } = usePortal();
  const names = useNames([opening.agency, opening.office]);
  const { data } = names;
  const agencyName = data?.get(opening.agency) ?? "";
  const officeName = data?.get(opening.office) ?? "";
  const about = useSubject(opening.subject);
  const wanted = useMemo(() => {
    if (data === undefined) return null;
    return openingToSign(deployment, opening, { agencyName, officeName }, t("label.open", { about: plain(about, 40) }));
  }, [data, deployment, opening, agencyName, officeName, about, t]);
  const { outcome, deadline } = useOutcome(wanted);
  const { signAndSend, isPending, failure } = useAct();
  if (names.isError) return <Failure cause={names.error} again={() => void names.refetch()} />;
  if (wanted === null) {
    return (
      <p role="status" className="note mt-6">
        {t("loading")}
      </p>
    );
  }
  return (
    <ReviewFinding
      what={t("willOpen", { agency: plain(agencyName, 80), days: opening.answerLimit / DAY_SECONDS })}
      rows={[
        [t("about"), <bdi key="about">{about}</bdi>],
        [t("severity"), severityLabel(opening.severity, locale)],
        [t("agency"), <bdi key="agency">{plain(agencyName, 120)}</bdi>],
        [t("office"), <bdi key="office">{plain(officeName, 120)}</bdi>],
        [t("days"), t("daysValue", { days: opening.answerLimit / DAY_SECONDS })],
      ]}
      text={opening.text}
      documents={attachments}
      typedData={wanted.typedData(deadline)}
      outcome={outcome}
      busy={isPending}
      failure={failure}
      button={t("sign.open")}
      onSign={() =>
        void signAndSend(wanted, deadline).then((sent) => {
          if (!sent) return;
          onSent();
          router.push(`/${locale}/portal/findings`);
        })
      }
      onBack={onBack}
    />
  );
}

/** What a finding is about, in the reader's language; the wallet shows `record 1234`, as it is signed. */
function useSubject(subject: FindingSubject): string {
  const t = useTranslations("portal.findings.subjectShort");
  if (subject.kind === "period") {
    return t("period", { from: dayText(subject.firstDay), to: dayText(subject.lastDay) });
  }
  const { kind, key } = subjectKey(subject);
  return kind === "record" || kind === "party" ? t(kind, { [kind]: Number(key) }) : t(kind, { id: key, line: key });
}
