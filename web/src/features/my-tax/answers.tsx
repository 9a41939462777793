// What the page says when the number is no receipt, names several, or names nothing.
import type { Movement, MovementDetail } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { movementHref, recordHref } from "@/features/accounts/links";
import { Sentence } from "@/features/movement/sentence";
import { trailHref } from "@/features/trail/state";
import { myTaxHref } from "./find";

export function ReceiptChoices({ receipts, title }: { receipts: readonly Movement[]; title: string }) {
  if (receipts.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ReceiptList receipts={receipts} />
    </section>
  );
}

export function ReceiptList({ receipts }: { receipts: readonly Movement[] }) {
  const t = useTranslations("myTax");
  return (
    <ul className="mt-2">
      {receipts.map((receipt) => (
        <li key={receipt.record} className="border-b border-rule py-2.5">
          <PageLink href={myTaxHref(receipt.record)} className="whitespace-nowrap">
            {t("receipt", { record: receipt.record })}
          </PageLink>{" "}
          <Sentence of={receipt} />
        </li>
      ))}
    </ul>
  );
}

/** @param record the number of a record that exists and moved no money in, null where there is none */
export function NoReceipt({ given, record }: { given: string; record: number | null }) {
  const t = useTranslations("myTax");
  return (
    <div role="status" className="mt-6 border-y border-rule py-6">
      <p className="font-medium">{t("missing.title", { given: plain(given, 100) })}</p>
      <p className="note mt-1">
        {record !== null
          ? t.rich("missing.isRecord", {
              link: (text) => <PageLink href={recordHref(record)}>{text}</PageLink>,
            })
          : t("missing.what")}
      </p>
    </div>
  );
}

export function OtherMovement({ movement }: { movement: MovementDetail }) {
  const t = useTranslations("myTax");
  const { record, books } = movement;
  return (
    <div role="status" className="mt-6 border-y border-rule py-6">
      <p className="font-medium">{t("other.title", { record })}</p>
      <p className="mt-1">
        <Sentence of={movement} />
      </p>
      <ul className="mt-3 list-disc pl-5">
        {books.includes("cash") && (
          <li>
            <PageLink href={trailHref(record, { book: "cash", direction: "back" })}>{t("other.back")}</PageLink>
          </li>
        )}
        <li>
          <PageLink href={movementHref(record)}>{t("other.page")}</PageLink>
        </li>
      </ul>
    </div>
  );
}
