// /funds: where the cash is kept.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { Empty, ProblemPage } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { FundTable } from "@/features/funds/fund-table";
import { readGrouping } from "@/features/money/grouping";
import { TakeFiles } from "@/features/take-away/panel";

export default takingOnly({}, async function Page() {
  const [funds, t, grouping] = await Promise.all([api.funds(), getTranslations("accounts.funds"), readGrouping()]);
  if (!funds.ok) return <ProblemPage error={funds.error} />;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="mt-8">
        {funds.value.items.length === 0 ? (
          <Empty>{t("empty")}</Empty>
        ) : (
          <FundTable funds={funds.value.items} grouping={grouping} />
        )}
      </div>
      <TakeFiles list="funds" query={{}} />
    </>
  );
});
