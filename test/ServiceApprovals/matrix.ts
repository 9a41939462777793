// Every state x every act: allowed exactly as IServiceApprovals draws it, else the exact error. See matrix.tree
import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { CORRECTION, DAY, EXECUTION, P } from "./catalogue.ts";
import { NO_BODY, Status, ascending, fieldsOf, openDesk } from "./desk.ts";
import type { CaseFile, Desk, Person } from "./desk.ts";
import { Act, Verdict } from "./forms.ts";

type StatusName = keyof typeof Status;

/** A case in some state, and the step and official that would be next. */
interface Situation {
  file: CaseFile;
  step: number;
  by: Person;
}

const ACTS = {
  submit: async (desk: Desk, { file }: Situation) =>
    desk.relayed.submit(file.plan, [], await desk.signed(file.plan, file.order, {})),
  "submit again": async (desk: Desk, { file }: Situation) => {
    const plan = { ...file.plan, id: file.id, round: file.round + 1 };
    return desk.relayed.submit(plan, [file.body], await desk.signed(plan, file.order, {}));
  },
  approve: async (desk: Desk, { file, step, by }: Situation) => desk.approve(file, [step, by]),
  reject: async (desk: Desk, { file, step, by }: Situation) => desk.reject(file, step, by),
  return: async (desk: Desk, { file, step, by }: Situation) => desk.giveBack(file, step, by),
  "decide and execute": async (desk: Desk, { file, step, by }: Situation) => {
    const votes = ascending([await desk.decision(file, step, by, { verdict: Verdict.Approve })]);
    return desk.relayed.decideAndExecute(file.id, file.body, votes, file.payload);
  },
  "decide by rule": async (desk: Desk, { file }: Situation) =>
    desk.relayed.decideByRule(file.id, file.body, 0, file.payload),
  lapse: async (desk: Desk, { file }: Situation) => desk.lapse(file),
  execute: async (desk: Desk, { file }: Situation) => desk.execute(file),
  withdraw: async (desk: Desk, { file }: Situation) =>
    desk.relayed.withdraw(file.id, file.body, "", await desk.act(file, Act.Withdraw, desk.world.maker)),
  cancel: async (desk: Desk, { file }: Situation) =>
    desk.relayed.cancel(file.id, file.body, "", await desk.act(file, Act.Cancel, desk.world.maker)),
  "declare conflict": async (desk: Desk, { file }: Situation) =>
    desk.relayed.declareConflict(file.id, file.body, "", await desk.act(file, Act.DeclareConflict, desk.world.head)),
} satisfies Record<string, (desk: Desk, situation: Situation) => Promise<ContractTransactionResponse>>;

type ActName = keyof typeof ACTS;

/** What comes of an act: the status after it, or the error, where need be with the status that it names. */
type Outcome = StatusName | `${string}!` | `StatusUnfit! ${StatusName}`;
type Row = Record<ActName, Outcome>;

/** All acts end alike. */
function all(outcome: Outcome): Row {
  const row: Partial<Row> = {};
  for (const act of Object.keys(ACTS)) row[act as ActName] = outcome;
  return row as Row;
}

/** Nothing is possible while the case is `status`; its first submission is known, and nothing lapses. */
const refused = (status: StatusName): Row => ({
  ...all(`StatusUnfit! ${status}`),
  submit: "CaseExists!",
  lapse: "NothingLapsed!",
});

/** A case whose present step's lateness has the say. */
const silent = (after: StatusName): Row => ({
  ...refused("Open"),
  approve: "StepLapsed!",
  reject: "StepLapsed!",
  return: "StepLapsed!",
  "decide and execute": "StepLapsed!",
  "decide by rule": "StepLapsed!",
  lapse: after,
  withdraw: `StatusUnfit! ${after}`,
  "declare conflict": `StatusUnfit! ${after}`,
});

const OPEN: Partial<Row> = {
  approve: "Open",
  reject: "Rejected",
  return: "Returned",
  withdraw: "Withdrawn",
  "declare conflict": "Open",
};

async function open(desk: Desk, procedure: number = P.RuledBeside, step = 1): Promise<Situation> {
  await desk.world.rule.setMood(1);
  return { file: await desk.submit(procedure), step, by: desk.checker(0) };
}

/** All but the last vote. */
async function openLast(desk: Desk): Promise<Situation> {
  const { file } = await open(desk);
  await ACTS["decide by rule"](desk, { file, step: 0, by: desk.checker(0) });
  await desk.approve(file, [1, desk.checker(0)]);
  return { file, step: 2, by: desk.world.treasurer };
}

async function after(act: ActName, before: Promise<Situation>, desk: Desk): Promise<Situation> {
  const situation = await before;
  await ACTS[act](desk, situation);
  return situation;
}

async function late(seconds: number, before: Promise<Situation>): Promise<Situation> {
  const situation = await before;
  await networkHelpers.time.increase(seconds + 100);
  return situation;
}

async function none(desk: Desk): Promise<Situation> {
  const order = desk.order();
  const plan = desk.plan(P.RuledBeside, order);
  const id = await desk.relayed.submit.staticCall(plan, [], await desk.signed(plan, order, {}));
  const file = { id, round: 0, body: NO_BODY, fields: fieldsOf(NO_BODY), order };
  return { file: { ...file, payload: plan.payload, plan, submittedAt: 0 }, step: 0, by: desk.checker(0) };
}

const MATRIX: [name: string, stored: StatusName, make: (desk: Desk) => Promise<Situation>, row: Row][] = [
  ["not submitted", "None", none, { ...all("CaseUnknown!"), submit: "Open" }],
  ["open", "Open", (desk) => open(desk), { ...refused("Open"), ...OPEN, "decide by rule": "Open" }],
  [
    "open, one vote missing",
    "Open",
    openLast,
    {
      ...refused("Open"),
      ...OPEN,
      approve: "Approved",
      "decide and execute": "Executed",
      "decide by rule": "StepNotOpen!",
    },
  ],
  [
    "open, a vote late in public",
    "Open",
    (desk) => late(3 * DAY, open(desk, P.Overdue, 0)),
    {
      ...refused("Open"),
      ...OPEN,
      approve: "Approved",
      "decide and execute": "Executed",
      "decide by rule": "RuleStep!",
    },
  ],
  [
    "open, to be escalated",
    "Open",
    (desk) => late(2 * DAY, open(desk, P.Escalated, 0)),
    { ...silent("Open"), withdraw: "Withdrawn", "declare conflict": "Open" },
  ],
  [
    "open, escalated",
    "Open",
    async (desk) => ({
      ...(await after("lapse", late(2 * DAY, open(desk, P.Escalated, 0)), desk)),
      by: desk.world.head,
    }),
    { ...refused("Open"), ...OPEN, "decide by rule": "RuleStep!" },
  ],
  ["open, approved by silence", "Open", (desk) => late(5 * DAY, open(desk, P.DeemedApproved, 0)), silent("Approved")],
  ["open, rejected by silence", "Open", (desk) => late(DAY, open(desk)), silent("Rejected")],
  [
    "returned",
    "Returned",
    (desk) => after("return", open(desk), desk),
    { ...refused("Returned"), "submit again": "Open", withdraw: "Withdrawn", "declare conflict": "Returned" },
  ],
  [
    "returned, correction late",
    "Returned",
    (desk) => late(CORRECTION, after("return", open(desk), desk)),
    {
      ...refused("Returned"),
      "submit again": "CaseTooLate!",
      lapse: "Withdrawn",
      withdraw: "StatusUnfit! Withdrawn",
      "declare conflict": "StatusUnfit! Withdrawn",
    },
  ],
  [
    "approved",
    "Approved",
    (desk) => after("approve", openLast(desk), desk),
    { ...refused("Approved"), execute: "Executed", cancel: "Cancelled" },
  ],
  [
    "approved by silence, on record",
    "Approved",
    (desk) => after("lapse", late(5 * DAY, open(desk, P.DeemedApproved, 0)), desk),
    { ...refused("Approved"), execute: "Executed", cancel: "Cancelled" },
  ],
  [
    "approved, execution late",
    "Approved",
    (desk) => late(EXECUTION, after("approve", openLast(desk), desk)),
    { ...refused("Approved"), execute: "CaseTooLate!", lapse: "Expired", cancel: "StatusUnfit! Expired" },
  ],
  [
    "executed",
    "Executed",
    (desk) => after("execute", after("approve", openLast(desk), desk), desk),
    refused("Executed"),
  ],
  ["rejected", "Rejected", (desk) => after("reject", open(desk), desk), refused("Rejected")],
  [
    "rejected by silence, on record",
    "Rejected",
    (desk) => after("lapse", late(DAY, open(desk)), desk),
    refused("Rejected"),
  ],
  ["withdrawn", "Withdrawn", (desk) => after("withdraw", open(desk), desk), refused("Withdrawn")],
  [
    "withdrawn by the clock",
    "Withdrawn",
    (desk) => after("lapse", late(CORRECTION, after("return", open(desk), desk)), desk),
    refused("Withdrawn"),
  ],
  [
    "cancelled",
    "Cancelled",
    (desk) => after("cancel", after("approve", openLast(desk), desk), desk),
    refused("Cancelled"),
  ],
  [
    "expired",
    "Expired",
    (desk) => after("lapse", late(EXECUTION, after("approve", openLast(desk), desk)), desk),
    refused("Expired"),
  ],
];

/** One cell: the act's outcome, and that a refused act leaves everything as it was. */
async function expectOutcome(desk: Desk, situation: Situation, act: ActName, outcome: Outcome): Promise<void> {
  const { approvals, trail } = desk.world;
  const { id } = situation.file;
  const [before, body, size] = [await approvals.stateOf(id), await approvals.bodyHashOf(id), await trail.size()];
  const [error, named] = outcome.split("!");
  if (named === undefined) {
    await ACTS[act](desk, situation);
    expect(await desk.status({ id }), act).to.equal(Status[outcome as StatusName]);
    expect(await trail.size(), act).to.equal(size + 1n);
    return;
  }
  const refusal = expect(ACTS[act](desk, situation), act).to.be.revertedWithCustomError(approvals, error ?? "");
  await (named === "" ? refusal : refusal.withArgs(id, Status[named.trim() as StatusName]));
  expect([await approvals.stateOf(id), await approvals.bodyHashOf(id), await trail.size()], act).to.deep.equal([
    before,
    body,
    size,
  ]);
}

describe("states and acts", () => {
  for (const [name, stored, make, row] of MATRIX) {
    describe(`when the case is ${name}`, () => {
      it(`allows ${
        Object.entries(row)
          .filter(([, outcome]) => !outcome.includes("!"))
          .map(([act]) => act)
          .join(", ") || "nothing"
      }`, async () => {
        const desk = await openDesk();
        const situation = await make(desk);
        expect(await desk.status(situation.file)).to.equal(Status[stored]);
        const snapshot = await networkHelpers.takeSnapshot();
        for (const [act, outcome] of Object.entries(row)) {
          await expectOutcome(desk, situation, act as ActName, outcome);
          await snapshot.restore();
        }
        await expectLogIntact(desk.world.trail, desk.world.writers);
      });
    });
  }

  it("every status is among them", () => {
    expect([...new Set(MATRIX.map(([, stored]) => stored))].sort()).to.deep.equal(Object.keys(Status).sort());
  });
});
