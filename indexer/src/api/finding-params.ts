// The filters of findings, for the list and for its files.
import { z } from "@hono/zod-openapi";
import { FINDING_STATUSES, SEVERITIES, SUBJECT_KINDS, type SubjectKindName } from "@mingzhang/sdk/findings/words";
import { atMost, flag, MAX_INT, movementFilters, optional, order, partyNumber, words } from "./params.ts";

const STATUS_NAMES = FINDING_STATUSES.map(({ name }) => name).join(", ");
const SEVERITY_NAMES = SEVERITIES.map(({ name }) => name).join(", ");
const KIND_NAMES = SUBJECT_KINDS.map(({ name }) => name) as [SubjectKindName, ...SubjectKindName[]];

/** One or several words with commas. */
const list = (names: string) =>
  z
    .string()
    .regex(/^[a-z]{1,20}(,[a-z]{1,20})*$/, `Give one or several, with commas, of ${names}`)
    .refine(...atMost(8, "of them"))
    .openapi({ description: `One or several, with commas: ${names}` });

export const findingFilters = optional({
  status: list(STATUS_NAMES),
  severity: list(SEVERITY_NAMES),
  overdue: flag.openapi({ description: "An answer is awaited and late" }),
  agency: partyNumber.openapi({ description: "Answers now or was asked first: the agency and those under it" }),
  within: movementFilters.within.openapi({
    description: "With `agency`: `self`, that agency alone, where it answers now",
  }),
  office: partyNumber.openapi({ description: "Opened by auditors of this office" }),
  subject: z.enum(KIND_NAMES, `Give one of ${KIND_NAMES.join(", ")}`).openapi({ description: "Kind of subject" }),
  concerns: z
    .string()
    .regex(
      /^(record|movement|case|line|party)-(0|[1-9]\d{0,14})$/,
      "Give movement-, record-, case-, line- or party-, and the number",
    )
    .refine(
      (text) => !text.startsWith("party-") || Number(text.slice("party-".length)) <= MAX_INT,
      `Give the number of a party from 1 to ${MAX_INT}, for example party-1`,
    )
    .openapi({ description: "Findings on it and on what belongs to it", example: "movement-812" }),
  from: movementFilters.from.openapi({ description: "First day of opening, UTC" }),
  to: movementFilters.to.openapi({ description: "Last day of opening, UTC" }),
  text: words(200).openapi({ description: "Words that all occur in text, agency or office" }),
});

export const findingSorting = {
  sort: z
    .enum(["number", "updated", "due", "severity"], "Give number, updated, due or severity")
    .default("number")
    .openapi({ description: "due: those that await no answer last, in ascending order" }),
  order: order.default("desc"),
};
