// The form of a new finding. It begins with what the link that led here names, and proposes who has to answer.
"use client";

import type { PartyRef } from "@mingzhang/sdk/api";
import {
  MAX_FINDING_TEXT,
  SEVERITIES,
  SUBJECT_KINDS,
  type SeverityName,
  type SubjectKindName,
} from "@mingzhang/sdk/findings";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState, type ReactNode } from "react";
import { z } from "zod";
import { plain } from "@/components/said";
import { chooseName } from "@/i18n/names";
import type { Draft } from "../acts/drafts";
import { ErrorSummary, Field, TextField } from "../parts/field";
import { text, whole } from "../submit/checks";
import { FormFoot } from "../submit/form-foot";
import { useFields } from "../submit/use-fields";
import { agencyBehind, type TypedSubject } from "./subjects";

const KINDS = SUBJECT_KINDS.map(({ name }) => name) as [SubjectKindName, ...SubjectKindName[]];
const GRADES = SEVERITIES.map(({ name }) => name) as [SeverityName, ...SeverityName[]];

const schema = z.object({
  kind: z.enum(KINDS),
  key: z.string().trim().max(40, "subjectInvalid"),
  from: z.string(),
  to: z.string(),
  office: z.string(),
  agency: z.string().min(1, "agencyMissing"),
  severity: z.enum(GRADES),
  days: whole(1, 366, "limitInvalid"),
  text: text(1, MAX_FINDING_TEXT, "textMissing", "textLong"),
});
export type OpeningValues = z.infer<typeof schema>;

interface Props {
  given: Partial<TypedSubject>;
  /** Offices by which the connected auditor may open one; at least one. */
  offices: readonly PartyRef[];
  agencies: readonly PartyRef[];
  draft: Draft<unknown>;
  onReady: (values: OpeningValues) => void;
  /** The document. */
  children: ReactNode;
}

export function OpeningForm({ given, offices, agencies, draft, onReady, children }: Props) {
  const t = useTranslations("portal.findings");
  const s = useTranslations("portal.submit");
  const locale = useLocale();
  const [empty] = useState<OpeningValues>(() => ({
    kind: given.kind ?? "record",
    key: given.key ?? "",
    from: given.from ?? "",
    to: given.to ?? "",
    office: String(offices[0]?.id ?? ""),
    agency: "",
    severity: "minor",
    days: "30",
    text: "",
  }));
  const fields = useFields<OpeningValues>(schema, empty, draft, null);
  const { register, handleSubmit, error, errors, tries, watch, setValue, getValues, setError } = fields;
  const [kind, key] = [watch("kind"), watch("key")];

  // Whose doing it is, is proposed; the auditor may ask another.
  useEffect(() => {
    let left = false;
    void agencyBehind({ kind, key }).then((agency) => {
      if (!left && agency !== null && getValues("agency") === "") setValue("agency", String(agency));
    });
    return () => {
      left = true;
    };
  }, [kind, key, getValues, setValue]);

  const ready = (values: OpeningValues) => {
    if (values.kind !== "period" && values.key === "") return setError("key", { message: "subjectInvalid" });
    if (values.kind === "period" && !(values.from !== "" && values.from <= values.to)) {
      return setError("to", { message: "periodInvalid" });
    }
    onReady(values);
  };
  const parties = (of: readonly PartyRef[]) =>
    of.map((party) => (
      <option key={party.id} value={party.id}>
        {plain(chooseName(party, locale).text)}
      </option>
    ));
  return (
    <form onSubmit={(event) => void handleSubmit(ready)(event)} noValidate>
      <ErrorSummary title={s("pleaseCheck")} errors={errors} tries={tries} />
      <Field label={t("kind")}>
        {(ids) => (
          <select {...ids} {...register("kind")} className="field mt-1">
            {SUBJECT_KINDS.map((one) => (
              <option key={one.name} value={one.name}>
                {t(`kinds.${one.name}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {kind === "period" ? (
        <>
          <TextField label={t("from")} error={error("from")} type="date" {...register("from")} />
          <TextField label={t("to")} error={error("to")} type="date" {...register("to")} />
        </>
      ) : (
        <TextField label={t(`keys.${kind}`)} hint={t(`keyHints.${kind}`)} error={error("key")} {...register("key")} />
      )}
      {offices.length > 1 && (
        <Field label={t("office")}>
          {(ids) => (
            <select {...ids} {...register("office")} className="field mt-1">
              {parties(offices)}
            </select>
          )}
        </Field>
      )}
      <Field label={t("agency")} hint={t("agencyHint")} error={error("agency")}>
        {(ids) => (
          <select {...ids} {...register("agency")} className="field mt-1">
            <option value="">{t("choose")}</option>
            {parties(agencies)}
          </select>
        )}
      </Field>
      <Field label={t("severity")} hint={t("severityHint")}>
        {(ids) => (
          <select {...ids} {...register("severity")} className="field mt-1">
            {SEVERITIES.map((grade) => (
              <option key={grade.name} value={grade.name}>
                {grade[locale]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label={t("days")}
        hint={t("daysHint")}
        error={error("days")}
        inputMode="numeric"
        {...register("days")}
      />
      <Field label={t("text")} hint={t("textHint")} error={error("text")}>
        {(ids) => <textarea {...ids} {...register("text")} className="field mt-1 min-h-32 w-full" />}
      </Field>
      {children}
      <FormFoot hasDraft={fields.hasDraft} discard={fields.discard} />
    </form>
  );
}
