// Thousands of random calls of CheckpointAnchor, by honest and lying witnesses, each compared with a model of the rules (K-1 to K-8).
// MINGZHANG_TEST_DEPTH is local, ci or deep; MINGZHANG_TEST_SEED repeats a run.
import { expect } from "chai";
import { networkHelpers } from "../network.ts";
import { random, rounds, seed } from "../support/random.ts";
import { AnchorRun } from "./checkpoints/run.ts";
import { deployAnchorWorld } from "./checkpoints/world.ts";

/** Calls of one life. */
const CALLS = 250;
const LIVES = rounds(4);

/** Errors that a usual run must meet, so that it is known to try what is forbidden. */
const MET = [
  ...["CosignatureInvalid", "Inconsistent", "NoFork", "NotAWitness", "NothingNew"],
  ...["QuorumMissing", "WitnessesNotAscending", "WitnessesUnfit"],
];

describe("invariants of checkpoints", function () {
  this.timeout(60_000 + LIVES * 60_000);

  it(`hold over ${LIVES} x ${CALLS} random calls, seed ${seed}`, async () => {
    const errors = new Set<string>();
    const done = new Map<string, number>();
    for (let life = 0; life < LIVES; life += 1) {
      const world = await networkHelpers.loadFixture(deployAnchorWorld);
      const run = new AnchorRun(world, random(seed + life));
      for (let call = 0; call < CALLS; call += 1) {
        try {
          await run.step();
        } catch (error) {
          throw new Error(`seed ${seed}, life ${life}, call ${call}: ${run.lastAction}`, { cause: error });
        }
      }
      await run.checkAll();
      for (const error of run.errors) errors.add(error);
      for (const [what, count] of run.done) done.set(what, (done.get(what) ?? 0) + count);
    }
    for (const error of MET) expect([...errors], "errors met").to.include(error);
    for (const what of ["cosign", "anchor", "changeWitnesses", "proveFork"]) {
      expect(done.get(what) ?? 0, what).to.be.greaterThan(LIVES);
    }
  });
});
