// The typed data that officials sign, straight from the text of IServiceApprovals and by ethers alone: the SDK has its own.
import type { BaseContract, Signer, TypedDataField } from "ethers";
import type { ServiceApprovals } from "../../types/ethers-contracts/index.ts";
import { ethers } from "../network.ts";

type Types = Record<string, TypedDataField[]>;

/** The handler mock's payload. Amount in minor units; currency ISO 4217 letters or empty. */
export interface Order {
  what: string;
  amount: bigint;
  currency: string;
  detail: string;
}

/** What a submission says, as the contract takes it. */
export interface SubmissionPlan {
  procedure: number;
  agency: number;
  id: string;
  round: number;
  salt: string;
  documents: string[];
  payload: string;
}

/** IServiceApprovals.Verdict */
export const Verdict = { None: 0, Approve: 1, Reject: 2, Return: 3 } as const;

/** IServiceApprovals.Act */
export const Act = { None: 0, Withdraw: 1, Cancel: 2, DeclareConflict: 3 } as const;

const VERDICTS = ["", "approve", "reject", "return"];
const ACTS = ["", "withdraw", "cancel", "declare conflict"];

const fields = (text: string): TypedDataField[] =>
  text.split(",").map((field) => {
    const [type, name] = field.split(" ");
    if (type === undefined || name === undefined) throw new Error(`not a field: ${field}`);
    return { name, type };
  });

export const ORDER: Types = { Order: fields("string what,uint104 amount,string currency,bytes detail") };
export const SUBMISSION: Types = {
  ...ORDER,
  Submission: fields(
    "uint32 procedure,uint32 agency,bytes32 id,uint8 round,bytes32 salt,bytes32[] documents,bytes32 payload,uint48 deadline,Order content",
  ),
};
export const DECISION: Types = {
  ...ORDER,
  Decision: fields("bytes32 id,uint8 round,uint8 step,string verdict,string reason,uint48 deadline,Order content"),
};
export const CASE_ACT: Types = {
  CaseAct: fields("string act,bytes32 id,uint8 round,string reason,uint48 deadline"),
};

/** ISO 4217 letters as bytes3. */
export function currencyOf(letters: string): string {
  return letters === "" ? "0x000000" : ethers.hexlify(ethers.toUtf8Bytes(letters));
}

/** HandlerMock's payload. */
export function payloadOf({ what, amount, currency, detail }: Order): string {
  return ethers.AbiCoder.defaultAbiCoder().encode(
    ["tuple(string,uint104,bytes3,bytes)"],
    [[what, amount, currencyOf(currency), detail]],
  );
}

export function contentOf(order: Order): string {
  return ethers.TypedDataEncoder.hashStruct("Order", ORDER, order);
}

export async function domainOf(contract: BaseContract) {
  const { chainId } = await ethers.provider.getNetwork();
  return { name: "Mingzhang", version: "1", chainId, verifyingContract: await contract.getAddress() };
}

/** Something to be signed: the contract's domain, the types and the values. */
export interface Message {
  domain: Awaited<ReturnType<typeof domainOf>>;
  types: Types;
  value: Record<string, unknown>;
}

export async function submissionMessage(
  approvals: ServiceApprovals,
  plan: SubmissionPlan,
  order: Order,
  deadline: number,
): Promise<Message> {
  const value = { ...plan, payload: ethers.keccak256(plan.payload), deadline, content: order };
  return { domain: await domainOf(approvals), types: SUBMISSION, value };
}

export async function decisionMessage(
  approvals: ServiceApprovals,
  decision: {
    id: string;
    round: number;
    step: number;
    verdict: number;
    reason: string;
    deadline: number;
    order: Order;
  },
): Promise<Message> {
  const { order, verdict, ...rest } = decision;
  return {
    domain: await domainOf(approvals),
    types: DECISION,
    value: { ...rest, verdict: VERDICTS[verdict], content: order },
  };
}

export async function actMessage(
  approvals: ServiceApprovals,
  act: { act: number; id: string; round: number; reason: string; deadline: number },
): Promise<Message> {
  return { domain: await domainOf(approvals), types: CASE_ACT, value: { ...act, act: ACTS[act.act] } };
}

export function sign(signer: Signer, { domain, types, value }: Message): Promise<string> {
  return signer.signTypedData(domain, types, value);
}

export function digestOf({ domain, types, value }: Message): string {
  return ethers.TypedDataEncoder.hash(domain, types, value);
}
