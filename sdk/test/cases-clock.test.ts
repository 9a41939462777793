import { expect } from "chai";
import { type Client, createClient, custom, encodeAbiParameters } from "viem";
import * as cases from "@mingzhang/sdk/cases";
import { anyBody, anyState, anyStep } from "./cases-random.ts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const r = random(23);
const DAY = 86_400;
const [OPEN, RETURNED, APPROVED, EXECUTED] = [1, 2, 3, 4];

const step = (fields: Partial<cases.Step>): cases.Step => ({
  ...anyStep(r),
  stage: 0,
  isRule: false,
  duty: "checker",
  quorum: 1,
  lateness: "overdue",
  escalation: null,
  limit: DAY,
  agency: 0,
  fromAmount: 0n,
  ...fields,
});

const bodyOf = (...steps: Partial<cases.Step>[]): cases.Body => ({
  ...anyBody(
    r,
    steps.map((fields, index) => cases.encodeStep(step({ index, ...fields }))),
  ),
  agency: 12,
});

describe("the clock of a case", () => {
  const state = anyState(r, OPEN);
  const { since } = state;

  it("leaves a step open that is late in public", () => {
    const body = bodyOf({ stage: 0 }, { stage: 1 });
    const due = since + DAY;
    const inTime = { status: "open", stage: 0, due, overdue: false, lapsable: false };
    expect(cases.effectiveState(state, body, due)).to.deep.equal(inTime);
    expect(cases.effectiveState(state, body, due + 1)).to.deep.equal({ ...inTime, overdue: true });
    const [open] = cases.openSteps(state, body, due + 1);
    expect(open).to.include({ place: 0, duty: "checker", agency: 12, escalated: false, overdue: true });
  });

  it("rejects by silence", () => {
    const body = bodyOf({ lateness: "approve" }, { lateness: "reject" });
    const late = cases.effectiveState(state, body, since + DAY + 1);
    expect(late).to.deep.equal({ status: "rejected", stage: 0, due: 0, overdue: false, lapsable: true });
    expect(cases.openSteps(state, body, since + DAY + 1)).to.deep.equal([]);
  });

  it("approves by silence: the next stage begins then, or the case is approved", () => {
    const now = since + DAY + 5;
    const two = bodyOf({ lateness: "approve" }, { stage: 2, limit: 100 });
    const stage = { status: "open", stage: 2, due: now + 100, overdue: false, lapsable: true };
    expect(cases.effectiveState(state, two, now)).to.deep.equal(stage);
    expect(cases.lapse(state, two, now).lapsed).to.include({ silent: true, done: 1, since: now });
    const one = bodyOf({ lateness: "approve" });
    const approved = { status: "approved", stage: 0, due: now + one.executionLimit, overdue: false, lapsable: true };
    expect(cases.effectiveState(state, one, now)).to.deep.equal(approved);
  });

  it("waits for the other steps of the stage", () => {
    const body = bodyOf({ lateness: "approve" }, { lateness: "overdue", limit: 0 }, { stage: 1 });
    const late = cases.effectiveState(state, body, since + DAY + 1);
    expect(late).to.deep.equal({ status: "open", stage: 0, due: 0, overdue: false, lapsable: true });
    expect(cases.openSteps(state, body, since + DAY + 1).map(({ place }) => place)).to.deep.equal([1]);
  });

  it("gives an escalated step its limit once more, and then leaves it open", () => {
    const body = bodyOf({ lateness: "escalate", escalation: "approver", agency: 9 });
    const once = cases.effectiveState(state, body, since + DAY + 1);
    expect(once).to.deep.equal({ status: "open", stage: 0, due: since + 2 * DAY, overdue: false, lapsable: true });
    const recorded = { ...state, escalated: 1 };
    const twice = cases.effectiveState(recorded, body, since + 2 * DAY + 1);
    expect(twice).to.deep.equal({ status: "open", stage: 0, due: since + 2 * DAY, overdue: true, lapsable: false });
    const [open] = cases.openSteps(recorded, body, since + DAY + 1);
    expect(open).to.include({ duty: "approver", agency: 9, escalated: true, due: since + 2 * DAY });
  });

  it("withdraws what is not corrected, and lets an approval expire", () => {
    const body = { ...bodyOf({}), correctionLimit: DAY, executionLimit: 2 * DAY };
    const returned = anyState(r, RETURNED);
    expect(cases.effectiveState(returned, body, since + DAY).status).to.equal("returned");
    expect(cases.effectiveState(returned, body, since + DAY + 1)).to.include({ status: "withdrawn", lapsable: true });
    const unlimited = { ...body, correctionLimit: 0 };
    expect(cases.effectiveState(returned, unlimited, since + 999 * DAY)).to.include({ status: "returned", due: 0 });
    const approved = anyState(r, APPROVED);
    expect(cases.effectiveState(approved, body, since + 2 * DAY)).to.include({ status: "approved", lapsable: false });
    expect(cases.effectiveState(approved, body, since + 2 * DAY + 1)).to.include({ status: "expired", due: 0 });
    expect(cases.effectiveState(anyState(r, EXECUTED), body, since + 999 * DAY).status).to.equal("executed");
  });

  it("knows no case that is none", () => {
    refusal(() => cases.effectiveState(anyState(r, 0), bodyOf({}), since), "CASE_INVALID");
  });

  it("never moves a case back, whatever its route", () => {
    for (let i = 0; i < 300; i++) {
      const steps = Array.from({ length: 1 + r.below(16) }, anyStep.bind(null, r)).sort((a, b) => a.stage - b.stage);
      const body = bodyOf(...steps);
      const first = steps[0]?.stage ?? 0;
      const now = since + r.below(2 ** 33);
      const { lapsed, changed } = cases.lapse({ ...state, stage: first }, body, now);
      expect(lapsed.stage, `seed ${r.seed}`).to.be.at.least(first);
      expect(lapsed.since).to.be.at.least(since);
      const again = cases.effectiveState(lapsed, body, now);
      if (lapsed.status !== OPEN || lapsed.stage !== first) expect(changed && !again.lapsable).to.equal(true);
      if (!changed) expect(lapsed).to.deep.equal({ ...state, stage: first });
    }
  });
});

describe("a signature of a contract", () => {
  const question = { digest: r.hex(32), signer: r.hex(20), signature: r.hex(65) };
  const answer = (code: string, call: () => string): Client =>
    createClient({
      transport: custom({
        request: ({ method }: { method: string }): Promise<string> =>
          method === "eth_getCode" ? Promise.resolve(code) : new Promise((done) => done(call())),
      }),
    });

  it("is asked of it (ERC-1271)", async () => {
    const magic = encodeAbiParameters([{ type: "bytes4" }], ["0x1626ba7e"]);
    const other = encodeAbiParameters([{ type: "bytes4" }], ["0xffffffff"]);
    const ask = (code: string, call: () => string) =>
      cases.authenticationOf({ ...question, client: answer(code, call), blockNumber: 5n });
    expect(await ask("0x60", () => magic)).to.equal("erc1271");
    expect(await ask("0x60", () => other)).to.equal("invalid");
    expect(await ask("0x60", () => "0x")).to.equal("invalid");
    expect(await ask("0x", () => magic)).to.equal("invalid");
  });

  it("is not taken for wrong because the RPC fails", async () => {
    const client = answer("0x60", () => {
      throw new Error("the node is gone");
    });
    const failed = await cases.authenticationOf({ ...question, client }).then(
      (said) => said,
      (error: Error) => error.message,
    );
    expect(failed).to.include("the node is gone");
  });
});
