// For those who have the number of a receipt in this ledger. A plain form, so that the answer has an address of its own.
import { useLocale, useTranslations } from "next-intl";

export function ReceiptForm({ receipt, example }: { receipt: string; example: number | null }) {
  const t = useTranslations("myTax");
  const locale = useLocale();
  return (
    <section className="print:hidden">
      <h2>{t("byNumber")}</h2>
      <form action={`/${locale}/my-tax`} className="mt-3 max-w-xl">
        <label htmlFor="receipt" className="mb-1 block font-medium">
          {t("label")}
        </label>
        <div className="flex gap-2">
          <input
            id="receipt"
            name="receipt"
            defaultValue={receipt}
            required
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="receipt-hint"
            className="field min-w-0"
          />
          <button className="button shrink-0">{t("show")}</button>
        </div>
        <p id="receipt-hint" className="mt-1 text-[0.8125rem] text-soft">
          {example === null ? t("hintNone") : t("hint", { example: String(example) })}
        </p>
      </form>
    </section>
  );
}
