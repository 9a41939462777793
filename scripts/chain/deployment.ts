// Reads and writes the record of a deployment: which chain, from which block, which contracts.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseDeployment } from "@mingzhang/sdk/deployment";
import type { Deployment } from "@mingzhang/sdk/deployment";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { ChainError } from "./failures.ts";

export type Contracts = Deployment["contracts"];

/**
 * A deployment from a file's path or from JSON itself (what MINGZHANG_DEPLOYMENT holds).
 * @throws ChainError naming what is missing or wrong
 */
export function readDeployment(pathOrJson: string): Deployment {
  let data: unknown;
  try {
    data = JSON.parse(pathOrJson.trimStart().startsWith("{") ? pathOrJson : readFileSync(pathOrJson, "utf8"));
  } catch (cause) {
    throw new ChainError(`The deployment record ${pathOrJson.slice(0, 200)} cannot be read: ${String(cause)}`, {
      cause,
    });
  }
  try {
    return parseDeployment(data);
  } catch (cause) {
    if (!(cause instanceof MingzhangError)) throw cause;
    throw new ChainError(`This is no deployment record: ${cause.message}`, { cause });
  }
}

/** Writes it whole or not at all: programs that run read it. */
export function writeDeployment(path: string, deployment: Deployment): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(deployment, null, 2)}\n`);
  renameSync(draft, path);
}
