// The seal and the name, which lead home.
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";

export function Brand() {
  const t = useTranslations("site");
  return (
    <PageLink
      href="/"
      className="mr-auto flex items-center gap-2.5 font-serif text-[1.375rem] leading-none font-semibold text-ink no-underline lg:mr-0"
    >
      {/* As app/icon.svg: drawn, so that a page in Latin letters opens no Chinese font for it. */}
      <svg
        aria-hidden="true"
        viewBox="2 2 28 28"
        className="size-[30px] rounded-[4px] border-2 border-seal fill-none stroke-seal stroke-2"
      >
        <path d="M7 9h7v12H7zM7 15h7M18 8v10c0 4-1 6-3 7M18 8h7v15c0 2-1 2-3 2M18 13h7M18 18h7" />
      </svg>
      {t("name")}
    </PageLink>
  );
}
