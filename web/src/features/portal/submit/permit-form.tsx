// An application for a permit: the holder's digest is made here, of a salt and a text that never leave the browser.
"use client";

import { sha256 } from "@noble/hashes/sha2.js";
import { cutUtf8 } from "@mingzhang/sdk/text";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { bytesToHex, concatBytes, hexToBytes, stringToBytes, zeroHash, type Hex } from "viem";
import { z } from "zod";
import { Hash } from "@/components/hash";
import { ErrorSummary, Field, TextField } from "../parts/field";
import { text, whole } from "./checks";
import { FormFoot } from "./form-foot";
import type { FormProps } from "./form-props";
import { useFields } from "./use-fields";

const schema = z.object({
  type: z.string().min(1, "permitTypeMissing"),
  typeName: text(1, 64, "permitTypeMissing", "permitTypeLong"),
  identity: text(1, 400, "identityMissing", "identityLong"),
  salt: z
    .string()
    .trim()
    .regex(/^0x[0-9a-fA-F]{64}$/u, "saltInvalid"),
  days: whole(1, 7300, "daysInvalid"),
  conditions: text(0, 512, "", "conditionsLong"),
  evidence: z
    .string()
    .trim()
    .regex(/^(0x([0-9a-fA-F]{2})*)?$/u, "evidenceInvalid"),
});
type Values = z.infer<typeof schema>;

const DAY_SECONDS = 86_400;

/** SHA-256(salt | identity text): what the chain knows of a holder. */
export function holderDigest(salt: Hex, identity: string): Hex {
  return bytesToHex(sha256(concatBytes([hexToBytes(salt), stringToBytes(identity.trim().normalize("NFC"))])));
}

export function PermitForm({ procedure, document, initial, draft, onReady }: FormProps) {
  const t = useTranslations("portal.permit");
  const s = useTranslations("portal.submit");
  const types = permitTypes(procedure.allows);
  const [salt] = useState(() => bytesToHex(crypto.getRandomValues(new Uint8Array(32))));
  const empty: Values = {
    type: types[0] ?? "",
    typeName: cutUtf8(procedure.name, 64),
    identity: "",
    salt,
    days: "365",
    conditions: "",
    evidence: "",
  };
  const before = initial?.handler === "permits" ? initial.value : null;
  const prefill: Values | null =
    before === null
      ? null
      : {
          ...empty,
          type: String(before.permitType),
          typeName: before.typeName,
          conditions: before.conditions,
          evidence: before.evidence,
        };
  const fields = useFields(schema, empty, draft, prefill);
  const { register, handleSubmit, error, errors, tries, watch } = fields;
  const identity = watch("identity");
  const typedSalt = watch("salt");
  const digest =
    /^0x[0-9a-fA-F]{64}$/u.test(typedSalt) && identity.trim() !== "" ? holderDigest(typedSalt as Hex, identity) : null;

  const ready = (values: Values) => {
    onReady({
      handler: "permits",
      value: {
        revokes: 0n,
        permitType: Number(values.type),
        typeName: values.typeName,
        holder: holderDigest(values.salt as Hex, values.identity),
        validFrom: 0,
        validUntil: 0,
        term: Number(values.days) * DAY_SECONDS,
        conditions: values.conditions,
        document: document ?? zeroHash,
        evidence: values.evidence === "" ? "0x" : (values.evidence as Hex),
      },
    });
  };

  return (
    <form onSubmit={(event) => void handleSubmit(ready)(event)} noValidate>
      <ErrorSummary title={s("pleaseCheck")} errors={errors} tries={tries} />
      {types.length > 1 && (
        <Field label={t("type")} error={error("type")}>
          {(ids) => (
            <select {...ids} {...register("type")} className="field mt-1">
              {types.map((number) => (
                <option key={number} value={number}>
                  {number}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {procedure.steps.some(({ rule }) => rule !== null) && <p className="note mt-4">{t("ruleTerms")}</p>}
      {procedure.steps.some(({ lateness }) => lateness === "approve") && (
        <p className="note mt-4">{t("silenceTerms")}</p>
      )}
      <TextField label={t("typeName")} error={error("typeName")} {...register("typeName")} />
      <TextField
        label={t("identity")}
        hint={t("identityHint")}
        error={error("identity")}
        autoComplete="off"
        {...register("identity")}
      />
      <TextField label={t("salt")} hint={t("saltHint")} error={error("salt")} className="mono" {...register("salt")} />
      {digest !== null && (
        <p className="note mt-2" role="status">
          {t("digest")} <Hash>{digest}</Hash>
        </p>
      )}
      <TextField label={t("days")} error={error("days")} inputMode="numeric" {...register("days")} />
      <TextField label={t("conditions")} error={error("conditions")} {...register("conditions")} />
      <TextField
        label={t("evidence")}
        hint={t("evidenceHint")}
        error={error("evidence")}
        className="mono"
        {...register("evidence")}
      />
      <FormFoot hasDraft={fields.hasDraft} discard={fields.discard} />
    </form>
  );
}

/** Numbers of the types that a procedure may grant, from its words such as `type-0`. */
function permitTypes(allows: readonly string[]): string[] {
  return allows.flatMap((word) => /^type-(\d{1,2})$/u.exec(word)?.[1] ?? []);
}
