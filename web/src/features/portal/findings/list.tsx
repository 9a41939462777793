// Findings by duty: what one's agency has to answer, what one's office has to judge, what it waits for.
"use client";

import type { Finding } from "@mingzhang/sdk/api-findings";
import { useTranslations } from "next-intl";
import { useConnection } from "wagmi";
import { PageLink } from "@/components/page-link";
import { Said } from "@/components/said";
import { Stands } from "@/features/findings/sentence";
import { SubjectLink } from "@/features/findings/subject";
import { FindingStatusTag, SeverityTag } from "@/features/findings/tags";
import { useInbox } from "../data/cases";
import { useFindings } from "../data/findings";
import { Failure } from "../parts/failure";

const WAITING = "open,escalated,reopened";

export function FindingsList() {
  const t = useTranslations("portal.findings");
  const { address } = useConnection();
  const inbox = useInbox(address);
  const seats = inbox.data?.seats ?? [];
  const agencies = seats.filter(({ duty }) => duty === "checker" || duty === "approver").map(({ agency }) => agency.id);
  const offices = seats.filter(({ duty }) => duty === "auditor").map(({ agency }) => agency.id);
  if (address === undefined) return <p className="note mt-6">{t("connectFirst")}</p>;
  if (inbox.isError) return <Failure cause={inbox.error} again={() => void inbox.refetch()} />;
  if (inbox.data === undefined) {
    return (
      <p role="status" className="note mt-6">
        {t("loading")}
      </p>
    );
  }
  if (agencies.length + offices.length === 0) return <p className="note mt-6">{t("noDuty")}</p>;
  return (
    <>
      {offices.length > 0 && (
        <p className="mt-6">
          <PageLink href="/portal/findings/new" className="button">
            {t("new")}
          </PageLink>
        </p>
      )}
      {agencies.length > 0 && (
        <Group
          name="toAnswer"
          filters={[...new Set(agencies)].map((agency) => ({ agency, within: "self", status: WAITING }))}
        />
      )}
      {offices.length > 0 && (
        <>
          <Group name="toJudge" filters={[...new Set(offices)].map((office) => ({ office, status: "answered" }))} />
          <Group name="awaited" filters={[...new Set(offices)].map((office) => ({ office, status: WAITING }))} />
        </>
      )}
    </>
  );
}

interface GroupProps {
  name: "toAnswer" | "toJudge" | "awaited";
  filters: readonly Record<string, string | number>[];
}

function Group({ name, filters }: GroupProps) {
  const t = useTranslations("portal.findings");
  const found = useFindings(filters);
  return (
    <section aria-labelledby={`findings-${name}`}>
      <h2 id={`findings-${name}`}>{t(name, { count: found.data?.items.length ?? 0 })}</h2>
      {found.isError ? (
        <Failure cause={found.error} again={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <p role="status" className="note">
          {t("loading")}
        </p>
      ) : found.data.items.length === 0 ? (
        <p className="border-y border-rule py-6 text-soft">{t(`${name}None`)}</p>
      ) : (
        <ul className="border-y border-rule">
          {found.data.items.map((item) => (
            <li key={item.number} className="border-b border-rule py-3 last:border-b-0">
              <Line of={item} asOf={found.data.asOf} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ of, asOf }: { of: Finding; asOf: string }) {
  const f = useTranslations("findings.one");
  return (
    <>
      <p>
        <PageLink href={`/portal/findings/${of.number}`} className="link font-medium">
          {f("title", { number: of.number })}
        </PageLink>{" "}
        <SeverityTag of={of} /> <FindingStatusTag of={of} asOf={asOf} /> <SubjectLink of={of.subject} />
      </p>
      <p>
        <Said>{of.text}</Said>
      </p>
      <p className="text-sm text-soft">
        <Stands of={of} asOf={asOf} />
      </p>
    </>
  );
}
