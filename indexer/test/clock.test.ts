// The chain's clock: the wall's on a real chain, the head's own and what has passed since on one that was travelled.
import { expect } from "chai";
import { ChainClock } from "../src/api/clock.ts";

const HEAD = { hash: "0x01", time: 1_000_000 };
const ms = (seconds: number) => seconds * 1000;

describe("the chain's clock", () => {
  it("is the wall clock on a real chain, in full steps, and never before the head", () => {
    const clock = new ChainClock();
    expect(clock.read(HEAD, false, ms(1_000_027))).to.equal(1_000_020);
    expect(clock.read(HEAD, false, ms(1_000_031))).to.equal(1_000_030);
    expect(clock.read(HEAD, false, ms(999_000))).to.equal(1_000_000);
  });

  it("goes on from the head's time on the demonstration's chain, wherever the wall clock stands", () => {
    for (const wall of [500, 1_000_000, 9_000_000]) {
      const clock = new ChainClock();
      expect(clock.read(HEAD, true, ms(wall))).to.equal(1_000_000);
      expect(clock.read(HEAD, true, ms(wall + 9))).to.equal(1_000_000);
      expect(clock.read(HEAD, true, ms(wall + 25))).to.equal(1_000_020);
      expect(clock.read({ hash: "0x02", time: 2_000_000 }, true, ms(wall + 30))).to.equal(2_000_000);
    }
  });
});
