// The rules of findings a second time, in plain TypeScript: what an act makes of a finding, or why it must fail.
import { Severity } from "../../Findings/forms.ts";
import type { ActName, OpeningPlan, StatementPlan, Status } from "../../Findings/forms.ts";

export type StatusName = Exclude<keyof typeof Status, "None">;
export type Side = "auditing" | "answering";

export interface ModelFinding {
  id: string;
  number: bigint;
  plan: OpeningPlan;
  status: StatusName;
  turn: number;
  agency: number;
  /** Official who opened it. */
  opener: number;
  /** Seconds. */
  since: number;
  /** For whom each official has acted. */
  sides: Map<number, Side>;
}

/** A seat of the world; seats of the run may end. */
export interface ModelSeat {
  address: string;
  official: number;
  agency: number;
  duty: "auditor" | "answerer";
  ended: boolean;
}

/** An act as it is handed in. */
export interface Signing {
  signer: string;
  deadline: number;
  /** By the signer's key, or transaction, over what is handed in. */
  valid: boolean;
}

/** The agency tree of the world: parent of each agency; 0 above a government. */
export const PARENTS: Readonly<Record<number, number>> = { 1: 0, 2: 1, 3: 1, 4: 3, 5: 0, 7: 1 };

const DAY = 86_400;
const rootOf = (agency: number): number => {
  const parent = PARENTS[agency];
  if (parent === undefined) return 0;
  return parent === 0 ? agency : rootOf(parent);
};
const outside = (text: string) => Buffer.byteLength(text) < 1 || Buffer.byteLength(text) > 4096;

export const waits = (status: StatusName) => status === "Open" || status === "Escalated" || status === "Reopened";

/** When the answer is due (seconds), 0 if none is awaited. */
export const dueOf = ({ status, since, plan }: ModelFinding) => (waits(status) ? since + plan.answerLimit : 0);

export function officialAt(seats: readonly ModelSeat[], agency: number, duty: ModelSeat["duty"], address: string) {
  const seat = seats.find((one) => !one.ended && one.agency === agency && one.duty === duty && one.address === address);
  return seat?.official ?? 0;
}

/** Why an opening must fail; empty if it is legal. @param exists whether there is such a subject */
export function openingReasons(
  plan: OpeningPlan,
  by: Signing,
  world: { seats: readonly ModelSeat[]; now: number; exists: boolean; known: boolean },
): Set<string> {
  const reasons = new Set<string>();
  if (plan.severity === Severity.None) reasons.add("SeverityMissing");
  if (plan.answerLimit < DAY || plan.answerLimit > 366 * DAY) reasons.add("AnswerLimitOut");
  if (outside(plan.text)) reasons.add("TextLength");
  if (!world.exists) reasons.add("SubjectUnknown");
  if (officialAt(world.seats, plan.office, "auditor", by.signer) === 0) reasons.add("NoSeat");
  if (rootOf(plan.agency) === 0 || rootOf(plan.agency) !== rootOf(plan.office)) reasons.add("AgencyElsewhere");
  if (world.known) reasons.add("FindingExists");
  addSigning(reasons, by, world.now);
  return reasons;
}

/** What a later act makes of a finding: why it must fail, and the finding after it. */
export function actOn(
  finding: ModelFinding,
  act: ActName,
  statement: StatementPlan,
  by: Signing,
  world: { seats: readonly ModelSeat[]; now: number },
): { reasons: Set<string>; after: ModelFinding } {
  const reasons = new Set<string>();
  const { status } = finding;
  const above = PARENTS[finding.agency] ?? 0;
  const agency = act === "escalate" ? above : finding.agency;
  if (statement.turn !== finding.turn) reasons.add("TurnDiffers");
  if (finding.turn === 255) reasons.add("TurnsUsedUp");
  if (act === "answer" && !waits(status)) reasons.add("FindingUnfit");
  if (act === "reopen" && waits(status)) reasons.add("FindingUnfit");
  if ((act === "resolve" || act === "escalate") && status === "Resolved") reasons.add("FindingUnfit");
  if (act === "escalate" && world.now <= dueOf(finding)) reasons.add("AnswerNotDue");
  if (act === "escalate" && above === 0) reasons.add("NothingAbove");
  if (statement.agency !== agency) reasons.add("AgencyDiffers");
  if (outside(statement.text)) reasons.add("TextLength");
  const side: Side = act === "answer" ? "answering" : "auditing";
  const official =
    act === "answer"
      ? officialAt(world.seats, finding.agency, "answerer", by.signer)
      : officialAt(world.seats, finding.plan.office, "auditor", by.signer);
  if (official === 0) reasons.add("NoSeat");
  const taken = finding.sides.get(official);
  if (taken !== undefined && taken !== side) reasons.add("OtherSide");
  addSigning(reasons, by, world.now);
  const statusAfter = { answer: "Answered", resolve: "Resolved", escalate: "Escalated", reopen: "Reopened" } as const;
  const after: ModelFinding = {
    ...finding,
    status: statusAfter[act],
    turn: finding.turn + 1,
    agency,
    since: world.now,
    sides: new Map(finding.sides).set(official, side),
  };
  return { reasons, after };
}

function addSigning(reasons: Set<string>, by: Signing, now: number): void {
  if (now > by.deadline) reasons.add("SignatureExpired");
  if (!by.valid) reasons.add("SignatureInvalid");
}
