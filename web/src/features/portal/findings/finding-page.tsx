// One finding in the portal: how it stands, and what the connected person may do with it.
"use client";

import type { FindingDetail } from "@mingzhang/sdk/api-findings";
import type { Seat } from "@mingzhang/sdk/api-cases";
import type { FindingActName } from "@mingzhang/sdk/findings";
import { useTranslations } from "next-intl";
import { useConnection } from "wagmi";
import { PageLink } from "@/components/page-link";
import { Said } from "@/components/said";
import { Objects, Stands } from "@/features/findings/sentence";
import { FindingStatusTag, SeverityTag } from "@/features/findings/tags";
import { FindingTimeline } from "@/features/findings/timeline";
import { useInbox } from "../data/cases";
import { useFinding } from "../data/findings";
import { Failure } from "../parts/failure";
import { StatementForm } from "./statement-form";

export function FindingPage({ number }: { number: string }) {
  const t = useTranslations("portal.findings");
  const detail = useFinding(number);
  if (detail.isError) return <Failure cause={detail.error} again={() => void detail.refetch()} />;
  if (detail.data === undefined) {
    return (
      <p role="status" className="note mt-6">
        {t("loading")}
      </p>
    );
  }
  return <Loaded of={detail.data} />;
}

function Loaded({ of }: { of: FindingDetail }) {
  const t = useTranslations("portal.findings");
  const f = useTranslations("findings");
  const { address } = useConnection();
  const inbox = useInbox(address);
  const acts = possibleActs(of, inbox.data?.seats ?? []);
  const other = inbox.data?.official != null && isOtherSide(of, inbox.data.official.id, acts);
  return (
    <>
      <div className="mt-4 border-y border-rule py-3">
        <p>
          <Objects of={of} />
        </p>
        <p className="mt-1">
          <Stands of={of} asOf={of.asOf} />
        </p>
        <p className="mt-2">
          <SeverityTag of={of} /> <FindingStatusTag of={of} asOf={of.asOf} />{" "}
          <PageLink href={`/findings/${of.number}`}>{t("public")}</PageLink>
        </p>
      </div>
      <h2>{f("one.says")}</h2>
      <blockquote className="border-l-2 border-rule-strong pl-4 whitespace-pre-line">
        <Said room="full">{of.text}</Said>
      </blockquote>
      <h2>{f("timeline.title")}</h2>
      <FindingTimeline of={of} />
      {address === undefined ? (
        <p className="note mt-6">{t("connectFirst")}</p>
      ) : inbox.data === undefined ? (
        <p role="status" className="note mt-6">
          {t("loading")}
        </p>
      ) : acts.length === 0 ? (
        <p className="note mt-6">{t("notYours")}</p>
      ) : (
        <>
          {other && (
            <p role="alert" className="mt-4 border-l-4 border-wait pl-3">
              {t("otherSide")}
            </p>
          )}
          <StatementForm key={of.turn} of={of} acts={acts} />
        </>
      )}
    </>
  );
}

/** What the contract would take of these seats now. */
export function possibleActs(of: FindingDetail, seats: readonly Seat[]): FindingActName[] {
  const waits = of.due !== null;
  const answers = seats.some(
    ({ duty, agency }) => (duty === "checker" || duty === "approver") && agency.id === of.agency.id,
  );
  const audits = seats.some(({ duty, agency }) => duty === "auditor" && agency.id === of.office.id);
  const acts: FindingActName[] = [];
  if (answers && waits) acts.push("answer");
  if (audits && of.status !== "resolved") acts.push("resolve");
  if (audits && !waits) acts.push("reopen");
  if (audits && of.status !== "resolved" && (!waits || of.overdue) && of.above !== null) acts.push("escalate");
  return acts;
}

/** Whoever has acted for one side never acts for the other: the contract would refuse, and the page says so before. */
function isOtherSide(of: FindingDetail, official: number, acts: readonly FindingActName[]): boolean {
  const mine = of.acts.filter((entry) => entry.official.id === official);
  const answered = mine.some(({ act }) => act === "answer");
  return acts.every((act) => (act === "answer" ? mine.length > 0 && !answered : answered));
}
