// The picture of a trail has no cycles, hides nothing, and its sums are those of the trail.
import { expect } from "chai";
import {
  type GraphStep,
  legsOf,
  type Trail,
  trailGraph,
  TrailIndex,
  trailMovements,
  walkTrail,
} from "@mingzhang/sdk/trails";
import { random } from "../random.ts";
import { eventsOf, randomHistory, WORLD } from "./history.ts";

const graphSteps = (trail: Trail): GraphStep[] =>
  trail.steps.map((step) => ({
    ...step,
    record: Number(step.record),
    ends: step.ends.map((end) => ({ ...end, account: end.account === null ? null : String(end.account) })),
  }));

describe("the picture of a trail", () => {
  for (const direction of ["back", "forward"] as const) {
    it(`conserves every amount and leads to higher layers alone, ${direction}`, () => {
      const moves = trailMovements(eventsOf(WORLD, randomHistory(WORLD, random(31), 500, 50)));
      let [groups, folded, pages] = [0, 0, 0];
      for (const book of ["cash", "budget"] as const) {
        const index = TrailIndex.of(book, moves);
        for (const { record, amount } of moves.filter((move) => legsOf(move, book).length > 0)) {
          if (book === "cash" && index.movement(record)?.kind === "reclassification") continue;
          const trail = walkTrail(index, { record, direction, pieces: 15 });
          const left = trail.amount - trail.followed;
          const { nodes, links, layers } = trailGraph(graphSteps(trail), { direction, left, perLayer: 3, layers: 4 });
          const byId = new Map(nodes.map((node) => [node.id, node]));
          expect(nodes[0]?.amount).to.equal(amount);
          expect(layers).to.equal(Math.max(...nodes.map((node) => node.layer)) + 1);
          for (const { from, to } of links) {
            const [a, b] = [byId.get(from), byId.get(to)];
            expect(a !== undefined && b !== undefined && a.layer < b.layer, `${from} to ${to}`).to.equal(true);
          }
          for (const node of nodes) {
            const sum = (side: "from" | "to") =>
              links.filter((link) => link[side] === node.id).reduce((all, link) => all + link.amount, 0n);
            if (node.layer > 0) expect(sum("to"), node.id).to.equal(node.amount);
            expect(sum("from") <= node.amount, node.id).to.equal(true);
            if (node.kind === "smaller") groups += 1;
            if (node.kind === "deeper") folded += 1;
            if (node.kind === "left") pages += 1;
            if (node.kind === "smaller") expect(node.count).to.be.above(1);
          }
          for (let layer = 0; layer < layers; layer += 1) {
            const shown = nodes.filter((node) => node.layer === layer && /movement|smaller/.test(node.kind));
            expect(shown.length).to.be.at.most(3);
          }
        }
      }
      expect(groups > 0 && folded > 0 && pages > 0).to.equal(true);
    });
  }
});
