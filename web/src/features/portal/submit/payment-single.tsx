// One payment: which commitment, how much, when, what for.
"use client";

import type { Commitment } from "@mingzhang/sdk/api";
import { accountText, parseAccount } from "@mingzhang/sdk/accounts";
import { parseDay } from "@mingzhang/sdk/days";
import { decimalText } from "@mingzhang/sdk/money";
import { detailToText } from "@mingzhang/sdk/text";
import { dayText } from "@mingzhang/sdk/days";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { zeroHash } from "viem";
import { z } from "zod";
import { plain } from "@/components/said";
import { sumText } from "@/features/money/text";
import { chooseName } from "@/i18n/names";
import { useCommitments } from "../data/cases";
import { ErrorSummary, Field, TextField } from "../parts/field";
import { amountIn, amountText, day, detailOf, purpose, reference, today } from "./checks";
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

const EMPTY: Values = {
  commitment: "",
  amount: "",
  valueDate: today(),
  purpose: "",
  reference: "",
  persons: "",
  rows: "",
};

export function PaymentSingle({ agency, document, initial, draft, onReady }: FormProps) {
  const t = useTranslations("portal.payment");
  const s = useTranslations("portal.submit");
  const locale = useLocale();
  const [search, setSearch] = useState("");
  const commitments = useCommitments(agency, search);
  const items = commitments.data?.items ?? [];
  const fields = useFields(schema, EMPTY, draft, prefilled(initial));
  const { register, handleSubmit, setError, error, errors, watch } = fields;
  const selected = items.find(({ id }) => id === watch("commitment"));
  const isClass = selected?.payee.kind === "payee-class";

  const ready = (values: Values) => {
    const chosen = items.find(({ id }) => id === values.commitment);
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
      <ErrorSummary title={s("pleaseCheck")} errors={errors} />
      <TextField
        label={t("find")}
        hint={t("findHint")}
        type="search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Field label={t("commitment")} error={error("commitment")}>
        {(ids) => (
          <select
            {...ids}
            {...register("commitment")}
            className="field mt-1"
            size={Math.min(8, Math.max(3, items.length + 1))}
          >
            {items.map((item) => (
              <option key={item.id} value={item.id}>
                {optionText(item, locale)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p role="status" className="mt-1 text-sm text-soft">
        {commitments.isPending ? s("loading") : items.length === 0 ? t("noCommitments") : null}
        {selected !== undefined && t("open", { sum: sumText({ ...selected, amount: selected.open }, locale) })}
      </p>
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

function optionText(item: Commitment, locale: "zh" | "en"): string {
  const payee = plain(chooseName(item.payee, locale).text, 40);
  const title = plain(locale === "zh" ? item.title : item.otherTitle || item.title, 40);
  const contract = item.contractId === null ? "" : ` ${plain(item.contractId, 24)}`;
  return `${payee} · ${title}${contract} · ${sumText({ ...item, amount: item.open }, locale)}`;
}

function prefilled(initial: FormProps["initial"]): Values | null {
  if (initial?.handler !== "ledgerOrders") return null;
  const order = initial.value.orders[0];
  const entry = order?.entries[0];
  if (order === undefined || entry === undefined) return null;
  return {
    ...EMPTY,
    commitment: accountText(entry.to),
    // The exponent of nearly every currency; the amount is shown again, with its currency, before signing.
    amount: decimalText(entry.amount, 2),
    valueDate: order.valueDate === 0 ? today() : dayText(order.valueDate),
    purpose: initial.value.purpose,
    reference: order.code === 0 ? (detailToText(entry.detail) ?? "") : "",
    persons: order.code === 0 ? "" : String(order.code),
    rows: order.code === 0 ? "" : entry.detail,
  };
}
