// A town whose accounts are those of a history's world, with the history drafted, so that positions and citations are right.
import { type Move, randomHistory, type World } from "../../../sdk/test/trails/history.ts";
import { random } from "../../../sdk/test/random.ts";
import type { EmittedSuite } from "./emitter.ts";

export { type Move, WORLD } from "../../../sdk/test/trails/history.ts";

/** Drafts parties, accounts and a random history of `count` movements; returns the movements. */
export function foundTrailTown(suite: EmittedSuite, world: World, count: number, salt: number): Move[] {
  const government = suite.party(1, "Town of Tracks");
  const payee = suite.party(2, "Bridge Works Ltd");
  const taxpayers = suite.party(3, "Taxpayers");
  const funds = Array.from({ length: world.funds }, (_, at) => suite.fund(government, `Fund ${at + 1}`));
  const of = <T>(list: readonly T[], at: number): T => {
    const item = list[at];
    if (item === undefined) throw new Error(`The world has no ${at}.`);
    return item;
  };
  for (const at of world.sources) suite.source(of(funds, at), taxpayers);
  suite.year(government, 2026, 20_454, 20_818);
  for (let at = 0; at < world.acts; at += 1) suite.act(government, 2026, `Act ${at + 1}`);
  const lines = world.lines.map((at) => suite.line(of(funds, at), government, 2026, "Line"));
  const allotments = world.allotments.map((at) => suite.allotment(of(lines, at), government));
  for (const { allotment, payeeFund } of world.commitments) {
    suite.commitment(of(allotments, allotment), payee, payeeFund === null ? {} : { payeeFund: of(funds, payeeFund) });
  }
  const moves = randomHistory(world, random(salt), count, suite.next);
  draftMoves(suite, moves);
  return moves;
}

function draftMoves(suite: EmittedSuite, moves: readonly Move[]): void {
  for (const { record, kind, from, to, amount, fromPosition, toPosition, beyond, cites } of moves) {
    const code = kind === "receipt" || kind === "refund" ? 11 : 0;
    const cash = ["receipt", "refund", "cash-transfer", "payment", "transfer-payment", "recovery"].includes(kind);
    const places = { fromPosition, toPosition, beyond, cites: BigInt(cites) };
    const number = suite.move({ kind, from, to, amount, code, valueDate: cash ? 20_500 : 0, ...places });
    if (number !== record) throw new Error(`Movement ${record} became ${number}.`);
  }
}
