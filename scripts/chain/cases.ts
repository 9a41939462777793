// Signs acts about cases for the accounts at hand, and relays them, many to a transaction.
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import type { Deployment } from "@mingzhang/sdk/api";
import type { Body } from "@mingzhang/sdk/cases/body";
import { packBody } from "@mingzhang/sdk/cases/packed";
import { submissionType } from "@mingzhang/sdk/cases/form-types";
import { contentHash, formOf } from "@mingzhang/sdk/cases/forms";
import type { Facts } from "@mingzhang/sdk/cases/forms";
import { encodePayload } from "@mingzhang/sdk/cases/payloads";
import type { Payload } from "@mingzhang/sdk/cases/payloads";
import { caseActDigest, caseDomain, decisionDigest, submissionDigest } from "@mingzhang/sdk/cases/typed-data";
import type { CaseDomain } from "@mingzhang/sdk/cases/typed-data";
import { numberOf, VERDICTS } from "@mingzhang/sdk/cases/words";
import type { ActName, VerdictName } from "@mingzhang/sdk/cases/words";
import { decodeRecord } from "@mingzhang/sdk/events";
import type { RecordArgs } from "@mingzhang/sdk/events";
import { encodeAbiParameters, encodeFunctionData, keccak256, size, zeroHash } from "viem";
import type { Hex, LocalAccount, TransactionReceipt } from "viem";
import { ChainError, mayBeTooLarge } from "./failures.ts";
import type { Sender } from "./sender.ts";

/** What is put before the deciders. */
export interface CaseDraft {
  procedure: number;
  agency: number;
  payload: Payload;
  /** What the form says beyond the payload. */
  facts: Facts;
  /** SHA-256 digests, at most 16. */
  documents?: readonly Hex[];
  /** So that two like cases differ. */
  salt: Hex;
}

/** A case as its latest submission has it. */
export interface LiveCase {
  id: Hex;
  round: number;
  body: Body;
  payload: Hex;
  /** Number of the CaseSubmitted record. */
  record: bigint;
}

/** One call of the approvals, ready to be relayed, with a guess at its gas. */
export interface RelayedAct {
  data: Hex;
  gas: number;
  /** What it is, for errors. */
  label: string;
}

/** A decision with its signature: IServiceApprovals.Decision. */
export interface SignedDecision {
  step: number;
  verdict: number;
  reason: string;
  by: { signer: Hex; deadline: number; signature: Hex };
}

/** Gas of acts, for batching alone: upper estimates, from measurements with room to spare. */
const GAS = {
  submit: 320_000,
  /** For each byte of payload: calldata, its hash, the event and the record. */
  byte: 95,
  decide: 130_000,
  /** Lapse, withdrawal and the like. */
  act: 110_000,
  execute: 180_000,
  /** Each movement that a case posts, and each account that it opens. */
  movement: 50_000,
  citing: 180_000,
  account: 200_000,
} as const;

/** Gas that a batch aims at; a transaction may use 2^24. */
const BATCH_GAS = 13_000_000;

const MAX_DOCUMENTS = 16;

const ACT_FUNCTIONS = {
  withdraw: "withdraw",
  cancel: "cancel",
  "declare-conflict": "declareConflict",
} as const satisfies Record<ActName, string>;

export class CaseDesk {
  readonly #domain: CaseDomain;
  readonly #approvals: Hex;
  readonly #relay: Sender;
  readonly #loads = new Map<Hex, number>();
  /** Transactions sent so far. */
  sent = 0;

  /** @param relay pays for the gas; it needs no seat */
  constructor(deployment: Pick<Deployment, "chainId" | "contracts">, relay: Sender) {
    this.#domain = caseDomain(deployment);
    this.#approvals = deployment.contracts.serviceApprovals;
    this.#relay = relay;
  }

  /**
   * Signs a submission; of `again`, a returned case, its next round.
   * @param deadline last second at which it may be recorded
   * @returns the act, and by which key `relay` will return the case
   */
  async submit(
    draft: CaseDraft,
    signer: LocalAccount,
    deadline: number,
    again?: LiveCase,
  ): Promise<{ act: RelayedAct; key: Hex }> {
    const form = formOf(draft.payload, draft.agency, draft.facts);
    const submission = {
      procedure: draft.procedure,
      agency: draft.agency,
      id: again?.id ?? zeroHash,
      round: again === undefined ? 0 : again.round + 1,
      salt: again === undefined ? draft.salt : zeroHash,
      documents: (draft.documents ?? []).slice(0, MAX_DOCUMENTS),
    };
    const payload = encodePayload(draft.payload);
    const payloadHash = keccak256(payload);
    const digest = submissionDigest(
      this.#domain,
      { ...submission, payload: payloadHash, deadline },
      contentHash(form),
      submissionType(form.name),
    );
    const by = { signer: signer.address, deadline, signature: await signed(signer, digest) };
    this.#loads.set(payloadHash, executionGas(draft.payload) + size(payload) * GAS.byte);
    const args = [{ ...submission, payload }, again === undefined ? [] : [packBody(again.body)], by] as const;
    const data = encodeFunctionData({ abi: serviceApprovalsAbi, functionName: "submit", args });
    const { id, round, salt } = submission;
    const key = keyOf({ id, round, body: { submitter: signer.address, salt, payloadHash } });
    return { key, act: { data, gas: GAS.submit + size(payload) * GAS.byte, label: "submit" } };
  }

  /** Signs a decision of one step. @param step its index in the procedure */
  async decision(
    { id, round, body }: LiveCase,
    decision: { step: number; verdict: VerdictName; reason?: string },
    signer: LocalAccount,
    deadline: number,
  ): Promise<SignedDecision> {
    const { step, verdict, reason = "" } = decision;
    const digest = decisionDigest(this.#domain, { id, round, step, verdict, reason, deadline }, body);
    const by = { signer: signer.address, deadline, signature: await signed(signer, digest) };
    return { step, verdict: numberOf(VERDICTS, verdict, "verdict"), reason, by };
  }

  decide({ id, body }: LiveCase, decisions: readonly SignedDecision[]): RelayedAct {
    const args = [id, packBody(body), ascending(decisions)] as const;
    const data = encodeFunctionData({ abi: serviceApprovalsAbi, functionName: "decide", args });
    return { data, gas: decisions.length * GAS.decide, label: "decide" };
  }

  decideAndExecute({ id, body, payload }: LiveCase, decisions: readonly SignedDecision[]): RelayedAct {
    const args = [id, packBody(body), ascending(decisions), payload] as const;
    const data = encodeFunctionData({ abi: serviceApprovalsAbi, functionName: "decideAndExecute", args });
    return { data, gas: decisions.length * GAS.decide + this.#load(body, payload), label: "decideAndExecute" };
  }

  execute({ id, body, payload }: LiveCase): RelayedAct {
    const data = encodeFunctionData({
      abi: serviceApprovalsAbi,
      functionName: "execute",
      args: [id, packBody(body), payload],
    });
    return { data, gas: this.#load(body, payload), label: "execute" };
  }

  decideByRule({ id, body, payload }: LiveCase, step: number): RelayedAct {
    const args = [id, packBody(body), step, payload] as const;
    const data = encodeFunctionData({ abi: serviceApprovalsAbi, functionName: "decideByRule", args });
    // The rule is promised its gas, whatever it uses.
    return { data, gas: GAS.decide + 320_000, label: "decideByRule" };
  }

  lapse({ id, body }: LiveCase): RelayedAct {
    const data = encodeFunctionData({ abi: serviceApprovalsAbi, functionName: "lapse", args: [id, packBody(body)] });
    return { data, gas: GAS.act, label: "lapse" };
  }

  /** Signs a withdrawal, a cancellation, or a declared conflict. */
  async act(
    { id, round, body }: LiveCase,
    act: ActName,
    reason: string,
    signer: LocalAccount,
    deadline: number,
  ): Promise<RelayedAct> {
    const digest = caseActDigest(this.#domain, { act, id, round, reason, deadline });
    const by = { signer: signer.address, deadline, signature: await signed(signer, digest) };
    const functionName = ACT_FUNCTIONS[act];
    const data = encodeFunctionData({ abi: serviceApprovalsAbi, functionName, args: [id, packBody(body), reason, by] });
    return { data, gas: GAS.act, label: act };
  }

  /**
   * Relays acts in order, in as few transactions as fit. Resolves when all are mined.
   * @returns the cases submitted by them, by key
   * @throws TransactionFailed with the contract's own error; acts of earlier transactions stand then
   */
  async relay(acts: readonly RelayedAct[]): Promise<Map<Hex, LiveCase>> {
    const cases = new Map<Hex, LiveCase>();
    let batch: RelayedAct[] = [];
    let gas = 0;
    const flush = async (): Promise<void> => {
      const now = batch;
      batch = [];
      gas = 0;
      if (now.length > 0) for (const receipt of await this.#send(now)) casesIn(receipt, cases);
    };
    for (const act of acts) {
      if (batch.length > 0 && gas + act.gas > BATCH_GAS) await flush();
      batch.push(act);
      gas += act.gas;
    }
    await flush();
    return cases;
  }

  /** Acts that run out of gas together are sent as two halves: all or none holds within each transaction only. */
  async #send(acts: RelayedAct[]): Promise<TransactionReceipt[]> {
    const [only] = acts;
    const data =
      acts.length === 1 && only !== undefined
        ? only.data
        : encodeFunctionData({
            abi: serviceApprovalsAbi,
            functionName: "multicall",
            args: [acts.map((act) => act.data)],
          });
    try {
      const label = [...new Set(acts.map((act) => act.label))].join(", ");
      const receipt = await this.#relay.send(this.#approvals, data, label);
      this.sent += 1;
      return [receipt];
    } catch (error) {
      if (acts.length === 1 || !mayBeTooLarge(error)) throw error;
      const half = Math.ceil(acts.length / 2);
      return [...(await this.#send(acts.slice(0, half))), ...(await this.#send(acts.slice(half)))];
    }
  }

  #load({ payloadHash }: Body, payload: Hex): number {
    return GAS.execute + (this.#loads.get(payloadHash) ?? size(payload) * 1_000);
  }
}

/** What a submission is known by before the chain has given its case a number: who submits what, under which salt. */
function keyOf(of: { id: Hex; round: number; body: Pick<Body, "submitter" | "salt" | "payloadHash"> }): Hex {
  if (of.round > 0) return of.id;
  const { submitter, salt, payloadHash } = of.body;
  const types = [{ type: "address" }, { type: "bytes32" }, { type: "bytes32" }] as const;
  return keccak256(encodeAbiParameters(types, [submitter, salt, payloadHash]));
}

/** The case that a CaseSubmitted record begins or renews. */
export function liveCase(submitted: RecordArgs<"CaseSubmitted">): LiveCase {
  const { id, round, body, payload, record } = submitted;
  return { id, round, body, payload, record };
}

function casesIn(receipt: TransactionReceipt, cases: Map<Hex, LiveCase>): void {
  for (const log of receipt.logs) {
    const event = decodeRecord(log);
    if (event?.name === "CaseSubmitted") cases.set(keyOf(event.args), liveCase(event.args));
  }
}

/** The contract wants signers ascending, so that none decides twice in one call. */
function ascending(decisions: readonly SignedDecision[]): SignedDecision[] {
  return [...decisions].sort((a, b) => (a.by.signer.toLowerCase() < b.by.signer.toLowerCase() ? -1 : 1));
}

/** Signing the digest rather than the typed data: the digest is made from the form's own fields, and a thousand times. */
async function signed(signer: LocalAccount, digest: Hex): Promise<Hex> {
  if (signer.sign === undefined) throw new ChainError(`${signer.address} cannot sign digests.`);
  return signer.sign({ hash: digest });
}

/** A guess at what carrying out a payload takes beside the case itself. */
function executionGas(payload: Payload): number {
  switch (payload.handler) {
    case "ledgerOrders": {
      const entries = payload.value.orders.reduce((count, order) => count + order.entries.length, 0);
      return entries * GAS.movement + payload.value.citations.length * GAS.citing;
    }
    case "ledgerOpenings": {
      const { specs, amounts } = payload.value;
      return specs.length * GAS.account + amounts.length * GAS.movement;
    }
    default:
      return 2 * GAS.account;
  }
}
