// /movements/log: the form that leads to a movement by its place on the chain.
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { anything } from "@/features/asked/read";

export default takingOnly(
  { transaction: anything, index: anything },
  async function Page({ searchParams }: PageProps<"/[locale]/movements/log">) {
    const given = await searchParams;
    const [t, locale] = await Promise.all([getTranslations("log"), getLocale()]);
    const transaction = one(given.transaction).trim();
    const index = one(given.index).trim();
    const asked = transaction !== "" || index !== "";
    const bad = !/^0x[0-9a-f]{64}$/i.test(transaction) || !/^\d{1,9}$/.test(index);
    if (asked && !bad) redirect(`/${locale}/movements/log/${transaction}/${index}`);
    return (
      <>
        <PageHead title={t("title")} lead={t("lead")} />
        <form action={`/${locale}/movements/log`} className="mt-8 max-w-2xl space-y-5">
          {asked && (
            <p role="alert" className="border-l-4 border-wait pl-3">
              {t("bad")}
            </p>
          )}
          <label className="block">
            <span className="mb-1 block text-sm text-soft">{t("transaction")}</span>
            <input
              name="transaction"
              required
              defaultValue={transaction}
              spellCheck={false}
              autoComplete="off"
              className="field mono"
            />
          </label>
          <label className="block">
            <span className="mb-1 block text-sm text-soft">{t("index")}</span>
            <input
              name="index"
              required
              inputMode="numeric"
              defaultValue={index}
              autoComplete="off"
              className="field max-w-40"
            />
          </label>
          <button className="button">{t("show")}</button>
          <p className="note">{t("where")}</p>
        </form>
      </>
    );
  },
);

function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
