// The quiet way from figures on a page to their citation: one line below them.
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";

interface Props {
  /** Where each leads; what it is of, where there are several. */
  of: readonly { href: string; of: string }[];
}

export function CiteLinks({ of }: Props) {
  const t = useTranslations("cite.figures.links");
  const [first] = of;
  if (first === undefined) return null;
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 text-sm text-soft print:hidden">
      {of.length > 1 && <span className="py-1">{t("several")}</span>}
      {of.map((each) => (
        <PageLink key={each.href} href={each.href} rel="nofollow" className="num py-1">
          {of.length > 1 ? each.of : t("one")}
        </PageLink>
      ))}
    </p>
  );
}
