// Many payments from a CSV file: every row is checked before anything is signed.
"use client";

import type { Commitment } from "@mingzhang/sdk/api";
import { dayText, parseDay } from "@mingzhang/sdk/days";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { LedgerTable } from "@/components/ledger-table";
import { plain } from "@/components/said";
import { sumText } from "@/features/money/text";
import { chooseName } from "@/i18n/names";
import { useCommitments } from "../data/cases";
import { ErrorSummary, Field, TextField } from "../parts/field";
import { Failure } from "../parts/failure";
import { usePortal } from "../wallet/frame";
import { day, dayField, purpose } from "./checks";
import { checkRows, COLUMNS, csvOf, CsvFault, ordersOf, readCsv, stops, type CsvRow } from "./csv-rows";
import { FormFoot } from "./form-foot";
import type { FormProps } from "./form-props";
import { useFields } from "./use-fields";

const schema = z.object({ csv: z.string().min(1, "csvMissing"), valueDate: day, purpose });
type Values = z.infer<typeof schema>;

/** Rows of the check that are shown at first: those with something wrong come first. */
const FIRST = 25;

export function PaymentCsv({ agency, document, initial, exponent, draft, onReady }: FormProps) {
  const t = useTranslations("portal.csv");
  const s = useTranslations("portal.submit");
  const p = useTranslations("portal.payment");
  const commitments = useCommitments(agency);
  const { now } = usePortal();
  const [empty] = useState<Values>(() => ({ csv: "", valueDate: dayField(now()), purpose: "" }));
  const fields = useFields(schema, empty, draft, prefilled(initial, exponent, empty));
  const { register, handleSubmit, setError, setValue, error, errors, tries, watch } = fields;
  const text = watch("csv");
  const checked = commitments.data === undefined || text === "" ? null : check(text, commitments.data);
  const wrong = checked !== null && "rows" in checked ? checked.rows.filter(stops).length : 0;

  const ready = (values: Values) => {
    if (checked === null || !("rows" in checked) || wrong > 0) return setError("csv", { message: "csvWrong" });
    const orders = ordersOf(checked.rows, parseDay(values.valueDate), document);
    onReady({ handler: "ledgerOrders", value: { purpose: values.purpose, citations: [], orders } });
  };

  if (commitments.isError) return <Failure cause={commitments.error} again={() => void commitments.refetch()} />;
  return (
    <form onSubmit={(event) => void handleSubmit(ready)(event)} noValidate>
      <ErrorSummary title={s("pleaseCheck")} errors={errors} tries={tries} />
      <Field label={t("file")} hint={t("fileHint", { columns: COLUMNS.join(", ") })}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            accept=".csv,text/csv"
            className="field mt-1"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) void file.text().then((content) => setValue("csv", content));
            }}
          />
        )}
      </Field>
      <p className="mt-2 text-sm">
        <a
          download="payments.csv"
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(template(commitments.data))}`}
        >
          {t("template")}
        </a>
      </p>
      <Field label={t("paste")} hint={t("pasteHint")} error={error("csv")}>
        {(ids) => (
          <textarea {...ids} {...register("csv")} className="field mono mt-1 min-h-32 w-full" spellCheck={false} />
        )}
      </Field>
      <div role="status">
        {commitments.isPending && <p className="note mt-3">{s("loading")}</p>}
        {checked !== null && "fault" in checked && (
          <p className="mt-3 border-l-4 border-wait pl-3">
            {t(`fault.${checked.fault.key}`, { detail: checked.fault.detail })}
          </p>
        )}
        {checked !== null && "rows" in checked && <Checked rows={checked.rows} wrong={wrong} />}
      </div>
      <TextField
        label={p("valueDate")}
        hint={p("valueDateHint")}
        error={error("valueDate")}
        type="date"
        {...register("valueDate")}
      />
      <TextField label={p("purpose")} hint={p("purposeHint")} error={error("purpose")} {...register("purpose")} />
      <FormFoot hasDraft={fields.hasDraft} discard={fields.discard} />
    </form>
  );
}

/** What the file comes to, and each row with what is wrong with it. */
function Checked({ rows, wrong }: { rows: readonly CsvRow[]; wrong: number }) {
  const t = useTranslations("portal.csv");
  const locale = useLocale();
  const [all, setAll] = useState(false);
  const sorted = [...rows].sort((a, b) => b.problems.length - a.problems.length || a.line - b.line);
  const shown = all ? sorted : sorted.slice(0, FIRST);
  const totals = Map.groupBy(
    rows.filter(({ found, amount }) => found !== null && amount !== null),
    ({ found }) => found?.currency ?? "",
  );
  return (
    <>
      <p className={wrong > 0 ? "mt-3 border-l-4 border-wait pl-3" : "mt-3"}>
        {t(wrong > 0 ? "wrong" : "right", { count: rows.length, wrong })}{" "}
        {[...totals.entries()].map(([currency, members]) => (
          <b key={currency} className="num">
            {sumText(
              {
                amount: members.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n).toString(),
                currency,
                exponent: members[0]?.found?.exponent ?? 2,
              },
              locale,
            )}
          </b>
        ))}
      </p>
      <LedgerTable
        caption={t("rows")}
        rows={shown}
        rowKey={({ line }) => line}
        columns={[
          { key: "line", heading: t("line"), cell: ({ line }) => line },
          {
            key: "commitment",
            heading: t("commitment"),
            cell: ({ commitment, found }) => (
              <>
                {plain(commitment, 30)}{" "}
                {found !== null && <span className="text-soft">{plain(chooseName(found.payee, locale).text, 40)}</span>}
              </>
            ),
          },
          { key: "reference", heading: t("reference"), cell: ({ reference }) => plain(reference, 40) },
          { key: "amount", heading: t("amount"), right: true, cell: ({ amountText }) => plain(amountText, 30) },
          {
            key: "problem",
            heading: t("check"),
            cell: ({ problems }) =>
              problems.length === 0 ? (
                t("fine")
              ) : (
                <span className="text-wait">{problems.map((name) => t(`problem.${name}`)).join(t("and"))}</span>
              ),
          },
        ]}
      />
      {shown.length < rows.length && (
        <button type="button" className="button button-quiet mt-3" onClick={() => setAll(true)}>
          {t("all", { count: rows.length })}
        </button>
      )}
    </>
  );
}

function check(text: string, known: readonly Commitment[]): { rows: CsvRow[] } | { fault: CsvFault } {
  try {
    return { rows: checkRows(readCsv(text), new Map(known.map((item) => [item.id, item]))) };
  } catch (cause) {
    if (cause instanceof CsvFault) return { fault: cause };
    throw cause;
  }
}

/** The returned case's rows, as a file. */
function prefilled(initial: FormProps["initial"], exponent: number, empty: Values): Values | null {
  if (initial?.handler !== "ledgerOrders") return null;
  const { orders, purpose: before } = initial.value;
  const valueDate = orders[0]?.valueDate ?? 0;
  return {
    csv: csvOf(orders, exponent),
    valueDate: valueDate === 0 ? empty.valueDate : dayText(valueDate),
    purpose: before,
  };
}

/** Heading and one row that would pass, of the agency's own commitments. */
function template(known: readonly Commitment[] | undefined): string {
  return `\uFEFF${COLUMNS.join(",")}\r\n${known?.[0]?.id ?? "commitment-1"},1000.00,INV-001\r\n`;
}
