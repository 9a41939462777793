// The case behind a movement: who submitted it, who decided, how long each took, and whether it was in time.
import type { MovementDetail } from "@mingzhang/sdk/api";
import type { CaseDetail, CaseEntry, CaseRef } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { Day } from "@/components/dates";
import { durationText, secondsBetween } from "@/components/duration";
import { Said } from "@/components/said";
import { CaseLink, OfficialLink } from "@/features/cases/refs";
import { dutyInSentence } from "@/features/cases/words";
import { MARKS } from "@/i18n/marks";

interface Props {
  of: CaseRef;
  movement: Pick<MovementDetail, "record" | "valueDate" | "postedAt">;
}

/** A case that cannot be had keeps its link, and says nothing of who decided. */
export async function CaseTrail({ of, movement }: Props) {
  const { record } = movement;
  const found = await api.case(String(of.number));
  const t = await getTranslations("cases.trail");
  const execution = found.ok ? found.value.execution : null;
  // What the execution itself did not post was drawn later, by rule.
  const drawn = execution !== null && (record < execution.first || record >= execution.first + execution.count);
  return (
    <>
      {drawn && <span className="block text-soft">{t("standing")}</span>}
      <CaseLink to={of} /> {found.ok && <Whole of={found.value} />}
      {found.ok && <Purpose of={found.value} />}
      {found.ok && <Deciders of={found.value} />}
      {found.ok && <EarlierValue of={movement} submittedAt={found.value.submittedAt} />}
    </>
  );
}

/** Days of the chain's clock, as all days of the page are. */
function EarlierValue({ of: { valueDate, postedAt }, submittedAt }: { of: Props["movement"]; submittedAt: string }) {
  const t = useTranslations("cases.trail");
  const submitted = submittedAt.slice(0, 10);
  if (valueDate === null || valueDate >= submitted) return null;
  return (
    <p className="note mt-2" data-testid="earlier-value">
      {t.rich("earlierValue", {
        value: () => <Day>{valueDate}</Day>,
        submitted: () => <Day>{submitted}</Day>,
        posted: () => <Day>{postedAt.slice(0, 10)}</Day>,
      })}
    </p>
  );
}

/** From the first submission to the execution. */
function Whole({ of: { submittedAt, execution, late, steps } }: { of: CaseDetail }) {
  const t = useTranslations("cases.trail");
  const locale = useLocale();
  if (execution === null) return null;
  const span = durationText(Math.max(0, secondsBetween(submittedAt, execution.time)), locale);
  const limited = steps.some(({ limit }) => limit !== null);
  return (
    <span className={late ? "tag tag-wait" : "tag"}>{t(limited ? (late ? "late" : "onTime") : "took", { span })}</span>
  );
}

/** What it was for, in the words that the submitter and each decider signed. */
function Purpose({ of: { content } }: { of: CaseDetail }) {
  const t = useTranslations("cases.trail");
  if (!("purpose" in content) || content.purpose === "") return null;
  return (
    <p className="mt-1" data-testid="signed-purpose">
      <span className="text-soft">{t("purpose")}</span> <Said room="full">{content.purpose}</Said>
    </p>
  );
}

/** Of the round that was carried out; what was returned before stands on the case's page. */
function Deciders({ of: { timeline, round, steps } }: { of: CaseDetail }) {
  const t = useTranslations("cases.trail");
  const present = timeline.filter((entry) => entry.round === round);
  const silent = steps.some(({ state }) => state === "deemed-approved");
  return (
    <ol className="mt-1 text-[0.9375rem]">
      {present.map((entry) =>
        entry.type === "submitted" ? (
          <li key={entry.record}>
            {t.rich("submitted", {
              who: () => (entry.official === null ? t("citizen") : <OfficialLink to={entry.official} />),
              date: () => <Day>{entry.time.slice(0, 10)}</Day>,
            })}
          </li>
        ) : entry.type === "decided" ? (
          <li key={entry.record}>
            <Decider of={entry} limited={steps.some(({ index, limit }) => index === entry.step && limit !== null)} />
          </li>
        ) : null,
      )}
      {silent && <li>{t("silence")}</li>}
    </ol>
  );
}

function Decider({ of: entry, limited }: { of: CaseEntry; limited: boolean }) {
  const t = useTranslations("cases.trail");
  const locale = useLocale();
  const { official, took, late } = entry;
  if (official === null) return <>{t("rule")}</>;
  const span = durationText(took ?? 0, locale);
  return (
    <>
      {t.rich("by", {
        who: () => <OfficialLink to={official} />,
        duty: dutyInSentence(entry.duty, locale),
        verdict: entry.verdict ?? "approve",
      })}
      {took !== null && (
        <>
          {MARKS[locale].comma}
          <span className={late ? "text-wait" : "text-soft"}>
            {t(limited ? (late ? "late" : "onTime") : "took", { span })}
          </span>
        </>
      )}
    </>
  );
}
