// Any other single movement: allotment, virement, release, cash transfer and the like, from one account to another.
"use client";

import { kindByName, type KindName } from "@mingzhang/sdk/kinds";
import { ACCOUNT_KINDS, accountText } from "@mingzhang/sdk/accounts";
import { dayText, parseDay } from "@mingzhang/sdk/days";
import { decimalText } from "@mingzhang/sdk/money";
import { detailToText } from "@mingzhang/sdk/text";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { zeroHash } from "viem";
import { z } from "zod";
import { ErrorSummary, Field, TextField } from "../parts/field";
import { usePortal } from "../wallet/frame";
import { amountIn, amountText, day, dayField, detailOf, purpose, reference } from "./checks";
import { FormFoot } from "./form-foot";
import type { FormProps } from "./form-props";
import { tryAccount, useAccountCurrency } from "./use-accounts";
import { useFields } from "./use-fields";

const account = z
  .string()
  .trim()
  .refine((text) => tryAccount(text, ACCOUNT_KINDS) !== null, "accountInvalid");
const schema = z.object({
  kind: z.string(),
  from: account,
  to: account,
  amount: amountText,
  valueDate: day,
  purpose,
  reference,
});
type Values = z.infer<typeof schema>;

/** Kinds that move cash carry a value date. */
const CASH: readonly KindName[] = ["cash-transfer", "payment", "transfer-payment"];
/** The account that has a fund: an act has none. */
const WITH_FUND = ["source", "fund", "line", "allotment", "commitment"] as const;

export function MovementForm({ procedure, document, initial, exponent, draft, onReady }: FormProps) {
  const t = useTranslations("portal.movement");
  const s = useTranslations("portal.submit");
  const locale = useLocale();
  const kinds = procedure.allows as KindName[];
  const { now } = usePortal();
  const [empty] = useState<Values>(() => ({
    kind: kinds[0] ?? "",
    from: "",
    to: "",
    amount: "",
    valueDate: dayField(now()),
    purpose: "",
    reference: "",
  }));
  const fields = useFields(schema, empty, draft, prefilled(initial, exponent, empty));
  const { register, handleSubmit, setError, error, errors, tries, watch } = fields;
  const [kind, from, to] = watch(["kind", "from", "to"]) as [KindName, string, string];
  const fromCurrency = useAccountCurrency(from, WITH_FUND);
  const toCurrency = useAccountCurrency(to, WITH_FUND);
  const currency = fromCurrency.data ?? toCurrency.data ?? null;

  const ready = (values: Values) => {
    const giver = tryAccount(values.from, ACCOUNT_KINDS);
    const taker = tryAccount(values.to, ACCOUNT_KINDS);
    if (giver === null || currency === null) return setError("from", { message: "accountInvalid" });
    if (taker === null) return setError("to", { message: "accountInvalid" });
    const amount = amountIn(values.amount, currency);
    if (typeof amount !== "bigint") return setError("amount", { message: amount });
    const order = {
      kind,
      flags: 0,
      code: 0,
      valueDate: CASH.includes(kind) ? parseDay(values.valueDate) : 0,
      from: giver,
      document: document ?? zeroHash,
      entries: [{ to: taker, amount, detail: detailOf(values.reference) }],
    };
    onReady({ handler: "ledgerOrders", value: { purpose: values.purpose, orders: [order], citations: [] } });
  };

  return (
    <form onSubmit={(event) => void handleSubmit(ready)(event)} noValidate>
      <ErrorSummary title={s("pleaseCheck")} errors={errors} tries={tries} />
      <Field label={t("kind")}>
        {(ids) => (
          <select {...ids} {...register("kind")} className="field mt-1">
            {kinds.map((name) => (
              <option key={name} value={name}>
                {kindByName(name)[locale]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField label={t("from")} hint={t("accountHint")} error={error("from")} {...register("from")} />
      <TextField label={t("to")} hint={t("accountHint")} error={error("to")} {...register("to")} />
      <TextField
        label={t("amount", { currency: currency?.code ?? "" })}
        error={error("amount")}
        inputMode="decimal"
        autoComplete="off"
        {...register("amount")}
      />
      {CASH.includes(kind) && (
        <TextField label={t("valueDate")} error={error("valueDate")} type="date" {...register("valueDate")} />
      )}
      <TextField label={t("purpose")} error={error("purpose")} {...register("purpose")} />
      <TextField label={t("reference")} error={error("reference")} {...register("reference")} />
      <FormFoot hasDraft={fields.hasDraft} discard={fields.discard} />
    </form>
  );
}

function prefilled(initial: FormProps["initial"], exponent: number, empty: Values): Values | null {
  if (initial?.handler !== "ledgerOrders") return null;
  const [order] = initial.value.orders;
  const [entry] = order?.entries ?? [];
  if (order === undefined || entry === undefined) return null;
  return {
    kind: order.kind,
    from: accountText(order.from),
    to: accountText(entry.to),
    amount: decimalText(entry.amount, exponent),
    valueDate: order.valueDate === 0 ? empty.valueDate : dayText(order.valueDate),
    purpose: initial.value.purpose,
    reference: detailToText(entry.detail) ?? "",
  };
}
