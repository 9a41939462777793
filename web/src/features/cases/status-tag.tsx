// Where a case stands, in one word, and whether it is late.
import type { Case } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import { durationText, secondsBetween } from "@/components/duration";
import { statusLabel } from "./words";

interface Props {
  of: Pick<Case, "status"> & Partial<Pick<Case, "overdue" | "late" | "silent" | "due">>;
  /** When the clocks were read; with it an overdue case says by how much. */
  asOf?: string | undefined;
}

export function StatusTag({ of, asOf }: Props) {
  const t = useTranslations("cases.tags");
  const locale = useLocale();
  return (
    <>
      <span className="tag">{statusLabel(of.status, locale)}</span>
      {of.overdue ? (
        <>
          {" "}
          <span className="tag tag-wait">
            {asOf !== undefined && of.due != null
              ? t("overdueBy", { span: durationText(secondsBetween(of.due, asOf), locale) })
              : t("overdue")}
          </span>
        </>
      ) : (
        of.late && (
          <>
            {" "}
            <span className="tag tag-wait">{t("late")}</span>
          </>
        )
      )}
      {of.silent && (
        <>
          {" "}
          <span className="tag">{t("silent")}</span>
        </>
      )}
    </>
  );
}
