// One payment: which commitment, how much, when, what for.
"use client";

import { accountText, parseAccount } from "@mingzhang/sdk/accounts";
import { parseDay } from "@mingzhang/sdk/days";
import { decimalText } from "@mingzhang/sdk/money";
import { detailToText } from "@mingzhang/sdk/text";
import { dayText } from "@mingzhang/sdk/days";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { zeroHash } from "viem";
import { z } from "zod";
import { ErrorSummary, TextField } from "../parts/field";
import { usePortal } from "../wallet/frame";
import { amountIn, amountText, day, dayField, detailOf, purpose, reference } from "./checks";
import { CommitmentField, usePayable } from "./commitment-field";
import { FormFoot } from "./form-foot";
import type { FormProps } from "./form-props";
import { useFields } from "./use-fields";

const schema = z.object({
  commitment: z.string().min(1, "commitmentMissing"),
  amount: amountText,
  valueDate: day,
  purpose,
  reference,
  persons: z
    .string()
    .trim()
    .regex(/^\d{0,9}$/u, "personsInvalid"),
  rows: z
    .string()
    .trim()
    .regex(/^(0x[0-9a-fA-F]{64})?$/u, "rowsInvalid"),
});

type Values = z.infer<typeof schema>;

const NOTHING: Values = {
  commitment: "",
  amount: "",
  valueDate: "",
  purpose: "",
  reference: "",
  persons: "",
  rows: "",
};

export function PaymentSingle({ agency, document, initial, exponent, draft, onReady }: FormProps) {
  const t = useTranslations("portal.payment");
  const s = useTranslations("portal.submit");
  const { now } = usePortal();
  const [empty] = useState<Values>(() => ({ ...NOTHING, valueDate: dayField(now()) }));
  const fields = useFields(schema, empty, draft, prefilled(initial, exponent, empty));
  const { register, handleSubmit, setError, error, errors, tries, watch } = fields;
  const commitments = usePayable(agency, watch("commitment"));
  const { selected } = commitments;
  const isClass = selected?.payee.kind === "payee-class";

  const ready = (values: Values) => {
    const chosen = selected;
    if (chosen === undefined) return setError("commitment", { message: "commitmentMissing" });
    const amount = amountIn(values.amount, { code: chosen.currency, exponent: chosen.exponent });
    if (typeof amount !== "bigint") return setError("amount", { message: amount });
    if (amount > BigInt(chosen.open)) return setError("amount", { message: "amountOverOpen" });
    const toClass = chosen.payee.kind === "payee-class";
    if (toClass && (values.persons === "" || values.rows === "")) {
      return setError(values.persons === "" ? "persons" : "rows", { message: "classRows" });
    }
    onReady({
      handler: "ledgerOrders",
      value: {
        purpose: values.purpose,
        citations: [],
        orders: [
          {
            kind: chosen.payeeFund === null ? "payment" : "transfer-payment",
            flags: 0,
            code: toClass ? Number(values.persons) : 0,
            valueDate: parseDay(values.valueDate),
            from: parseAccount(chosen.fund.id),
            document: document ?? zeroHash,
            entries: [
              {
                to: parseAccount(chosen.id),
                amount,
                detail: toClass ? (values.rows as `0x${string}`) : detailOf(values.reference),
              },
            ],
          },
        ],
      },
    });
  };

  return (
    <form onSubmit={(event) => void handleSubmit(ready)(event)} noValidate>
      <ErrorSummary title={s("pleaseCheck")} errors={errors} tries={tries} />
      <CommitmentField {...commitments} error={error("commitment")} input={register("commitment")} />
      <TextField
        label={t("amount", { currency: selected?.currency ?? "" })}
        hint={t("amountHint")}
        error={error("amount")}
        inputMode="decimal"
        autoComplete="off"
        {...register("amount")}
      />
      <TextField
        label={t("valueDate")}
        hint={t("valueDateHint")}
        error={error("valueDate")}
        type="date"
        {...register("valueDate")}
      />
      <TextField label={t("purpose")} hint={t("purposeHint")} error={error("purpose")} {...register("purpose")} />
      {isClass ? (
        <>
          <TextField
            label={t("persons")}
            hint={t("personsHint")}
            error={error("persons")}
            inputMode="numeric"
            {...register("persons")}
          />
          <TextField
            label={t("rows")}
            hint={t("rowsHint")}
            error={error("rows")}
            className="mono"
            {...register("rows")}
          />
        </>
      ) : (
        <TextField
          label={t("reference")}
          hint={t("referenceHint")}
          error={error("reference")}
          {...register("reference")}
        />
      )}
      <FormFoot hasDraft={fields.hasDraft} discard={fields.discard} />
    </form>
  );
}

function prefilled(initial: FormProps["initial"], exponent: number, empty: Values): Values | null {
  if (initial?.handler !== "ledgerOrders") return null;
  const order = initial.value.orders[0];
  const entry = order?.entries[0];
  if (order === undefined || entry === undefined) return null;
  return {
    ...empty,
    commitment: accountText(entry.to),
    amount: decimalText(entry.amount, exponent),
    valueDate: order.valueDate === 0 ? empty.valueDate : dayText(order.valueDate),
    purpose: initial.value.purpose,
    reference: order.code === 0 ? (detailToText(entry.detail) ?? "") : "",
    persons: order.code === 0 ? "" : String(order.code),
    rows: order.code === 0 ? "" : entry.detail,
  };
}
