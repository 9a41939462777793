// What an act of a case is, in a word or two.
import type { CaseEntry } from "@mingzhang/sdk/api-cases";
import { useTranslations } from "next-intl";

type Act = Pick<CaseEntry, "type" | "round" | "verdict" | "act" | "status">;

export function useWhat(): (act: Act) => string {
  const t = useTranslations("cases.timeline");
  return ({ type, round, verdict, act, status }) => {
    switch (type) {
      case "submitted":
        return t(round === 0 ? "submitted" : "again");
      case "decided":
        return t(status === "executed" ? "approvedExecuted" : `verdict.${verdict ?? "approve"}`);
      case "acted":
        return t(`act.${act ?? "withdraw"}`);
      case "lapsed":
        return t(`lapsed.${isLapse(status) ? status : "other"}`);
      case "executed":
        return t("executed");
    }
  };
}

const LAPSES = ["open", "approved", "rejected", "withdrawn", "expired"] as const;

function isLapse(status: string): status is (typeof LAPSES)[number] {
  return LAPSES.some((lapse) => lapse === status);
}
