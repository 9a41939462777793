// Trails where bounds, gaps and refusals matter: sweeps to and fro, missing events, a sum recovered and paid again.
import { expect } from "chai";
import { accountNumber } from "@mingzhang/sdk/accounts";
import {
  legsOf,
  sumsByMovement,
  TrailIndex,
  type TrailMovement,
  trailBack,
  trailForward,
  trailMovements,
  walkTrail,
} from "@mingzhang/sdk/trails";
import { refusal } from "../refusal.ts";
import { random } from "../random.ts";
import { eventsOf, randomHistory, WORLD } from "./history.ts";

const [A, B] = [accountNumber("fund", 1), accountNumber("fund", 2)];
const SOURCE = accountNumber("source", 1);
const COMMITMENT = accountNumber("commitment", 1);

const blank = { fromPosition: 0n, toPosition: 0n, beyond: 0n, cites: null, citedPosition: 0n, takingFund: null };

/** A receipt of 100, then `sweeps` transfers of all of it between two funds, then a payment of all. */
function swept(sweeps: number): TrailMovement[] {
  const moves: TrailMovement[] = [{ ...blank, record: 0n, kind: "receipt", from: SOURCE, to: A, amount: 100n }];
  for (let at = 0; at < sweeps; at += 1) {
    const [from, to] = at % 2 === 0 ? [A, B] : [B, A];
    const place = 100n * BigInt(at >> 1);
    moves.push({
      ...blank,
      record: BigInt(at + 1),
      kind: "cash-transfer",
      from,
      to,
      amount: 100n,
      fromPosition: place,
      toPosition: at % 2 === 0 ? place : place + 100n,
    });
  }
  const fromPosition = 100n * BigInt(sweeps >> 1);
  const record = BigInt(sweeps + 1);
  return [...moves, { ...blank, record, kind: "payment", from: A, to: COMMITMENT, amount: 100n, fromPosition }];
}

describe("bounds of trails", () => {
  it("cut a piece that alone wants more visits than allowed, and say where it stands", () => {
    const index = TrailIndex.of("cash", swept(1_000));
    const whole = trailBack(index, { record: 1_001n });
    expect([whole.pieces, whole.visits, whole.followed]).to.deep.equal([1, 1_001, 100n]);
    const cut = trailBack(index, { record: 1_001n, visits: 300 });
    expect([cut.pieces, cut.visits, cut.followed, cut.steps.length]).to.deep.equal([1, 300, 100n, 301]);
    const last = cut.steps.at(-1);
    expect(last?.ends).to.deep.equal([{ end: "cut", start: 0n, amount: 100n, account: null }]);
    // From there it is followed on, as any movement is.
    const rest = trailBack(index, { record: last?.record ?? 0n, offset: last?.offset ?? 0n });
    expect([rest.visits, rest.steps.at(-1)?.record]).to.deep.equal([701, 0n]);
  });

  it("do not grow the stack with the length of a path", () => {
    const index = TrailIndex.of("cash", swept(40_000));
    const trail = trailForward(index, { record: 0n, visits: 100_000 });
    expect([trail.visits, trail.steps.length, trail.pieces]).to.deep.equal([40_001, 40_002, 1]);
  });

  it("count a sum that was recovered and paid again once, where it rests", () => {
    const pay = { ...blank, kind: "payment" as const, from: A, to: COMMITMENT };
    const index = TrailIndex.of("cash", [
      { ...blank, record: 0n, kind: "receipt", from: SOURCE, to: A, amount: 100n },
      { ...pay, record: 1n, amount: 60n },
      {
        ...blank,
        record: 2n,
        kind: "recovery",
        from: COMMITMENT,
        to: A,
        amount: 50n,
        toPosition: 100n,
        cites: 1n,
      },
      { ...pay, record: 3n, amount: 90n, fromPosition: 60n, toPosition: 60n },
    ]);
    const trail = trailForward(index, { record: 0n });
    const rest = { pieces: 1, account: null };
    expect(sumsByMovement(trail)).to.deep.equal([
      { ...rest, end: "spent", record: 3n, amount: 90n, pieces: 2, recovered: 50n },
      { ...rest, end: "spent", record: 1n, amount: 10n, recovered: 0n },
    ]);
    expect(trailBack(index, { record: 3n }).steps.map(({ record }) => Number(record))).to.deep.equal([3, 0, 2, 1, 0]);
  });

  it("are refused where they do not fit the movement", () => {
    const index = TrailIndex.of("cash", swept(2));
    for (const request of [
      { record: 0n, offset: 100n },
      { record: 0n, offset: -1n },
      { record: 0n, offset: 10n, amount: 91n },
      { record: 0n, amount: 0n },
      { record: 0n, part: "spent" as const },
    ]) {
      refusal(() => trailForward(index, request), "TRAIL_INVALID");
    }
    refusal(() => trailForward(index, { record: 9n }), "NOT_FOUND");
    refusal(() => trailForward(TrailIndex.of("budget", swept(2)), { record: 0n }), "TRAIL_INVALID");
  });

  it("do not hide that movements are missing", () => {
    const moves = swept(4);
    for (let gone = 1; gone < 5; gone += 1) {
      const index = TrailIndex.of("cash", moves.toSpliced(gone, 1));
      // What is behind the last movement of a track cannot be missed by its positions: the pages check the log's size.
      if (gone < 3) refusal(() => trailForward(index, { record: 0n }), "TRAIL_GAP");
      refusal(() => trailBack(index, { record: 5n }), "TRAIL_GAP");
    }
    const events = eventsOf(WORLD, randomHistory(WORLD, random(8), 200, 50));
    const cited = events.findIndex((event) => event.name === "Movement" && event.args.terms >> 72n !== 0n);
    const cites = events[cited];
    if (cites?.name !== "Movement") throw new Error("Nothing is cited.");
    const record = (cites.args.terms >> 72n) & 0xffff_ffff_ffff_ffffn;
    refusal(() => trailMovements(events.filter((event) => event.args.record !== record)), "TRAIL_GAP");
    refusal(() => trailMovements(events.toReversed()), "TRAIL_GAP");
  });
});

describe("an index that is filled as a trail asks", () => {
  for (const book of ["cash", "budget"] as const) {
    for (const direction of ["back", "forward"] as const) {
      it(`tells the same trails ${direction} on the ${book} book as a whole one`, () => {
        const moves = trailMovements(eventsOf(WORLD, randomHistory(WORLD, random(9), 300, 50)));
        const whole = TrailIndex.of(book, moves);
        for (const move of moves) {
          if (legsOf(move, book).length === 0 || (book === "cash" && move.kind === "reclassification")) continue;
          const bounds = { record: move.record, direction, pieces: 20, visits: 60 };
          const index = TrailIndex.empty(book);
          index.add(move);
          let trail = walkTrail(index, bounds);
          for (let rounds = 0; trail.unknown.length > 0; rounds += 1) {
            expect(rounds).to.be.below(70);
            for (const stretch of trail.unknown) {
              // One leg at a time is the least that a reader can add.
              const leg = whole.at(stretch.side, stretch.track, stretch.id, stretch.from);
              if (leg) index.add(leg.movement);
              else index.settle(stretch, stretch.from);
            }
            trail = walkTrail(index, bounds);
          }
          expect(trail).to.deep.equal(walkTrail(whole, bounds));
        }
      });
    }
  }
});
