// A desk in the bureau: writes, signs and hands in what the tests say, and keeps each case's papers.
import { packBody, packDecided, unpackBody } from "@mingzhang/sdk/cases/packed";
import type { Body as Fields } from "@mingzhang/sdk/cases/body";
import type { Hex } from "@mingzhang/sdk/hex";
import { Result } from "ethers";
import type { BaseContract, ContractTransactionReceipt, ContractTransactionResponse, Signer } from "ethers";
import type { IServiceApprovals } from "../../types/ethers-contracts/index.ts";
import { FAR } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { Verdict, actMessage, decisionMessage, payloadOf, sign, submissionMessage } from "./forms.ts";
import type { Order, SubmissionPlan } from "./forms.ts";
import { Agency, deployCases } from "./setup.ts";
import type { Cases } from "./setup.ts";

export type Body = IServiceApprovals.BodyStruct;
export type Decision = IServiceApprovals.DecisionStruct & { by: { signer: string } };
export type Signed = IServiceApprovals.SignedStruct;

/** What is known of a case after a submission. */
export interface CaseFile {
  id: string;
  round: number;
  body: Body;
  /** What the body's words say. */
  fields: Fields;
  order: Order;
  payload: string;
  plan: SubmissionPlan;
  /** Seconds. */
  submittedAt: number;
}

/** A signer with the address at hand. */
export type Person = Signer & { address: string };

interface Writing {
  by?: Person;
  agency?: number;
  order?: Partial<Order>;
  documents?: string[];
  deadline?: number;
  /** By the signer's own transaction rather than a signature that somebody else brings. */
  direct?: boolean;
}

/** A body that nobody looks at. */
export const NO_BODY: Body = {
  who: 0n,
  how: 0n,
  limits: 0n,
  salt: ethers.ZeroHash,
  payloadHash: ethers.ZeroHash,
  content: ethers.ZeroHash,
  decisionType: ethers.ZeroHash,
  steps: [],
};

/** IServiceApprovals.Status */
export const Status = {
  None: 0n,
  Open: 1n,
  Returned: 2n,
  Approved: 3n,
  Executed: 4n,
  Rejected: 5n,
  Withdrawn: 6n,
  Cancelled: 7n,
  Expired: 8n,
} as const;

export class Desk {
  readonly world: Cases;
  private count = 0;

  constructor(world: Cases) {
    this.world = world;
  }

  order(more: Partial<Order> = {}): Order {
    return { what: "Repair of the town bridge 修桥", amount: 0n, currency: "", detail: "0x", ...more };
  }

  /** A new submission; no two are alike. */
  plan(procedure: number, order: Order, more: Partial<SubmissionPlan> = {}): SubmissionPlan {
    this.count += 1;
    const salt = ethers.toBeHex(this.count, 32);
    const fresh = { agency: Agency.Bureau, id: ethers.ZeroHash, round: 0, salt, documents: [] };
    return { procedure, ...fresh, payload: payloadOf(order), ...more };
  }

  /** Signature of a submission, or none if the signer sends it. */
  async signed(plan: SubmissionPlan, order: Order, { by, deadline = FAR, direct }: Writing = {}): Promise<Signed> {
    const signer = by ?? this.world.maker;
    const message = await submissionMessage(this.world.approvals, plan, order, deadline);
    return { signer: signer.address, deadline, signature: direct === true ? "0x" : await sign(signer, message) };
  }

  /** Submits a new case, relayed by an outsider unless it is direct. */
  async submit(procedure: number, writing: Writing = {}): Promise<CaseFile> {
    const order = this.order(writing.order);
    const { agency = Agency.Bureau, documents = [] } = writing;
    return this.handIn(this.plan(procedure, order, { agency, documents }), order, [], writing);
  }

  /** Submits a returned case again, with other content if wanted. */
  async resubmit(file: CaseFile, writing: Writing = {}): Promise<CaseFile> {
    const order = { ...file.order, ...writing.order };
    const again = { id: file.id, round: file.round + 1, salt: ethers.ZeroHash };
    const plan = { ...file.plan, ...again, payload: payloadOf(order) };
    return this.handIn(plan, order, [file.body], writing);
  }

  async handIn(plan: SubmissionPlan, order: Order, present: Body[], writing: Writing): Promise<CaseFile> {
    const by = await this.signed(plan, order, writing);
    const sender = writing.direct === true ? (writing.by ?? this.world.maker) : this.world.outsider;
    const sent = await this.world.approvals.connect(sender).submit(plan, present, by);
    return this.fileOf(sent, plan, order);
  }

  /** The papers of a submission, as anyone reads them from the log. */
  async fileOf(sent: ContractTransactionResponse, plan: SubmissionPlan, order: Order): Promise<CaseFile> {
    const event = eventOf(await receiptOf(sent), this.world.approvals, "CaseSubmitted");
    const id = String(event["id"]);
    const body = bodyOf(event["body"]);
    const papers = { body, fields: fieldsOf(body), order, payload: plan.payload, plan };
    return { id, round: plan.round, ...papers, submittedAt: await timeOf(sent) };
  }

  async decision(
    file: CaseFile,
    step: number,
    by: Person,
    more: { verdict?: number; reason?: string; deadline?: number; direct?: boolean } = {},
  ): Promise<Decision> {
    const { verdict = Verdict.Approve, reason = "", deadline = FAR, direct } = more;
    const { id, round, order } = file;
    const message = await decisionMessage(this.world.approvals, { id, round, step, verdict, reason, deadline, order });
    const signature = direct === true ? "0x" : await sign(by, message);
    return { step, verdict, reason, by: { signer: by.address, deadline, signature } };
  }

  /** Approvals of steps by people, in one transaction. */
  async approve(file: CaseFile, ...votes: (readonly [step: number, by: Person])[]) {
    const decisions = await Promise.all(votes.map(([step, by]) => this.decision(file, step, by)));
    return this.decide(file, decisions);
  }

  async reject(file: CaseFile, step: number, by: Person) {
    return this.decide(file, [await this.decision(file, step, by, { verdict: Verdict.Reject, reason: "no" })]);
  }

  async giveBack(file: CaseFile, step: number, by: Person) {
    return this.decide(file, [await this.decision(file, step, by, { verdict: Verdict.Return, reason: "amount?" })]);
  }

  decide({ id, body }: CaseFile, decisions: Decision[]) {
    return this.relayed.decide(id, body, ascending(decisions));
  }

  execute({ id, body, payload }: CaseFile) {
    return this.relayed.execute(id, body, payload);
  }

  lapse({ id, body }: CaseFile) {
    return this.relayed.lapse(id, body);
  }

  async act(
    file: Pick<CaseFile, "id" | "round">,
    act: number,
    by: Person,
    more: { reason?: string; deadline?: number; direct?: boolean } = {},
  ): Promise<Signed> {
    const { reason = "", deadline = FAR, direct } = more;
    const message = await actMessage(this.world.approvals, { act, id: file.id, round: file.round, reason, deadline });
    return { signer: by.address, deadline, signature: direct === true ? "0x" : await sign(by, message) };
  }

  state(file: Pick<CaseFile, "id">) {
    return this.world.approvals.stateOf(file.id);
  }

  async status(file: Pick<CaseFile, "id">): Promise<bigint> {
    return (await this.state(file)).status;
  }

  effective({ id, body }: CaseFile) {
    return this.world.approvals.effectiveStateOf(id, body);
  }

  /** The approvals as somebody sees them who has no part in anything. */
  get relayed() {
    return this.world.approvals.connect(this.world.outsider);
  }

  checker(n: number): Person {
    const checker = this.world.checkers[n];
    if (checker === undefined) throw new RangeError(`no checker ${n}`);
    return checker;
  }
}

/** A desk over a fresh world. */
export async function openDesk(): Promise<Desk> {
  return new Desk(await networkHelpers.loadFixture(deployCases));
}

export function ascending(decisions: Decision[]): Decision[] {
  return [...decisions].sort((a, b) => (BigInt(a.by.signer) < BigInt(b.by.signer) ? -1 : 1));
}

/** A body from an event. Ethers' own results are read-only, and it does not take them back as arguments. */
function bodyOf(result: unknown): Body {
  if (!(result instanceof Result)) throw new TypeError("not a body");
  const body = result.toObject() as Body;
  return { ...body, steps: [...body.steps] };
}

/** What a body's words say. */
export function fieldsOf({ who, how, limits, salt, payloadHash, content, decisionType, steps }: Body): Fields {
  const words = { who: BigInt(who), how: BigInt(how), limits: BigInt(limits), steps: steps.map(BigInt) };
  const hashes = {
    salt: hex(salt),
    payloadHash: hex(payloadHash),
    content: hex(content),
    decisionType: hex(decisionType),
  };
  return unpackBody({ ...words, ...hashes }, (address) => hex(ethers.getAddress(address)));
}

/** A body that says this. */
export function bodyOfFields(fields: Fields): Body {
  const packed = packBody(fields);
  return { ...packed, steps: [...packed.steps] };
}

const hex = (value: unknown): Hex => String(value) as Hex;

/** The word of a decision's record in a case's first round. Status and stage are those after it. */
export function decidedWord(
  step: number,
  verdict: number,
  official: number,
  [status, stage]: readonly [status: bigint, stage: number],
  deadline: number = FAR,
): bigint {
  return packDecided({ round: 0, step, verdict, official, status: Number(status), stage, deadline });
}

export async function receiptOf(sent: ContractTransactionResponse): Promise<ContractTransactionReceipt> {
  const receipt = await sent.wait();
  if (receipt === null) throw new Error("not mined");
  return receipt;
}

/** The only event of this name among a receipt's, its arguments by name. */
export function eventOf(
  receipt: ContractTransactionReceipt,
  contract: BaseContract,
  name: string,
): Record<string, unknown> {
  const found = receipt.logs
    .map((log) => contract.interface.parseLog(log))
    .filter((parsed) => parsed?.name === name)
    .map((parsed) => parsed?.args.toObject());
  const [only] = found;
  if (only === undefined || found.length !== 1) throw new Error(`${found.length} events ${name}`);
  return only;
}

/** Time of the block that a transaction is in, in seconds. */
export async function timeOf(sent: ContractTransactionResponse): Promise<number> {
  const block = await (await receiptOf(sent)).getBlock();
  return block.timestamp;
}
