// Thousands of random acts on findings, each compared with a model, and every finding's history with the drawn transitions.
// MINGZHANG_TEST_DEPTH is local, ci or deep; MINGZHANG_TEST_SEED repeats a run.
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { random, rounds, seed } from "../support/random.ts";
import { Status } from "../Findings/forms.ts";
import { deployFindings } from "../Findings/setup.ts";
import { expectFindingHistory } from "./findings/history.ts";
import { FindingRun } from "./findings/run.ts";

/** Acts of one life. */
const ACTS = 300;
const LIVES = rounds(3);

/** Errors that a usual run must meet, so that it is known to try what is forbidden. */
const MET = [
  ...["AgencyDiffers", "AgencyElsewhere", "AnswerLimitOut", "AnswerNotDue", "FindingExists", "FindingUnfit"],
  ...["FindingUnknown", "NoSeat", "NothingAbove", "OtherSide", "SeverityMissing", "SignatureExpired"],
  ...["SignatureInvalid", "SubjectUnknown", "TextLength", "TurnDiffers"],
];

describe("invariants of findings", function () {
  this.timeout(60_000 + LIVES * 60_000);

  it(`hold over ${LIVES} x ${ACTS} random acts, seed ${seed}`, async () => {
    const errors = new Set<string>();
    const done = new Map<string, number>();
    const ends = new Set<bigint>();
    let legal = 0;
    for (let life = 0; life < LIVES; life += 1) {
      const world = await networkHelpers.loadFixture(deployFindings);
      const run = await FindingRun.start(world, random(seed + life));
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
      await expectFindingHistory(world.findings, run.model);
      for (const [name, count] of run.done) done.set(name, (done.get(name) ?? 0) + count);
      for (const error of run.errors) errors.add(error);
      for (const { status } of run.model.values()) ends.add(Status[status]);
    }
    console.log(`      ${legal} legal acts: ${[...done].map(([name, count]) => `${name} ${count}`).join(", ")}`);
    console.log(`      refused for ${[...errors].sort().join(", ")}`);
    // A run that never gets anywhere proves nothing.
    expect(legal).to.be.greaterThan((ACTS * LIVES) / 3);
    expect(ends.size).to.equal(5);
    for (const error of MET) expect([...errors]).to.include(error);
  });
});
