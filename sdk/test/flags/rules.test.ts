// The rules for what stands out, at their very bounds; runs of split payments against a search of every window.
import {
  flagParameters,
  isRoundSum,
  isYearEndRush,
  justUnder,
  mayBePurchase,
  SPLIT,
  splitRuns,
  type SplitPayment,
} from "../../src/flags/index.ts";
import { random } from "../random.ts";
import { expect } from "chai";

describe("rules for what stands out", () => {
  it("are in minor units of the currency, and assume no threshold where none is published", () => {
    expect(flagParameters("CNY", 2)).to.deep.equal({
      thresholds: [400_000_000n, 200_000_000n, 100_000_000n],
      large: 100_000_000n,
      round: 10_000_000n,
    });
    expect(flagParameters("JPY", 0).thresholds).to.deep.equal([]);
    expect(flagParameters("__proto__", 2).thresholds).to.deep.equal([]);
  });

  it("measure by thresholds of procurement only what may be bought: goods, services, assets, and what bears no class", () => {
    expect([22, 221, 31, 3112, 0].every(mayBePurchase)).to.equal(true);
    expect([21, 211, 2122, 24, 25, 26, 27, 28, 32, 33].some(mayBePurchase)).to.equal(false);
  });

  it("begin and end where they say", () => {
    const just = (amount: bigint) => justUnder(amount, [1_000n, 100n]);
    expect([949n, 950n, 999n, 1_000n, 94n, 95n, 99n, 100n].map(just)).to.deep.equal([
      null,
      1_000n,
      1_000n,
      null,
      null,
      100n,
      100n,
      null,
    ]);
    expect(justUnder(5n, [])).to.equal(null);
    expect([99n, 100n, 150n, 200n, 0n].map((amount) => isRoundSum(amount, 100n))).to.deep.equal([
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(isYearEndRush(25n, 100n, 25n)).to.equal(true);
    expect(isYearEndRush(24n, 100n, 1n)).to.equal(false);
    expect(isYearEndRush(50n, 100n, 51n)).to.equal(false);
  });
});

describe("split payments", () => {
  const payment = (record: number, day: number, amount: bigint): SplitPayment => ({ record, day, amount });

  it("need three within a week that reach the threshold only together", () => {
    const run = [payment(1, 10, 40n), payment(2, 12, 40n), payment(3, 16, 30n)];
    expect(splitRuns(run, [100n])).to.deep.equal([{ threshold: 100n, payments: run, amount: 110n }]);
    expect(splitRuns([...run.slice(0, 2), payment(3, 17, 30n)], [100n])).to.deep.equal([]);
    expect(splitRuns(run.slice(0, 2), [70n])).to.deep.equal([]);
    expect(splitRuns([payment(1, 10, 100n), payment(2, 10, 1n), payment(3, 10, 1n)], [100n])).to.deep.equal([]);
    expect(splitRuns([], [100n])).to.deep.equal([]);
    expect(splitRuns(run, [])).to.deep.equal([]);
  });

  it("find a run wherever any window is one, each payment once, the highest threshold first", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { below } = random(seed);
      const payments = Array.from({ length: below(40) }, (_, at) => payment(at, below(60), BigInt(1 + below(60))));
      const thresholds = [120n, 50n];
      const runs = splitRuns(payments, thresholds);
      const records = runs.flatMap((run) => run.payments.map(({ record }) => record));
      expect(new Set(records).size, `seed ${seed}`).to.equal(records.length);
      for (const { threshold, payments: its, amount } of runs) {
        expect(
          its.length >= SPLIT.payments && amount >= threshold && its.every((each) => each.amount < threshold),
        ).to.equal(true);
        expect((its.at(-1)?.day ?? 0) - (its[0]?.day ?? 0)).to.be.below(SPLIT.days);
        expect(its.reduce((sum, each) => sum + each.amount, 0n)).to.equal(amount);
      }
      const free = payments.filter(({ record }) => !records.includes(record));
      for (const threshold of thresholds) {
        for (const { day } of free) {
          const week = free.filter((each) => each.day >= day && each.day < day + SPLIT.days && each.amount < threshold);
          const sum = week.reduce((all, each) => all + each.amount, 0n);
          expect(week.length >= SPLIT.payments && sum >= threshold, `seed ${seed} day ${day}`).to.equal(false);
        }
      }
    }
  });
});
