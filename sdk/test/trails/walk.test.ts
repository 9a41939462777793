// Trails over random histories agree with a reference that follows every minor unit, whatever the bounds.
import { expect } from "chai";
import type { Book } from "@mingzhang/sdk/kinds";
import {
  sumsByEnd,
  sumsByMovement,
  type Trail,
  type TrailIndex,
  trailBack,
  trailForward,
  trailIndexes,
  trailMovements,
  type TrailPart,
  type TrailRequest,
} from "@mingzhang/sdk/trails";
import { random } from "../random.ts";
import { eventsOf, type Move, randomHistory, WORLD } from "./history.ts";
import { Naive } from "./naive.ts";
import { unitPaths } from "./unit-paths.ts";

const FIRST = 50;
const BOOKS: readonly Book[] = ["cash", "budget"];

function parse(name: string): { record: bigint; part: TrailPart | null } {
  const [record = "", part] = name.split(" ");
  return { record: BigInt(record), part: part === "spent" || part === "restored" ? part : null };
}

function history(salt: number, count: number): { moves: Move[]; indexes: Record<Book, TrailIndex> } {
  const moves = randomHistory(WORLD, random(salt), count, FIRST);
  return { moves, indexes: trailIndexes(trailMovements(eventsOf(WORLD, moves))) };
}

/** Every page of a trail, one after the other. */
function pages(follow: (request: Omit<TrailRequest, "direction">) => Trail, request: Omit<TrailRequest, "direction">) {
  const all: Trail[] = [];
  for (let offset = 0n; ;) {
    const page = follow({ ...request, offset });
    all.push(page);
    expect(page.followed > 0n, "a page gets on").to.equal(true);
    offset += page.followed;
    if (page.followed === page.amount) return all;
  }
}

describe("trails", () => {
  for (const salt of [1, 2, 3, 4, 5]) {
    for (const book of BOOKS) {
      it(`are those of every single unit, on the ${book} book of history ${salt}`, () => {
        const { moves, indexes } = history(salt, 400);
        const naive = new Naive(WORLD, moves, book);
        const names = naive.names();
        expect(names.length).to.be.above(100);
        const seen = new Set<string>();
        for (const name of names) {
          const { record, part } = parse(name);
          const units = naive.trail(name);
          const back = trailBack(indexes[book], { record, part });
          const forward = trailForward(indexes[book], { record, part });
          for (const trail of [back, forward]) {
            expect(trail.followed).to.equal(BigInt(units.length));
            expect(sumsByEnd(trail).reduce((sum, { amount }) => sum + amount, 0n)).to.equal(trail.amount);
            expect(sumsByMovement(trail).reduce((sum, { amount }) => sum + amount, 0n)).to.equal(trail.amount);
            for (const step of trail.steps) for (const { end } of step.ends) seen.add(end);
          }
          expect(unitPaths(back), name).to.deep.equal(
            units.map(({ before }) => ({ path: before, end: "origin", account: null })),
          );
          expect(unitPaths(forward), name).to.deep.equal(
            units.map(({ after, now }) => ({ path: after, end: now.end, account: now.account })),
          );
        }
        expect([...seen].sort()).to.deep.equal(["held", "origin", "returned", "spent"]);
      });

      it(`are the same in pages of any size, on the ${book} book of history ${salt}`, () => {
        const { moves, indexes } = history(salt, 250);
        const naive = new Naive(WORLD, moves, book);
        for (const name of naive.names()) {
          const { record, part } = parse(name);
          for (const follow of [trailBack, trailForward]) {
            const whole = unitPaths(follow(indexes[book], { record, part }));
            for (const bounds of [{ pieces: 1 }, { pieces: 3 }, { visits: 40 }]) {
              const parts = pages((request) => follow(indexes[book], request), { record, part, ...bounds });
              const paths = parts.flatMap(unitPaths);
              expect(paths.length).to.equal(whole.length);
              paths.forEach((path, at) => {
                if (path.end === "cut") expect(whole[at]?.path.slice(0, path.path.length)).to.deep.equal(path.path);
                else expect(path).to.deep.equal(whole[at]);
              });
              for (const page of parts) {
                if (bounds.pieces !== undefined) expect(page.pieces).to.be.at.most(bounds.pieces);
                if (bounds.visits !== undefined) expect(page.visits).to.be.at.most(bounds.visits);
              }
            }
          }
        }
      });
    }
  }

  it("stop at the depth that was asked for, and say how much goes deeper", () => {
    const { indexes, moves } = history(6, 300);
    for (const { record } of moves.filter(({ kind }) => kind === "payment")) {
      for (const depth of [0, 1, 2]) {
        const whole = unitPaths(trailBack(indexes.cash, { record: BigInt(record) }));
        const shallow = unitPaths(trailBack(indexes.cash, { record: BigInt(record), depth }));
        shallow.forEach(({ path, end }, at) => {
          const full = whole[at]?.path ?? [];
          expect(path).to.deep.equal(full.slice(0, depth + 1));
          expect(end).to.equal(full.length > depth + 1 ? "deeper" : "origin");
        });
      }
    }
  });
});
