// Schemas of the small things that all answers are made of; they mirror the SDK's wire types.
import { CONTRACT_NAMES } from "@mingzhang/sdk/deployment";
import { ACCOUNT_KINDS } from "@mingzhang/sdk/accounts";
import { KIND_NAMES } from "@mingzhang/sdk/kinds";
import { z } from "@hono/zod-openapi";

export const money = z
  .string()
  .regex(/^-?\d+$/)
  .openapi({ description: "Minor units, an integer as text", example: "123456" });
export const time = z.string().openapi({ format: "date-time", example: "2026-03-01T09:00:00Z" });
export const day = z.string().openapi({ format: "date", example: "2026-03-01" });
export const hash = z.templateLiteral(["0x", z.string()]).openapi({ type: "string", description: "0x and hex digits" });
export const number = z.number().int();
export const accountKind = z.enum(ACCOUNT_KINDS);
export const partyKind = z.enum(["agency", "payee", "source", "payee-class"]);
export const movementKind = z.enum(KIND_NAMES as [(typeof KIND_NAMES)[number], ...(typeof KIND_NAMES)[number][]]);
export const contractName = z.enum(CONTRACT_NAMES);
export const settlement = z.enum(["attested", "token"]);

export const code = z
  .object({ code: z.string(), label: z.string().nullable(), otherLabel: z.string().nullable() })
  .openapi("Code");

const names = { name: z.string(), otherName: z.string() };
export const accountId = z.string().openapi({ example: "fund-1" });

export const partyRef = z.object({ id: number, kind: partyKind, ...names }).openapi("PartyRef");
export const accountRef = z.object({ id: accountId, kind: accountKind, ...names }).openapi("AccountRef");
export const blockRef = z.object({ number, hash, time }).openapi("BlockRef");

export const chainPosition = z
  .object({ block: number, blockHash: hash, transaction: hash, logIndex: number, address: hash })
  .openapi("ChainPosition");

export const rawLog = z.object({ topics: z.array(hash), data: hash }).openapi("RawLog");

/** Amounts of budget execution. */
export const execution = {
  appropriated: money,
  allotted: money,
  committed: money,
  paid: money,
  lapsed: money,
  available: money,
};

export const currency = { currency: z.string(), exponent: number };

export const flow = z
  .object({ kind: movementKind, side: z.enum(["in", "out"]), currency: z.string(), amount: money, count: number })
  .openapi("Flow");

export const page = <T extends z.ZodType>(item: T, name: string) =>
  z
    .object({
      items: z.array(item),
      next: z.string().nullable(),
      previous: z.string().nullable(),
      total: number.optional(),
    })
    .openapi(name);

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: number,
    detail: z.string(),
    instance: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), value: z.string().nullable(), remedy: z.string() })).optional(),
  })
  .openapi("Problem");
