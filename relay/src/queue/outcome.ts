// Reads from a receipt what became of a case or a finding.
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import { numberOf, STATUSES } from "@mingzhang/sdk/cases/words";
import { decidedArgs, submittedArgs } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";
import { decodeEventLog, toEventSelector } from "viem";
import type { AbiEvent } from "viem";
import type { Body } from "../acts/schema.ts";
import type { Receipt } from "../chain/chain.ts";

export interface Outcome {
  /** Record numbers: those of the case or finding itself, and those that its execution made. */
  records: number[];
  executed: boolean;
  /** The body and payload that a submission put on record. */
  submitted: { body: Body; payload: Hex } | null;
}

const EXECUTED = numberOf(STATUSES, "executed", "status");

const events = [...serviceApprovalsAbi, ...findingsAbi].filter((item) => item.type === "event");
const ofCases = new Set(
  events.filter((event) => /^(Case|Finding)/.test(event.name)).map((event) => toEventSelector(event as AbiEvent)),
);

/**
 * @param contract ServiceApprovals or Findings
 * @param id the case or the finding
 * @param planned how many records come of carrying the case out, as its body says
 */
export function outcomeOf(receipt: Receipt, contract: Hex, id: Hex, planned: number): Outcome {
  const records: number[] = [];
  let executed = false;
  let submitted: Outcome["submitted"] = null;
  for (const { address, topics, data } of receipt.logs) {
    const [selector, record, ofCase] = topics;
    if (address.toLowerCase() !== contract.toLowerCase() || ofCase?.toLowerCase() !== id) continue;
    if (selector === undefined || record === undefined || !ofCases.has(selector)) continue;
    const event = decodeEventLog({ abi: events, data, topics: [selector, record, ofCase] });
    if (event.eventName === "CaseSubmitted") {
      const { body, payload } = submittedArgs(event.args);
      submitted = { body: { ...body, steps: [...body.steps] }, payload };
    }
    let made: { first: bigint; count: bigint } | null = null;
    if (event.eventName === "CaseExecuted") made = event.args;
    if (event.eventName === "CaseDecided" && decidedArgs(event.args).status === EXECUTED) {
      made = { first: BigInt(record) + 1n, count: BigInt(planned) };
    }
    if (made !== null) {
      for (let number = made.first; number < made.first + made.count; number += 1n) records.push(Number(number));
      executed = true;
    }
    records.push(Number(BigInt(record)));
  }
  return { records: records.sort((a, b) => a - b), executed, submitted };
}
