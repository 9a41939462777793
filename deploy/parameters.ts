// Reads the parameters of a deployment and refuses what cannot be meant, naming field, value and remedy.
import { readFileSync } from "node:fs";
import { isAddress, zeroAddress } from "viem";
import { z } from "zod";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { PROCEDURES } from "./procedures.ts";

/** A file of parameters cannot be used. The message lists every field that is wrong. */
export class ParametersError extends Error {
  override name = "ParametersError";
}

const MAX_TEXT = 256;
const DAY = 86_400;

const address = z
  .string()
  .refine(
    (value) => isAddress(value),
    "is no address: give 0x and 40 hexadecimal digits, its checksum in upper and lower case",
  )
  .refine((value) => value !== zeroAddress, "is the zero address: give the address of the office that is to hold it");

const text = (what: string) =>
  z
    .string()
    .refine((value) => value.trim() === value && value !== "", `is empty or padded: give ${what} as it is written`)
    .refine((value) => Buffer.byteLength(value) <= MAX_TEXT, `is longer than ${MAX_TEXT} bytes of UTF-8: shorten it`);

const agency = z.strictObject({
  /** Official name. */
  name: text("the official name"),
  /** The name in a second language, or nothing. */
  otherName: text("the name in the second language, or leave the field out,").optional(),
  /** Official identifier, such as CN-USCC or GB-GOR and its value. */
  identifier: z
    .strictObject({ scheme: text("the scheme of the identifier"), value: text("the value of the identifier") })
    .optional(),
});

/** A day as YYYY-MM-DD, or a moment as ISO 8601 in UTC; in seconds since 1970. */
const moment = z
  .string()
  .refine(
    (value) => /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/u.test(value) && !Number.isNaN(Date.parse(value)),
    "is no date: give 2026-01-31, or 2026-01-31T09:00:00Z",
  )
  .transform((value) => Math.floor(Date.parse(value) / 1000));

const delay = (least: number, why: string) =>
  z
    .number()
    .int("is no whole number of seconds")
    .refine((value) => value >= least, `is below ${least} seconds: ${why}`)
    .refine((value) => value <= 90 * DAY, "is above 90 days: nothing could be put right in time");

const MAX_LEGAL_BASIS = 512;
/** The catalogue's own legal bases: laws of the People's Republic of China. */
const OWN_LAWS = "CN";

const catalogue = z.strictObject({
  /** Currency of the threshold, ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/u, "is no currency: give its three ISO 4217 letters"),
  /** From this amount on, in minor units, an approver decides beside the checker. */
  approverFrom: z
    .string()
    .regex(/^[1-9]\d{0,29}$/u, 'is no amount: give minor units as a whole number in quotes, e.g. "100000000"')
    .transform((value) => BigInt(value)),
  /** "CN" for the catalogue's own, or one text for all procedures of a government under other laws. */
  legalBasis: z
    .string()
    .refine((value) => value.trim() === value && value !== "", "is empty or padded: give the law, or CN")
    .refine((value) => Buffer.byteLength(value) <= MAX_LEGAL_BASIS, `is longer than ${MAX_LEGAL_BASIS} bytes of UTF-8`),
});

const MAX_WITNESSES = 32;

const schema = z
  .strictObject({
    $comment: z.string().optional(),
    /** A demonstration may shorten the waits to nothing; a real deployment may not. */
    demo: z.boolean().default(false),
    /** Public wait of every door, in seconds. */
    doorDelay: delay(0, "doors cannot open before they are announced"),
    /** Wait of everything the admin does, in seconds. */
    adminDelay: delay(0, "the admin cannot act in the past"),
    admin: address,
    config: address,
    registryOffice: address,
    /** Announces procedures. */
    proceduresOffice: address,
    /** Auditors who cosign checkpoints of the log, in any order. */
    witnesses: z
      .array(address)
      .min(1, "are none: name the auditors who are to cosign the log's checkpoints")
      .max(MAX_WITNESSES, `are more than ${MAX_WITNESSES}: name at most as many`),
    /** How many of them make a checkpoint count. */
    witnessQuorum: z.number().int("is no whole number of witnesses"),
    catalogue,
    government: agency,
    treasury: agency,
    registrar: z.strictObject({
      holder: address,
      name: text("the official's name"),
      otherName: text("the name in the second language, or leave the field out,").optional(),
      from: moment,
      until: moment,
    }),
  })
  .superRefine((value, context) => {
    const refuse = (path: (string | number)[], message: string, input: unknown) =>
      context.addIssue({ code: "custom", path, message, input });
    if (!value.demo) {
      const why = "give at least one day, so that the public can read an announcement first";
      if (value.doorDelay < DAY) refuse(["doorDelay"], `is below ${DAY} seconds: ${why}`, value.doorDelay);
      if (value.adminDelay < DAY) refuse(["adminDelay"], `is below ${DAY} seconds: ${why}`, value.adminDelay);
    }
    if (value.registrar.until <= value.registrar.from) {
      refuse(["registrar", "until"], "is not after registrar.from: give a later date", value.registrar.until);
    }
    const offices = ["admin", "config", "registryOffice", "proceduresOffice"] as const;
    offices.forEach((office, index) => {
      const twin = offices.slice(0, index).find((other) => value[other].toLowerCase() === value[office].toLowerCase());
      if (twin !== undefined)
        refuse([office], `is the address of ${twin} too: give each office its own`, value[office]);
    });

    const { witnesses, witnessQuorum, registrar } = value;
    const least = Math.floor(witnesses.length / 2) + 1;
    if (witnesses.length > 0 && (witnessQuorum < least || witnessQuorum > witnesses.length)) {
      const remedy = `give more than half of the witnesses, ${least} to ${witnesses.length}`;
      refuse(["witnessQuorum"], `does not fit ${witnesses.length} witnesses: ${remedy}`, witnessQuorum);
    }
    witnesses.forEach((witness, index) => {
      const same = (other: string) => other.toLowerCase() === witness.toLowerCase();
      const path = ["witnesses", index];
      if (witnesses.slice(0, index).some(same)) refuse(path, "is named twice: name each witness once", witness);
      const office = same(registrar.holder) ? "registrar" : offices.find((name) => same(value[name]));
      // Whoever runs the suite is not the one who looks over its shoulder.
      if (office !== undefined) refuse(path, `holds the office ${office} too: name an auditor outside it`, witness);
    });
  });

/** Parameters of a deployment; delays and moments in seconds. */
export type SuiteParameters = z.output<typeof schema>;

/**
 * Checks parameters.
 * @param source where they come from, for the message
 * @throws ParametersError with one line for each field that is wrong
 */
export function parseParameters(input: unknown, source: string): SuiteParameters {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const field = issue.path.length === 0 ? "the file" : issue.path.join(".");
    const value = issue.input === undefined ? "nothing" : JSON.stringify(issue.input);
    return `  ${field} = ${value.length > 80 ? `${value.slice(0, 77)}…` : value}: ${issue.message}`;
  });
  throw new ParametersError(`${source} cannot be used.\n${lines.join("\n")}\nSee deploy/parameters/example.json.`);
}

/** Reads and checks a JSON file of parameters. */
export function readParameters(path: string): SuiteParameters {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const why = error instanceof SyntaxError ? `it is not JSON (${error.message})` : "it cannot be read";
    throw new ParametersError(`${path} cannot be used: ${why}. See deploy/parameters/example.json.`, { cause: error });
  }
  return parseParameters(content, path);
}

/** Name of the module's parameter that holds a procedure's legal basis. */
export function legalBasisParameter(code: string): string {
  return `legalBasis.${code}`;
}

/** Ascending, as CheckpointAnchor wants them. */
export function ascending(witnesses: readonly string[]): string[] {
  return [...witnesses].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}

/** The same parameters as the module `Suite` names them. @param chainId of the chain that the suite is deployed on */
export function moduleParameters(
  value: SuiteParameters,
  chainId: number,
): Record<string, string | number | bigint | string[]> {
  const named = (prefix: string, party: SuiteParameters["government"]) => ({
    [`${prefix}Name`]: party.name,
    [`${prefix}OtherName`]: party.otherName ?? "",
    [`${prefix}Scheme`]: party.identifier?.scheme ?? "",
    [`${prefix}Identifier`]: party.identifier?.value ?? "",
  });
  return {
    chainId,
    witnesses: ascending(value.witnesses),
    witnessQuorum: value.witnessQuorum,
    doorDelay: value.doorDelay,
    adminDelay: value.adminDelay,
    admin: value.admin,
    config: value.config,
    registryOffice: value.registryOffice,
    proceduresOffice: value.proceduresOffice,
    currency: currencyToBytes(value.catalogue.currency),
    approverFrom: value.catalogue.approverFrom,
    ...Object.fromEntries(
      PROCEDURES.map(({ code, law }) => [
        legalBasisParameter(code),
        value.catalogue.legalBasis === OWN_LAWS ? law : value.catalogue.legalBasis,
      ]),
    ),
    ...named("government", value.government),
    ...named("treasury", value.treasury),
    registrar: value.registrar.holder,
    registrarName: value.registrar.name,
    registrarOtherName: value.registrar.otherName ?? "",
    registrarFrom: value.registrar.from,
    registrarUntil: value.registrar.until,
  };
}
