// The filters of cases, for the list and for its files.
import { z } from "@hono/zod-openapi";
import type { CaseQuery } from "@mingzhang/sdk/api-cases";
import { DUTIES, STATUSES } from "@mingzhang/sdk/cases/words";
import { atMost, currency, flag, movementFilters, optional, order, partyNumber, words } from "./params.ts";

const STATUS_NAMES = STATUSES.map(({ name }) => name).join(", ");
const DUTY_NAMES = DUTIES.map(({ name }) => name) as [
  NonNullable<CaseQuery["duty"]>,
  ...NonNullable<CaseQuery["duty"]>[],
];

export const caseFilters = optional({
  status: z
    .string()
    .regex(/^[a-z]{1,20}(,[a-z]{1,20})*$/, `Give one or several, with commas, of ${STATUS_NAMES}`)
    .refine(...atMost(8, "statuses"))
    .openapi({ description: `As in effect, silence and expiry counted in; one or several: ${STATUS_NAMES}` }),
  agency: partyNumber.openapi({ description: "The case's agency and those under it" }),
  within: movementFilters.within,
  procedure: z
    .string()
    .regex(/^[^\u0000-\u001f\u007f]{1,32}$/u, "Give the code of a procedure, or the number of a version")
    .openapi({ description: "A code (all its versions), or the number of a version", example: "payment" }),
  official: partyNumber.openapi({ description: "Submitted, decided or acted on by this official" }),
  duty: z.enum(DUTY_NAMES, `Give one of ${DUTY_NAMES.join(", ")}`).openapi({ description: "Waits for this duty" }),
  desk: partyNumber.openapi({ description: "Waits for officials of this agency" }),
  decider: partyNumber.openapi({ description: "Officials of this agency decided a step, or let its time pass" }),
  outcome: z
    .enum(["decided", "in-time", "limited", "lapsed"], "Give one of decided, in-time, limited, lapsed")
    .openapi({ description: "With `decider`: how its step ended; `limited`: it had a time limit" }),
  account: movementFilters.account.openapi({
    description: "Carrying it out moved money of this account: a fund, line, commitment or source",
  }),
  party: partyNumber.openapi({ description: "Carrying it out moved money to this payee, or from this payer" }),
  function: z
    .string()
    .regex(/^(0\d|10)$/, "Give a division of COFOG from 01 to 10, or 00 for what is not classified")
    .openapi({ description: "Carrying it out moved money of lines of this division of COFOG", example: "09" }),
  overdue: flag,
  late: flag.openapi({ description: "A step was decided late, or is overdue" }),
  currency,
  minAmount: movementFilters.minAmount,
  maxAmount: movementFilters.maxAmount,
  from: movementFilters.from.openapi({ description: "First day of submission, UTC" }),
  to: movementFilters.to.openapi({ description: "Last day of submission, UTC" }),
  text: words(200).openapi({ description: "Words that all occur in purpose, procedure or agency" }),
});

export const procedureFilters = {
  all: flag.optional().openapi({ description: "Every version, not the current ones alone" }),
  government: partyNumber.optional(),
};

export const timelinessFilters = {
  agency: partyNumber.optional().openapi({ description: "An agency and those under it" }),
};

export const caseSorting = {
  sort: z
    .enum(["number", "updated", "due", "amount"], "Give number, updated, due or amount")
    .default("number")
    .openapi({ description: "due: those without limit last, in ascending order" }),
  order: order.default("desc"),
};
