// The findings on what a page is about: a band that is there only where there are some, and the auditors' way to another.
import type { Finding } from "@mingzhang/sdk/api-findings";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageLink } from "@/components/page-link";
import { Said } from "@/components/said";
import { ProblemNote } from "@/components/states";
import { Stands } from "./sentence";
import { findingHref, findingsHref } from "./links";
import { SubjectLink } from "./subject";
import { FindingStatusTag, SeverityTag } from "./tags";

/** More stand behind the link. */
const SOME = 5;

interface Props {
  /** `movement-812`, `case-7702`, `line-12` or `party-45`. */
  concerns: string;
  /** What an auditor would object to here, as the portal's form wants it: `record=812`. */
  open: string;
}

export async function FindingBand({ concerns, open }: Props) {
  const [found, t] = await Promise.all([
    api.findings({ concerns, sort: "updated", order: "desc", limit: SOME, count: true }),
    getTranslations("findings.band"),
  ]);
  const auditors = (
    <p className="note mt-3 print:hidden">
      {t.rich("open", { link: (text) => <PageLink href={`/portal/findings/new?${open}`}>{text}</PageLink> })}
    </p>
  );
  if (!found.ok) {
    return (
      <section id="findings">
        <h2>{t("title")}</h2>
        <ProblemNote error={found.error} />
      </section>
    );
  }
  const { items, asOf, total } = found.value;
  if (items.length === 0) return <div className="mt-10 border-t border-rule">{auditors}</div>;
  return (
    <section id="findings" className="mt-10 border-y-2 border-wait py-4">
      <h2 className="mt-0">{t("title")}</h2>
      <ul>
        {items.map((finding) => (
          <li key={finding.number} className="border-b border-rule py-3 last:border-b-0">
            <One of={finding} asOf={asOf} />
          </li>
        ))}
      </ul>
      {(total ?? 0) > items.length && (
        <p className="mt-2">
          <PageLink href={findingsHref({ concerns })}>{t("all", { count: total ?? items.length })}</PageLink>
        </p>
      )}
      {auditors}
    </section>
  );
}

function One({ of, asOf }: { of: Finding; asOf: string }) {
  const t = useTranslations("findings.one");
  return (
    <>
      <p>
        <SeverityTag of={of} /> <FindingStatusTag of={of} asOf={asOf} />{" "}
        <PageLink href={findingHref(of.number)} className="link font-medium">
          {t("title", { number: of.number })}
        </PageLink>{" "}
        <SubjectLink of={of.subject} />
      </p>
      <p className="mt-1">
        <Said room="heading">{of.text}</Said>
      </p>
      <p className="note mt-1">
        <Stands of={of} asOf={asOf} />
      </p>
    </>
  );
}
