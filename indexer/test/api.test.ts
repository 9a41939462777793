// The API: pages both ways equal one list, CSV equals the filters, wrong input is a 4xx with a remedy, readiness is true.
import type { Movement, MovementDetail, Page, Problem, Ready, Status } from "@mingzhang/sdk/api";
import { leafHash, recordHash } from "@mingzhang/sdk/hash";
import { detailToText } from "@mingzhang/sdk/text";
import type { z } from "@hono/zod-openapi";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as accounts from "../src/api/schemas/accounts.ts";
import * as movements from "../src/api/schemas/movement.ts";
import * as parties from "../src/api/schemas/parties.ts";
import type { Service } from "../src/service.ts";
import { startChain, type TestChain } from "./support/chain.ts";
import { type City, foundCity, moveCity, randomOf } from "./support/city.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { index, onBothEngines, ready } from "./support/engines.ts";

const FILTERS = [
  "",
  "kind=payment,recovery",
  "fund=fund-1",
  "line=line-1",
  "line=line-2&kind=virement",
  "account=commitment-1",
  "agency=2",
  "payee=6",
  "party=8",
  "function=09",
  "function=09.1.2",
  "class=11",
  "year=2026",
  "currency=CNY",
  "minAmount=1000&maxAmount=500000",
  "from=2026-03-01&to=2026-06-30",
  "text=%E6%A1%A5%E6%A2%81",
  "text=bridge%20ref",
  "text=%25_",
  "document=0xd0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0",
  "confirmed=true",
  "confirmed=false",
  "imported=true",
  "imported=false&kind=receipt",
];
const SORTS = ["record", "amount", "valueDate"].flatMap((sort) => [
  `sort=${sort}&order=asc`,
  `sort=${sort}&order=desc`,
]);

onBothEngines("API", (engine) => {
  let chain: TestChain;
  let suite: EmittedSuite;
  let city: City;
  let service: Service;
  let documents: string;

  before(async () => {
    chain = await startChain();
    suite = await EmittedSuite.deploy(chain.client);
    city = foundCity(suite);
    moveCity(suite, city, 400, randomOf(3));
    await suite.send(60);
    documents = mkdtempSync(join(tmpdir(), "mingzhang-documents-"));
    service = await index(chain.url, suite.deployment, await engine.fresh(), { documentsDir: documents });
    await ready(service);
  });
  after(async () => {
    await service.stop();
    await chain.stop();
    rmSync(documents, { recursive: true, force: true });
  });

  const fetchOf = (path: string, init?: RequestInit) => fetch(service.url + path, init);
  const get = async <T>(path: string): Promise<T> => {
    const answer = await fetchOf(path);
    expect(answer.status, `${path}: ${answer.status === 200 ? "" : await answer.clone().text()}`).to.equal(200);
    return (await answer.json()) as T;
  };
  const list = async (query: string): Promise<Movement[]> => {
    const all: Movement[] = [];
    for (let cursor: string | null = null; ;) {
      const page: Page<Movement> = await get(
        `/v1/movements?${query}&limit=200${cursor === null ? "" : `&cursor=${cursor}`}`,
      );
      all.push(...page.items);
      cursor = page.next;
      if (cursor === null) return all;
    }
  };

  it("pages both ways through the same list, for every sort", async () => {
    for (const sort of SORTS) {
      const whole = (await list(sort)).map((each) => each.record);
      expect(new Set(whole).size).to.equal(whole.length);
      const walk = async (step: "next" | "previous", start: string | null) => {
        const pages: number[][] = [];
        let cursor = start;
        let page: Page<Movement>;
        do {
          page = await get(`/v1/movements?${sort}&limit=37${cursor === null ? "" : `&cursor=${cursor}`}`);
          pages.push(page.items.map((each) => each.record));
          cursor = page[step];
        } while (cursor !== null);
        return { pages, page };
      };
      const forth = await walk("next", null);
      expect(forth.pages.flat(), sort).to.deep.equal(whole);
      const back = await walk("previous", forth.page.previous);
      const last = forth.pages.at(-1) ?? [];
      expect([...back.pages].reverse().flat(), sort).to.deep.equal(whole.slice(0, whole.length - last.length));
    }
  });

  it("filters as each movement's own fields say", async () => {
    const all = await list("");
    const agrees = async (query: string, keep: (movement: Movement) => boolean) => {
      const found = await list(query);
      expect(
        found.map((each) => each.record),
        query,
      ).to.deep.equal(all.filter(keep).map((each) => each.record));
      expect(found.length, query).to.be.greaterThan(0);
      const counted = await get<Page<Movement>>(`/v1/movements?${query}&count=true&limit=1`);
      expect(counted.total, query).to.equal(found.length);
    };
    await agrees("kind=payment,recovery", (m) => m.kind === "payment" || m.kind === "recovery");
    await agrees("fund=fund-2", (m) => m.fund?.id === "fund-2" || m.otherFund?.id === "fund-2");
    await agrees("account=commitment-1", (m) => m.from.id === "commitment-1" || m.to.id === "commitment-1");
    await agrees("agency=2", (m) => m.agency?.id === 2 || m.agency?.id === 3);
    await agrees("payee=6", (m) => m.payee?.id === 6);
    await agrees("party=8", (m) => m.payer?.id === 8 || m.payee?.id === 8);
    await agrees("function=09", (m) => m.function?.code.startsWith("09") ?? false);
    await agrees("function=09.1.2", (m) => m.function?.code === "09.1.2");
    await agrees("class=11", (m) => m.class?.code.startsWith("11") ?? false);
    await agrees("year=2026", (m) => m.year === 2026);
    await agrees("minAmount=1000&maxAmount=500000", (m) => BigInt(m.amount) >= 1000n && BigInt(m.amount) <= 500_000n);
    await agrees("from=2026-03-01&to=2026-06-30", (m) => {
      const day = m.valueDate ?? m.postedAt.slice(0, 10);
      return day >= "2026-03-01" && day <= "2026-06-30";
    });
    await agrees("confirmed=true", (m) => m.confirmed !== null);
    await agrees("confirmed=false", (m) => m.awaitsConfirmation);
    await agrees("imported=true", (m) => m.imported);
    await agrees("text=%25_", (m) => detailToText(m.detailRaw)?.includes("%_") ?? false);
    await agrees("text=%E6%A1%A5%E6%A2%81", (m) => m.payee?.otherName.includes("桥梁") ?? false);
    const some = all.find((m) => m.kind === "payment");
    await agrees(`transaction=${some?.chain.transaction}`, (m) => m.chain.transaction === some?.chain.transaction);
  });

  it("gives as CSV exactly what the filters say, safe for spreadsheets", async () => {
    for (const filter of FILTERS) {
      const answer = await fetchOf(`/v1/movements.csv?${filter}`);
      expect(answer.headers.get("content-type")).to.contain("text/csv");
      const text = await answer.text();
      const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
      const movements = await list(filter);
      expect(
        rows.map((row) => Number(row.record)),
        filter,
      ).to.deep.equal(movements.map((each) => each.record));
      for (const [at, row] of rows.entries()) {
        expect(row.amount_minor).to.equal(movements[at]?.amount);
        for (const value of Object.values(row)) expect(value).to.not.match(/^\s*[=+@]/);
      }
    }
    const accepted = await fetchOf("/v1/movements?kind=receipt", { headers: { accept: "text/csv" } });
    expect(accepted.headers.get("content-type")).to.contain("text/csv");
    await accepted.body?.cancel();
    const refused = await fetchOf("/v1/movements?limit=5", { headers: { accept: "text/csv" } });
    expect(refused.status).to.equal(400);
  });

  it("rebuilds every movement's raw event, and its leaf, bit for bit", async () => {
    const logs = await chain.client.getLogs({ address: suite.deployment.contracts.fundLedger, fromBlock: 0n });
    const moved = logs.filter((log) => log.topics.length === 4);
    expect(moved.length).to.be.greaterThan(300);
    for (const log of moved.slice(0, 120)) {
      const one = await get<MovementDetail>(`/v1/movements/by-log/${log.transactionHash}/${log.logIndex}`);
      expect(one.raw).to.deep.equal({ topics: log.topics, data: log.data });
      expect(one.chain.blockHash).to.equal(log.blockHash);
      const record = await get<{ record: `0x${string}`; stamp: `0x${string}`; leaf: string }>(
        `/v1/records/${one.record}`,
      );
      expect(record.record).to.equal(recordHash(log.topics, log.data));
      expect(record.leaf).to.equal(leafHash(record.stamp, record.record));
    }
  });

  it("answers wrong input with a 4xx that says what to do", async () => {
    const evil = [
      "%00",
      "%FF%FE",
      "a".repeat(5000),
      "-1",
      "1e9",
      "99999999999999999999",
      "%F0%9F%92%A9",
      "'; drop table movements; --",
      "NaN",
      "../..",
      "%2e%2e",
      "{}",
      "[]",
      "0x",
      "\u202e",
      "%ED%A0%80",
      "",
    ];
    const names = [
      "kind",
      "fund",
      "line",
      "agency",
      "payee",
      "party",
      "account",
      "function",
      "class",
      "year",
      "currency",
      "minAmount",
      "maxAmount",
      "from",
      "to",
      "text",
      "document",
      "transaction",
      "confirmed",
      "imported",
      "sort",
      "order",
      "limit",
      "cursor",
      "count",
      "unknown",
      "__proto__",
      "toString",
    ];
    const paths = [
      "/v1/movements",
      "/v1/movements.csv",
      "/v1/funds",
      "/v1/lines",
      "/v1/parties",
      "/v1/commitments",
      "/v1/acts",
      "/v1/sources",
      "/v1/search",
      "/v1/totals",
      "/v1/years",
      "/v1/agencies",
      "/v1/status",
      "/v1/stream",
      "/health",
    ];
    const items = [
      "/v1/movements/",
      "/v1/accounts/",
      "/v1/funds/",
      "/v1/lines/",
      "/v1/parties/",
      "/v1/commitments/",
      "/v1/acts/",
      "/v1/records/",
      "/v1/documents/",
      "/v1/movements/by-log/0x00/",
      "/docs/",
      "/",
    ];
    const asks = [
      ...paths.flatMap((path) => names.flatMap((name) => evil.map((value) => `${path}?${name}=${value}`))),
      ...paths.map((path) => `${path}?limit=1&limit=2`),
      ...items.flatMap((path) => evil.map((value) => path + value)),
      ...[
        "WyJyZWNvcmQuZGVzYyIsIm4iLCIxIiwiMSJd",
        "WyJyZWNvcmQuZGVzYyIsIm4iLCI5OTk5OTk5OTk5OTk5OTk5OTk5OTkiLCIxIl0",
        "WzEsMiwzLDRd",
        "bnVsbA",
      ].map((cursor) => `/v1/movements?cursor=${cursor}`),
      `/v1/parties?sort=name&cursor=${Buffer.from(JSON.stringify(["name-.asc", "n", "\0", "1"])).toString("base64url")}`,
    ];
    let refused = 0;
    for (const ask of asks) {
      const abort = new AbortController();
      const answer = await fetchOf(ask, { signal: abort.signal });
      expect(
        answer.status,
        `${ask.slice(0, 200)} ${answer.status >= 500 ? await answer.clone().text() : ""}`,
      ).to.be.lessThan(500);
      if (answer.status >= 400) {
        refused += 1;
        expect(answer.headers.get("content-type"), ask).to.equal("application/problem+json");
        const problem = (await answer.json()) as Problem;
        expect(problem.status).to.equal(answer.status);
        expect(problem.detail.length).to.be.greaterThan(10);
      } else abort.abort();
    }
    expect(refused).to.be.greaterThan(asks.length / 2);
    for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
      expect((await fetchOf("/v1/movements", { method })).status).to.equal(405);
    }
    const { errors } = (await (await fetchOf("/v1/movements?year=x")).json()) as Problem;
    expect(errors).to.deep.equal([{ field: "year", value: "x", remedy: "Give a year as digits." }]);
  });

  it("answers every list and item as it is described", async () => {
    const answers: [string, z.ZodType][] = [
      ["/v1/movements?limit=200", movements.movementPage],
      ["/v1/records/0", movements.chainRecord],
      ["/v1/funds", accounts.fundPage],
      ["/v1/funds/fund-1", accounts.fundDetail],
      ["/v1/lines", accounts.lineTree],
      ["/v1/lines/line-1", accounts.lineDetail],
      ["/v1/lines?function=09&agency=1&fund=fund-1", accounts.lineTree],
      ["/v1/commitments?sort=paid", accounts.commitmentPage],
      ["/v1/commitments?payee=5&agency=1&year=2026&text=works&fund=fund-1", accounts.commitmentPage],
      ["/v1/commitments/commitment-1", accounts.commitment],
      ["/v1/acts", accounts.actPage],
      ["/v1/acts/act-1", accounts.act],
      ["/v1/sources", accounts.sourcePage],
      ["/v1/parties?sort=paid&order=desc", parties.partyPage],
      ["/v1/parties?sort=name&text=%E5%B1%80&kind=agency", parties.partyPage],
      ["/v1/parties/2", parties.partyDetail],
      ["/v1/parties/5", parties.partyDetail],
      ["/v1/agencies?year=2026", parties.agencyPage],
      ["/v1/totals", parties.totals],
      ["/v1/totals?year=2026", parties.totals],
      ["/v1/years", parties.years],
      ["/v1/search?q=%E5%AD%A6%E6%A0%A1", parties.searchResult],
      ["/v1/search?q=55", parties.searchResult],
      ["/v1/search?q=line-1", parties.searchResult],
      [`/v1/search?q=0x${"d0".repeat(32)}`, parties.searchResult],
      ["/v1/status", parties.status],
      ["/health", parties.health],
      ["/ready", parties.ready],
      ...["source", "fund", "act", "line", "allotment", "commitment"].map((kind): [string, z.ZodType] => [
        `/v1/accounts/${kind}-1`,
        accounts.account,
      ]),
    ];
    const seen = new Set<string>();
    for (const each of await list("")) {
      if (seen.has(each.kind)) continue;
      seen.add(each.kind);
      answers.push([`/v1/movements/${each.record}`, movements.movementDetail]);
    }
    expect(seen.size).to.equal(16);
    for (const [path, schema] of answers) {
      const body = await get<object>(path);
      // A field that is not described would be missing from what was parsed.
      expect(schema.parse(body), path).to.deep.equal(body);
    }
    expect((await get<{ openapi: string }>("/openapi.json")).openapi).to.equal("3.1.0");
    const docs = await (await fetchOf("/docs")).text();
    expect(docs).to.not.match(/https?:\/\//);
    expect((await fetchOf("/docs/rapidoc.js")).status).to.equal(200);
    expect(await (await fetchOf("/metrics")).text()).to.contain("mingzhang_indexed_block");
  });

  it("says 304 to who has the head's answer", async () => {
    const first = await fetchOf("/v1/funds");
    const etag = first.headers.get("etag") ?? "";
    await first.arrayBuffer();
    expect((await fetchOf("/v1/funds", { headers: { "if-none-match": etag } })).status).to.equal(304);
  });

  it("serves documents by digest and refuses bytes that differ", async () => {
    const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
    const page = "<script>alert(1)</script> 文件";
    writeFileSync(join(documents, digestOf(page)), page);
    writeFileSync(join(documents, digestOf("other")), "tampered");
    const answer = await fetchOf(`/v1/documents/0x${digestOf(page)}`);
    expect(await answer.text()).to.equal(page);
    expect(answer.headers.get("content-type")).to.equal("text/plain; charset=utf-8");
    expect(answer.headers.get("content-disposition")).to.contain("attachment");
    expect(answer.headers.get("x-content-type-options")).to.equal("nosniff");
    expect((await fetchOf(`/v1/documents/0x${digestOf("other")}`)).status).to.equal(404);
    expect((await fetchOf(`/v1/documents/0x${"00".repeat(32)}`)).status).to.equal(404);
  });

  it("streams new movements, and goes on after the last one that was received", async () => {
    const status = await get<Status>("/v1/status");
    const events = await openStream(`${service.url}/v1/stream`);
    const first = suite.move({
      kind: "receipt",
      from: city.sources[0] ?? 0n,
      to: city.funds[0] ?? 0n,
      amount: 5n,
      code: 111,
      valueDate: 20_500,
    });
    suite.move({
      kind: "receipt",
      from: city.sources[0] ?? 0n,
      to: city.funds[0] ?? 0n,
      amount: 6n,
      code: 111,
      valueDate: 20_500,
    });
    expect(first).to.equal(status.records);
    await suite.send();
    expect(await events.ids(2)).to.deep.equal([first, first + 1]);
    const resumed = await openStream(`${service.url}/v1/stream`, { "last-event-id": String(first) });
    expect(await resumed.ids(1)).to.deep.equal([first + 1]);
    await ready(service);
  });

  it("is not ready while blocks are missing, or the indexed block is not the chain's", async () => {
    // This one looks at the head once, and not again while the test runs.
    const slow = await index(chain.url, suite.deployment, await engine.fresh(), { pollMs: 600_000 });
    const reasons = async () => {
      const answer = await fetch(`${slow.url}/ready`);
      const body = (await answer.json()) as Ready;
      expect(answer.status).to.equal(body.ready ? 200 : 503);
      return body.reasons.join(" ");
    };
    try {
      const snapshot = await chain.client.snapshot();
      await ready(slow);
      await chain.client.mine({ blocks: 1 });
      expect(await reasons()).to.match(/^Blocks \d+ to \d+ are not indexed yet\.$/);
      await chain.client.revert({ id: snapshot });
      expect(await reasons()).to.equal("");
    } finally {
      await slow.stop();
    }
    const later = await chain.client.snapshot();
    await chain.client.mine({ blocks: 1 });
    const stale = await index(chain.url, suite.deployment, await engine.fresh(), { pollMs: 600_000 });
    try {
      await ready(stale);
      await chain.client.revert({ id: later });
      await chain.client.increaseTime({ seconds: 1000 });
      await chain.client.mine({ blocks: 1 });
      const answer = await fetch(`${stale.url}/ready`);
      expect(answer.status).to.equal(503);
      expect(((await answer.json()) as Ready).reasons.join(" ")).to.match(
        /is indexed as 0x\w+; the chain has 0x\w+\.$/,
      );
    } finally {
      await stale.stop();
    }
  });
});

/** Reads an event stream by hand, as a browser's EventSource would. */
async function openStream(url: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const answer = await fetch(url, { headers, signal: abort.signal });
  const reader = answer.body?.getReader();
  if (reader === undefined) throw new Error("The stream has no body.");
  const decoder = new TextDecoder();
  let text = "";
  return {
    ids: async (count: number): Promise<number[]> => {
      for (;;) {
        const ids = [...text.matchAll(/event: movement\ndata: .*\nid: (\d+)/g)].map((match) => Number(match[1]));
        if (ids.length >= count) {
          abort.abort();
          return ids;
        }
        const { value, done } = await reader.read();
        if (done) throw new Error(`The stream ended: ${text}`);
        text += decoder.decode(value, { stream: true });
      }
    },
  };
}
