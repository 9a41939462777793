// The page of one chart: what it is in a sentence, the other charts, the year, then picture and table.
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import type { Result } from "@/api/problem";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { ProblemPage } from "@/components/states";
import { YearChooser } from "@/components/year-chooser";
import { UnfitNote } from "@/features/asked/note";
import type { Unfit } from "@/features/asked/read";
import { Words } from "@/features/learn/term";
import { ChartFigure } from "./figure";
import { takesAllYears } from "./rules";
import type { Asked, Sheet } from "./sheet";

/** Pages of charts in the order in which they are offered. */
export const CHART_PAGES = [
  ["flows", "/charts"],
  ["budget", "/charts/budget"],
  ["calendar", "/charts/calendar"],
  ["payees", "/charts/payees"],
  ["compare", "/charts/compare"],
  ["flags", "/charts/flags"],
] as const;
/** Words that a reader of the picture needs first. */
export const CHART_WORDS: Record<ChartPageName, readonly string[]> = {
  flows: ["receipt", "fund", "payment"],
  budget: ["appropriation", "commitment", "payment", "available", "lapse"],
  calendar: ["payment", "value-date"],
  payees: ["payee", "concentration"],
  compare: ["fiscal-year", "appropriation", "payment"],
  flags: ["flag"],
};
export type ChartPageName = (typeof CHART_PAGES)[number][0];

interface Props {
  which: ChartPageName;
  asked: Asked;
  unfit: readonly Unfit[];
  sheet: Result<Sheet>;
  /** The table is folded away where it is long. */
  folded?: boolean;
  /** What of the chart the page is about, for its title. */
  part?: string | undefined;
  children?: ReactNode;
}

export async function ChartPage({ which, asked, unfit, sheet, folded = false, part, children }: Props) {
  if (!sheet.ok) return <ProblemPage error={sheet.error} />;
  const [t, years] = await Promise.all([getTranslations("charts"), api.years()]);
  const { query, page } = sheet.value;
  const year = query.year === undefined || query.year === "all" ? null : Number(query.year);
  return (
    <>
      <PageHead
        title={part === undefined ? t(`${which}.title`) : `${part} · ${t(`${which}.title`)}`}
        heading={t(`${which}.title`)}
        lead={t(`${which}.lead`)}
      />
      <Words of={CHART_WORDS[which]} />
      <ChartLinks here={which} year={query.year} currency={asked.currency} />
      {years.ok && (
        <YearChooser
          years={years.value.years}
          current={year}
          all={takesAllYears(which)}
          href={(other) =>
            `${page}?${new URLSearchParams({ ...withoutYear(query), year: other === null ? "all" : String(other) }).toString()}`
          }
        />
      )}
      <UnfitNote of={unfit} instead={query} />
      {children}
      <ChartFigure sheet={sheet.value} table={folded ? "folded" : "open"} />
    </>
  );
}

/** Beside another year stands the one before that. */
function withoutYear(query: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([name]) => name !== "year" && name !== "before"));
}

interface LinksProps {
  here?: ChartPageName;
  year?: string | undefined;
  currency?: string | undefined;
}

/** The way to every chart of a year. */
export function ChartLinks({ here, year, currency }: LinksProps) {
  const t = useTranslations("charts");
  const queryOf = (name: ChartPageName) => {
    const query = new URLSearchParams();
    if (year !== undefined && (year !== "all" || takesAllYears(name))) query.set("year", year);
    if (currency !== undefined) query.set("currency", currency);
    return query.size === 0 ? "" : `?${query.toString()}`;
  };
  return (
    <nav aria-label={t("charts")} className="mt-5 flex flex-wrap gap-x-5 gap-y-1 text-[0.9375rem] print:hidden">
      {CHART_PAGES.map(([name, href]) => (
        <PageLink
          key={name}
          href={href + queryOf(name)}
          aria-current={name === here ? "page" : undefined}
          className="py-1 no-underline hover:underline aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_var(--seal)]"
        >
          {t(`pages.${name}`)}
        </PageLink>
      ))}
    </nav>
  );
}
