// Parameters that routes share. What they refuse never reaches the store.
import { EXCEPT_PATTERN, MOST_EXCEPTED } from "@mingzhang/sdk/except";
import { KIND_NAMES } from "@mingzhang/sdk/kinds";
import { z } from "@hono/zod-openapi";
import { AMOUNT_DIGITS, AMOUNT_REMEDY, isAmount } from "../read/filters.ts";

/** Parties, years and the like are numbered by the store's smaller integers. */
export const MAX_INT = 2_147_483_647;

/** A whole number within bounds. */
export const integer = (min: number, max: number, what: string) =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,15})$/, `Give ${what} as digits`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `Give ${what} from ${min} to ${max}`)
    .openapi({ type: "integer", minimum: min, maximum: max });

/** Text without control characters (NUL cannot be stored, so that it cannot be found either). */
export const freeText = (max: number) =>
  z
    .string()
    .min(1, `Give some text of at most ${max} characters`)
    .max(max, `Give at most ${max} characters`)
    .regex(/^[^\u0000-\u001f\u007f]*$/, "Leave out control characters")
    .refine((text) => text.isWellFormed(), "Give valid Unicode");

/** Text that a list is filtered by: blanks alone would filter nothing. */
export const words = (max: number) => freeText(max).regex(/^$|\S/u, "Give at least one word, or leave it out");

/** Of an account within its kind: 56 bits of its id. */
const MAX_RUNNING = (1n << 56n) - 1n;

export const accountText = (kind?: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${kind ?? "(source|fund|act|line|allotment|commitment)"}-[1-9]\\d{0,199}$`),
      `Give the kind and the number, for example ${kind ?? "fund"}-1`,
    )
    .refine(
      (text) => !/^[a-z]+-\d{1,200}$/.test(text) || BigInt(text.slice(text.indexOf("-") + 1)) <= MAX_RUNNING,
      `Give a number from 1 to ${MAX_RUNNING}, for example ${kind ?? "fund"}-1`,
    )
    .openapi({ example: `${kind ?? "fund"}-1` });

/** Of a list with commas. */
export const atMost = (most: number, what: string): [(text: string) => boolean, string] => [
  (text) => text.split(",").length <= most,
  `Give at most ${most} ${what}`,
];

export const partyNumber = integer(1, MAX_INT, "the number of a party");
export const yearNumber = integer(1, 65_535, "a year");
export const recordNumber = integer(0, Number.MAX_SAFE_INTEGER, "a record number");
export const logSize = integer(1, Number.MAX_SAFE_INTEGER, "a size of the log");
export const logIndex = integer(0, MAX_INT, "the index of a log");
export const hash = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, "Give 0x and 64 hex digits")
  .transform((text): `0x${string}` => `0x${text.slice(2).toLowerCase()}`)
  .openapi({ type: "string", example: `0x${"ab".repeat(32)}` });
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "Give three capital letters, for example CNY")
  .openapi({ example: "CNY" });
export const flag = z
  .enum(["true", "false"], "Give true or false")
  .transform((text) => text === "true")
  .openapi({ type: "boolean" });
export const order = z.enum(["asc", "desc"], "Give asc or desc");
export const dayText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "Give a day as YYYY-MM-DD")
  .openapi({ format: "date", example: "2026-01-31" });
export const amountText = z
  .string()
  .refine(isAmount, AMOUNT_REMEDY)
  .openapi({ pattern: AMOUNT_DIGITS.source, example: "100000" });

export const paging = {
  limit: integer(1, 200, "how many rows").default(50),
  cursor: z
    .string()
    .min(1, "Leave it out for the first page")
    .max(2_000, "Give back a cursor of an earlier page unchanged")
    .optional()
    .openapi({ description: "`next` or `previous` of an earlier page" }),
};

/** The filters of movements, for lists and downloads alike. */
export const movementFilters = {
  kind: z
    .string()
    .regex(/^[a-z-]{1,30}(,[a-z-]{1,30})*$/, `Give one or several, with commas, of ${KIND_NAMES.join(", ")}`)
    .refine(...atMost(KIND_NAMES.length, "kinds"))
    .openapi({ description: `One or several, with commas: ${KIND_NAMES.join(", ")}` }),
  fund: accountText("fund"),
  line: accountText("line"),
  account: accountText().openapi({ description: "Either side of the movement" }),
  agency: partyNumber.openapi({ description: "An agency and those under it" }),
  within: z.enum(["self"], "Give self, or leave it out for those under the agency too").openapi({
    description: "With `agency`: `self` leaves out those under it",
  }),
  payee: partyNumber,
  party: partyNumber.openapi({ description: "Payee or payer" }),
  function: z
    .string()
    .regex(/^\d{2}(\.\d(\.\d)?)?$/, "Give a COFOG division, group or class, for example 09 or 09.1")
    .openapi({ example: "09" }),
  class: z
    .string()
    .regex(
      /^[1-9]\d{0,8}(,[1-9]\d{0,8})*$/,
      "Give the first digits of one or several GFSM 2014 classes, with commas, for example 11,12",
    )
    .refine(...atMost(20, "classes"))
    .openapi({
      description: "Receipts and refunds by the first digits of their class; 99 is the opening balance",
      example: "11,12,13,14",
    }),
  except: z
    .string()
    .regex(EXCEPT_PATTERN, "Give one or several, with commas, such as fund-1, agency-2, payee-3, function-09, class-11")
    .refine(...atMost(MOST_EXCEPTED, "that are left out"))
    .openapi({
      description:
        "Leaves out movements of these, one or several, with commas: `fund-1` at either side, `agency-2` itself alone, " +
        "`payee-3`, `function-09` and `class-11` with all below",
      example: "payee-3,payee-4",
    }),
  year: yearNumber.openapi({ description: "Fiscal year; a carry-over is in the years of both its lines" }),
  currency,
  minAmount: amountText,
  maxAmount: amountText,
  from: dayText.openapi({ description: "First day, of the value date or else of posting" }),
  to: dayText.openapi({ description: "Last day" }),
  text: words(200).openapi({ description: "Words that all occur in names, titles or references" }),
  document: hash.openapi({ description: "Of the movement or of its bank confirmation" }),
  transaction: hash,
  confirmed: flag.openapi({ description: "false: the bank has not confirmed it yet" }),
  imported: flag,
};

/** Filters and order of the list of parties. */
export const partyFilters = {
  kind: z.enum(["agency", "payee", "source", "payee-class"], "Give agency, payee, source or payee-class").optional(),
  text: words(200).optional(),
  parent: partyNumber.optional().openapi({ description: "Agencies directly under this one" }),
  currency: currency.optional().openapi({ description: "Sort by sums in this currency alone" }),
  sort: z.enum(["id", "name", "paid", "received"], "Give id, name, paid or received").default("id"),
  order: order.default("asc"),
};

export const agencyFilters = {
  year: yearNumber.optional().openapi({ description: "Fiscal year; without it, all years together" }),
};

export const fundFilters = { currency: currency.optional() };

/** Each field may be left out. */
export function optional<S extends Record<string, z.ZodType>>(shape: S): { [K in keyof S]: z.ZodOptional<S[K]> } {
  return Object.fromEntries(Object.entries(shape).map(([name, type]) => [name, type.optional()])) as {
    [K in keyof S]: z.ZodOptional<S[K]>;
  };
}

/** Filters of budget lines. */
export const lineFilters = optional({
  year: yearNumber,
  agency: partyNumber,
  within: movementFilters.within,
  fund: accountText("fund"),
  function: movementFilters.function,
  currency,
});

export const commitmentFilters = optional({
  payee: partyNumber,
  agency: partyNumber,
  unit: partyNumber,
  line: accountText("line"),
  fund: accountText("fund"),
  allotment: accountText("allotment"),
  year: yearNumber,
  contract: words(256),
  text: words(200),
});
export const commitmentSorting = {
  sort: z.enum(["id", "committed", "paid"], "Give id, committed or paid").default("id"),
  order: order.default("desc"),
};
