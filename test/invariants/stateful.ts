// Thousands of random calls on the real suite, each compared with the model, all invariants checked after each.
// MINGZHANG_TEST_DEPTH is local, ci or deep; MINGZHANG_TEST_SEED repeats a run.
import { expect } from "chai";
import { KIND_NAMES } from "@mingzhang/sdk/kinds";
import type { KindName } from "@mingzhang/sdk/kinds";
import { networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { random, rounds, seed } from "../support/random.ts";
import { Run } from "./run.ts";
import { deployWorld } from "./world.ts";

/** Calls of one life of the world, which goes through three fiscal years. */
const CALLS = 300;
const LIVES = rounds(10);

describe("invariants of the suite", function () {
  this.timeout(60_000 + LIVES * 60_000);

  it(`hold over ${LIVES} x ${CALLS} random calls, seed ${seed}`, async () => {
    const counts = new Map<KindName, number>();
    const errors = new Set<string>();
    let legal = 0;
    for (let life = 0; life < LIVES; life += 1) {
      const world = await networkHelpers.loadFixture(deployWorld);
      const run = await Run.start(world, random(seed + life));
      for (let call = 0; call < CALLS; call += 1) {
        try {
          legal += Number(await run.step());
          if (call % 25 === 0) await run.checkAll();
        } catch (error) {
          throw new Error(`seed ${seed}, life ${life}, call ${call}: ${run.lastAction}`, { cause: error });
        }
      }
      await run.checkAll();
      await run.checkHistory();
      const leaves = await expectLogIntact(world.trail, world.writers);
      expect(leaves.map((each) => each.leaf).length).to.equal(run.model.size);
      for (const [kind, count] of run.ghosts.counts) counts.set(kind, (counts.get(kind) ?? 0) + count);
      for (const error of run.errors) errors.add(error);
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    console.log(
      `      ${legal} legal calls, ${total} movements: ${KIND_NAMES.map((kind) => `${kind} ${counts.get(kind) ?? 0}`).join(", ")}`,
    );
    console.log(`      refused for ${[...errors].sort().join(", ")}`);
    // A run that never gets anywhere proves nothing.
    expect(legal).to.be.greaterThan((CALLS * LIVES) / 2.5);
    for (const kind of KIND_NAMES) expect(counts.get(kind) ?? 0, kind).to.be.greaterThan(0);
  });
});
