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
      <span
        aria-hidden="true"
        lang="zh"
        className="grid size-[30px] place-items-center rounded-[4px] border-2 border-seal text-[15px] font-bold text-seal"
      >
        明
      </span>
      {t("name")}
    </PageLink>
  );
}
