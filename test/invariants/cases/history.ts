// Each case's history from events alone, held against the transitions that IServiceApprovals draws.
import { unpackDecided, unpackSubmitted } from "@mingzhang/sdk/cases/packed";
import { expect } from "chai";
import type { ServiceApprovals } from "../../../types/ethers-contracts/index.ts";
import { ethers } from "../../network.ts";
import { Status } from "../../ServiceApprovals/desk.ts";
import type { CaseModel } from "./model.ts";
import type { StatusName } from "./types.ts";

const NAMES = Object.keys(Status) as StatusName[];

/** What may follow what, by which event. Anything else is forbidden. */
const ALLOWED: Record<StatusName, string[]> = {
  None: ["CaseSubmitted Open"],
  Open: [
    ...["CaseDecided Open", "CaseDecided Approved", "CaseDecided Rejected", "CaseDecided Returned"],
    "CaseDecided Executed",
    ...["CaseLapsed Open", "CaseLapsed Approved", "CaseLapsed Rejected"],
    ...["CaseActed Withdrawn", "CaseActed Open"],
  ],
  Returned: ["CaseSubmitted Open", "CaseActed Withdrawn", "CaseActed Returned", "CaseLapsed Withdrawn"],
  Approved: ["CaseExecuted Executed", "CaseActed Cancelled", "CaseLapsed Expired"],
  Executed: [],
  Rejected: [],
  Withdrawn: [],
  Cancelled: [],
  Expired: [],
};

/** Walks through all events of the approvals in their order. */
export async function expectHistory(approvals: ServiceApprovals, model: CaseModel): Promise<void> {
  const seen = new Map<string, { status: StatusName; round: bigint; decided: Set<string> }>();
  const logs = await ethers.provider.getLogs({ address: await approvals.getAddress(), fromBlock: 0 });
  for (const log of logs) {
    const event = approvals.interface.parseLog(log);
    if (event === null) throw new Error(`not an event of the approvals: ${log.topics[0] ?? ""}`);
    const args = fieldsOf(event.name, event.args.toObject());
    const id = String(args["id"]);
    const before = seen.get(id) ?? { status: "None" as StatusName, round: -1n, decided: new Set<string>() };
    const round = event.name === "CaseExecuted" ? before.round : BigInt(String(args["round"]));
    const status = statusAfter(event.name, args);
    expect(ALLOWED[before.status], `${id}: ${before.status} -> ${event.name}`).to.include(`${event.name} ${status}`);
    const opens = event.name === "CaseSubmitted";
    expect(round, `${id}: round (C-7)`).to.equal(opens ? before.round + 1n : before.round);
    const decided = opens ? new Set<string>() : before.decided;
    if (event.name === "CaseDecided" && args["official"] !== 0) {
      const official = String(args["official"]);
      expect(decided.has(official), `${id}: official ${official} decides twice (C-2)`).to.equal(false);
      decided.add(official);
    }
    seen.set(id, { status, round, decided });
  }
  expect(seen.size).to.equal(model.cases.size);
  for (const { id, status, round } of model.cases.values()) {
    expect([seen.get(id)?.status, seen.get(id)?.round], id).to.deep.equal([status, BigInt(round)]);
  }
}

/** Arguments of an event, packed words taken apart. */
function fieldsOf(name: string, args: Record<string, unknown>): Record<string, unknown> {
  if (name === "CaseSubmitted") return { ...args, ...unpackSubmitted(BigInt(String(args["submitted"]))) };
  if (name === "CaseDecided") return { ...args, ...unpackDecided(BigInt(String(args["decided"]))) };
  return args;
}

function statusAfter(name: string, args: Record<string, unknown>): StatusName {
  if (name === "CaseSubmitted") return "Open";
  if (name === "CaseExecuted") return "Executed";
  const status = NAMES[Number(args["status"])];
  if (status === undefined) throw new RangeError(`${name} without a status`);
  return status;
}
