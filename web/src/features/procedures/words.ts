// What a procedure says, in words: its time in all, and what it may do.
import type { Procedure, ProcedureStep } from "@mingzhang/sdk/api-cases";
import type { OpensName } from "@mingzhang/sdk/cases/specs";
import { DUTIES } from "@mingzhang/sdk/cases/words";
import { useLocale, useTranslations } from "next-intl";
import { byStage } from "@/features/cases/stages";
import { dutyLabel } from "@/features/cases/words";
import { kindLabel } from "@/features/movements/kind";

/** Seconds from submission to the last decision if every step takes all of its limit; null where one has none. */
export function timeInAll(steps: readonly ProcedureStep[]): number | null {
  let sum = 0;
  for (const stage of byStage(steps)) {
    let longest = 0;
    for (const { limit, lateness, rule } of stage) {
      if (rule !== null) continue;
      if (limit === null) return null;
      longest = Math.max(longest, lateness === "escalate" ? 2 * limit : limit);
    }
    sum += longest;
  }
  return sum;
}

const OPENED: readonly OpensName[] = ["source", "fund", "act", "line", "allotment", "commitment", "year"];

/** The handler's scope as a list in the reader's language. */
export function useAllows(): (procedure: Procedure) => string[] {
  const t = useTranslations("procedures.allows");
  const opened = useTranslations("cases.opened");
  const locale = useLocale();
  return ({ handler, allows }) =>
    allows.map((name) => {
      if (handler === "ledgerOrders") return kindLabel(name, locale);
      const what = OPENED.find((known) => known === name);
      if (handler === "ledgerOpenings" && what !== undefined) return t("open", { what: opened(what, { count: 1 }) });
      const duty = DUTIES.find((known) => known.name === name);
      if (handler === "seats" && duty !== undefined) return t("appoint", { what: dutyLabel(duty.name, locale) });
      if (name === "grant" || name === "revoke") return t(name);
      return name.startsWith("type-") ? t("typeNumber", { number: name.slice(5) }) : name;
    });
}
