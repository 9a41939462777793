// What happened to a case, act by act: who, by which duty, how long it took, in time or late, and the reason given.
import type { CaseDetail, CaseEntry } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import { Moment } from "@/components/dates";
import { durationText } from "@/components/duration";
import { PageLink } from "@/components/page-link";
import { Said } from "@/components/said";
import { recordHref } from "@/features/accounts/links";
import { PartyLink } from "@/features/accounts/refs";
import { MARKS } from "@/i18n/marks";
import { OfficialLink } from "./refs";
import { useWhat } from "./what";
import { dutyLabel } from "./words";

interface Props {
  of: Pick<CaseDetail, "timeline" | "steps">;
}

export function Timeline({ of: { timeline, steps } }: Props) {
  const limited = new Set(steps.flatMap(({ index, limit }) => (limit === null ? [] : [index])));
  return (
    <ol className="border-t border-rule-strong">
      {timeline.map((entry) => (
        <li key={entry.record} className="timeline-entry">
          <p className="num text-sm text-soft">
            <Moment>{entry.time}</Moment>
          </p>
          <div className="min-w-0">
            <p>
              <span className="font-medium">
                <What entry={entry} />
              </span>{" "}
              <Took entry={entry} limited={entry.step !== null && limited.has(entry.step)} />
            </p>
            <p className="text-[0.9375rem]">
              <By entry={entry} />
            </p>
            <Reason>{entry.reason}</Reason>
          </div>
          <p className="num text-sm">
            <RecordLink record={entry.record} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function What({ entry }: { entry: CaseEntry }) {
  return <>{useWhat()(entry)}</>;
}

function Took({ entry: { took, late }, limited }: { entry: CaseEntry; limited: boolean }) {
  const t = useTranslations("cases.timeline");
  const locale = useLocale();
  if (took === null) return null;
  return (
    <span className={late ? "tag tag-wait" : "tag"}>
      {t("took", { span: durationText(took, locale) })}
      {limited && MARKS[locale].comma}
      {limited && t(late ? "late" : "onTime")}
    </span>
  );
}

function By({ entry: { type, byRule, official, duty, agency } }: { entry: CaseEntry }) {
  const t = useTranslations("cases.timeline");
  const locale = useLocale();
  if (byRule) return <>{t("byRule")}</>;
  if (type === "executed") return <span className="text-soft">{t("anyone")}</span>;
  if (type === "lapsed") return <span className="text-soft">{t("clock")}</span>;
  if (official === null) return <>{t("citizen")}</>;
  const place = agency ?? official.agency;
  return (
    <>
      <OfficialLink to={official} />
      {MARKS[locale].comma}
      {duty === null ? (
        <PartyLink to={place} />
      ) : (
        t.rich("duty", { duty: dutyLabel(duty, locale), agency: () => <PartyLink to={place} /> })
      )}
    </>
  );
}

/** Somebody's own words: quoted, isolated, cut. */
function Reason({ children }: { children: string }) {
  const t = useTranslations("cases.timeline");
  if (children === "") return null;
  return (
    <blockquote className="mt-1 border-l-2 border-rule pl-3 text-[0.9375rem]">
      <span className="sr-only">{t("reason")}: </span>
      <Said room="full">{children}</Said>
    </blockquote>
  );
}

function RecordLink({ record }: { record: number }) {
  const t = useTranslations("cases.timeline");
  return <PageLink href={recordHref(record)}>{t("record", { record })}</PageLink>;
}
