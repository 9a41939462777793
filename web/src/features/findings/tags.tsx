// How grave a finding is, where it stands, and whether the answer is late, in a few words.
import type { Finding } from "@mingzhang/sdk/api-findings";
import { useLocale, useTranslations } from "next-intl";
import { durationText, secondsBetween } from "@/components/duration";
import { findingStatusLabel, severityLabel } from "./words";

export function SeverityTag({ of }: { of: Pick<Finding, "severity"> }) {
  const locale = useLocale();
  const grave = of.severity === "critical" || of.severity === "major";
  return <span className={grave ? "tag font-semibold" : "tag"}>{severityLabel(of.severity, locale)}</span>;
}

interface Props {
  of: Pick<Finding, "status"> & Partial<Pick<Finding, "overdue" | "due">>;
  /** When the clocks were read; with it an overdue answer says by how much. */
  asOf?: string | undefined;
}

export function FindingStatusTag({ of, asOf }: Props) {
  const t = useTranslations("findings.tags");
  const locale = useLocale();
  return (
    <>
      <span className="tag">{findingStatusLabel(of.status, locale)}</span>
      {of.overdue && (
        <>
          {" "}
          <span className="tag tag-wait">
            {asOf !== undefined && of.due != null
              ? t("overdueBy", { span: durationText(secondsBetween(of.due, asOf), locale) })
              : t("overdue")}
          </span>
        </>
      )}
    </>
  );
}
