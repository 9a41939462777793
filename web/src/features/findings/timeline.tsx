// What happened to a finding, act by act: who, for whom, in time or late, and in their own words.
import type { FindingDetail, FindingEntry } from "@mingzhang/sdk/api-findings";
import { useLocale, useTranslations } from "next-intl";
import { Day, Moment } from "@/components/dates";
import { PageLink } from "@/components/page-link";
import { Said } from "@/components/said";
import { recordHref } from "@/features/accounts/links";
import { PartyLink } from "@/features/accounts/refs";
import { OfficialLink } from "@/features/cases/refs";
import { DocumentLink } from "@/features/documents/document-link";
import { MARKS } from "@/i18n/marks";

export function FindingTimeline({ of }: { of: FindingDetail }) {
  const t = useTranslations("findings.timeline");
  return (
    <ol className="border-t border-rule-strong">
      {of.acts.map((entry) => (
        <li key={entry.record} className="timeline-entry">
          <p className="num text-sm text-soft">
            <Moment>{entry.time}</Moment>
          </p>
          <div className="min-w-0">
            <p>
              <span className="font-medium">{t(`act.${entry.act}`)}</span> <InTime entry={entry} />
            </p>
            <p className="text-[0.9375rem]">
              <By entry={entry} of={of} />
            </p>
            {entry.act !== "open" && (
              <blockquote className="mt-1 border-l-2 border-rule pl-3 text-[0.9375rem] whitespace-pre-line">
                <Said room="full">{entry.text}</Said>
              </blockquote>
            )}
            {entry.act !== "open" && entry.document !== null && (
              <p className="mt-2 text-sm">
                <DocumentLink digest={entry.document} />
              </p>
            )}
            <Asks entry={entry} />
          </div>
          <p className="num text-sm">
            <PageLink href={recordHref(entry.record)}>{t("record", { record: entry.record })}</PageLink>
          </p>
        </li>
      ))}
    </ol>
  );
}

function InTime({ entry: { act, late } }: { entry: FindingEntry }) {
  const t = useTranslations("findings.timeline");
  if (act === "answer") return <span className={late ? "tag tag-wait" : "tag"}>{t(late ? "late" : "onTime")}</span>;
  return late ? <span className="tag tag-wait">{t("unanswered")}</span> : null;
}

/** An answer is the agency's, everything else the auditors'. */
function By({ entry, of }: { entry: FindingEntry; of: FindingDetail }) {
  const locale = useLocale();
  return (
    <>
      <OfficialLink to={entry.official} />
      {MARKS[locale].comma}
      <PartyLink to={entry.act === "answer" ? entry.agency : of.office} />
    </>
  );
}

/** Whom it asks for an answer, and until when. */
function Asks({ entry: { due, agency } }: { entry: FindingEntry }) {
  const t = useTranslations("findings.timeline");
  if (due === null) return null;
  return (
    <p className="note mt-1">
      {t.rich("asks", { agency: () => <PartyLink to={agency} />, due: () => <Day>{due.slice(0, 10)}</Day> })}
    </p>
  );
}
