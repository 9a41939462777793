// Settings of the relay, from options and the environment; an option wins over its variable. The key is not one of them.
import { existsSync, readFileSync } from "node:fs";
import type { Deployment } from "@mingzhang/sdk/api";
import { parseDeployment } from "@mingzhang/sdk/deployment";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { type AddressRange, LOOPBACK, parseProxies } from "@mingzhang/sdk/proxies";
import { z } from "zod";

/** Bytes. */
export const MEGABYTE = 1024 * 1024;

const whole = z.coerce.number().int().min(0).max(1_000_000_000);

/** "127.0.0.1,10.0.0.0/8" as a list to check against. */
function proxies(text: string, context: z.core.$RefinementCtx): AddressRange[] {
  try {
    return parseProxies(text);
  } catch (error) {
    if (!(error instanceof MingzhangError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
}

const settings = z.object({
  /** RPC of the chain, http. */
  rpcUrl: z.url({ protocol: /^https?$/ }),
  /** Deployment record: a path, or the JSON itself. */
  deployment: z.string().min(1),
  /** Folder of the journal. */
  dataDir: z.string().min(1),
  /** Folder of documents, each named by its SHA-256; null: none are taken. */
  documentsDir: z.string().nullable(),
  /** Megabytes of documents that the folder may hold before uploads are refused. */
  documentsMb: whole.min(1).max(1_000_000),
  /** Megabytes of them that may wait for a record to name them. */
  waitingMb: whole.min(1).max(1_000_000),
  /** Hours that a document waits before it is dropped. */
  waitingHours: whole.min(1).max(10_000),
  /** Megabytes of documents that one address may hand in in an hour. */
  documentsHourMb: whole.min(1).max(1_000_000),
  host: z.string().min(1),
  port: whole.max(65_535),
  /** Milliseconds between looks at what was sent. */
  pollMs: whole.min(10),
  /** Seconds after which a transaction that is not mined is sent again for a higher fee. */
  bumpSeconds: whole.min(1),
  /** Blocks above a transaction until it is no longer watched. */
  finalityDepth: whole,
  /** Acts and documents that one address, and one signer, may bring in a minute. */
  perMinute: whole.min(1),
  /** Addresses whose X-Forwarded-For counts: `127.0.0.1,10.0.0.0/8`. */
  trustedProxies: z.string().transform(proxies),
  logLevel: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]),
});

export type Config = z.infer<typeof settings>;
export type Options = { [K in keyof Config]?: unknown };

/** Name of the environment variable of each setting. */
export const VARIABLES: Record<keyof Config, string> = {
  rpcUrl: "MINGZHANG_RPC_URL",
  deployment: "MINGZHANG_DEPLOYMENT",
  dataDir: "MINGZHANG_RELAY_DIR",
  documentsDir: "MINGZHANG_DOCUMENTS_DIR",
  documentsMb: "MINGZHANG_RELAY_DOCUMENTS_MB",
  waitingMb: "MINGZHANG_RELAY_WAITING_MB",
  waitingHours: "MINGZHANG_RELAY_WAITING_HOURS",
  documentsHourMb: "MINGZHANG_RELAY_DOCUMENTS_HOUR_MB",
  host: "MINGZHANG_RELAY_HOST",
  port: "MINGZHANG_RELAY_PORT",
  pollMs: "MINGZHANG_RELAY_POLL_MS",
  bumpSeconds: "MINGZHANG_RELAY_BUMP_SECONDS",
  finalityDepth: "MINGZHANG_FINALITY_DEPTH",
  perMinute: "MINGZHANG_RELAY_PER_MINUTE",
  trustedProxies: "MINGZHANG_RELAY_TRUSTED_PROXIES",
  logLevel: "MINGZHANG_LOG_LEVEL",
};

export const DEFAULTS: Config = {
  rpcUrl: "http://127.0.0.1:8545",
  deployment: ".data/demo/deployment.json",
  dataDir: ".data/relay",
  documentsDir: null,
  documentsMb: 2_048,
  waitingMb: 512,
  waitingHours: 24,
  documentsHourMb: 200,
  host: "127.0.0.1",
  port: 4700,
  pollMs: 300,
  bumpSeconds: 60,
  finalityDepth: 32,
  perMinute: 240,
  trustedProxies: parseProxies(LOOPBACK),
  logLevel: "info",
};

/** Puts settings together. Throws an Error that names the setting and its value. */
export function readConfig(options: Options, env: Record<string, string | undefined> = {}): Config {
  const merged: Record<string, unknown> = {};
  for (const name of Object.keys(VARIABLES) as (keyof Config)[]) {
    merged[name] = options[name] ?? (env[VARIABLES[name]] || (name === "trustedProxies" ? LOOPBACK : DEFAULTS[name]));
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
