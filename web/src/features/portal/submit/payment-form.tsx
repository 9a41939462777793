// A payment order: one payment typed in, or many from a CSV file.
"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FormProps } from "./form-props";
import { PaymentCsv } from "./payment-csv";
import { PaymentSingle } from "./payment-single";

export function PaymentForm(props: FormProps) {
  const t = useTranslations("portal.payment");
  const many =
    props.initial?.handler === "ledgerOrders" &&
    props.initial.value.orders.flatMap(({ entries }) => entries).length > 1;
  const [way, setWay] = useState<"single" | "csv">(many ? "csv" : "single");
  return (
    <>
      <fieldset className="mt-6">
        <legend className="font-medium">{t("how")}</legend>
        <div className="mt-2 flex flex-wrap gap-5">
          {(["single", "csv"] as const).map((name) => (
            <label key={name} className="flex items-center gap-2">
              <input type="radio" name="way" className="size-5" checked={way === name} onChange={() => setWay(name)} />
              {t(name)}
            </label>
          ))}
        </div>
      </fieldset>
      {way === "single" ? <PaymentSingle {...props} /> : <PaymentCsv {...props} />}
    </>
  );
}
