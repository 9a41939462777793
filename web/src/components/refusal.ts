// What the API refused, as far as its kind is known: for pages and frames in the reader's language.
import type { Problem } from "@mingzhang/sdk/api";
import { visibleText } from "@mingzhang/sdk/text";
import type { useTranslations } from "next-intl";
import type { ApiError } from "@/api/problem";

/** The last part of a problem's type, as indexer/src/api/problem.ts has them. */
const KINDS = [
  "parameter-invalid",
  "not-found",
  "not-acceptable",
  "method-not-allowed",
  "too-many-streams",
  "too-many-downloads",
  "not-indexed",
  "failed",
] as const;
const PREFIX = "urn:mingzhang:problem:";
const ROOM = 60;

type Words = ReturnType<typeof useTranslations<"states">>;
type Fault = NonNullable<Problem["errors"]>[number];

interface Refusal {
  /** Null where there is no problem document, or one of a kind that is unknown here. */
  name: (typeof KINDS)[number] | null;
  /** What was refused of the address; empty where it was something else. */
  fields: readonly Fault[];
}

export function refusalOf({ problem }: ApiError): Refusal {
  const name = KINDS.find((kind) => problem?.type === PREFIX + kind) ?? null;
  return { name, fields: problem?.errors ?? [] };
}

export function fieldSentence({ field, value }: Pick<Fault, "field" | "value">, t: Words): string {
  const called = visibleText(field, ROOM);
  return value === null
    ? t("field.missing", { field: called })
    : t("field.bad", { field: called, value: visibleText(value, ROOM) });
}

/** As plain text: what is known in the page's language, then the API's own words. */
export function refusalText(error: ApiError, t: Words): string {
  const { name, fields } = refusalOf(error);
  const known =
    fields.length > 0 ? fields.map((fault) => fieldSentence(fault, t)) : name === null ? [] : [t(`kind.${name}`)];
  return [...known, `${t("said", { status: String(error.status ?? "") })} ${error.message}`].join("\n");
}
