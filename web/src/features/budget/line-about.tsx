// What is recorded about a line beside its sums: classification, fund, days.
import type { LineDetail } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { Said } from "@/components/said";
import { recordHref } from "@/features/accounts/links";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { economicText, functionText } from "@/features/classification/labels";

export function LineAbout({ line }: { line: LineDetail }) {
  const t = useTranslations("budget");
  const locale = useLocale();
  const day = (value: string | null) => (value === null ? t("open") : <Day>{value}</Day>);
  return (
    <section>
      <h2>{t("about")}</h2>
      <Pairs
        of={[
          [t("agency"), <PartyLink key="agency" to={line.agency} />],
          [t("fund"), <AccountLink key="fund" to={line.fund} />],
          [t("year"), line.year],
          [t("function"), functionText(line.function, locale)],
          [t("economic"), economicText(line.economic, locale)],
          [t("nationalCode"), line.nationalCode && <Said>{line.nationalCode}</Said>],
          [t("commitUntil"), day(line.commitUntil)],
          [t("payUntil"), day(line.payUntil)],
          [
            t("opened"),
            <PageLink key="opened" href={recordHref(line.openedRecord)}>
              {t("record", { record: line.openedRecord })}
            </PageLink>,
          ],
        ]}
      />
    </section>
  );
}
