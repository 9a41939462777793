// The record of a finding: numbers, addresses, hashes, and the signatures. Hashes come last.
import type { FindingDetail } from "@mingzhang/sdk/api-findings";
import { useLocale, useTranslations } from "next-intl";
import { Moment } from "@/components/dates";
import { durationText } from "@/components/duration";
import { Hash } from "@/components/hash";
import { Pairs } from "@/components/pairs";
import { PartyLink } from "@/features/accounts/refs";
import { SubjectLink } from "./subject";

export function FindingRecord({ of }: { of: FindingDetail }) {
  const t = useTranslations("findings.record");
  const a = useTranslations("findings.timeline");
  const locale = useLocale();
  return (
    <section>
      <h2>{t("title")}</h2>
      <Pairs
        of={[
          [t("about"), <SubjectLink key="about" of={of.subject} />],
          [t("office"), <PartyLink key="office" to={of.office} />],
          [t("asked"), <PartyLink key="asked" to={of.asked} />],
          [t("agency"), <PartyLink key="agency" to={of.agency} />],
          [t("limit"), durationText(of.answerLimit, locale)],
          [t("opened"), <Moment key="opened">{of.openedAt}</Moment>],
          [t("id"), <Hash key="id">{of.id}</Hash>],
          [t("subject"), <Hash key="subject">{of.subjectWord}</Hash>],
          [t("salt"), <Hash key="salt">{of.salt}</Hash>],
          [t("contract"), <Hash key="contract">{of.contract}</Hash>],
        ]}
      />
      <h3>{t("signatures")}</h3>
      <ol className="border-t border-rule">
        {of.acts.map((entry) => (
          <li key={entry.record} className="border-b border-rule py-2.5 text-[0.9375rem]">
            <p>{a(`act.${entry.act}`)}</p>
            <p className="text-sm">
              {t("signer")} <Hash>{entry.signer}</Hash>
            </p>
            <p className="text-sm">
              {entry.signature === null ? (
                t("sentSelf")
              ) : (
                <>
                  {t.rich("signedUntil", { time: () => <Moment>{entry.deadline}</Moment> })}
                  <br />
                  <Hash>{entry.signature}</Hash>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
