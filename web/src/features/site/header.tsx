// Top of every page: banners, name, navigation, search, the other language.
import { useLocale, useTranslations } from "next-intl";
import type { Status } from "@mingzhang/sdk/api";
import { FindOpener } from "@/features/find/opener";
import { catalogue } from "@/i18n/messages";
import { Brand } from "./brand";
import { PhoneMenu, WideNavigation } from "./navigation";

const ZHONGWEN = new URL("../../styles/zhongwen/zhongwen.woff2", import.meta.url).href;

interface Props {
  /** Path and query of the page without its language. */
  path: string;
  /** null while the indexer does not answer. */
  status: Status | null;
}

export function Header({ path, status }: Props) {
  const t = useTranslations("site");
  const locale = useLocale();
  const other = locale === "zh" ? "en" : "zh";
  const pathname = path.split("?")[0] ?? "/";
  return (
    <>
      {/* There before the page is laid out, or a Chinese font would be opened for the time until it is. */}
      {other === "zh" && <link rel="preload" as="font" type="font/woff2" href={ZHONGWEN} crossOrigin="anonymous" />}
      <a
        href="#text"
        className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:bg-paper focus:px-4 focus:py-2"
      >
        {t("skip")}
      </a>
      <header className="border-b border-rule">
        {status?.demo && <Banner>{t("demo")}</Banner>}
        {status?.imported && <Banner>{t("imported")}</Banner>}
        <div className="wrap relative flex h-16 items-center gap-3 sm:gap-4">
          <Brand />
          <WideNavigation path={pathname} />
          <form
            action={`/${locale}/search`}
            role="search"
            className="hidden min-w-[8rem] shrink basis-[15rem] xl:block print:hidden"
          >
            <input name="q" type="search" aria-label={t("search")} placeholder={t("searchHint")} className="field" />
          </form>
          <FindOpener locale={locale} texts={catalogue[locale].search.find} />
          <a href={`/${locale}/search`} className="hidden text-[0.9375rem] text-ink lg:inline xl:hidden print:hidden">
            {t("search")}
          </a>
          <a
            href={`/${other}${path === "/" ? "" : path}`}
            lang={other === "zh" ? "zh-CN" : "en"}
            hrefLang={other === "zh" ? "zh-CN" : "en"}
            title={t("otherLanguageLong")}
            className="py-2.5 text-[0.9375rem] whitespace-nowrap print:hidden"
          >
            {t("otherLanguage")}
          </a>
          <PhoneMenu path={pathname} />
        </div>
      </header>
    </>
  );
}

function Banner({ children }: { children: React.ReactNode }) {
  return (
    <div className="notice">
      <div className="wrap">{children}</div>
    </div>
  );
}
