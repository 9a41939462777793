// What a chart is of, in words, for wherever it stands alone: whose, in which year, in which currency.
import { api } from "@/api/client";
import { plain } from "@/components/said";
import { functionLabel } from "@/features/classification/labels";
import { catalogue } from "@/i18n/messages";
import { chooseName } from "@/i18n/names";
import type { Locale } from "@/i18n/routing";
import { createTranslator } from "next-intl";
import type { Sheet } from "./sheet";

const ROOM = 80;

/** Titles that name the years themselves. */
const NAMES_YEARS: readonly Sheet["name"][] = ["compare"];

/** "Bridge Works Ltd · fiscal year 2026 · CNY"; the names of what the chart's address narrows it to. */
export async function subjectOf(sheet: Pick<Sheet, "name" | "query" | "currency">, locale: Locale): Promise<string> {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "charts.subject" });
  const { agency, party, payee, fund, line, function: code, year } = sheet.query;
  const named = async (id: string | undefined, kind: "party" | "account") => {
    if (id === undefined) return null;
    const found = await (kind === "party" ? api.party(id) : api.account(id));
    return found.ok ? plain(chooseName(found.value, locale).text, ROOM) : id;
  };
  const names = await Promise.all([
    ...[agency, party, payee].map((id) => named(id, "party")),
    ...[fund, line].map((id) => named(id, "account")),
  ]);
  const parts = [
    code === undefined ? null : `${code} ${functionLabel(code, null, locale)}`.trim(),
    ...names,
    year === undefined || NAMES_YEARS.includes(sheet.name)
      ? null
      : year === "all"
        ? t("allYears")
        : t("year", { year }),
    sheet.currency === "" ? null : sheet.currency,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}
