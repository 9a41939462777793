// Every state x every act: allowed exactly as IFindings draws it, else the exact error. See matrix.tree
import { expect } from "chai";
import { ethers } from "../network.ts";
import { Agency } from "../ServiceApprovals/setup.ts";
import { expectLogIntact } from "../support/log.ts";
import { openFindingDesk } from "./desk.ts";
import type { Finding, FindingDesk } from "./desk.ts";
import { Status } from "./forms.ts";
import type { ActName } from "./forms.ts";

type StatusName = keyof typeof Status;
/** What comes of an act: the status after it, or the error. */
type Outcome = StatusName | `${string}!`;
type Row = Record<"open" | ActName, Outcome>;

const ACTS = ["open", "answer", "resolve", "escalate", "reopen"] as const;

/** An office under an agency under a government, so that what was escalated once can be again. */
const start = (desk: FindingDesk) => desk.open({ agency: Agency.Office });

async function after(finding: Promise<Finding>, ...steps: ((finding: Finding) => Promise<unknown>)[]) {
  const found = await finding;
  for (const step of steps) await step(found);
  return found;
}

const SITUATIONS: Record<string, [StatusName, (desk: FindingDesk) => Promise<Finding>]> = {
  "not opened": [
    "None",
    async (desk) => ({ id: ethers.id("none"), number: 1n, plan: desk.plan({ agency: Agency.Office }) }),
  ],
  open: ["Open", start],
  "open, late": ["Open", (desk) => after(start(desk), (f) => desk.late(f))],
  answered: ["Answered", (desk) => after(start(desk), (f) => answer(desk, f))],
  "answered late": [
    "Answered",
    (desk) =>
      after(
        start(desk),
        (f) => desk.late(f),
        (f) => answer(desk, f),
      ),
  ],
  resolved: ["Resolved", (desk) => after(start(desk), (f) => desk.act(f, "resolve"))],
  escalated: [
    "Escalated",
    (desk) =>
      after(
        start(desk),
        (f) => answer(desk, f),
        (f) => desk.act(f, "escalate"),
      ),
  ],
  "escalated, late": [
    "Escalated",
    (desk) =>
      after(
        start(desk),
        (f) => desk.late(f),
        (f) => desk.act(f, "escalate"),
        (f) => desk.late(f),
      ),
  ],
  reopened: [
    "Reopened",
    (desk) =>
      after(
        start(desk),
        (f) => answer(desk, f),
        (f) => desk.act(f, "reopen"),
      ),
  ],
  "reopened, late": [
    "Reopened",
    (desk) =>
      after(
        start(desk),
        (f) => desk.act(f, "resolve"),
        (f) => desk.act(f, "reopen"),
        (f) => desk.late(f),
      ),
  ],
};

const WAITING: Row = {
  open: "FindingExists!",
  answer: "Answered",
  resolve: "Resolved",
  escalate: "AnswerNotDue!",
  reopen: "FindingUnfit!",
};
const LATE: Row = { ...WAITING, escalate: "Escalated" };
const ANSWERED: Row = {
  open: "FindingExists!",
  answer: "FindingUnfit!",
  resolve: "Resolved",
  escalate: "Escalated",
  reopen: "Reopened",
};
const UNKNOWN = "FindingUnknown!";

const MATRIX: Record<string, Row> = {
  "not opened": { open: "Open", answer: UNKNOWN, resolve: UNKNOWN, escalate: UNKNOWN, reopen: UNKNOWN },
  open: WAITING,
  "open, late": LATE,
  answered: ANSWERED,
  "answered late": ANSWERED,
  resolved: {
    open: "FindingExists!",
    answer: "FindingUnfit!",
    resolve: "FindingUnfit!",
    escalate: "FindingUnfit!",
    reopen: "Reopened",
  },
  escalated: WAITING,
  "escalated, late": LATE,
  reopened: WAITING,
  "reopened, late": LATE,
};

/** By whoever answers for the agency that must: each has an official of its own. */
async function answer(desk: FindingDesk, finding: Finding) {
  return desk.act(finding, "answer", { by: await answerer(desk, finding) });
}

async function answerer(desk: FindingDesk, finding: Finding) {
  const { agency } = await desk.state(finding);
  return Number(agency) === Agency.Bureau ? desk.world.checker : desk.world.officeApprover;
}

describe("matrix of findings", () => {
  for (const [name, [status, bring]] of Object.entries(SITUATIONS)) {
    const row = MATRIX[name];
    if (row === undefined) throw new Error(`no row ${name}`);
    const allowed = ACTS.filter((act) => !row[act].endsWith("!"));
    it(`when the finding is ${name}: allows ${allowed.join(", ")}`, async () => {
      for (const act of ACTS) {
        const desk = await openFindingDesk();
        const finding = await bring(desk);
        expect(await desk.status(finding), name).to.equal(Status[status]);
        const wanted = row[act];
        const size = await desk.world.trail.size();
        const sent =
          act === "open"
            ? desk.relayed.open(finding.plan, await desk.signedOpening(finding.plan))
            : act === "answer"
              ? desk.act(finding, act, { by: await answerer(desk, finding) })
              : desk.act(finding, act);
        if (wanted.endsWith("!")) {
          await expect(sent, `${act} when ${name}`).to.be.revertedWithCustomError(desk.relayed, wanted.slice(0, -1));
          expect(await desk.world.trail.size()).to.equal(size);
          expect(await desk.status(finding)).to.equal(Status[status]);
        } else {
          await sent;
          const after = act === "open" ? await desk.paperOf(await sent, finding.plan) : finding;
          expect(await desk.status(after), `${act} when ${name}`).to.equal(Status[wanted as StatusName]);
          expect(await desk.world.trail.size()).to.equal(size + 1n);
        }
        await expectLogIntact(desk.world.trail, desk.world.writers);
      }
    });
  }

  it("every status is among them", () => {
    const tried = new Set(Object.values(SITUATIONS).map(([status]) => status));
    expect([...tried].sort()).to.deep.equal(Object.keys(Status).sort());
    expect(Object.keys(MATRIX)).to.deep.equal(Object.keys(SITUATIONS));
  });
});
