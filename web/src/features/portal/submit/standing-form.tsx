// A standing order: one payment repeated by rule, approved once.
"use client";

import { accountText, parseAccount } from "@mingzhang/sdk/accounts";
import { dayText, parseDay } from "@mingzhang/sdk/days";
import { decimalText } from "@mingzhang/sdk/money";
import { detailToText } from "@mingzhang/sdk/text";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { zeroHash, type Hex } from "viem";
import { z } from "zod";
import { ErrorSummary, TextField } from "../parts/field";
import { usePortal } from "../wallet/frame";
import { amountIn, amountText, day, dayField, detailOf, purpose, reference, whole } from "./checks";
import { CommitmentField, usePayable } from "./commitment-field";
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
const NOTHING: Values = {
  commitment: "",
  amount: "",
  times: "12",
  firstDay: "",
  everyDays: "0",
  purpose: "",
  reference: "",
  persons: "",
  rows: "",
};

export function StandingForm({ agency, document, initial, exponent, draft, onReady }: FormProps) {
  const t = useTranslations("portal.standing");
  const p = useTranslations("portal.payment");
  const s = useTranslations("portal.submit");
  const { now } = usePortal();
  const [empty] = useState<Values>(() => ({ ...NOTHING, firstDay: dayField(now()) }));
  const fields = useFields(schema, empty, draft, prefilled(initial, exponent));
  const { register, handleSubmit, setError, error, errors, tries, watch } = fields;
  const commitments = usePayable(agency, watch("commitment"));
  const { selected } = commitments;
  const toClass = selected?.payee.kind === "payee-class";

  const ready = (values: Values) => {
    const chosen = selected;
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
      <ErrorSummary title={s("pleaseCheck")} errors={errors} tries={tries} />
      <CommitmentField {...commitments} error={error("commitment")} input={register("commitment")} />
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

function prefilled(initial: FormProps["initial"], exponent: number): Values | null {
  if (initial?.handler !== "standingOrders") return null;
  const { commitment, amount, times, firstDay, everyDays, persons, detail, purpose: before } = initial.value;
  return {
    commitment: accountText(commitment),
    amount: decimalText(amount, exponent),
    times: String(times),
    firstDay: dayText(firstDay),
    everyDays: String(everyDays),
    purpose: before,
    reference: persons === 0 ? (detailToText(detail) ?? "") : "",
    persons: persons === 0 ? "" : String(persons),
    rows: persons === 0 ? "" : detail,
  };
}
