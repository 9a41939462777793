// Trails by the API are those that the SDK computes from the chain's raw events, on random histories and both engines.
import { expect } from "chai";
import type { Problem } from "@mingzhang/sdk/api";
import type { ReceiptSpent, TrailPage } from "@mingzhang/sdk/api-trails";
import { decodeRecord, type RecordEvent } from "@mingzhang/sdk/events";
import { fetchLogs } from "@mingzhang/sdk/logs";
import type { Book } from "@mingzhang/sdk/kinds";
import {
  legsOf,
  sumsByMovement,
  trailDifference,
  type TrailIndex,
  trailIndexes,
  type TrailMovement,
  trailMovements,
  walkTrail,
} from "@mingzhang/sdk/trails";
import { trailLines } from "../src/api/trail-lines.ts";
import type { Service } from "../src/service.ts";
import { startChain, type TestChain } from "./support/chain.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { index, onBothEngines, ready } from "./support/engines.ts";
import { foundTrailTown, WORLD } from "./support/trail-town.ts";

const BOOKS: readonly Book[] = ["cash", "budget"];
const DIRECTIONS = ["back", "forward"] as const;
const VISITS = 5_000;

/** A line of a trail: a step, a movement or the sums at the end. */
interface Line {
  type: "step" | "movement" | "end";
  record: number;
  parent: number | null;
  steps?: number;
  sums?: { end: string; amount: string }[];
}

describe("trails", () => {
  let chain: TestChain;
  let suite: EmittedSuite;
  let movements: TrailMovement[];
  let indexes: Record<Book, TrailIndex>;

  before(async () => {
    chain = await startChain();
    suite = await EmittedSuite.deploy(chain.client);
    foundTrailTown(suite, WORLD, 900, 21);
    await suite.send(120);
    const events: RecordEvent[] = [];
    const toBlock = await chain.client.getBlockNumber();
    const addresses = [suite.deployment.contracts.fundLedger];
    for await (const logs of fetchLogs(chain.client, { addresses, topics: [], fromBlock: 0n, toBlock })) {
      for (const log of logs) {
        const event = decodeRecord(log);
        if (event !== null) events.push(event);
      }
    }
    movements = trailMovements(events);
    expect(movements.length).to.equal(900);
    indexes = trailIndexes(movements);
  });
  after(() => chain.stop());

  /** Every movement that a book knows, so many of them. */
  const some = (book: Book, every: number) =>
    movements
      .filter((move) => legsOf(move, book).length > 0 && (book === "budget" || move.kind !== "reclassification"))
      .filter((_, at) => at % every === 0);

  onBothEngines("of a random history", (engine) => {
    let service: Service;
    before(async () => {
      service = await index(chain.url, suite.deployment, await engine.fresh());
      await ready(service);
    });
    after(() => service.stop());

    const ask = async <T>(path: string, status = 200, headers: Record<string, string> = {}): Promise<T> => {
      const answer = await fetch(service.url + path, { headers });
      expect(answer.status, `${path}: ${await answer.clone().text()}`).to.equal(status);
      return (await answer.json()) as T;
    };

    for (const book of BOOKS) {
      for (const direction of DIRECTIONS) {
        it(`is the SDK's, ${direction} on the ${book} book`, async () => {
          for (const { record, amount } of some(book, 7)) {
            const path = `/v1/movements/${record}/trail?book=${book}&direction=${direction}`;
            const page = await ask<TrailPage>(`${path}&limit=1000`);
            const trail = walkTrail(indexes[book], { record, direction, pieces: 1_000, visits: VISITS });
            expect(trailDifference(page, trail), path).to.equal(null);
            expect([page.visits, page.pieces, page.records]).to.deep.equal([trail.visits, trail.pieces, suite.next]);
            const sum = page.sums.reduce((all, each) => all + BigInt(each.amount), 0n);
            expect(sum + BigInt(page.left)).to.equal(amount);
            const named = new Set(page.movements.map((each) => each.record));
            expect(page.steps.every((step) => named.has(step.record))).to.equal(true);
          }
        });

        it(`is the SDK's page by page, ${direction} on the ${book} book, with bounds of any kind`, async () => {
          for (const { record, amount } of some(book, 60)) {
            for (const bounds of [{ pieces: 1 }, { pieces: 3 }, { pieces: 2, depth: 2 }]) {
              const depth = bounds.depth === undefined ? "" : `&depth=${bounds.depth}`;
              const path = `/v1/movements/${record}/trail?book=${book}&direction=${direction}&limit=${bounds.pieces}${depth}`;
              let start = 0n;
              for (let cursor: string | null = ""; cursor !== null;) {
                const page: TrailPage = await ask(cursor === "" ? path : `${path}&cursor=${cursor}`);
                const asked = { ...bounds, record, direction, offset: start, visits: VISITS };
                expect(trailDifference(page, walkTrail(indexes[book], asked)), path).to.equal(null);
                start += BigInt(page.followed);
                cursor = page.next;
              }
              expect(start).to.equal(amount);
            }
          }
        });
      }
    }

    it("is that of the records that were there, if one asks for as many", async () => {
      const at = movements[500]?.record ?? 0n;
      const then = trailIndexes(movements.filter(({ record }) => record < at));
      for (const { record } of some("cash", 9).filter((move) => move.record < at)) {
        const path = `/v1/movements/${record}/trail?direction=forward&limit=1000&at=${at}`;
        const page = await ask<TrailPage>(path);
        const trail = walkTrail(then.cash, { record, direction: "forward", visits: VISITS });
        expect(trailDifference(page, trail), path).to.equal(null);
      }
      await ask(`/v1/movements/${at}/trail?at=${at}`, 404);
      await ask(`/v1/movements/${at}/trail?at=${suite.next + 1}`, 400);
    });

    it("follows a part of a movement, and either part of a reclassification", async () => {
      for (const { record, amount } of some("budget", 1).filter((move) => move.kind === "reclassification")) {
        for (const part of ["spent", "restored"] as const) {
          const [offset, length] = [amount / 3n, amount - amount / 3n];
          const path = `/v1/movements/${record}/trail?book=budget&part=${part}&offset=${offset}&amount=${length}`;
          const page = await ask<TrailPage>(`${path}&limit=1000`);
          const asked = { record, part, offset, amount: length, direction: "back" as const };
          expect(trailDifference(page, walkTrail(indexes.budget, asked)), path).to.equal(null);
        }
      }
    });

    it("is streamed whole as lines, with sums that add up", async () => {
      for (const { record, amount } of some("cash", 90)) {
        const answer = await fetch(`${service.url}/v1/movements/${record}/trail?direction=forward`, {
          headers: { accept: "application/x-ndjson" },
        });
        expect(answer.headers.get("content-type")).to.contain("application/x-ndjson");
        const rows = (await answer.text())
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as { type: string; sums?: { amount: string }[]; steps?: number });
        const last = rows.at(-1);
        expect(last?.type).to.equal("end");
        expect((last?.sums ?? []).reduce((sum, each) => sum + BigInt(each.amount), 0n)).to.equal(amount);
        expect(rows.filter(({ type }) => type === "step").length).to.equal(last?.steps);
      }
    });

    it("is the same as lines, however many pages they come from", async () => {
      for (const { record } of some("cash", 90)) {
        const path = `/v1/movements/${record}/trail?direction=forward&limit=2`;
        let steps = 0;
        const starts = [0];
        const page = async (cursor: string) => {
          const found = await ask<TrailPage>(`${path}${cursor === "" ? "" : `&cursor=${cursor}`}`);
          starts.push((steps += found.steps.length));
          return found;
        };
        let text = "";
        for await (const piece of trailLines(await page(""), page)) text += piece;
        const rows = text
          .trim()
          .split("\n")
          .map((row) => JSON.parse(row) as Line);
        const whole = await ask<TrailPage>(`${path}&limit=1000`.replace("&limit=2", ""));
        const [last, told] = [rows.at(-1), rows.filter(({ type }) => type === "movement")];
        const amounts = (sums: Line["sums"] = []) => sums.map(({ end, amount }) => `${end} ${amount}`).toSorted();
        expect([last?.type, last?.steps]).to.deep.equal(["end", steps]);
        expect(amounts(last?.sums)).to.deep.equal(amounts(whole.sums));
        expect(new Set(told.map((row) => row.record)).size).to.equal(told.length);
        expect(new Set(told.map((row) => row.record))).to.deep.equal(new Set(whole.movements.map((row) => row.record)));
        // A step comes from one of its own page.
        const all = rows.filter(({ type }) => type === "step");
        for (const [place, { parent }] of all.entries()) {
          const start = starts.findLast((each) => each <= place) ?? 0;
          if (parent !== null) expect(parent).to.be.within(start, place - 1);
        }
      }
    });

    it("is told apart as a page and as lines by who keeps it", async () => {
      const [move] = some("cash", 90);
      const url = `${service.url}/v1/movements/${move?.record ?? 0n}/trail`;
      const as = async (accept: string, known = "", method = "GET") => {
        const answer = await fetch(url, { method, headers: { accept, "if-none-match": known } });
        await answer.arrayBuffer();
        const { headers, status } = answer;
        return { status, tag: headers.get("etag") ?? "", vary: headers.get("vary"), type: headers.get("content-type") };
      };
      const [page, lines] = [await as("application/json"), await as("application/x-ndjson")];
      expect([page.status, lines.status, page.vary, lines.vary]).to.deep.equal([200, 200, "Accept", "Accept"]);
      expect(page.tag).to.not.equal(lines.tag);
      expect((await as("application/json", page.tag)).status).to.equal(304);
      expect((await as("application/x-ndjson", lines.tag)).status).to.equal(304);
      expect((await as("application/x-ndjson", page.tag)).status).to.equal(200);
      expect((await as("application/json", lines.tag)).status).to.equal(200);
      expect((await as("application/x-ndjson", "", "HEAD")).type).to.contain("application/x-ndjson");
      const nothing = await fetch(`${service.url}/v1/movements/0/trail`, {
        ...{ method: "HEAD", headers: { accept: "application/x-ndjson" } },
      });
      expect(nothing.status).to.equal(404);
    });

    it("says what a receipt paid for, and what of it is unspent", async () => {
      for (const { record, amount } of some("cash", 1).filter(({ kind }, at) => kind === "receipt" && at % 3 === 0)) {
        const spent = await ask<ReceiptSpent>(`/v1/receipts/${record}/spent?limit=2`);
        const trail = walkTrail(indexes.cash, { record, direction: "forward" });
        const sums = sumsByMovement(trail);
        expect(spent.items.map((item) => [item.movement.record, item.end, item.amount, item.recovered])).to.deep.equal(
          sums
            .slice(0, 2)
            .map((each) => [Number(each.record), each.end, each.amount.toString(), each.recovered.toString()]),
        );
        expect(spent.smaller?.count ?? 0).to.equal(Math.max(0, sums.length - 2));
        const listed = spent.items.reduce((sum, item) => sum + BigInt(item.amount), BigInt(spent.smaller?.amount ?? 0));
        expect(listed + BigInt(spent.left)).to.equal(amount);
      }
    });

    it("refuses what does not fit, and says what does", async () => {
      const payment = movements.find(({ kind }) => kind === "payment")?.record ?? 0n;
      const receipt = movements.find(({ kind }) => kind === "receipt")?.record ?? 0n;
      const refusals: [string, number, string][] = [
        [`/v1/movements/${receipt}/trail?book=budget`, 400, "book"],
        [`/v1/movements/${receipt}/trail?part=spent`, 400, "part"],
        [`/v1/movements/${payment}/trail?offset=99999999999`, 400, "offset"],
        [`/v1/movements/${payment}/trail?amount=0`, 400, "offset"],
        [`/v1/movements/${payment}/trail?cursor=nonsense`, 400, "cursor"],
        [`/v1/movements/${payment}/trail?cursor=1000.99999999999`, 400, "cursor"],
        [`/v1/movements/${payment}/trail?limit=1001`, 400, "limit"],
        [`/v1/movements/${payment}/trail?direction=up`, 400, "direction"],
        [`/v1/receipts/${payment}/spent`, 400, "record"],
        ["/v1/receipts/0/spent", 404, ""],
        ["/v1/movements/0/trail", 404, ""],
      ];
      for (const [path, status, field] of refusals) {
        const problem = await ask<Problem>(path, status);
        expect(problem.errors?.[0]?.field ?? "", path).to.equal(field);
      }
    });
  });
});
