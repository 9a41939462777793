// Reads a deployed suite back and says what is not as a founding must leave it.
import { auditTrailAbi } from "@mingzhang/sdk/abi/audit-trail";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import { parseAbi } from "viem";
import type { Address, PublicClient } from "viem";
import type { Deployment } from "@mingzhang/sdk/api";
import { ADMIN_ROLE, CONFIG_ROLE, PROCEDURES_ROLE, REGISTRY_ROLE } from "../../deploy/modules/Suite.ts";
import { HANDLERS } from "../../deploy/procedure-terms.ts";
import { PROCEDURES } from "../../deploy/procedures.ts";
import { ascending } from "../../deploy/parameters.ts";
import type { SuiteParameters } from "../../deploy/parameters.ts";

const WRITERS = [
  "directory",
  "roster",
  "fundLedger",
  "vault",
  "procedures",
  "serviceApprovals",
  "standingOrders",
  "permits",
] as const;
const POSTERS = ["ledgerOrders", "ledgerOpenings", "standingOrders", "bankFacts"] as const;

const readAbi = parseAbi([
  "function hasRole(uint64 role, address account) view returns (bool isMember, uint32 executionDelay)",
  "function ledger() view returns (address)",
  "function procedureCount() view returns (uint32)",
]);

/** @returns one sentence for each fault; empty if there is none */
export async function checkSuite(
  client: PublicClient,
  contracts: Deployment["contracts"],
  parameters: SuiteParameters,
  deployer: Address,
): Promise<string[]> {
  const faults: string[] = [];
  const at = (address: Address) => ({ address, abi: auditTrailAbi }) as const;
  const role = (id: bigint, account: string) =>
    client.readContract({
      address: contracts.accessManager,
      abi: readAbi,
      functionName: "hasRole",
      args: [id, account as Address],
    });

  for (const id of [ADMIN_ROLE, REGISTRY_ROLE, CONFIG_ROLE, PROCEDURES_ROLE]) {
    const [held] = await role(id, deployer);
    if (held) faults.push(`the deployer ${deployer} still holds role ${id}`);
  }
  const [isAdmin, delay] = await role(ADMIN_ROLE, parameters.admin);
  if (!isAdmin || delay !== parameters.adminDelay) {
    faults.push(`the admin ${parameters.admin} does not hold its role under a delay of ${parameters.adminDelay} s`);
  }
  for (const [id, holder] of [
    [REGISTRY_ROLE, parameters.registryOffice],
    [CONFIG_ROLE, parameters.config],
    [PROCEDURES_ROLE, parameters.proceduresOffice],
  ] as const) {
    if (!(await role(id, holder))[0]) faults.push(`${holder} does not hold role ${id}`);
  }

  const doors = [
    ...WRITERS.map((writer) => ["auditTrail", writer] as const),
    ...POSTERS.map((poster) => ["fundLedger", poster] as const),
    ...HANDLERS.map((handler) => ["procedures", handler] as const),
  ];
  for (const [house, caller] of doors) {
    const open = await client.readContract({
      ...at(contracts[house]),
      functionName: "isOpen",
      args: [contracts[caller]],
    });
    if (!open) faults.push(`the door of ${house} is not open to ${caller}`);
  }
  for (const poster of POSTERS) {
    const ledger = await client.readContract({ address: contracts[poster], abi: readAbi, functionName: "ledger" });
    if (ledger !== contracts.fundLedger) faults.push(`${poster} stands before another ledger, ${ledger}`);
  }
  const founded = await client.readContract({
    address: contracts.procedures,
    abi: readAbi,
    functionName: "procedureCount",
  });
  if (founded !== PROCEDURES.length) faults.push(`${founded} procedures are founded, not ${PROCEDURES.length}`);

  const { witnesses, witnessQuorum } = parameters;
  const expected = {
    origin: { chainId: await client.getChainId(), trail: contracts.auditTrail },
    witnesses,
    quorum: witnessQuorum,
    epoch: 0n,
  };
  return [...faults, ...(await checkAnchor(client, contracts.checkpointAnchor, expected))];
}

/** Whose log an anchor is about, and who cosigns it. */
export interface AnchorTerms {
  origin: { chainId: number; trail: Address };
  witnesses: readonly string[];
  quorum: number;
  epoch: bigint;
}

/** Reads an anchor back. @returns one sentence for each fault */
export async function checkAnchor(client: PublicClient, address: Address, wanted: AnchorTerms): Promise<string[]> {
  const anchor = { address, abi: checkpointAnchorAbi } as const;
  const [[chainId, trail], witnesses, quorum, epoch] = await Promise.all([
    client.readContract({ ...anchor, functionName: "origin" }),
    client.readContract({ ...anchor, functionName: "witnesses" }),
    client.readContract({ ...anchor, functionName: "quorum" }),
    client.readContract({ ...anchor, functionName: "epoch" }),
  ]);
  const faults: string[] = [];
  if (chainId !== BigInt(wanted.origin.chainId) || trail.toLowerCase() !== wanted.origin.trail.toLowerCase()) {
    faults.push(`the anchor ${address} is about another log, ${trail} on chain ${chainId}`);
  }
  const names = ascending(wanted.witnesses).join(", ").toLowerCase();
  if (witnesses.join(", ").toLowerCase() !== names || quorum !== wanted.quorum || epoch !== wanted.epoch) {
    faults.push(`the anchor ${address} has the witnesses ${witnesses.join(", ")}, quorum ${quorum}, epoch ${epoch}`);
  }
  return faults;
}
