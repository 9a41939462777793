// Settings of the indexer, from options and the environment; an option wins over its variable.
import { existsSync, readFileSync } from "node:fs";
import type { Deployment } from "@mingzhang/sdk/api";
import { parseDeployment } from "@mingzhang/sdk/deployment";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { type AddressRange, LOOPBACK, parseProxies } from "@mingzhang/sdk/proxies";
import { parseRpcUrls } from "@mingzhang/sdk/rpc-urls";
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65_535);
const whole = z.coerce.number().int().min(0).max(1_000_000_000);
const url = (protocols: RegExp) => z.url({ protocol: protocols });
/** An address that is published: as ASCII, which the standards want of URIs. */
const webAddress = z.url({ protocol: /^https?$/, normalize: true });

/** A setting with a form of its own, read by what knows that form. */
const readBy = <T>(parse: (text: string) => T) =>
  z.string().transform((text, context): T => {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof MingzhangError)) throw error;
      context.addIssue({ code: "custom", message: error.message });
      return z.NEVER;
    }
  });

const fields = z.object({
  /** RPC of the chain, http or ws. */
  rpcUrl: url(/^(https?|wss?)$/),
  /** Deployment record: a path, or the JSON itself. */
  deployment: z.string().min(1),
  dataDir: z.string().min(1),
  databaseUrl: url(/^postgres(ql)?$/).optional(),
  host: z.string().min(1),
  port,
  /** Addresses and ranges of what asks for others: their `X-Forwarded-For` counts, and nobody else's. */
  trustedProxies: readBy((text): readonly AddressRange[] => parseProxies(text)),
  apiOnly: z.boolean(),
  /** Blocks below the head that count as final and are journalled in full. */
  finalityDepth: whole,
  /** Milliseconds between looks at the chain's head. */
  pollMs: whole.min(10),
  /** Logs that one range should bring, about. */
  rangeLogs: whole.min(1),
  publicRpcUrl: z.string().nullable(),
  /** RPCs of the chains on which checkpoints are anchored, by chain id: `31338=http://…,1=https://…` */
  anchorRpcUrls: readBy((text) => parseRpcUrls(text, ["http:", "https:", "ws:", "wss:"])),
  documentsDir: z.string().nullable(),
  /** Public address of the explorer, for links in what is taken away; without it there are none. */
  siteUrl: webAddress.transform((text) => text.replace(/\/+$/, "")).nullable(),
  /** Prefix that Open Contracting has given to the publisher. */
  ocidPrefix: z
    .string()
    .regex(/^ocds-[a-z0-9]{6}$/, "Give the registered prefix, such as ocds-213czf, or leave it out")
    .nullable(),
  /** Language of the first names and titles on the ledger, for packages of OCDS: the ledger itself does not know it. */
  ocdsLanguage: z
    .string()
    .regex(
      /^[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/,
      "Give two small letters of ISO 639-1, such as zh, or leave it out",
    )
    .nullable(),
  /** Licence of the published data: the address of its text. */
  dataLicence: webAddress.nullable(),
  /** File of subscriptions (docs/OPENDATA.md), none without it. */
  hooks: z.string().min(1).nullable(),
  hooksAllowHttp: z.boolean(),
  hooksAllowPrivate: z.boolean(),
  /** Server that letters are given to, and whom they are from; without them there are no letters. */
  smtpUrl: url(/^smtps?$/).nullable(),
  mailFrom: z.email().nullable(),
  /** Folder that a dump of everything goes to each night; without it none is made. */
  dumpDir: z.string().min(1).nullable(),
  /** Hour of the day, UTC, at which it begins. */
  dumpHour: z.coerce.number("Give an hour, 0 to 23").int().min(0).max(23).nullable(),
  /** Public address of that folder. */
  dumpUrl: webAddress.transform((text) => text.replace(/\/+$/, "")).nullable(),
  logLevel: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]),
});

/** Settings that say how a dump is made say nothing where none is. */
const settings = fields.superRefine((given, context) => {
  if (given.dumpDir !== null) return;
  for (const name of ["dumpHour", "dumpUrl"] as const) {
    if (given[name] === null) continue;
    context.addIssue({ code: "custom", path: [name], message: `Give ${VARIABLES.dumpDir} too, the dump's folder` });
  }
});

export type Config = z.infer<typeof settings>;
export type Options = { [K in keyof Config]?: unknown };

/** Name of the environment variable of each setting. */
export const VARIABLES: Record<keyof Config, string> = {
  rpcUrl: "MINGZHANG_RPC_URL",
  deployment: "MINGZHANG_DEPLOYMENT",
  dataDir: "MINGZHANG_DATA_DIR",
  databaseUrl: "DATABASE_URL",
  host: "MINGZHANG_API_HOST",
  port: "MINGZHANG_API_PORT",
  trustedProxies: "MINGZHANG_API_TRUSTED_PROXIES",
  apiOnly: "MINGZHANG_API_ONLY",
  finalityDepth: "MINGZHANG_FINALITY_DEPTH",
  pollMs: "MINGZHANG_POLL_MS",
  rangeLogs: "MINGZHANG_RANGE_LOGS",
  publicRpcUrl: "MINGZHANG_PUBLIC_RPC_URL",
  anchorRpcUrls: "MINGZHANG_ANCHOR_RPC_URLS",
  documentsDir: "MINGZHANG_DOCUMENTS_DIR",
  siteUrl: "MINGZHANG_SITE_URL",
  ocidPrefix: "MINGZHANG_OCID_PREFIX",
  ocdsLanguage: "MINGZHANG_OCDS_LANGUAGE",
  dataLicence: "MINGZHANG_DATA_LICENCE",
  hooks: "MINGZHANG_HOOKS",
  hooksAllowHttp: "MINGZHANG_HOOKS_ALLOW_HTTP",
  hooksAllowPrivate: "MINGZHANG_HOOKS_ALLOW_PRIVATE",
  smtpUrl: "MINGZHANG_SMTP_URL",
  mailFrom: "MINGZHANG_MAIL_FROM",
  dumpDir: "MINGZHANG_DUMP_DIR",
  dumpHour: "MINGZHANG_DUMP_HOUR",
  dumpUrl: "MINGZHANG_DUMP_URL",
  logLevel: "MINGZHANG_LOG_LEVEL",
};

/** Settings that are true or false. */
const SWITCHES: readonly (keyof Config)[] = ["apiOnly", "hooksAllowHttp", "hooksAllowPrivate"];

const DEFAULTS: z.input<typeof settings> = {
  rpcUrl: "http://127.0.0.1:8545",
  deployment: ".data/demo/deployment.json",
  dataDir: ".data/index",
  databaseUrl: undefined,
  host: "127.0.0.1",
  port: 4600,
  trustedProxies: LOOPBACK,
  apiOnly: false,
  finalityDepth: 32,
  pollMs: 300,
  rangeLogs: 4000,
  publicRpcUrl: null,
  anchorRpcUrls: "",
  documentsDir: null,
  siteUrl: null,
  ocidPrefix: null,
  ocdsLanguage: null,
  dataLicence: null,
  hooks: null,
  hooksAllowHttp: false,
  hooksAllowPrivate: false,
  smtpUrl: null,
  mailFrom: null,
  dumpDir: null,
  dumpHour: null,
  dumpUrl: null,
  logLevel: "info",
};

/** Puts settings together. Throws an Error that names the setting, its value and where it comes from. */
export function readConfig(options: Options, env: Record<string, string | undefined> = {}): Config {
  const merged: Record<string, unknown> = {};
  for (const name of Object.keys(VARIABLES) as (keyof Config)[]) {
    const fromEnv = env[VARIABLES[name]] || undefined;
    const given = options[name] ?? (SWITCHES.includes(name) && fromEnv !== undefined ? fromEnv === "true" : fromEnv);
    merged[name] = given ?? DEFAULTS[name];
  }
  const parsed = settings.safeParse(merged);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]) as keyof Config;
    return `${VARIABLES[name]} is ${JSON.stringify(merged[name])}: ${issue.message}`;
  });
  throw new Error(lines.join("\n"));
}

/** Reads a deployment record from a path or from JSON. Throws an Error that says what is wrong with it. */
export function readDeployment(source: string): Deployment {
  const inline = source.trimStart().startsWith("{");
  if (!inline && !existsSync(source)) {
    throw new Error(`There is no deployment record at ${source}. Deploy first, or set ${VARIABLES.deployment}.`);
  }
  return parseDeployment(JSON.parse(inline ? source : readFileSync(source, "utf8")));
}
