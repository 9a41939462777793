// A standing order: one payment repeated by rule, approved once.
"use client";

import { parseAccount } from "@mingzhang/sdk/accounts";
import { parseDay } from "@mingzhang/sdk/days";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { zeroHash, type Hex } from "viem";
import { z } from "zod";
import { plain } from "@/components/said";
import { sumText } from "@/features/money/text";
import { chooseName } from "@/i18n/names";
import { useCommitments } from "../data/cases";
import { ErrorSummary, Field, TextField } from "../parts/field";
import { amountIn, amountText, day, detailOf, purpose, reference, today, whole } from "./checks";
import { FormFoot } from "./form-foot";
import type { FormProps } from "./form-props";
import { useFields } from "./use-fields";

const schema = z.object({
  commitment: z.string().min(1, "commitmentMissing"),
  amount: amountText,
  times: whole(1, 65_535, "timesInvalid"),
  firstDay: day,
  everyDays: whole(0, 3_660, "everyInvalid"),
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
  times: "12",
  firstDay: today(),
  everyDays: "0",
  purpose: "",
  reference: "",
  persons: "",
  rows: "",
};

export function StandingForm({ agency, document, draft, onReady }: FormProps) {
  const t = useTranslations("portal.standing");
  const p = useTranslations("portal.payment");
  const s = useTranslations("portal.submit");
  const locale = useLocale();
  const [search, setSearch] = useState("");
  const items = useCommitments(agency, search).data?.items ?? [];
  const fields = useFields(schema, EMPTY, draft, null);
  const { register, handleSubmit, setError, error, errors, watch } = fields;
  const selected = items.find(({ id }) => id === watch("commitment"));
  const toClass = selected?.payee.kind === "payee-class";

  const ready = (values: Values) => {
    const chosen = items.find(({ id }) => id === values.commitment);
    if (chosen === undefined) return setError("commitment", { message: "commitmentMissing" });
    const amount = amountIn(values.amount, { code: chosen.currency, exponent: chosen.exponent });
    if (typeof amount !== "bigint") return setError("amount", { message: amount });
    const forClass = chosen.payee.kind === "payee-class";
    if (forClass && (values.persons === "" || values.rows === "")) {
      return setError(values.persons === "" ? "persons" : "rows", { message: "classRows" });
    }
    onReady({
      handler: "standingOrders",
      value: {
        fund: parseAccount(chosen.fund.id),
        commitment: parseAccount(chosen.id),
        amount,
        times: Number(values.times),
        firstDay: parseDay(values.firstDay),
        everyDays: Number(values.everyDays),
        persons: forClass ? Number(values.persons) : 0,
        detail: forClass ? (values.rows as Hex) : detailOf(values.reference),
        purpose: values.purpose,
        document: document ?? zeroHash,
      },
    });
  };

  return (
    <form onSubmit={(event) => void handleSubmit(ready)(event)} noValidate>
      <ErrorSummary title={s("pleaseCheck")} errors={errors} />
      <TextField
        label={p("find")}
        hint={p("findHint")}
        type="search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Field label={p("commitment")} error={error("commitment")}>
        {(ids) => (
          <select {...ids} {...register("commitment")} className="field mt-1" size={6}>
            {items.map((item) => (
              <option key={item.id} value={item.id}>
                {plain(chooseName(item.payee, locale).text, 40)} · {plain(item.title, 40)} ·{" "}
                {sumText({ ...item, amount: item.open }, locale)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label={t("each", { currency: selected?.currency ?? "" })}
        error={error("amount")}
        inputMode="decimal"
        {...register("amount")}
      />
      <TextField
        label={t("times")}
        hint={t("timesHint")}
        error={error("times")}
        inputMode="numeric"
        {...register("times")}
      />
      <TextField label={t("firstDay")} error={error("firstDay")} type="date" {...register("firstDay")} />
      <TextField
        label={t("everyDays")}
        hint={t("everyHint")}
        error={error("everyDays")}
        inputMode="numeric"
        {...register("everyDays")}
      />
      <TextField label={p("purpose")} hint={p("purposeHint")} error={error("purpose")} {...register("purpose")} />
      {toClass ? (
        <>
          <TextField
            label={p("persons")}
            hint={p("personsHint")}
            error={error("persons")}
            inputMode="numeric"
            {...register("persons")}
          />
          <TextField
            label={p("rows")}
            hint={p("rowsHint")}
            error={error("rows")}
            className="mono"
            {...register("rows")}
          />
        </>
      ) : (
        <TextField
          label={p("reference")}
          hint={p("referenceHint")}
          error={error("reference")}
          {...register("reference")}
        />
      )}
      <FormFoot hasDraft={fields.hasDraft} discard={fields.discard} />
    </form>
  );
}
