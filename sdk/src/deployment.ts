// The record of a deployment: where the suite's contracts are and on which chain.
import type { AnchorPlace, ContractName, Deployment } from "./api.ts";
import { MingzhangError } from "./errors.ts";
import type { Hex } from "./hex.ts";

export type { AnchorPlace, ContractName, Deployment } from "./api.ts";

export const CONTRACT_NAMES = [
  "accessManager",
  "auditTrail",
  "directory",
  "roster",
  "fundLedger",
  "vault",
  "procedures",
  "serviceApprovals",
  "ledgerOrders",
  "ledgerOpenings",
  "standingOrders",
  "bankFacts",
  "permits",
  "seats",
  "checkpointAnchor",
  "findings",
] as const satisfies readonly ContractName[];

/** Contracts that write records. */
const WRITERS = [
  "auditTrail",
  "directory",
  "roster",
  "fundLedger",
  "vault",
  "procedures",
  "serviceApprovals",
  "standingOrders",
  "permits",
  "findings",
] as const satisfies readonly ContractName[];

const REMEDY = "Give the deployment.json that the deployment wrote, or its content";

/** Reads a deployment record from parsed JSON. Addresses come out in lower case. Throws DEPLOYMENT_INVALID. */
export function parseDeployment(json: unknown): Deployment {
  const record = fieldsOf(json, "deployment");
  const addresses = fieldsOf(record.contracts, "contracts");
  const missing = CONTRACT_NAMES.filter((name) => addresses[name] === undefined);
  if (missing.length > 0) {
    const problem = `lack ${missing.join(", ")}: an older version of the suite was deployed`;
    const remedy = "Deploy the present suite; `npm start` does so on a chain of its own";
    throw new MingzhangError("DEPLOYMENT_INVALID", "contracts", Object.keys(addresses).join(", "), problem, remedy);
  }
  const contracts = Object.fromEntries(CONTRACT_NAMES.map((name) => [name, addressAt(addresses, name)]));
  return {
    chainId: countAt(record, "chainId"),
    genesisHash: hashAt(record, "genesisHash"),
    deployBlock: countAt(record, "deployBlock"),
    deployBlockHash: hashAt(record, "deployBlockHash"),
    deployedAt: textAt(record, "deployedAt"),
    contracts: contracts as Record<ContractName, Hex>,
    anchors: anchorsAt(record),
    demo: record.demo === true,
  };
}

/** Older records name none. */
function anchorsAt(record: Fields): AnchorPlace[] {
  const { anchors = [], chainId } = record;
  if (!Array.isArray(anchors)) throw invalid("anchors", anchors, "is no list");
  return anchors.map((entry: unknown, i) => {
    const fields = fieldsOf(entry, `anchors.${i}`);
    const place = {
      chainId: countAt(fields, "chainId"),
      genesisHash: hashAt(fields, "genesisHash"),
      contract: addressAt(fields, "contract"),
      deployBlock: countAt(fields, "deployBlock"),
    };
    if (place.chainId === chainId) throw invalid(`anchors.${i}.chainId`, place.chainId, "is the log's own chain");
    return place;
  });
}

/** Name of the contract at an address, or null if it is none of the deployment. */
export function contractAt(deployment: Deployment, address: string): ContractName | null {
  const wanted = address.toLowerCase();
  return CONTRACT_NAMES.find((name) => deployment.contracts[name].toLowerCase() === wanted) ?? null;
}

/** Addresses of the contracts that write records. */
export function recordWriters({ contracts }: Deployment): Hex[] {
  return WRITERS.map((name) => contracts[name]);
}

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown, field: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(field, value, "is no object");
  return value as Fields;
}

function countAt(fields: Fields, field: string): number {
  const value = fields[field];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0)
    throw invalid(field, value, "is no count");
  return value;
}

function textAt(fields: Fields, field: string): string {
  const value = fields[field];
  if (typeof value !== "string") throw invalid(field, value, "is no text");
  return value;
}

function hashAt(fields: Fields, field: string): Hex {
  const value = textAt(fields, field);
  if (!/^0x[0-9a-fA-F]{64}$/.test(value)) throw invalid(field, value, "is no hash of 32 bytes");
  return value.toLowerCase() as Hex;
}

function addressAt(fields: Fields, field: string): Hex {
  const value = textAt(fields, field);
  if (!/^0x[0-9a-fA-F]{40}$/.test(value)) throw invalid(field, value, "is no address");
  return value.toLowerCase() as Hex;
}

function invalid(field: string, value: unknown, problem: string): MingzhangError {
  return new MingzhangError("DEPLOYMENT_INVALID", field, value, problem, REMEDY);
}
