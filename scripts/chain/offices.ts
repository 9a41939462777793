// Finds the keys of the offices that an import or a seed acts with, and sees to it that maker and treasurer have seats.
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { bankFactsAbi } from "@mingzhang/sdk/abi/bank-facts";
import { rosterAbi } from "@mingzhang/sdk/abi/roster";
import type { Deployment } from "@mingzhang/sdk/api";
import { decodeEventLog, encodeFunctionData, isHex } from "viem";
import type { Hex, LocalAccount } from "viem";
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
 * Keys from MINGZHANG_TREASURER_KEY, MINGZHANG_MAKER_KEY and MINGZHANG_REGISTRY_KEY, or the well-known accounts of a local chain.
 * @throws ChainError if a key is missing on a chain that is not local
 */
export function officesFrom(environment: NodeJS.ProcessEnv, chainId: number): Offices {
  return {
    treasurer: accountFrom(environment, "MINGZHANG_TREASURER_KEY", chainId, LOCAL_OFFICE.treasurer),
    maker: accountFrom(environment, "MINGZHANG_MAKER_KEY", chainId, LOCAL_OFFICE.maker),
    registry: accountFrom(environment, "MINGZHANG_REGISTRY_KEY", chainId, LOCAL_OFFICE.registry),
  };
}

function accountFrom(environment: NodeJS.ProcessEnv, name: string, chainId: number, local: number): LocalAccount {
  const key = environment[name];
  if (key !== undefined && key !== "") {
    if (!isHex(key) || key.length !== 66) throw new ChainError(`${name} is not a private key: 0x and 64 hex digits.`);
    return privateKeyToAccount(key);
  }
  if (chainId === LOCAL_CHAIN_ID) return localAccount(local);
  throw new ChainError(`Set ${name}: chain ${chainId} is not local, so nobody's key is known.`);
}

/**
 * Gives maker and treasurer seats at the treasury where they have none; on a local chain alone, with the registrar's
 * well-known key. Elsewhere the treasury's registrar gives them.
 * @throws ChainError if a seat is missing and cannot be given
 */
export async function ensureSeats(rpcUrl: string, deployment: Deployment, offices: Offices): Promise<void> {
  const clients = await connectChain(rpcUrl);
  const { roster, bankFacts } = deployment.contracts;
  const treasury = await clients.publicClient.readContract({
    address: bankFacts,
    abi: bankFactsAbi,
    functionName: "treasury",
  });
  if (offices.maker.address === offices.treasurer.address) {
    throw new ChainError("MINGZHANG_MAKER_KEY and MINGZHANG_TREASURER_KEY are one key: two officials are wanted.");
  }
  for (const { office, name, otherName } of IMPORTERS) {
    const holder = offices[office].address;
    const official = await clients.publicClient.readContract({
      address: roster,
      abi: rosterAbi,
      functionName: "officialIn",
      args: [treasury, DUTY[office], holder],
    });
    if (official !== 0) continue;
    if (deployment.chainId !== LOCAL_CHAIN_ID) {
      throw new ChainError(`${holder} holds no ${office}'s seat at party ${treasury}. Ask its registrar to give one.`);
    }
    const registrar = new Sender(clients, localAccount(LOCAL_OFFICE.registrar));
    await seat(clients, roster, registrar, treasury, { name, otherName }, [{ duty: DUTY[office], holder }]);
  }
}

/** Officials whom a local chain invents for an import. */
const IMPORTERS = [
  { office: "maker", name: "Importer of published spending", otherName: "已公布支出导入经办" },
  { office: "treasurer", name: "Treasurer of the import", otherName: "已公布支出导入国库" },
] as const;

/** Party number of the government whose treasury the deployment serves. */
export async function governmentOf(clients: ChainClients, { contracts }: Deployment): Promise<number> {
  const { publicClient } = clients;
  const bank = { address: contracts.bankFacts, abi: bankFactsAbi } as const;
  const treasury = await publicClient.readContract({ ...bank, functionName: "treasury" });
  const parties = { address: contracts.directory, abi: directoryAbi } as const;
  return (await publicClient.readContract({ ...parties, functionName: "partyOf", args: [treasury] })).root;
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
