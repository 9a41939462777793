// A commitment: opened on an allotment for one payee, with what is committed.
"use client";

import type { Page, Party } from "@mingzhang/sdk/api";
import { accountText, parseAccount } from "@mingzhang/sdk/accounts";
import { decimalText } from "@mingzhang/sdk/money";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { zeroHash } from "viem";
import { z } from "zod";
import { plain } from "@/components/said";
import { chooseName } from "@/i18n/names";
import { askJson, query } from "../data/api";
import { ErrorSummary, Field, TextField } from "../parts/field";
import { amountIn, amountText, purpose, text } from "./checks";
import { FormFoot } from "./form-foot";
import type { FormProps } from "./form-props";
import { useFields } from "./use-fields";
import { useAllotmentCurrency } from "./use-accounts";

const schema = z.object({
  allotment: z
    .string()
    .trim()
    .regex(/^allotment-[1-9]\d*$/u, "allotmentInvalid"),
  payee: z.string().min(1, "payeeMissing"),
  contractId: text(0, 64, "", "contractLong"),
  title: text(1, 256, "titleMissing", "titleLong"),
  otherTitle: text(0, 256, "", "titleLong"),
  amount: amountText,
  purpose,
});
type Values = z.infer<typeof schema>;
const EMPTY: Values = { allotment: "", payee: "", contractId: "", title: "", otherTitle: "", amount: "", purpose: "" };

export function CommitmentForm({ document, initial, exponent, draft, onReady }: FormProps) {
  const t = useTranslations("portal.commitment");
  const s = useTranslations("portal.submit");
  const locale = useLocale();
  const [search, setSearch] = useState("");
  const payees = usePayees(search);
  const fields = useFields(schema, EMPTY, draft, prefilled(initial, exponent));
  const { register, handleSubmit, setError, error, errors, tries, watch } = fields;
  const found = payees.data ?? [];
  const chosen = watch("payee");
  const currency = useAllotmentCurrency(watch("allotment"));

  const ready = ({ allotment, payee, amount: typed, ...texts }: Values) => {
    if (currency.data == null) return setError("allotment", { message: "allotmentInvalid" });
    const amount = amountIn(typed, currency.data);
    if (typeof amount !== "bigint") return setError("amount", { message: amount });
    onReady({
      handler: "ledgerOpenings",
      value: {
        what: "commitment",
        specs: [
          {
            allotment: parseAccount(allotment),
            payee: Number(payee),
            payeeFund: 0n,
            contractId: texts.contractId,
            title: texts.title,
            otherTitle: texts.otherTitle,
            document: document ?? zeroHash,
          },
        ],
        givers: [],
        amounts: [amount],
        purpose: texts.purpose,
        document: document ?? zeroHash,
      },
    });
  };

  return (
    <form onSubmit={(event) => void handleSubmit(ready)(event)} noValidate>
      <ErrorSummary title={s("pleaseCheck")} errors={errors} tries={tries} />
      <TextField
        label={t("allotment")}
        hint={t("allotmentHint")}
        error={error("allotment")}
        {...register("allotment")}
      />
      <TextField
        label={t("findPayee")}
        hint={t("findPayeeHint")}
        type="search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Field label={t("payee")} error={error("payee")}>
        {(ids) => (
          <select {...ids} {...register("payee")} value={chosen} className="field mt-1">
            <option value="">{payees.isPending ? s("loading") : t("choosePayee")}</option>
            {chosen !== "" && !found.some(({ id }) => String(id) === chosen) && (
              <option value={chosen}>#{chosen}</option>
            )}
            {found.map((party) => (
              <option key={party.id} value={party.id}>
                {plain(chooseName(party, locale).text, 60)} #{party.id}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField label={t("contract")} error={error("contractId")} {...register("contractId")} />
      <TextField label={t("title")} error={error("title")} {...register("title")} />
      <TextField label={t("otherTitle")} error={error("otherTitle")} {...register("otherTitle")} />
      <TextField
        label={t("amount", { currency: currency.data?.code ?? "" })}
        error={error("amount")}
        inputMode="decimal"
        autoComplete="off"
        {...register("amount")}
      />
      <TextField label={t("purpose")} error={error("purpose")} {...register("purpose")} />
      <FormFoot hasDraft={fields.hasDraft} discard={fields.discard} />
    </form>
  );
}

function prefilled(initial: FormProps["initial"], exponent: number): Values | null {
  if (initial?.handler !== "ledgerOpenings" || initial.value.what !== "commitment") return null;
  const [spec] = initial.value.specs;
  const [amount] = initial.value.amounts;
  if (spec === undefined) return null;
  const { allotment, payee, contractId, title, otherTitle } = spec;
  return {
    allotment: accountText(allotment),
    payee: String(payee),
    contractId,
    title,
    otherTitle,
    amount: amount === undefined ? "" : decimalText(amount, exponent),
    purpose: initial.value.purpose,
  };
}

function usePayees(search: string) {
  return useQuery({
    queryKey: ["payees", search],
    queryFn: async () =>
      (await askJson<Page<Party>>(`/data/v1/parties${query({ kind: "payee", text: search, limit: 50 })}`)).items,
  });
}
