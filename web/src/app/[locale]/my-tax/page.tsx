// /my-tax?receipt=: what one receipt paid for, in one picture and one sentence for each item.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { plain } from "@/components/said";
import { ProblemNote } from "@/components/states";
import { Sentence } from "@/features/movement/sentence";
import { NoReceipt, OtherMovement, ReceiptChoices } from "@/features/my-tax/answers";
import { findReceipt } from "@/features/my-tax/find";
import { ReceiptForm } from "@/features/my-tax/form";
import { SpentView } from "@/features/my-tax/view";

const LONGEST = 100;

export default async function Page({ searchParams }: PageProps<"/[locale]/my-tax">) {
  const given = await searchParams;
  const one = (name: string) => {
    const value = given[name];
    return (Array.isArray(value) ? value[0] : value) ?? "";
  };
  const receipt = one("receipt").trim().slice(0, LONGEST);
  const cursor = /^[\d.]{1,60}$/.test(one("cursor")) ? one("cursor") : undefined;
  const at = /^\d{1,15}$/.test(one("at")) ? one("at") : undefined;
  const [t, found] = await Promise.all([getTranslations("myTax"), findReceipt({ receipt, cursor, at })]);
  const known = found.state === "found" || found.state === "imported" ? found.movement : null;
  return (
    <>
      <PageHead
        title={known === null ? t("title") : t("titleFor", { record: known.record })}
        heading={t("title")}
        lead={<p>{known === null ? t("lead") : <Sentence of={known} />}</p>}
      />
      <ReceiptForm
        receipt={known === null ? plain(receipt, LONGEST) : String(known.record)}
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
