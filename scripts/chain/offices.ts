// Finds the keys of the offices that an import or a seed acts with, and sees to it that the treasurer has a seat.
import { rosterAbi } from "@mingzhang/sdk/abi/roster";
import { treasuryPosterAbi } from "@mingzhang/sdk/abi/treasury-poster";
import type { Deployment } from "@mingzhang/sdk/api";
import { decodeEventLog, encodeFunctionData, isHex } from "viem";
import type { Account, Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { ChainError } from "./failures.ts";
import { LOCAL_CHAIN_ID, LOCAL_OFFICE, localAccount } from "./local-accounts.ts";
import { connectChain, Sender } from "./sender.ts";
import type { ChainClients } from "./sender.ts";
import type { Offices } from "./session.ts";

/** IRoster.Duty. */
export const DUTY = {
  registrar: 1,
  maker: 2,
  checker: 3,
  approver: 4,
  treasurer: 5,
  budgetOfficer: 6,
  auditor: 7,
} as const;

/** The end of a seat that has none yet, in seconds: 2100-01-01. */
export const SEAT_END = 4_102_444_800;

/**
 * Keys from MINGZHANG_TREASURER_KEY and MINGZHANG_REGISTRY_KEY, or the well-known accounts of a local chain.
 * @throws ChainError if a key is missing on a chain that is not local
 */
export function officesFrom(environment: NodeJS.ProcessEnv, chainId: number): Offices {
  return {
    treasurer: accountFrom(environment, "MINGZHANG_TREASURER_KEY", chainId, LOCAL_OFFICE.treasurer),
    registry: accountFrom(environment, "MINGZHANG_REGISTRY_KEY", chainId, LOCAL_OFFICE.registry),
  };
}

function accountFrom(environment: NodeJS.ProcessEnv, name: string, chainId: number, local: number): Account {
  const key = environment[name];
  if (key !== undefined && key !== "") {
    if (!isHex(key) || key.length !== 66) throw new ChainError(`${name} is not a private key: 0x and 64 hex digits.`);
    return privateKeyToAccount(key);
  }
  if (chainId === LOCAL_CHAIN_ID) return localAccount(local);
  throw new ChainError(`Set ${name}: chain ${chainId} is not local, so nobody's key is known.`);
}

/**
 * Gives the treasurer a seat at the treasury where there is none; on a local chain alone, with the registrar's
 * well-known key. Elsewhere the treasury's registrar gives it.
 * @throws ChainError if there is no seat and none can be given
 */
export async function ensureTreasurer(
  rpcUrl: string,
  deployment: Deployment,
  treasurer: Account,
  name: { name: string; otherName: string },
): Promise<void> {
  const clients = await connectChain(rpcUrl);
  const { roster, treasuryPoster } = deployment.contracts;
  const treasury = await clients.publicClient.readContract({
    address: treasuryPoster,
    abi: treasuryPosterAbi,
    functionName: "treasury",
  });
  const official = await clients.publicClient.readContract({
    address: roster,
    abi: rosterAbi,
    functionName: "officialIn",
    args: [treasury, DUTY.treasurer, treasurer.address],
  });
  if (official !== 0) return;
  if (deployment.chainId !== LOCAL_CHAIN_ID) {
    throw new ChainError(
      `${treasurer.address} holds no treasurer's seat at party ${treasury}. Ask its registrar to give one.`,
    );
  }
  const registrar = new Sender(clients, localAccount(LOCAL_OFFICE.registrar));
  await seat(clients, roster, registrar, treasury, name, [{ duty: DUTY.treasurer, holder: treasurer.address }]);
}

/** Enrols an official and gives seats from now on. Returns the official's number. */
export async function seat(
  clients: ChainClients,
  roster: Hex,
  registrar: Sender,
  agency: number,
  { name, otherName }: { name: string; otherName: string },
  seats: readonly { duty: number; holder: Hex; agency?: number }[],
): Promise<number> {
  const enrol = encodeFunctionData({ abi: rosterAbi, functionName: "enrol", args: [agency, name, otherName] });
  const receipt = await registrar.send(roster, enrol, "enrol");
  const official = receipt.logs
    .filter((log) => log.address.toLowerCase() === roster.toLowerCase())
    .map((log) => decodeEventLog({ abi: rosterAbi, topics: log.topics, data: log.data }))
    .flatMap((event) => (event.eventName === "OfficialEnrolled" ? [event.args.official] : []))[0];
  if (official === undefined) throw new ChainError(`The roster did not enrol ${name}.`);
  const { timestamp } = await clients.publicClient.getBlock();
  for (const { duty, holder, agency: at = agency } of seats) {
    const args = [at, duty, holder, official, Number(timestamp), SEAT_END] as const;
    await registrar.send(roster, encodeFunctionData({ abi: rosterAbi, functionName: "appoint", args }), "appoint");
  }
  return official;
}
