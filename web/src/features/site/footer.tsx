// Foot of every page: how current it is, where to read more, and how sums are written.
import { useLocale, useTranslations } from "next-intl";
import type { Status } from "@mingzhang/sdk/api";
import { PageLink } from "@/components/page-link";
import type { Grouping } from "@/features/money/grouping";

interface Props {
  path: string;
  status: Status | null;
  grouping: Grouping;
  /** Address of this page for the printed sheet. */
  url: string;
}

export function Footer({ path, status, grouping, url }: Props) {
  const t = useTranslations("site");
  const locale = useLocale();
  return (
    <footer className="mt-16 border-t border-rule pt-5 pb-12 text-sm text-soft">
      <div className="wrap flex flex-wrap items-center gap-x-6 gap-y-2">
        <span className="num">{position(status, t)}</span>
        <span className="print-only mono">{t("printed", { url })}</span>
        <span className="contents print:hidden">
          <PageLink href="/my-tax" className="py-1">
            {t("foot.myTax")}
          </PageLink>
          <PageLink href="/status" className="py-1">
            {t("foot.status")}
          </PageLink>
          <PageLink href="/checkpoints" className="py-1">
            {t("foot.checkpoints")}
          </PageLink>
          <PageLink href="/about" className="py-1">
            {t("foot.about")}
          </PageLink>
          <PageLink href="/movements/log" className="py-1">
            {t("foot.byLog")}
          </PageLink>
          <PageLink href="/verify" className="py-1">
            {t("foot.verify")}
          </PageLink>
          {(["saved", "tour", "glossary", "journalists", "developers", "dictionary"] as const).map((page) => (
            <PageLink key={page} href={`/${page}`} className="py-1">
              {t(`foot.${page}`)}
            </PageLink>
          ))}
          {locale === "zh" && (
            <form action="/preferences" method="post">
              <input type="hidden" name="back" value={`/${locale}${path}`} />
              <button
                name="grouping"
                value={grouping === "wan" ? "exact" : "wan"}
                className="cursor-pointer py-1 text-link underline decoration-1 underline-offset-[0.18em]"
              >
                {t(grouping === "wan" ? "foot.groupingOff" : "foot.grouping")}
              </button>
            </form>
          )}
        </span>
      </div>
    </footer>
  );
}

function position(status: Status | null, t: ReturnType<typeof useTranslations<"site">>): string {
  if (status?.indexed == null) return t("positionUnknown");
  const head = status.chain?.number ?? status.indexed.number;
  return t("position", { head, indexed: status.indexed.number, behind: Math.max(0, status.lag.blocks ?? 0) });
}
