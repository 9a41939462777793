// Chooses the fiscal year of a page by links; "all years" where a page can show them together.
import { useTranslations } from "next-intl";
import { PageLink } from "./page-link";

interface Props {
  years: readonly number[];
  /** null: all years. */
  current: number | null;
  href: (year: number | null) => string;
  all?: boolean;
}

export function YearChooser({ years, current, href, all = false }: Props) {
  const t = useTranslations("text");
  const choices: (number | null)[] = all ? [...years, null] : [...years];
  if (choices.length < 2) return null;
  return (
    <nav aria-label={t("year")} className="mt-5 flex flex-wrap gap-x-5 gap-y-1 text-[0.9375rem] print:hidden">
      {choices.map((year) => (
        <PageLink
          key={year ?? "all"}
          href={href(year)}
          aria-current={year === current ? "page" : undefined}
          className="num py-1 no-underline hover:underline aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_var(--seal)]"
        >
          {year === null ? t("allYears") : year}
        </PageLink>
      ))}
    </nav>
  );
}
