// Where the server finds the chain when the indexer is down: its own node, and the record of the deployment.
import "server-only";
import { readFile } from "node:fs/promises";
import type { Deployment } from "@mingzhang/sdk/api";
import { parseDeployment } from "@mingzhang/sdk/deployment";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { createClient, http, type Client } from "viem";

const TIME_LIMIT_MS = 10_000;

/** What is not set up, named so that whoever runs the site can set it. */
export class NotConfigured extends Error {
  readonly setting: string;

  constructor(setting: string, problem: string) {
    super(`${setting} ${problem}`);
    this.name = "NotConfigured";
    this.setting = setting;
  }
}

export interface ChainAccess {
  client: Client;
  rpc: string;
  deployment: Deployment;
}

/** @throws NotConfigured where a setting is missing or unreadable */
export async function chainAccess(): Promise<ChainAccess> {
  const rpc = process.env.MINGZHANG_RPC_URL;
  if (!rpc) throw new NotConfigured("MINGZHANG_RPC_URL", "is not set");
  const deployment = await readDeployment();
  return { client: createClient({ transport: http(rpc, { timeout: TIME_LIMIT_MS, retryCount: 1 }) }), rpc, deployment };
}

/** MINGZHANG_DEPLOYMENT is the path of deployment.json, or its content. */
async function readDeployment(): Promise<Deployment> {
  const setting = process.env.MINGZHANG_DEPLOYMENT?.trim();
  if (!setting) throw new NotConfigured("MINGZHANG_DEPLOYMENT", "is not set");
  try {
    const text = setting.startsWith("{") ? setting : await readFile(/* turbopackIgnore: true */ setting, "utf8");
    return parseDeployment(JSON.parse(text));
  } catch (cause) {
    const readable = cause instanceof MingzhangError || cause instanceof SyntaxError;
    throw new NotConfigured("MINGZHANG_DEPLOYMENT", readable ? `does not parse: ${cause.message}` : "cannot be read");
  }
}
