// The rules of cases in plain TypeScript, from docs and interfaces and not from the contract. Each act either is legal,
// and then changes the case, or the model tells every reason that speaks against it.
import { Duty } from "../../fixtures.ts";
import { Lateness } from "../../ServiceApprovals/catalogue.ts";
import type { Order, SubmissionPlan } from "../../ServiceApprovals/forms.ts";
import { Verdict } from "../../ServiceApprovals/forms.ts";
import { advance, applyTime, copyOf, dueOf, effectiveOf, endOf, isSilenced, openPlaces } from "./clock.ts";
import type { Authority, ModelCase, ModelProcedure, ModelStep, Reasons, Vote } from "./types.ts";

/** Agencies of the city and what stands above them. */
const PARENTS = new Map([
  [1, 0],
  [2, 1],
  [3, 1],
  [4, 3],
]);

export interface Seat {
  agency: number;
  duty: number;
  holder: string;
  official: number;
  from: number;
  until: number;
}

export type RuleMood = "undecided" | "approves" | "rejects";

export class CaseModel {
  readonly cases = new Map<string, ModelCase>();
  readonly procedures = new Map<number, ModelProcedure>();
  readonly seats = new Map<string, Seat>();
  readonly officials = new Map<string, number>();
  rule: RuleMood = "undecided";
  /** Handlers that cases may call; whether they refuse. Keyed by whether they move authority. */
  readonly open = new Map<boolean, boolean>([
    [true, true],
    [false, true],
  ]);
  readonly refusing = new Map<boolean, boolean>();
  now = 0;

  give(seat: Seat): void {
    this.seats.set(`${seat.agency}/${seat.duty}/${seat.holder}`, { ...seat });
    if (!this.officials.has(seat.holder)) this.officials.set(seat.holder, seat.official);
  }

  officialIn(agency: number, duty: number, holder: string): number {
    const seat = this.seats.get(`${agency}/${duty}/${holder}`);
    return seat !== undefined && seat.from <= this.now && this.now < seat.until ? seat.official : 0;
  }

  /** Agency and duty that decide a step now. */
  deciders(c: ModelCase, place: number): { agency: number; duty: number } {
    const step = this.step(c, place);
    const agency = step.agency === 0 ? c.agency : step.agency;
    if (!c.escalated.has(place)) return { agency, duty: step.duty };
    const above = PARENTS.get(agency) ?? 0;
    return { agency: above === 0 ? agency : above, duty: step.escalation };
  }

  routeOf(procedure: ModelProcedure, amount: bigint): ModelStep[] {
    return procedure.steps.filter((step) => amount >= step.fromAmount);
  }

  /** Why a submission must fail. `c` is the case that it names, if it names one that is there. */
  submission(plan: SubmissionPlan, order: Order, by: Authority, again: boolean, c?: ModelCase, stale = false): Reasons {
    const reasons = this.authority(by);
    const procedure = this.procedures.get(plan.procedure);
    if (procedure === undefined) return reasons.add("ProcedureUnknown");
    if (!again && procedure.standing !== "current") reasons.add("ProcedureStanding");
    if (!again && this.open.get(procedure.guarded) !== true) reasons.add("HandlerClosed");
    const { submitDuty, submitAgency } = procedure;
    const others = submitDuty === Duty.None && submitAgency !== 0 && plan.agency !== submitAgency;
    if (!PARENTS.has(plan.agency) || others) reasons.add("AgencyOutside");
    if (order.what === "") reasons.add("Nonsense");
    const measured = procedure.steps.some((step) => step.fromAmount > 0n);
    if (measured && order.currency !== procedure.currency) reasons.add("CurrencyDiffers");
    const official = this.submitterOf(procedure, plan.agency, by.signer);
    if (official === undefined) reasons.add("NoSeat");
    if (!again) {
      if (plan.round !== 0) reasons.add("RoundDiffers");
      return reasons;
    }
    if (c === undefined) return reasons.add("CaseUnknown");
    if (stale || plan.procedure !== c.procedure.number || plan.agency !== c.agency) reasons.add("BodyDiffers");
    if (c.status !== "Returned") reasons.add("StatusUnfit");
    const end = endOf(c);
    if (end !== 0 && this.now > end) reasons.add("CaseTooLate");
    if (plan.round !== c.round + 1) reasons.add("RoundDiffers");
    const same = by.signer === c.submitter || (official !== 0 && official === c.official);
    if (!same) reasons.add("NotSubmitter");
    return reasons;
  }

  /** The submitting official, 0 for a citizen, undefined without the seat that is wanted. */
  submitterOf(procedure: ModelProcedure, agency: number, signer: string): number | undefined {
    if (procedure.submitDuty === Duty.None) return 0;
    const at = procedure.submitAgency === 0 ? agency : procedure.submitAgency;
    const official = this.officialIn(at, procedure.submitDuty, signer);
    return official === 0 ? undefined : official;
  }

  /** Decides all or nothing: changes `c` if that is legal. */
  decide(c: ModelCase, votes: readonly Vote[]): Reasons {
    if (votes.length === 0) return new Set(["DecisionsMissing"]);
    const trial = copyOf(c);
    let before = 0n;
    for (const vote of votes) {
      const reasons = this.vote(trial, vote);
      if (BigInt(vote.by.signer) <= before) reasons.add("SignersNotAscending");
      before = BigInt(vote.by.signer);
      if (reasons.size > 0) return reasons;
    }
    Object.assign(c, trial);
    return new Set();
  }

  decideByRule(c: ModelCase, index: number, ownPayload: boolean): Reasons {
    const reasons = this.decidable(c, index);
    if (!ownPayload) reasons.add("PayloadDiffers");
    const place = c.route.findIndex((step) => step.index === index);
    const ruled = place >= 0 && this.isRuled(c, place);
    if (place >= 0 && !ruled) reasons.add("RuleStep");
    if (ruled && this.rule === "undecided") reasons.add("RuleUndecided");
    if (reasons.size > 0) return reasons;
    if (this.rule === "approves") {
      c.done.add(place);
      advance(c, this.now);
    } else this.end(c, "Rejected");
    return reasons;
  }

  lapse(c: ModelCase): Reasons {
    return applyTime(c, this.now) ? new Set() : new Set(["NothingLapsed"]);
  }

  execute(c: ModelCase, ownPayload: boolean): Reasons {
    const reasons: Reasons = new Set();
    if (c.status !== "Approved") return reasons.add("StatusUnfit");
    if (this.now > endOf(c)) reasons.add("CaseTooLate");
    if (!ownPayload) reasons.add("PayloadDiffers");
    const { guarded } = c.procedure;
    if (this.open.get(guarded) !== true) reasons.add("HandlerClosed");
    if (this.refusing.get(guarded) === true) reasons.add("Refused");
    if (guarded && (this.behind(c).length < 2 || c.silent)) reasons.add("OfficialsWanted");
    if (reasons.size === 0) this.end(c, "Executed");
    return reasons;
  }

  withdraw(c: ModelCase, by: Authority): Reasons {
    const reasons = this.alive(c, ["Open", "Returned"], by);
    if (!this.isSubmitter(c, by.signer)) reasons.add("NotSubmitter");
    if (reasons.size === 0) this.end(c, "Withdrawn");
    return reasons;
  }

  cancel(c: ModelCase, by: Authority): Reasons {
    const reasons = this.alive(c, ["Approved"], by);
    const decides = c.route.some((step) => {
      const agency = step.agency === 0 ? c.agency : step.agency;
      return step.duty !== Duty.None && this.officialIn(agency, step.duty, by.signer) !== 0;
    });
    if (!decides && !this.isSubmitter(c, by.signer)) reasons.add("NotSubmitter");
    if (reasons.size === 0) this.end(c, "Cancelled");
    return reasons;
  }

  declareConflict(c: ModelCase, by: Authority): Reasons {
    const reasons = this.alive(c, ["Open", "Returned"], by);
    const official = this.officials.get(by.signer) ?? 0;
    if (official === 0) reasons.add("NoSeat");
    if (c.conflicts.has(official)) reasons.add("ConflictOfInterest");
    if (reasons.size === 0) c.conflicts.add(official);
    return reasons;
  }

  /** Officials who stand behind a case: submitter and approvers. */
  behind(c: ModelCase): number[] {
    return c.official === 0 ? [...c.approvals] : [c.official, ...c.approvals];
  }

  /** Whether a step on the route at this place is a rule's. */
  isRuled(c: ModelCase, place: number): boolean {
    return this.step(c, place).duty === Duty.None;
  }

  private vote(c: ModelCase, { step, verdict, by }: Vote): Reasons {
    const reasons = this.decidable(c, step);
    for (const each of this.authority(by)) reasons.add(each);
    if (verdict === Verdict.None) reasons.add("VerdictMissing");
    const place = c.route.findIndex((each) => each.index === step);
    if (place < 0) return reasons;
    if (this.isRuled(c, place)) return reasons.add("RuleStep");
    const { agency, duty } = this.deciders(c, place);
    const official = this.officialIn(agency, duty, by.signer);
    if (official === 0) return reasons.add("NoSeat");
    if (this.isConflicted(c, official)) reasons.add("ConflictOfInterest");
    if (reasons.size > 0) return reasons;
    if (verdict === Verdict.Reject) this.end(c, "Rejected");
    else if (verdict === Verdict.Return) this.end(c, "Returned");
    else {
      c.approvals.push(official);
      const votes = (c.tallies.get(place) ?? 0) + 1;
      c.tallies.set(place, votes);
      if (votes === this.step(c, place).quorum) {
        c.done.add(place);
        advance(c, this.now);
      }
    }
    return reasons;
  }

  private isConflicted(c: ModelCase, official: number): boolean {
    const submitter = c.official === 0 ? (this.officials.get(c.submitter) ?? 0) : c.official;
    return official === submitter || c.approvals.includes(official) || c.conflicts.has(official);
  }

  /** Why nobody can decide this step now. */
  private decidable(c: ModelCase, index: number): Reasons {
    const reasons: Reasons = new Set();
    if (c.status !== "Open") return reasons.add("StatusUnfit");
    const place = c.route.findIndex((step) => step.index === index);
    if (place < 0) return reasons.add("StepUnknown");
    if (!openPlaces(c).includes(place)) return reasons.add("StepNotOpen");
    const rejected = openPlaces(c).some(
      (each) => this.step(c, each).lateness === Lateness.Reject && isSilenced(c, each, this.now),
    );
    if (rejected || isSilenced(c, place, this.now)) reasons.add("StepLapsed");
    return reasons;
  }

  /** Why an act of one person in a case of these statuses must fail. */
  private alive(c: ModelCase, statuses: readonly string[], by: Authority): Reasons {
    const reasons = this.authority(by);
    const effective = effectiveOf(c, this.now).status;
    if (!statuses.includes(c.status) || effective !== c.status) reasons.add("StatusUnfit");
    return reasons;
  }

  private authority(by: Authority): Reasons {
    const reasons: Reasons = new Set();
    if (this.now > by.deadline) reasons.add("SignatureExpired");
    if (!by.valid) reasons.add("SignatureInvalid");
    return reasons;
  }

  private isSubmitter(c: ModelCase, signer: string): boolean {
    return signer === c.submitter || (c.official !== 0 && this.officials.get(signer) === c.official);
  }

  private end(c: ModelCase, status: ModelCase["status"]): void {
    c.status = status;
    c.since = this.now;
  }

  private step(c: ModelCase, place: number): ModelStep {
    const step = c.route[place];
    if (step === undefined) throw new RangeError(`no place ${place}`);
    return step;
  }
}

/** The next second at which time changes something for a case, 0 if it never does. */
export function nextEdge(c: ModelCase, now: number): number {
  const edges = c.status === "Open" ? openPlaces(c).map((place) => dueOf(c, place)) : [endOf(c)];
  const ahead = edges.filter((edge) => edge > now);
  return ahead.length === 0 ? 0 : Math.min(...ahead);
}
