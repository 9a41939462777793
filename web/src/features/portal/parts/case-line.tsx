// One case in a list of the portal: what it is, how much, since when, until when.
import type { Case } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { Amount } from "@/features/money/amount";
import { chooseName } from "@/i18n/names";

export function CaseLine({ item }: { item: Case }) {
  const t = useTranslations("portal.inbox");
  const locale = useLocale();
  const { number, title, procedure, agency, amount, currency, exponent, since, due, overdue } = item;
  return (
    <>
      <PageLink href={`/portal/cases/${number}`} className="link font-medium">
        <bdi>{title === "" ? t("untitled", { number }) : plain(title, 120)}</bdi>
      </PageLink>
      <span className="mt-0.5 block text-sm text-soft">
        {chooseName(procedure, locale).text} · {plain(chooseName(agency, locale).text)} · {t("since")}{" "}
        <Day short>{since}</Day>
        {due !== null && (
          <>
            {" · "}
            <span className={overdue ? "tag tag-wait" : ""}>
              {t(overdue ? "wasDue" : "due")} <Day short>{due}</Day>
            </span>
          </>
        )}
      </span>
      {amount !== null && currency !== null && exponent !== null && (
        <span className="block font-serif">
          <Amount amount={amount} currency={currency} exponent={exponent} />
        </span>
      )}
    </>
  );
}
