// A fiscal year with nothing to show: whether it was never opened, or is open and empty, and the years that exist.
import type { Years } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { PageLink } from "@/components/page-link";

interface Props {
  year: number;
  years: Years;
  /** The same page of another year. */
  href: (year: number) => string;
}

export function EmptyYear({ year, years: { years, opened }, href }: Props) {
  const t = useTranslations("overview.emptyYear");
  const open = opened.find((each) => each.year === year);
  const others = years.filter((each) => each !== year);
  return (
    <div className="mt-6 border-y border-rule py-8" data-testid="empty-year">
      <p>
        {open === undefined
          ? t(years.includes(year) ? "nothing" : "never", { year: String(year) })
          : t.rich("open", {
              year: String(year),
              first: () => <Day>{open.firstDay}</Day>,
              last: () => <Day>{open.lastDay}</Day>,
            })}
      </p>
      <p className="mt-2 text-soft">
        {others.length === 0
          ? t("none")
          : t.rich("others", {
              years: () =>
                others.map((other) => (
                  <span key={other}>
                    <PageLink href={href(other)} className="num mr-2 inline-block py-1">
                      {other}
                    </PageLink>{" "}
                  </span>
                )),
            })}
      </p>
    </div>
  );
}
