// Where in the budget a reader is, and the way back up.
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import type { Crumb } from "./sheets/budget";

export function Crumbs({ of }: { of: readonly Crumb[] }) {
  const t = useTranslations("charts");
  if (of.length === 0) return null;
  return (
    <nav aria-label={t("crumbs")} className="mt-6">
      <ol className="flex flex-wrap gap-x-2">
        {of.map(({ text, href }, at) => (
          <li key={at} className="flex gap-x-2">
            {at > 0 && (
              <span aria-hidden="true" className="text-soft">
                ›
              </span>
            )}
            {href === null ? (
              <span aria-current="page">
                <bdi>{text}</bdi>
              </span>
            ) : (
              <PageLink href={href}>
                <bdi>{text}</bdi>
              </PageLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
