// /my-tax?receipt= or ?source=&day=: which receipt a tax is part of, and what that paid for, one sentence for each item.
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { plain } from "@/components/said";
import { ProblemNote } from "@/components/states";
import { filterLabel, UnfitNote } from "@/features/asked/note";
import { day as dayRule, readAsked, record } from "@/features/asked/read";
import { Sentence } from "@/features/movement/sentence";
import { NoReceipt, OtherMovement, ReceiptChoices } from "@/features/my-tax/answers";
import { kindsOf, receiptsOf } from "@/features/my-tax/by-kind";
import { findReceipt, receiptRule } from "@/features/my-tax/find";
import { ReceiptForm } from "@/features/my-tax/form";
import { EveryHundred } from "@/features/my-tax/hundred";
import { KindForm, KindReceipts } from "@/features/my-tax/kind-form";
import { SpentView } from "@/features/my-tax/view";

const RULES = {
  receipt: receiptRule,
  source: { fits: (value: string) => /^source-[1-9]\d{0,18}$/.test(value), remedy: "offered" },
  day: { ...dayRule, needs: "source" },
  cursor: { fits: (value: string) => /^[\d.]{1,60}$/.test(value), remedy: "page" },
  at: record,
} as const;

export default async function Page({ searchParams }: PageProps<"/[locale]/my-tax">) {
  const { asked, unfit } = readAsked(await searchParams, RULES);
  const { cursor, at, source, day } = asked;
  const receipt = asked.receipt ?? "";
  const [t, label, locale] = await Promise.all([getTranslations("myTax"), getTranslations("myTax.asked"), getLocale()]);
  const [found, kinds] = await Promise.all([findReceipt({ receipt, cursor, at }), kindsOf(locale)]);
  const ofKind = source === undefined ? null : await receiptsOf(kinds, source, day);
  const known = found.state === "found" || found.state === "imported" ? found.movement : null;
  const examples = found.state === "empty" || found.state === "missing" ? found.examples : [];
  return (
    <>
      <PageHead
        title={known === null ? t("title") : t("titleFor", { record: known.record })}
        heading={t("title")}
        lead={<p>{known === null ? t("lead") : <Sentence of={known} />}</p>}
      />
      <UnfitNote of={unfit} label={filterLabel(label, ["receipt", "source", "day"])} />
      {found.state === "failed" && (
        <div className="mt-6">
          <ProblemNote error={found.error} />
        </div>
      )}
      {found.state === "missing" && <NoReceipt given={receipt} record={found.record} />}
      {found.state === "other" && <OtherMovement movement={found.movement} />}
      {found.state === "several" && (
        <ReceiptChoices receipts={found.receipts} title={t(found.more ? "severalMore" : "several")} />
      )}
      {found.state === "imported" && <p className="mt-6 border-l-4 border-rule pl-3">{t("imported")}</p>}
      {found.state === "found" && <SpentView {...found} />}
      <KindForm kinds={kinds} source={source} day={day} />
      {ofKind !== null && source !== undefined && <KindReceipts of={ofKind} source={source} />}
      <ReceiptForm
        receipt={known === null ? plain(receipt, 200) : String(known.record)}
        example={examples[0]?.record ?? known?.record ?? null}
      />
      {ofKind === null && unfit.length === 0 && <ReceiptChoices receipts={examples} title={t("examples")} />}
      {known === null && <EveryHundred />}
    </>
  );
}
