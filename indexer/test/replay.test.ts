// The replay of a case and its phases, against the SDK's clock at random moments and against turns told by hand.
import { effectiveState, openSteps } from "@mingzhang/sdk/cases/clock";
import { encodeStep } from "@mingzhang/sdk/cases/step";
import { LATENESSES, nameOf, STATUSES, type StatusName } from "@mingzhang/sdk/cases/words";
import { expect } from "chai";
import { phasesOf } from "../src/cases/phases.ts";
import { type Act, ACTED, DECIDED, LAPSED, replay, type Replayed, type Round, wasLate } from "../src/cases/replay.ts";
import { DAY, status, type StepDraft, steps } from "./support/cases.ts";
import { randomOf } from "./support/city.ts";

const SEED = Number(process.env.MINGZHANG_TEST_SEED ?? 20261123);
const above = (agency: number) => agency - 1;

const round = (of: StepDraft[], more: Partial<Round> = {}): Round => ({
  record: 1,
  round: 0,
  at: 1000,
  procedure: 1,
  agency: 7,
  official: 9,
  correctionLimit: 4 * DAY,
  executionLimit: 6 * DAY,
  steps: steps(...of).map((step) => encodeStep(step).toString()),
  ...more,
});

const act = (
  record: number,
  kind: number,
  at: number,
  after: StatusName,
  stage: number,
  more: Partial<Act> = {},
): Act => ({
  record,
  kind,
  at,
  round: 0,
  step: 0,
  verdict: 1,
  official: 20 + record,
  status: status(after),
  stage,
  done: 0,
  escalated: 0,
  ...more,
});

const told = ({ spells }: Replayed) =>
  spells.map((spell) => [spell.step, spell.agency, spell.began, spell.ended, spell.outcome, wasLate(spell)]);

describe("the replay of a case", () => {
  it("has in every phase what the clock says at any moment of it", () => {
    const random = randomOf(SEED);
    for (let each = 0; each < 400; each += 1) {
      const drafts = Array.from({ length: 1 + random(5) }, (_, place): StepDraft => {
        const limit = random(4) === 0 ? 0 : 1 + random(1000);
        const lateness = limit === 0 ? "overdue" : nameOf(LATENESSES, random(4), "lateness");
        const escalation = lateness === "escalate" ? "approver" : null;
        return { duty: "checker", stage: Math.floor(place / 2), limit, lateness, escalation };
      });
      const start = round(drafts);
      const replayed = replay([start], [], above);
      const open = ["open", "open", "returned", "approved", "executed"] as const;
      replayed.state.status = status(open[random(5)] ?? "open");
      replayed.state.done = random(4) === 0 ? 1 : 0;
      replayed.state.escalated = random(4) === 0 ? 2 : 0;
      const { state, body } = replayed;
      const phases = phasesOf(replayed, above);
      for (let look = 0; look < 12; look += 1) {
        const now = start.at + random(look < 8 ? 2500 : 8 * DAY);
        const found = phases.filter((phase) => phase.fromTime <= now && now < phase.untilTime);
        const [phase] = found;
        expect(found.length).to.equal(1);
        if (phase === undefined) continue;
        const wanted = effectiveState(state, body, now);
        const due = phase.due === null ? 0 : phase.moving ? now + phase.due : phase.due;
        expect({
          status: nameOf(STATUSES, phase.status, "status"),
          stage: phase.stage,
          due,
          overdue: due !== 0 && now > due,
          lapsable: phase.lapsable,
        }).to.deep.equal(wanted);
        const desks = phase.desks.filter((desk) => desk.step !== null);
        expect(desks.map((desk) => [desk.step, desk.escalated])).to.deep.equal(
          openSteps(state, body, now).map((step) => [step.step.index, step.escalated]),
        );
      }
    }
  });

  it("counts votes towards a quorum, and parallel steps before the next stage", () => {
    const first = round([
      { duty: "checker", quorum: 2 },
      { duty: "treasurer", stage: 0, agency: 3 },
      { duty: "approver", stage: 1 },
    ]);
    const acts = [
      act(2, DECIDED, 1100, "open", 0),
      act(3, DECIDED, 1200, "open", 0, { step: 1 }),
      act(4, DECIDED, 1300, "open", 1),
    ];
    const halfway = replay([first], acts.slice(0, 2), above);
    expect([halfway.approvals, halfway.state.done, halfway.state.since]).to.deep.equal([[1, 1, 0], 2, 1000]);
    const whole = replay([first], acts, above);
    expect([whole.state.done, whole.state.stage, whole.state.since, whole.state.approvals]).to.deep.equal([
      3, 1, 1300, 3,
    ]);
    expect(told(whole)).to.deep.equal([
      [0, 7, 1000, 1300, "approved", false],
      [1, 3, 1000, 1200, "approved", false],
      [2, 7, 1300, null, null, false],
    ]);
  });

  it("gives an escalated step to the agency above, from the end of its limit on", () => {
    const first = round([{ duty: "checker", limit: 100, lateness: "escalate", escalation: "approver" }]);
    const lapse = act(2, LAPSED, 1500, "open", 0, { escalated: 1 });
    const decided = act(3, DECIDED, 1600, "approved", 0);
    const whole = replay([first], [lapse, decided], above);
    // 1100 and 1200 are the ends of the first and the second limit.
    expect(told(whole)).to.deep.equal([
      [0, 7, 1000, 1100, "escalated", true],
      [0, 6, 1100, 1600, "approved", true],
    ]);
    expect([whole.state.escalated, whole.state.since]).to.deep.equal([1, 1600]);
  });

  it("tells the step that silence rejected from those that it took along", () => {
    const first = round([
      { duty: "checker", limit: 100, lateness: "reject" },
      { duty: "treasurer", stage: 0 },
    ]);
    expect(told(replay([first], [act(2, LAPSED, 1500, "rejected", 0)], above))).to.deep.equal([
      [0, 7, 1000, 1100, "deemed-rejected", true],
      [1, 7, 1000, 1500, "skipped", false],
    ]);
  });

  it("begins votes anew with each round, and keeps conflicts", () => {
    const first = round([{ duty: "checker", quorum: 2 }]);
    const acts = [
      act(2, DECIDED, 1100, "open", 0),
      act(3, ACTED, 1150, "open", 0, { verdict: 3 }),
      act(4, DECIDED, 1200, "returned", 0, { verdict: 3 }),
      act(6, ACTED, 1400, "withdrawn", 0, { round: 1, verdict: 1 }),
    ];
    const again = round([{ duty: "checker", quorum: 2 }], { record: 5, round: 1, at: 1300 });
    const whole = replay([first, again], acts, above);
    expect([whole.state.round, whole.state.approvals, whole.state.conflicts, whole.approvals]).to.deep.equal([
      1,
      0,
      true,
      [0],
    ]);
    expect(whole.state.status).to.equal(status("withdrawn"));
    expect(told(whole)).to.deep.equal([
      [0, 7, 1000, 1200, "returned", false],
      [0, 7, 1300, 1400, "skipped", false],
    ]);
  });
});
