// A stand-in for the suite: emits its records, numbered without gaps, from one address of a test double for each writer.
import { packBody, packDecided, packSubmitted } from "@mingzhang/sdk/cases/packed";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ContractName, Deployment } from "@mingzhang/sdk/api";
import { recordEventsAbi } from "@mingzhang/sdk/abi/records";
import { accountNumber } from "@mingzhang/sdk/accounts";
import type { RecordArgs, RecordName } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { kindByName, type KindName } from "@mingzhang/sdk/kinds";
import { packTerms } from "@mingzhang/sdk/terms";
import { type Abi, type Address, encodeAbiParameters, encodeEventTopics, parseAbi } from "viem";
import { blockHash, type ChainClient } from "./chain.ts";

const ARTIFACT = new URL("../../../artifacts/contracts/mocks/EventEmitter.sol/EventEmitter.json", import.meta.url);
const emitterAbi = parseAbi(["struct Raw { bytes32[] topics; bytes data; }", "function emitRaw(Raw[] logs)"]);
const NOBODY: Hex = `0x${"0".repeat(40)}`;
const ZERO: Hex = `0x${"0".repeat(64)}`;

type Writer = (typeof WRITERS)[number];
type Fields<N extends RecordName> = Omit<RecordArgs<N>, "record">;

export interface Draft {
  writer: Writer;
  topics: Hex[];
  data: Hex;
}

export interface MovementDraft {
  kind: KindName;
  from: bigint;
  to: bigint;
  amount: bigint;
  flags?: number;
  code?: number;
  valueDate?: number;
  cites?: bigint;
  beyond?: bigint;
  fromPosition?: bigint;
  toPosition?: bigint;
  document?: Hex;
  detail?: Hex;
}

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

/** Contracts that write nothing: any addresses that differ. */
const SILENT = ["accessManager", "ledgerOrders", "ledgerOpenings", "bankFacts", "seats", "checkpointAnchor"] as const;

/** Drafts records; `send` emits what was drafted in one transaction for each run of one writer. */
export class EmittedSuite {
  readonly deployment: Deployment;
  readonly #client: ChainClient;
  readonly #account: Address;
  next = 0;
  #drafts: Draft[] = [];
  readonly #running = new Map<string, number>();

  private constructor(client: ChainClient, account: Address, deployment: Deployment) {
    this.#client = client;
    this.#account = account;
    this.deployment = deployment;
  }

  static async deploy(client: ChainClient): Promise<EmittedSuite> {
    const [account] = await client.getAddresses();
    if (account === undefined) throw new Error("The chain has no accounts.");
    const { bytecode } = JSON.parse(readFileSync(fileURLToPath(ARTIFACT), "utf8")) as { bytecode: Hex };
    const contracts: Partial<Record<ContractName, Hex>> = {};
    let deployBlock = 0n;
    for (const writer of WRITERS) {
      const hash = await client.deployContract({ abi: emitterAbi, bytecode, account });
      const receipt = await client.waitForTransactionReceipt({ hash });
      if (receipt.contractAddress) contracts[writer] = receipt.contractAddress.toLowerCase() as Hex;
      deployBlock ||= receipt.blockNumber;
    }
    for (const [at, name] of SILENT.entries()) contracts[name] = `0x${(0xa0 + at).toString(16).repeat(20)}`;
    return new EmittedSuite(client, account, {
      chainId: await client.getChainId(),
      genesisHash: await blockHash(client, 0n),
      deployBlock: Number(deployBlock),
      deployBlockHash: await blockHash(client, deployBlock),
      deployedAt: "2026-01-01T00:00:00Z",
      contracts: contracts as Record<ContractName, Hex>,
      anchors: [],
      demo: true,
    });
  }

  /** Drafts a record; returns its number. */
  record<N extends RecordName>(writer: Writer, name: N, fields: Fields<N>): number {
    const number = this.next;
    this.next += 1;
    const abi = recordEventsAbi.filter((event) => event.name === name) as Abi;
    const event = abi[0];
    if (event?.type !== "event") throw new Error(`No record event ${name}`);
    const args: Record<string, unknown> = {
      ...fields,
      ...packedWords(fields),
      record: BigInt(number),
    };
    const topics = encodeEventTopics<Abi, string>({ abi, eventName: name, args }) as Hex[];
    const plain = event.inputs.filter((input) => input.indexed !== true);
    this.#drafts.push({
      writer,
      topics,
      data: encodeAbiParameters(
        plain,
        plain.map((input) => args[input.name ?? ""]),
      ),
    });
    return number;
  }

  /** Number of the next party or account of a kind. */
  #count(kind: string): number {
    const number = (this.#running.get(kind) ?? 0) + 1;
    this.#running.set(kind, number);
    return number;
  }

  /** Forgets numbers given out since `mark` was taken; for tests that revert the chain. */
  mark(): () => void {
    const { next } = this;
    const running = new Map(this.#running);
    return () => {
      this.next = next;
      this.#drafts = [];
      this.#running.clear();
      for (const [kind, number] of running) this.#running.set(kind, number);
    };
  }

  party(kind: 1 | 2 | 3 | 4, name: string, more: Partial<Fields<"PartyRegistered">> = {}): number {
    const party = this.#count("party");
    const empty = { parent: 0, otherName: "", scheme: "", identifier: "" };
    this.record("directory", "PartyRegistered", { party, kind, name, ...empty, ...more });
    return party;
  }

  rename(party: number, name: string, otherName = ""): number {
    return this.record("directory", "PartyRenamed", { party, name, otherName });
  }

  fund(owner: number, name: string, more: Partial<Fields<"FundOpened">> = {}): bigint {
    const account = accountNumber("fund", this.#count("fund"));
    const rest = {
      currency: currencyToBytes("CNY"),
      exponent: 2,
      token: NOBODY,
      otherName: "",
      code: "",
    };
    this.record("fundLedger", "FundOpened", { account, owner, name, ...rest, ...more });
    return account;
  }

  source(fund: bigint, party: number): bigint {
    const account = accountNumber("source", this.#count("source"));
    this.record("fundLedger", "SourceOpened", { account, fund, party });
    return account;
  }

  year(government: number, year: number, firstDay: number, lastDay: number): number {
    const days = { firstDay, lastDay, commitUntil: lastDay, payUntil: lastDay + 20 };
    return this.record("fundLedger", "YearOpened", { government, year, ...days });
  }

  act(government: number, year: number, title: string, actType = 1): bigint {
    const account = accountNumber("act", this.#count("act"));
    const rest = { otherTitle: "", document: ZERO };
    this.record("fundLedger", "ActOpened", { account, government, year, actType, title, ...rest });
    return account;
  }

  line(fund: bigint, agency: number, year: number, name: string, more: Partial<Fields<"LineOpened">> = {}): bigint {
    const account = accountNumber("line", this.#count("line"));
    const rest = { func: 912, economic: 22, nationalCode: "2050201", otherName: "" };
    this.record("fundLedger", "LineOpened", { account, fund, agency, year, name, ...rest, ...more });
    return account;
  }

  allotment(line: bigint, unit: number, title = "Allotment"): bigint {
    const account = accountNumber("allotment", this.#count("allotment"));
    this.record("fundLedger", "AllotmentOpened", { account, line, unit, title, otherTitle: "" });
    return account;
  }

  commitment(allotment: bigint, payee: number, more: Partial<Fields<"CommitmentOpened">> = {}): bigint {
    const account = accountNumber("commitment", this.#count("commitment"));
    const rest = { payeeFund: 0n, contractId: `C-${this.next}`, title: "Works", otherTitle: "工程", document: ZERO };
    this.record("fundLedger", "CommitmentOpened", { account, allotment, payee, ...rest, ...more });
    return account;
  }

  move(draft: MovementDraft): number {
    const terms = packTerms({
      kind: kindByName(draft.kind).number,
      flags: draft.flags ?? 0,
      code: draft.code ?? 0,
      valueDate: draft.valueDate ?? 0,
      cites: draft.cites ?? 0n,
      beyond: draft.beyond ?? 0n,
    });
    return this.record("fundLedger", "Movement", {
      from: draft.from,
      to: draft.to,
      terms,
      amount: draft.amount,
      fromPosition: draft.fromPosition ?? 0n,
      toPosition: draft.toPosition ?? 0n,
      document: draft.document ?? ZERO,
      detail: draft.detail ?? ZERO,
    });
  }

  confirm(movement: number, valueDate: number, document: Hex = ZERO): number {
    return this.record("fundLedger", "Confirmed", { movement: BigInt(movement), valueDate, document });
  }

  /** Emits what was drafted, at most `batch` logs in one transaction. */
  async send(batch = 250): Promise<Hex | null> {
    const drafts = this.#drafts;
    this.#drafts = [];
    let last: Hex | null = null;
    for (let at = 0; at < drafts.length;) {
      const writer = drafts[at]?.writer ?? "fundLedger";
      let end = at;
      while (end < drafts.length && end - at < batch && drafts[end]?.writer === writer) end += 1;
      const logs = drafts.slice(at, end).map(({ topics, data }) => ({ topics, data }));
      last = await this.#client.writeContract({
        address: this.deployment.contracts[writer],
        abi: emitterAbi,
        functionName: "emitRaw",
        args: [logs],
        account: this.#account,
        chain: null,
        gas: 16_000_000n,
      });
      at = end;
    }
    if (last !== null) await this.#client.waitForTransactionReceipt({ hash: last });
    return last;
  }
}

/** The packed words of a case's records, from the fields that they hold; none for other records. */
function packedWords(fields: object): Record<string, unknown> {
  if (isSubmission(fields)) return { submitted: packSubmitted(fields), body: packBody(fields.body) };
  return isDecision(fields) ? { decided: packDecided(fields) } : {};
}

const isSubmission = (fields: object): fields is Fields<"CaseSubmitted"> => "body" in fields && "payload" in fields;
const isDecision = (fields: object): fields is Fields<"CaseDecided"> => "verdict" in fields && "step" in fields;
