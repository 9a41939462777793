// /my-tax?receipt=: what one receipt paid for, in one picture and one sentence for each item.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { plain } from "@/components/said";
import { ProblemNote } from "@/components/states";
import { UnfitNote } from "@/features/asked/note";
import { readAsked, record, words } from "@/features/asked/read";
import { Sentence } from "@/features/movement/sentence";
import { NoReceipt, OtherMovement, ReceiptChoices } from "@/features/my-tax/answers";
import { findReceipt } from "@/features/my-tax/find";
import { ReceiptForm } from "@/features/my-tax/form";
import { SpentView } from "@/features/my-tax/view";

const RULES = {
  receipt: words,
  cursor: { fits: (value: string) => /^[\d.]{1,60}$/.test(value), remedy: "page" },
  at: record,
} as const;

export default async function Page({ searchParams }: PageProps<"/[locale]/my-tax">) {
  const { asked, unfit } = readAsked(await searchParams, RULES);
  const { cursor, at } = asked;
  const receipt = asked.receipt ?? "";
  const [t, found] = await Promise.all([getTranslations("myTax"), findReceipt({ receipt, cursor, at })]);
  const known = found.state === "found" || found.state === "imported" ? found.movement : null;
  return (
    <>
      <PageHead
        title={known === null ? t("title") : t("titleFor", { record: known.record })}
        heading={t("title")}
        lead={<p>{known === null ? t("lead") : <Sentence of={known} />}</p>}
      />
      <UnfitNote of={unfit} />
      <ReceiptForm
        receipt={known === null ? plain(receipt, 200) : String(known.record)}
        example={found.state === "empty" ? (found.examples[0]?.record ?? null) : (known?.record ?? null)}
      />
      {found.state === "empty" && <ReceiptChoices receipts={found.examples} title={t("examples")} />}
      {found.state === "failed" && (
        <div className="mt-6">
          <ProblemNote error={found.error} />
        </div>
      )}
      {found.state === "missing" && <NoReceipt given={receipt} isRecord={found.isRecord} />}
      {found.state === "other" && <OtherMovement movement={found.movement} />}
      {found.state === "several" && (
        <ReceiptChoices receipts={found.receipts} title={t(found.more ? "severalMore" : "several")} />
      )}
      {found.state === "imported" && <p className="mt-6 border-l-4 border-rule pl-3">{t("imported")}</p>}
      {found.state === "found" && <SpentView {...found} />}
    </>
  );
}
