// A seat: an official appointed or dismissed, for a duty at an agency.
"use client";

import { DUTIES, type DutyName } from "@mingzhang/sdk/cases/words";
import { dayText, parseDay } from "@mingzhang/sdk/days";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { getAddress } from "viem";
import { z } from "zod";
import { ErrorSummary, Field, TextField } from "../parts/field";
import { usePortal } from "../wallet/frame";
import { address, day, dayField, text, whole } from "./checks";
import { FormFoot } from "./form-foot";
import type { FormProps } from "./form-props";
import { useFields } from "./use-fields";

const schema = z.object({
  act: z.enum(["appoint", "dismiss"]),
  duty: z.string(),
  holder: address,
  official: whole(0, 999_999_999, "officialInvalid"),
  name: text(0, 256, "", "nameLong"),
  otherName: text(0, 256, "", "nameLong"),
  from: day,
  until: day,
});
type Values = z.infer<typeof schema>;

const DAY_SECONDS = 86_400;
const YEARS = 3 * 365;

export function SeatForm({ procedure, agency, initial, draft, onReady }: FormProps) {
  const t = useTranslations("portal.seat");
  const s = useTranslations("portal.submit");
  const locale = useLocale();
  const duties = DUTIES.filter(({ name }) => procedure.allows.includes(name));
  const { now } = usePortal();
  const [empty] = useState<Values>(() => ({
    act: "appoint",
    duty: duties[0]?.name ?? "maker",
    holder: "",
    official: "0",
    name: "",
    otherName: "",
    from: dayField(now()),
    until: dayField(now() + YEARS * DAY_SECONDS),
  }));
  const fields = useFields<Values>(schema, empty, draft, prefilled(initial, empty));
  const { register, handleSubmit, setError, error, errors, tries, watch } = fields;
  const appoints = watch("act") === "appoint";

  const ready = (values: Values) => {
    const dismiss = values.act === "dismiss";
    if (!dismiss && values.official === "0" && values.name === "") return setError("name", { message: "nameMissing" });
    onReady({
      handler: "seats",
      value: {
        dismiss,
        agency,
        duty: values.duty as DutyName,
        holder: getAddress(values.holder),
        official: dismiss ? 0 : Number(values.official),
        name: dismiss || values.official !== "0" ? "" : values.name,
        otherName: dismiss || values.official !== "0" ? "" : values.otherName,
        from: dismiss ? 0 : parseDay(values.from) * DAY_SECONDS,
        until: dismiss ? 0 : parseDay(values.until) * DAY_SECONDS,
      },
    });
  };

  return (
    <form onSubmit={(event) => void handleSubmit(ready)(event)} noValidate>
      <ErrorSummary title={s("pleaseCheck")} errors={errors} tries={tries} />
      <Field label={t("act")}>
        {(ids) => (
          <select {...ids} {...register("act")} className="field mt-1">
            <option value="appoint">{t("appoint")}</option>
            <option value="dismiss">{t("dismiss")}</option>
          </select>
        )}
      </Field>
      <Field label={t("duty")}>
        {(ids) => (
          <select {...ids} {...register("duty")} className="field mt-1">
            {duties.map((duty) => (
              <option key={duty.name} value={duty.name}>
                {duty[locale]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label={t("holder")}
        hint={t("holderHint")}
        error={error("holder")}
        className="mono"
        {...register("holder")}
      />
      {appoints && (
        <>
          <TextField
            label={t("official")}
            hint={t("officialHint")}
            error={error("official")}
            inputMode="numeric"
            {...register("official")}
          />
          <TextField label={t("name")} error={error("name")} {...register("name")} />
          <TextField label={t("otherName")} error={error("otherName")} {...register("otherName")} />
          <TextField label={t("from")} error={error("from")} type="date" {...register("from")} />
          <TextField label={t("until")} error={error("until")} type="date" {...register("until")} />
        </>
      )}
      <FormFoot hasDraft={fields.hasDraft} discard={fields.discard} />
    </form>
  );
}

function prefilled(initial: FormProps["initial"], empty: Values): Values | null {
  if (initial?.handler !== "seats") return null;
  const { dismiss, duty, holder, official, name, otherName, from, until } = initial.value;
  const dayOf = (seconds: number) => dayText(Math.floor(seconds / DAY_SECONDS));
  return {
    act: dismiss ? "dismiss" : "appoint",
    duty,
    holder,
    official: String(official),
    name,
    otherName,
    from: dismiss ? empty.from : dayOf(from),
    until: dismiss ? empty.until : dayOf(until),
  };
}
