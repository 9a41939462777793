// The main navigation: a row on wide screens, a menu that opens without JavaScript on phones and has more room.
import { useLocale, useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";

interface Place {
  key:
    | "overview"
    | "charts"
    | "movements"
    | "funds"
    | "budget"
    | "agencies"
    | "payees"
    | "cases"
    | "findings"
    | "portal"
    | "myTax";
  href: string;
  /** Other paths that belong there. */
  also?: readonly string[];
  /** In the phone's menu alone; on wide screens it is in the foot. */
  phone?: true;
}

const PLACES: readonly Place[] = [
  { key: "overview", href: "/" },
  { key: "charts", href: "/charts" },
  { key: "myTax", href: "/my-tax", phone: true },
  { key: "movements", href: "/movements" },
  { key: "funds", href: "/funds" },
  { key: "budget", href: "/budget" },
  { key: "agencies", href: "/agencies" },
  { key: "payees", href: "/payees" },
  { key: "cases", href: "/cases", also: ["/procedures", "/timeliness", "/permits"] },
  { key: "findings", href: "/findings" },
  { key: "portal", href: "/portal" },
];

/** @param path path of the page without its language, such as `/funds/fund-1` */
function isHere({ href, also = [] }: Place, path: string): boolean {
  const places = href === "/" ? also : [href, ...also];
  if (path === href) return true;
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}

export function WideNavigation({ path }: { path: string }) {
  const t = useTranslations("site");
  return (
    <nav aria-label={t("navigation")} className="mr-auto hidden self-stretch lg:block print:hidden">
      <ul className="flex h-full items-stretch gap-2 text-[0.9375rem] xl:gap-3.5 whitespace-nowrap">
        {PLACES.filter((place) => place.phone !== true).map((place) => (
          <li key={place.key} className="flex">
            <PageLink
              href={place.href}
              aria-current={isHere(place, path) ? "page" : undefined}
              className="flex items-center text-ink no-underline hover:shadow-[inset_0_-2px_var(--rule-strong)] aria-[current]:shadow-[inset_0_-2px_var(--seal)]"
            >
              {t(`nav.${place.key}`)}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function PhoneMenu({ path }: { path: string }) {
  const locale = useLocale();
  const t = useTranslations("site");
  return (
    <details className="group lg:hidden print:hidden">
      <summary className="flex h-11 list-none items-center rounded-[4px] border border-edge px-3 text-[0.9375rem] [&::-webkit-details-marker]:hidden">
        {t("menu")}
      </summary>
      <nav
        aria-label={t("navigation")}
        className="absolute inset-x-0 top-16 z-10 border-y border-rule bg-paper px-5 pb-4 shadow-[0_12px_24px_-16px_var(--ink)]"
      >
        <form action={`/${locale}/search`} role="search" className="flex gap-2 py-4">
          <input name="q" type="search" aria-label={t("search")} placeholder={t("searchHint")} className="field" />
          <button className="button shrink-0">{t("search")}</button>
        </form>
        <ul>
          {PLACES.map((place) => (
            <li key={place.key} className="border-t border-rule">
              <PageLink
                href={place.href}
                aria-current={isHere(place, path) ? "page" : undefined}
                className="block py-3 text-ink no-underline aria-[current]:shadow-[inset_3px_0_var(--seal)] aria-[current]:pl-3"
              >
                {t(`nav.${place.key}`)}
              </PageLink>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}
