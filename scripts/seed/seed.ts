// Seeds a fresh deployment with the demonstration city's fiscal year.
import { mkdirSync, writeFileSync } from "node:fs";
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { fundLedgerAbi } from "@mingzhang/sdk/abi/fund-ledger";
import { rosterAbi } from "@mingzhang/sdk/abi/roster";
import { treasuryPosterAbi } from "@mingzhang/sdk/abi/treasury-poster";
import { ACCOUNT_KINDS } from "@mingzhang/sdk/accounts";
import type { AccountKind } from "@mingzhang/sdk/accounts";
import type { Deployment } from "@mingzhang/sdk/api";
import type { Hex } from "viem";
import { LOCAL_CHAIN_ID, LOCAL_OFFICE, localAccount } from "../chain/local-accounts.ts";
import { Session } from "../chain/session.ts";
import { documentPath } from "../import/documents.ts";
import { DAYS } from "./calendar.ts";
import { generateYear } from "./generate.ts";
import type { YearOptions } from "./generate.ts";
import { Performer } from "./perform.ts";

export interface SeedOptions {
  rpcUrl: string;
  deployment: Deployment;
  /** About how many movements; default 4,000. A year's structure needs some 1,400. */
  movements?: number;
  /** The same seed gives the same year; default 1. */
  seed?: number;
  /** Where supporting documents are kept under their digest; nowhere if absent. */
  documentsDir?: string;
  /** Movements posted so far, and in all. */
  onProgress?: (done: number, total: number) => void;
}

export interface SeedResult {
  movements: number;
  confirmations: number;
  documents: number;
}

/** The chain's clock must stand before this moment, in seconds: `initialDate` 2025-12-31 of a local network. */
export const SEED_STARTS_AT = DAYS.opening * 86_400;

/**
 * Founds the city and plays its year 2026, moving the chain's clock through it.
 * @throws Error if the chain is not a local one, its clock stands too late, or it has accounts already
 */
export async function seed(options: SeedOptions): Promise<SeedResult> {
  const { rpcUrl, deployment, movements = 4_000, seed: number = 1, onProgress = () => undefined } = options;
  if (deployment.chainId !== LOCAL_CHAIN_ID)
    throw new Error("The demonstration moves the clock: it needs a local chain.");
  const offices = { treasurer: localAccount(LOCAL_OFFICE.treasurer), registry: localAccount(LOCAL_OFFICE.registry) };
  const session = await Session.open(rpcUrl, deployment, offices);
  const { timestamp } = await session.clients.publicClient.getBlock();
  if (Number(timestamp) >= SEED_STARTS_AT) {
    throw new Error(
      `The chain's clock stands at ${new Date(Number(timestamp) * 1000).toISOString()}, and the demonstration begins on ` +
        "2026-01-01. Start the chain with an initialDate of 2025-12-31.",
    );
  }
  const year = generateYear({ movements, seed: number, ...(await readNumbers(session)) });
  if (options.documentsDir !== undefined) storeDocuments(options.documentsDir, year.documents);

  const total = year.books.moves.length;
  const performer = new Performer(session, (done) => onProgress(done, total));
  // Reads the founding records, so that what follows can be told from them.
  await session.sync(() => undefined);
  let confirmations = 0;
  for (const moment of year.moments) {
    await performer.perform(moment);
    for (const step of moment.steps) if (step.type === "confirm") confirmations += step.cites.length;
  }
  await performer.finish();
  return { movements: total, confirmations, documents: year.documents.size };
}

/** Numbers that the chain gives out next, and who was registered when the suite was founded. */
async function readNumbers(session: Session): Promise<Pick<YearOptions, "first" | "founded">> {
  const { publicClient } = session.clients;
  const { directory, fundLedger, roster, treasuryPoster } = session.deployment.contracts;
  const ledger = { address: fundLedger, abi: fundLedgerAbi } as const;
  const treasury = await publicClient.readContract({
    address: treasuryPoster,
    abi: treasuryPosterAbi,
    functionName: "treasury",
  });
  const parties = { address: directory, abi: directoryAbi } as const;
  const { root } = await publicClient.readContract({ ...parties, functionName: "partyOf", args: [treasury] });
  const party = await publicClient.readContract({ ...parties, functionName: "partyCount" });
  const officials = await publicClient.readContract({ address: roster, abi: rosterAbi, functionName: "officialCount" });
  const accounts: Record<AccountKind, bigint> = {
    source: 1n,
    fund: 1n,
    act: 1n,
    line: 1n,
    allotment: 1n,
    commitment: 1n,
  };
  for (const [i, kind] of ACCOUNT_KINDS.entries()) {
    const count = await publicClient.readContract({ ...ledger, functionName: "accountCount", args: [i + 1] });
    if (count > 0n) throw new Error("The ledger has accounts already: the demonstration wants a fresh deployment.");
    accounts[kind] = count + 1n;
  }
  return { first: { party: party + 1, accounts }, founded: { government: root, treasury, officials } };
}

function storeDocuments(folder: string, documents: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [digest, text] of documents) writeFileSync(documentPath(folder, digest as Hex), text);
}
