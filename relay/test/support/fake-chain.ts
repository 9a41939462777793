// A chain in memory with a small model of the approvals, that loses, delays, refuses and forks on demand.
import { errorsAbi } from "@mingzhang/sdk/abi/errors";
import { serviceApprovalsAbi as abi } from "@mingzhang/sdk/abi/service-approvals";
import { proceduresAbi } from "@mingzhang/sdk/abi/procedures";
import { ledgerOrdersAbi } from "@mingzhang/sdk/abi/ledger-orders";
import { bodyHash, type Body } from "@mingzhang/sdk/cases/body";
import { packBody, packDecided, packSubmitted, unpackBody } from "@mingzhang/sdk/cases/packed";
import { decodeStep, encodeStep } from "@mingzhang/sdk/cases/step";
import type { Hex } from "@mingzhang/sdk/hex";
import {
  type Abi,
  decodeFunctionData,
  encodeAbiParameters,
  encodeErrorResult,
  encodeEventTopics,
  encodeFunctionResult,
  getAddress,
  hexToString,
  keccak256,
  stringToHex,
  zeroAddress,
  zeroHash,
} from "viem";
import {
  CallRefused,
  type Chain,
  ChainUnavailable,
  type Fees,
  type Log,
  NotTaken,
  type Receipt,
  type Transaction,
} from "../../src/chain/chain.ts";

export const APPROVALS: Hex = "0x00000000000000000000000000000000000000aa";
export const PROCEDURES: Hex = "0x00000000000000000000000000000000000000bb";
export const HANDLER: Hex = "0x00000000000000000000000000000000000000cc";
export const ACCOUNT: Hex = "0x00000000000000000000000000000000000000ff";
export const CONTENT = keccak256(stringToHex("content"));
export const SUBMISSION_TYPE = keccak256(stringToHex("submission type"));
export const DOMAIN = { name: "Mingzhang", version: "1", chainId: 31_337, verifyingContract: APPROVALS } as const;

const OPEN = 1;
const APPROVED = 3;
const EXECUTED = 4;

/** A body whose other fields nobody here asks about. */
export const SOME_BODY: Body = {
  procedure: 1,
  agency: 2,
  government: 0,
  official: 0,
  scope: 0,
  correctionLimit: 0,
  executionLimit: 0,
  records: 2,
  submitter: zeroAddress,
  handler: zeroAddress,
  salt: zeroHash,
  payloadHash: zeroHash,
  content: zeroHash,
  decisionType: zeroHash,
  steps: [],
};

interface Case {
  status: number;
  round: number;
  stage: number;
  done: number;
  body: Hex;
}

type World = Map<Hex, Case>;

export const personStep = (index: number, stage = index) =>
  encodeStep({ ...EMPTY_STEP, index, stage, duty: "checker", quorum: 1 });
export const ruleStep = (index: number, stage = index) => encodeStep({ ...EMPTY_STEP, index, stage, isRule: true });
const EMPTY_STEP = {
  isRule: false,
  duty: null,
  quorum: 0,
  lateness: "overdue",
  escalation: null,
  limit: 0,
  agency: 0,
  fromAmount: 0n,
} as const;

interface Pooled {
  hash: Hex;
  transaction: Transaction;
}

export class FakeChain implements Chain {
  readonly account = ACCOUNT;
  /** Mines each transaction at once; else `mine()` does. */
  automine = true;
  down = false;
  /** The node forgets the next transactions that it takes. */
  losing = false;
  /** What the node says to the next transactions instead of taking them. */
  refusing: string | null = null;
  /** Executions revert. */
  brokenHandler = false;
  ruleApproves: boolean | null = true;
  /** Signatures with this last byte are wrong. */
  readonly wrongByte = "ee";
  gasOfCall = 100_000n;
  price: Fees = { maxFeePerGas: 100n, maxPriorityFeePerGas: 10n };
  money = 10n ** 18n;
  steps: bigint[] = [personStep(0)];
  broadcasts: Transaction[] = [];
  #world: World = new Map();
  #pool: Pooled[] = [];
  #blocks: { hash: Hex; included: Pooled[]; receipts: Receipt[]; before: World }[] = [];
  #count = 0;
  #records = 0n;

  caseOf(id: Hex): Case | undefined {
    return this.#world.get(id);
  }

  /** Puts an open case there, as if somebody had submitted it. */
  openCase(id: Hex, steps: readonly bigint[]): Body {
    const body: Body = { ...SOME_BODY, payloadHash: keccak256("0x11"), steps };
    this.#world.set(id, { status: OPEN, round: 0, stage: 0, done: 0, body: bodyHash(body) });
    return body;
  }

  /** Somebody else does the same act first. */
  setStatus(id: Hex, status: number): void {
    const found = this.#world.get(id);
    if (found !== undefined) this.#world.set(id, { ...found, status });
  }

  /** Mines what is in the pool and has the next nonce. */
  mine(): void {
    const before = new Map(this.#world);
    const included: Pooled[] = [];
    const receipts: Receipt[] = [];
    const number = this.#blocks.length + 1;
    const hash = keccak256(stringToHex(`block ${number} ${Math.random()}`));
    for (;;) {
      const next = this.#pool.find(({ transaction }) => transaction.nonce === this.#count);
      if (next === undefined) break;
      this.#pool = this.#pool.filter(({ transaction }) => transaction.nonce !== this.#count);
      this.#count += 1;
      receipts.push(this.#run(next, number, hash));
      included.push(next);
    }
    this.#blocks.push({ hash, included, receipts, before });
  }

  /** The last block is undone, and its transactions are forgotten. */
  fork(): void {
    const gone = this.#blocks.pop();
    if (gone === undefined) return;
    this.#world = gone.before;
    this.#count -= gone.included.length;
  }

  /** The same key sends something from elsewhere. */
  stealNonce(): void {
    this.#pool = this.#pool.filter(({ transaction }) => transaction.nonce !== this.#count);
    this.#count += 1;
    this.#blocks.push({
      hash: keccak256(stringToHex(`stolen ${this.#count}`)),
      included: [],
      receipts: [],
      before: this.#world,
    });
  }

  forgetPool(): void {
    this.#pool = [];
  }

  poolSize(): number {
    return this.#pool.length;
  }

  async call(to: Hex, data: Hex): Promise<Hex> {
    this.#answer();
    const records = this.#records;
    try {
      return this.#dispatch(new Map(this.#world), to, data, []);
    } finally {
      this.#records = records;
    }
  }

  async estimateGas(to: Hex, data: Hex): Promise<bigint> {
    await this.call(to, data);
    const { functionName, args } = decodeFunctionData({ abi, data });
    const gas = this.gasOfCall * BigInt(functionName === "multicall" ? args[0].length : 1);
    if (gas > 2n ** 24n) throw new CallRefused("gas required exceeds allowance", null);
    return gas;
  }

  async head(): Promise<number> {
    this.#answer();
    return this.#blocks.length;
  }

  async transactionCount(): Promise<number> {
    this.#answer();
    return this.#count;
  }

  async balance(): Promise<bigint> {
    this.#answer();
    return this.money;
  }

  async fees(): Promise<Fees> {
    this.#answer();
    return this.price;
  }

  async sign(transaction: Transaction): Promise<{ hash: Hex; raw: Hex }> {
    const json = JSON.stringify(transaction, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
    const raw = stringToHex(json);
    return { raw, hash: keccak256(raw) };
  }

  async broadcast(raw: Hex): Promise<void> {
    this.#answer();
    if (this.refusing !== null) throw new NotTaken(this.refusing);
    const transaction = JSON.parse(hexToString(raw), (_, value: unknown) =>
      typeof value === "string" && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
    ) as Transaction;
    if (transaction.nonce < this.#count) throw new NotTaken("nonce too low");
    this.broadcasts.push(transaction);
    if (this.losing) return;
    this.#pool = this.#pool.filter((pooled) => pooled.transaction.nonce !== transaction.nonce);
    this.#pool.push({ hash: keccak256(raw), transaction });
    if (this.automine) this.mine();
  }

  async receipt(hash: Hex): Promise<Receipt | null> {
    this.#answer();
    return this.#blocks.flatMap(({ receipts }) => receipts).find((receipt) => receipt.hash === hash) ?? null;
  }

  async knows(hash: Hex): Promise<boolean> {
    this.#answer();
    return this.#pool.some((pooled) => pooled.hash === hash) || (await this.receipt(hash)) !== null;
  }

  #answer(): void {
    if (this.down) throw new ChainUnavailable("The node cannot be reached.");
  }

  #run({ hash, transaction }: Pooled, block: number, blockHash: Hex): Receipt {
    const world = new Map(this.#world);
    const logs: Log[] = [];
    try {
      if (transaction.to === APPROVALS) this.#dispatch(world, transaction.to, transaction.data, logs);
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      return { hash, block, blockHash, succeeded: false, logs: [] };
    }
    this.#world = world;
    return { hash, block, blockHash, succeeded: true, logs };
  }

  #dispatch(world: World, to: Hex, data: Hex, logs: Log[]): Hex {
    if (to === PROCEDURES) {
      const terms = { government: 1, handler: HANDLER, scope: 0, submitDuty: 0, submitAgency: 0, correctionLimit: 0 };
      const result = [{ ...terms, executionLimit: 1, currency: "0x000000" }, this.steps] as const;
      return encodeFunctionResult({ abi: proceduresAbi, functionName: "termsOf", result });
    }
    if (to === HANDLER) {
      const described = { content: CONTENT, submissionType: SUBMISSION_TYPE, decisionType: zeroHash };
      const result = { ...described, amount: 0n, currency: "0x000000", records: 2 } as const;
      return encodeFunctionResult({ abi: ledgerOrdersAbi, functionName: "describe", result });
    }
    return this.#approvals(world, data, logs);
  }

  #approvals(world: World, data: Hex, logs: Log[]): Hex {
    const call = decodeFunctionData({ abi, data });
    switch (call.functionName) {
      case "multicall": {
        const result = call.args[0].map((each) => this.#approvals(world, each, logs));
        return encodeFunctionResult({ abi, functionName: "multicall", result });
      }
      case "stateOf": {
        const found = world.get(call.args[0]);
        const { status = 0, round = 0, stage = 0, done = 0 } = found ?? {};
        const none = { silent: false, conflicts: false, approvals: 0, escalated: 0, since: 0 };
        const result = { status, round, stage, done, ...none, submittedAt: 0, first: 0, second: 0, third: 0 };
        return encodeFunctionResult({ abi, functionName: "stateOf", result });
      }
      case "submit": {
        const [submission, , by] = call.args;
        this.#checkSignature(by);
        const { salt, payload } = submission;
        const submitter = by.signer;
        const body: Body = { ...SOME_BODY, submitter, salt, payloadHash: keccak256(payload), steps: this.steps };
        const id = bodyHash(body);
        if (world.has(id)) throw refuse("CaseExists", [id]);
        world.set(id, { status: OPEN, round: 0, stage: 0, done: 0, body: bodyHash(body) });
        const submitted = packSubmitted({ round: 0, deadline: by.deadline, currency: "0x000000", amount: 0n });
        const rest = [submission.documents, payload, by.signature] as const;
        this.#record(logs, "CaseSubmitted", id, [submitted, packBody(body), ...rest]);
        return encodeFunctionResult({ abi, functionName: "submit", result: id });
      }
      case "decide":
      case "decideAndExecute": {
        const [id, packed, decisions] = call.args;
        const body = unpackBody(packed, getAddress);
        const executes = call.functionName === "decideAndExecute";
        for (const { step, verdict, by, reason } of decisions) {
          const found = this.#open(world, id, body, step);
          this.#checkSignature(by);
          this.#advance(world, id, found, body, step);
          if (executes && world.get(id)?.status === APPROVED) this.#turnExecuted(world, id);
          const { status, stage } = world.get(id) ?? found;
          const { deadline } = by;
          const decided = packDecided({ round: found.round, step, verdict, official: 7, status, stage, deadline });
          this.#record(logs, "CaseDecided", id, [decided, by.signer, reason, by.signature]);
        }
        const after = world.get(id)?.status ?? 0;
        if (executes && after !== EXECUTED) throw refuse("StatusUnfit", [id, after]);
        if (executes) this.#records += BigInt(body.records);
        return "0x";
      }
      case "decideByRule": {
        const [id, packed, step] = call.args;
        const body = unpackBody(packed, getAddress);
        const found = this.#open(world, id, body, step);
        if (this.ruleApproves === null) throw refuse("RuleUndecided", [HANDLER]);
        this.#advance(world, id, found, body, step);
        if (!this.ruleApproves) world.set(id, { ...found, status: 5 });
        const { status, stage } = world.get(id) ?? found;
        const decided = packDecided({ round: 0, step, verdict: 1, official: 0, status, stage, deadline: 0 });
        this.#record(logs, "CaseDecided", id, [decided, HANDLER, "", "0x"]);
        return "0x";
      }
      case "execute":
        this.#execute(world, call.args[0], logs);
        return "0x";
      case "withdraw": {
        const [id, , , by] = call.args;
        this.#checkSignature(by);
        const found = world.get(id);
        if (found === undefined) throw refuse("CaseUnknown", [id]);
        if (found.status !== OPEN) throw refuse("StatusUnfit", [id, found.status]);
        world.set(id, { ...found, status: 6 });
        return "0x";
      }
      default:
        throw new Error(`The model has no ${call.functionName}.`);
    }
  }

  #open(world: World, id: Hex, body: Body, step: number): Case {
    const found = world.get(id);
    if (found === undefined) throw refuse("CaseUnknown", [id]);
    if (found.body !== bodyHash(body)) throw refuse("BodyDiffers", [id, bodyHash(body), found.body]);
    if (found.status !== OPEN) throw refuse("StatusUnfit", [id, found.status]);
    const place = body.steps.findIndex((word) => decodeStep(word).index === step);
    const word = body.steps[place];
    if (word === undefined) throw refuse("StepUnknown", [id, step]);
    if (decodeStep(word).stage !== found.stage || found.done & (1 << place)) throw refuse("StepNotOpen", [id, step]);
    return found;
  }

  #advance(world: World, id: Hex, found: Case, body: Body, step: number): void {
    const place = body.steps.findIndex((word) => decodeStep(word).index === step);
    const done = found.done | (1 << place);
    const left = body.steps.filter((_, at) => (done & (1 << at)) === 0).map((word) => decodeStep(word).stage);
    const next = { ...found, done };
    world.set(id, left.length === 0 ? { ...next, status: APPROVED } : { ...next, stage: Math.min(...left) });
  }

  #turnExecuted(world: World, id: Hex): void {
    const found = world.get(id);
    if (found === undefined || found.status !== APPROVED) throw refuse("StatusUnfit", [id, found?.status ?? 0]);
    if (this.brokenHandler) throw refuse("Overdraw", [1n, 200n, 100n]);
    world.set(id, { ...found, status: EXECUTED });
  }

  #execute(world: World, id: Hex, logs: Log[]): void {
    this.#turnExecuted(world, id);
    const first = this.#records;
    this.#records += 2n;
    this.#record(logs, "CaseExecuted", id, [first, 2n]);
  }

  #checkSignature({ signer, signature }: { signer: Hex; signature: Hex }): void {
    if (signature.endsWith(this.wrongByte)) throw refuse("SignatureInvalid", [signer, zeroHash]);
  }

  #record(logs: Log[], eventName: "CaseSubmitted" | "CaseDecided" | "CaseExecuted", id: Hex, values: unknown[]): void {
    const event = abi.find((item) => item.type === "event" && item.name === eventName);
    if (event === undefined) throw new Error(`There is no event ${eventName}.`);
    const topics = encodeEventTopics({ abi, eventName, args: { record: this.#records, id } }) as Hex[];
    const inputs: readonly { name: string; type: string; indexed?: boolean }[] = event.inputs;
    const data = encodeAbiParameters(
      inputs.filter((input) => input.indexed !== true),
      values,
    );
    this.#records += 1n;
    logs.push({ address: APPROVALS, topics, data });
  }
}

/** Typed loosely: which error goes with which values is checked by the encoding itself. */
const errors: Abi = errorsAbi;

function refuse(errorName: string, args: readonly unknown[]): CallRefused {
  return new CallRefused("execution reverted", encodeErrorResult({ abi: errors, errorName, args }));
}
