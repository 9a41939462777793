// Walks through the events of each finding alone: only drawn transitions, one turn after the other, nobody on both sides.
import { expect } from "chai";
import type { Findings } from "../../../types/ethers-contracts/index.ts";
import { ACTS, Status } from "../../Findings/forms.ts";
import type { ModelFinding } from "./model.ts";

/** Status before an act -> acts that may follow, as IFindings draws them. */
const DRAWN: Readonly<Record<string, readonly string[]>> = {
  [String(Status.Open)]: ["answer", "resolve", "escalate"],
  [String(Status.Escalated)]: ["answer", "resolve", "escalate"],
  [String(Status.Reopened)]: ["answer", "resolve", "escalate"],
  [String(Status.Answered)]: ["resolve", "escalate", "reopen"],
  [String(Status.Resolved)]: ["reopen"],
};

export async function expectFindingHistory(
  findings: Findings,
  model: ReadonlyMap<string, ModelFinding>,
): Promise<void> {
  const opened = await findings.queryFilter(findings.filters.FindingOpened);
  const acted = await findings.queryFilter(findings.filters.FindingActed);
  expect(opened.map(({ args }) => args.id)).to.have.members([...model.keys()]);
  for (const { args: opening } of opened) {
    let status: bigint = Status.Open;
    let turn = 1n;
    const auditing = new Set([opening.official]);
    const answering = new Set<bigint>();
    for (const { args } of acted.filter((event) => event.args.id === opening.id)) {
      const act = ACTS[Number(args.act)] ?? "";
      expect(DRAWN[String(status)], `${act} after status ${status}`).to.include(act);
      expect(args.statement.turn, "turns count up by one").to.equal(turn);
      (act === "answer" ? answering : auditing).add(args.official);
      expect(args.record > opening.record).to.equal(true);
      turn += 1n;
      status = args.status;
    }
    expect(
      [...auditing].filter((official) => answering.has(official)),
      "officials on both sides",
    ).to.deep.equal([]);
    const state = await findings.stateOf(opening.id);
    expect([state.status, state.turn, state.number]).to.deep.equal([status, turn, opening.record]);
  }
}
