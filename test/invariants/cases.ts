// Thousands of random acts in cases, each compared with a model, and every case's history with the drawn transitions.
// MINGZHANG_TEST_DEPTH is local, ci or deep; MINGZHANG_TEST_SEED repeats a run.
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { random, rounds, seed } from "../support/random.ts";
import { expectHistory } from "./cases/history.ts";
import { CaseRun, FINAL } from "./cases/run.ts";
import type { StatusName } from "./cases/types.ts";
import { deployCaseWorld } from "./cases/world.ts";

/** Acts of one life, which goes through some months. */
const ACTS = 300;
const LIVES = rounds(5);

/** Errors that a usual run must meet, so that it is known to try what is forbidden. */
const MET = [
  ...["BodyDiffers", "CaseTooLate", "CaseUnknown", "ConflictOfInterest", "CurrencyDiffers", "HandlerClosed"],
  ...["NoSeat", "NotSubmitter", "NothingLapsed", "PayloadDiffers", "Refused", "RoundDiffers", "RuleUndecided"],
  ...["SignatureExpired", "SignatureInvalid", "StatusUnfit", "StepLapsed", "StepNotOpen", "StepUnknown"],
];

describe("invariants of cases", function () {
  this.timeout(60_000 + LIVES * 60_000);

  it(`hold over ${LIVES} x ${ACTS} random acts, seed ${seed}`, async () => {
    const errors = new Set<string>();
    const done = new Map<string, number>();
    const ends = new Map<StatusName, number>();
    let legal = 0;
    for (let life = 0; life < LIVES; life += 1) {
      const world = await networkHelpers.loadFixture(deployCaseWorld);
      const run = await CaseRun.start(world, random(seed + life));
      for (let act = 0; act < ACTS; act += 1) {
        try {
          legal += Number(await run.step());
          if (act % 50 === 0) await run.checkAll();
        } catch (error) {
          throw new Error(`seed ${seed}, life ${life}, act ${act}: ${run.lastAction}`, { cause: error });
        }
      }
      await run.checkAll();
      await expectLogIntact(world.trail, world.writers);
      await expectHistory(world.approvals, run.model);
      for (const [name, count] of run.done) done.set(name, (done.get(name) ?? 0) + count);
      for (const error of run.errors) errors.add(error);
      for (const { status } of run.model.cases.values()) ends.set(status, (ends.get(status) ?? 0) + 1);
    }
    const told = (counts: Map<string, number>) => [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
    console.log(`      ${legal} legal acts: ${told(done)}`);
    console.log(`      cases: ${told(ends)}`);
    console.log(`      refused for ${[...errors].sort().join(", ")}`);
    // A run that never gets anywhere proves nothing.
    expect(legal).to.be.greaterThan((ACTS * LIVES) / 2.5);
    for (const status of FINAL) expect(ends.get(status) ?? 0, status).to.be.greaterThan(0);
    for (const error of MET) expect([...errors]).to.include(error);
  });
});
