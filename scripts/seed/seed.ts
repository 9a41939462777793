// Seeds a fresh deployment with the demonstration city's fiscal year.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bankFactsAbi } from "@mingzhang/sdk/abi/bank-facts";
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { fundLedgerAbi } from "@mingzhang/sdk/abi/fund-ledger";
import { rosterAbi } from "@mingzhang/sdk/abi/roster";
import { ACCOUNT_KINDS } from "@mingzhang/sdk/accounts";
import type { AccountKind } from "@mingzhang/sdk/accounts";
import type { Deployment } from "@mingzhang/sdk/api";
import { numberToHex } from "viem";
import type { Hex } from "viem";
import { LOCAL_CHAIN_ID, LOCAL_OFFICE, localAccount } from "../chain/local-accounts.ts";
import { Session } from "../chain/session.ts";
import { documentPath } from "../import/documents.ts";
import { readParameters } from "../../deploy/parameters.ts";
import { DUTY } from "../../deploy/procedure-terms.ts";
import { Bench } from "./bench.ts";
import { DAYS } from "./calendar.ts";
import { OFFICIALS } from "./officials.ts";
import { PERMIT_AGENCY } from "./permits.ts";
import { programOf } from "./program.ts";
import type { Scene } from "./program.ts";
import { RuledProcedure } from "./ruled.ts";
import { generateYear } from "./generate.ts";
import type { YearOptions } from "./generate.ts";
import { Performer } from "./perform.ts";
import { found } from "./state.ts";

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
  /** Called when a month (1 to 12) has ended, with a time that is before whatever happens next, seconds since 1970. */
  onMonth?: (month: number, at: number) => Promise<void>;
}

export interface SeedResult {
  movements: number;
  cases: number;
  /** Submissions, decisions and the like. */
  acts: number;
  confirmations: number;
  /** Of auditors. */
  findings: number;
  documents: number;
}

const LOCAL_PARAMETERS = new URL("../../deploy/parameters/local.json", import.meta.url);

/** Seconds after midnight, UTC, at which a month's end is looked at. */
const MONTH_END_AT = 1_800;

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
  const offices = {
    treasurer: accountOf(DUTY.treasurer),
    maker: accountOf(DUTY.maker),
    registry: localAccount(LOCAL_OFFICE.registry),
    relay: localAccount(LOCAL_OFFICE.relay),
  };
  const session = await Session.open(rpcUrl, deployment, offices);
  const { timestamp } = await session.clients.publicClient.getBlock();
  if (Number(timestamp) >= SEED_STARTS_AT) {
    throw new Error(
      `The chain's clock stands at ${new Date(Number(timestamp) * 1000).toISOString()}, and the demonstration begins on ` +
        "2026-01-01. Start the chain with an initialDate of 2025-12-31.",
    );
  }
  await fund(session);
  const { first, founded } = await readNumbers(session);
  const year = generateYear({ movements, seed: number, first, founded });
  const program = programOf(year, first, number, approverFrom());
  if (options.documentsDir !== undefined) storeDocuments(options.documentsDir, year.city.agenda.documents);

  const total = year.books.moves.length;
  const ruled = new RuledProcedure(session, founded.government, found(year.city.parties, PERMIT_AGENCY));
  const performer = new Performer(session, program, new Bench(year.city), ruled, (done) => onProgress(done, total));
  await play(program.scenes, performer, options.onMonth);
  return { movements: total, ...performer.counts, documents: year.city.agenda.documents.size };
}

/** Plays the scenes, and says between them that a month is over. */
async function play(
  scenes: readonly Scene[],
  performer: Performer,
  onMonth: SeedOptions["onMonth"] = async () => undefined,
): Promise<void> {
  let playing = 0;
  for (const scene of scenes) {
    const date = new Date(scene.at * 1000);
    const month = date.getUTCMonth() + 1;
    if (playing !== 0 && month !== playing) {
      const begins = Date.UTC(date.getUTCFullYear(), month - 1, 1) / 1000;
      await onMonth(playing, Math.min(begins + MONTH_END_AT, scene.at - 1));
    }
    playing = month;
    await performer.perform(scene);
  }
  await performer.finish();
  const last = scenes.at(-1);
  if (last !== undefined) await onMonth(playing, last.at + MONTH_END_AT);
}

/** The account of the treasury's official with this duty. */
function accountOf(duty: number) {
  const official = OFFICIALS.find(({ seats }) =>
    seats.some((seat) => seat.agency === "treasury" && seat.duty === duty),
  );
  if (official === undefined) throw new Error(`The treasury has nobody for duty ${duty}.`);
  return localAccount(official.account);
}

/** The threshold of the demonstration's catalogue. */
function approverFrom(): bigint {
  return readParameters(fileURLToPath(LOCAL_PARAMETERS)).catalogue.approverFrom;
}

/** Gives the officials play money for gas, so that they can act also where no relay does it for them. */
async function fund({ clients }: Session): Promise<void> {
  for (const account of Bench.accounts()) {
    await clients.publicClient.request<{ Method: string; Parameters: unknown; ReturnType: unknown }>({
      method: "hardhat_setBalance",
      params: [localAccount(account).address, numberToHex(10n ** 20n)],
    });
  }
}

/** Numbers that the chain gives out next, and who was registered when the suite was founded. */
async function readNumbers(session: Session): Promise<Pick<YearOptions, "first" | "founded">> {
  const { publicClient } = session.clients;
  const { directory, fundLedger, roster, bankFacts } = session.deployment.contracts;
  const ledger = { address: fundLedger, abi: fundLedgerAbi } as const;
  const treasury = await publicClient.readContract({
    address: bankFacts,
    abi: bankFactsAbi,
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
  const names = await readNames(session);
  const registrar = await publicClient.readContract({
    address: roster,
    abi: rosterAbi,
    functionName: "officialOf",
    args: [localAccount(LOCAL_OFFICE.registrar).address],
  });
  return {
    first: { party: party + 1, accounts },
    founded: { government: root, treasury, officials, registrar, names },
  };
}

/** Registered names of the parties that the deployment made. */
async function readNames(session: Session): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  await session.sync((event) => {
    if (event.name === "PartyRegistered") names.set(event.args.party, event.args.name);
  });
  return names;
}

function storeDocuments(folder: string, documents: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [digest, text] of documents) writeFileSync(documentPath(folder, digest as Hex), text);
}
