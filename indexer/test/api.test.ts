// The API as a service: wrong input is a 4xx with a remedy, answers are as described, documents, stream, readiness.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readlinkSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Problem, Ready, Status } from "@mingzhang/sdk/api";
import type { z } from "@hono/zod-openapi";
import { expect } from "chai";
import { pino } from "pino";
import * as accounts from "../src/api/schemas/accounts.ts";
import * as movements from "../src/api/schemas/movement.ts";
import * as parties from "../src/api/schemas/parties.ts";
import { DocumentWatch } from "../src/documents/watch.ts";
import { INDEXER_VERSION } from "../src/version.ts";
import { index, ready } from "./support/engines.ts";
import { onServedCity } from "./support/served.ts";

onServedCity("API", (served, engine) => {
  const openStreams = async () =>
    Number(/^mingzhang_streams (\d+)$/m.exec(await (await served.fetch("/metrics")).text())?.[1] ?? NaN);

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
      "status",
      "procedure",
      "official",
      "duty",
      "desk",
      "decider",
      "outcome",
      "overdue",
      "address",
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
      "/v1/procedures",
      "/v1/cases",
      "/v1/inbox",
      "/v1/officials",
      "/v1/standing-orders",
      "/v1/timeliness",
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
      "/v1/cases/",
      "/v1/procedures/",
      "/v1/permits/",
      "/v1/standing-orders/",
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
      const answer = await served.fetch(ask, { signal: abort.signal });
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
      expect((await served.fetch("/v1/movements", { method })).status).to.equal(405);
    }
    const { errors } = (await (await served.fetch("/v1/movements?year=x")).json()) as Problem;
    expect(errors).to.deep.equal([{ field: "year", value: "x", remedy: "Give a year as digits." }]);
  });

  it("says of what it refuses which parameter, which value, and what it would take", async () => {
    const many = "payment,".repeat(16);
    const refusals: [string, string, string | null, string][] = [
      [
        "/v1/movements?kind=payment&kind=receipt",
        "kind",
        "payment and receipt",
        "given 2 times. Give one or several, with commas, of receipt",
      ],
      ["/v1/movements?year=2025&year=2026", "year", "2025 and 2026", "given 2 times. Give a year as digits, once."],
      ["/v1/calendar", "currency", null, "missing. Give three capital letters, for example CNY, once."],
      ["/v1/compare?currency=CNY", "year", null, "missing. Give a year as digits, once."],
      ["/v1/search", "q", null, "missing. Give some text of at most 200 characters, once."],
      ["/v1/search?q=a&type=thing", "type", "thing", "Give one of"],
      [
        `/v1/movements?minAmount=${"9".repeat(32)}`,
        "minAmount",
        "9".repeat(32),
        "Give whole minor units as digits, at most 20282409603651670423947251286015.",
      ],
      [
        `/v1/movements?maxAmount=${"9".repeat(90)}`,
        "maxAmount",
        "9".repeat(90),
        "Give whole minor units as digits, at most 20282409603651670423947251286015.",
      ],
      [
        "/v1/movements?minAmount=1.5",
        "minAmount",
        "1.5",
        "Give whole minor units as digits, at most 20282409603651670423947251286015.",
      ],
      ["/v1/movements?line=line-99999999999999999", "line", "line-99999999999999999", "from 1 to 72057594037927935"],
      ["/v1/lines/line-99999999999999999", "id", "line-99999999999999999", "from 1 to 72057594037927935"],
      ["/v1/movements?line=line-0", "line", "line-0", "for example line-1"],
      ["/v1/movements?function=99", "function", "99", "from 01 to 10"],
      ["/v1/lines?within=self", "within", "self", "Give agency with it"],
      ["/v1/lines?agency=1&within=all", "within", "all", "Give self"],
      ["/v1/lines?function=09.9", "function", "09.9", "09.1, 09.2"],
      [`/v1/movements?kind=${many}receipt`, "kind", `${many}receipt`.slice(0, 120), "Give at most 16 kinds."],
      [`/v1/movements?class=${"11,".repeat(20)}11`, "class", `${"11,".repeat(20)}11`, "Give at most 20 classes."],
    ];
    for (const [path, field, value, remedy] of refusals) {
      const answer = await served.fetch(path);
      expect(answer.status, path).to.equal(400);
      const { errors = [] } = (await answer.json()) as Problem;
      expect(
        errors.map((each) => [each.field, each.value?.replace("…", "") ?? null]),
        path,
      ).to.deep.equal([[field, value]]);
      expect(errors[0]?.remedy, path).to.contain(remedy);
    }
  });

  it("names of many parameters that there are not the first ten, and what there is once", async () => {
    const [few, many] = [["a", "b"], Array.from({ length: 900 }, (_, at) => `odd${at}`)];
    const refused = async (names: readonly string[], more = "") => {
      const answer = await served.fetch(`/v1/movements?${names.join("=&")}=${more}`);
      expect(answer.status).to.equal(400);
      const text = await answer.text();
      return { text, errors: (JSON.parse(text) as Problem).errors ?? [] };
    };
    const two = await refused(few);
    expect(two.errors.map(({ field }) => field)).to.deep.equal(few);
    expect(two.errors[0]?.remedy).to.match(/^Leave it out; there are kind, fund, .*\.$/);
    expect(two.errors[1]?.remedy).to.equal("Leave it out.");
    const all = await refused(many, "&year=x");
    expect(all.text.length).to.be.lessThan(6_000);
    expect(all.errors.map(({ field }) => field)).to.have.members(["year", ...many.slice(0, 10)]);
    expect(all.errors.find(({ field }) => field === "odd9")?.remedy).to.equal(
      "Leave it out, and 890 more that there are not.",
    );
    expect(all.errors.find(({ field }) => field === "year")?.remedy).to.equal("Give a year as digits.");
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
    for (const each of await served.list("")) {
      if (seen.has(each.kind)) continue;
      seen.add(each.kind);
      answers.push([`/v1/movements/${each.record}`, movements.movementDetail]);
    }
    expect(seen.size).to.equal(16);
    for (const [path, schema] of answers) {
      const body = await served.get<object>(path);
      // A field that is not described would be missing from what was parsed.
      expect(schema.parse(body), path).to.deep.equal(body);
    }
    expect((await served.get<{ openapi: string }>("/openapi.json")).openapi).to.equal("3.1.0");
    const docs = await (await served.fetch("/docs")).text();
    expect(docs).to.not.match(/https?:\/\//);
    expect((await served.fetch("/docs/rapidoc.js")).status).to.equal(200);
    expect(await (await served.fetch("/metrics")).text()).to.contain("mingzhang_indexed_block");
  });

  it("says 304 to who has the head's answer", async () => {
    const first = await served.fetch("/v1/funds");
    const etag = first.headers.get("etag") ?? "";
    await first.arrayBuffer();
    const headers = { "if-none-match": etag };
    const again = await served.fetch("/v1/funds", { headers });
    expect([again.status, again.headers.get("etag"), await again.text()]).to.deep.equal([304, etag, ""]);
    expect((await served.fetch("/v1/funds?limit=1", { headers })).status).to.equal(200);
    const status = async (path: string, known: string) =>
      (await served.fetch(path, { headers: { "if-none-match": known } })).status;
    for (const known of [etag.replace("W/", ""), `"x, y", ${etag}`, "*"]) {
      expect(await status("/v1/funds", known), known).to.equal(304);
    }
    // What there is not is not what its reader has.
    expect(await status("/v1/accounts/fund-99999", "*")).to.equal(404);
  });

  it("says in its tags which version gave the answer, of which address and as what", async () => {
    const tagOf = async (path: string, accept: string) => {
      const answer = await served.fetch(path, { headers: { accept } });
      await answer.body?.cancel();
      return { tag: answer.headers.get("etag") ?? "", vary: answer.headers.get("vary") };
    };
    for (const [path, media, vary] of [
      ["/v1/funds?limit=1", "application/json", null],
      ["/v1/movements", "application/json", "Accept"],
      ["/v1/movements", "text/csv", "Accept"],
    ] as const) {
      const digest = createHash("sha256").update([INDEXER_VERSION, path, media, ""].join("\n")).digest("hex");
      const told = await tagOf(path, media);
      expect([told.tag.slice(-17, -1), told.vary], path).to.deep.equal([digest.slice(0, 16), vary]);
    }
  });

  it("says that there is nothing also to who has the head's answer elsewhere", async () => {
    const of = (await served.fetch("/v1/funds")).headers.get("etag") ?? "";
    for (const path of ["/v1/accounts/fund-99999", "/v1/parties/99999", "/v1/records/99999999", "/v1/nothing"]) {
      const missing = await served.fetch(path);
      expect([missing.status, missing.headers.get("etag")], path).to.deep.equal([404, null]);
      expect(missing.headers.get("cache-control"), path).to.equal("no-store");
      expect((await served.fetch(path, { headers: { "if-none-match": of } })).status, path).to.equal(404);
    }
  });

  it("refuses a text without a word, which would filter nothing", async () => {
    const lists = ["movements", "movements.csv", "movements.manifest.json", "movements.atom", "export/movements.csv"];
    const more = ["parties", "parties.json", "commitments", "cases", "cases.csv", "findings", "findings.manifest.json"];
    for (const path of [...lists, ...more].map((list) => `/v1/${list}?text=`)) {
      for (const blank of ["%20", "%E3%80%80", "%C2%A0%20"]) {
        const answer = await served.fetch(path + blank);
        const { errors } = (await answer.json()) as Problem;
        expect([answer.status, errors?.map(({ field }) => field)], path + blank).to.deep.equal([400, ["text"]]);
        expect(errors?.[0]?.remedy).to.contain("Give at least one word");
      }
    }
  });

  it("serves documents by digest and refuses bytes that differ", async () => {
    const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
    const page = "<script>alert(1)</script> 文件";
    writeFileSync(join(served.documents, digestOf(page)), page);
    writeFileSync(join(served.documents, digestOf("other")), "tampered");
    const answer = await served.fetch(`/v1/documents/0x${digestOf(page)}`);
    expect(await answer.text()).to.equal(page);
    expect(answer.headers.get("content-type")).to.equal("text/plain; charset=utf-8");
    expect(answer.headers.get("content-disposition")).to.contain("attachment");
    expect(answer.headers.get("x-content-type-options")).to.equal("nosniff");
    const tag = answer.headers.get("etag") ?? "";
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`, "*"]) {
      const again = await served.fetch(`/v1/documents/0x${digestOf(page)}`, { headers: { "if-none-match": known } });
      expect([again.status, await again.text()], known).to.deep.equal([304, ""]);
    }
    for (const [text, type, ending] of [
      ["%PDF-1.7\nall of it letters", "application/pdf", "pdf"],
      ["PK\u0003\u0004\u0000", "application/zip", "zip"],
      ["\u0000", "application/octet-stream", "bin"],
    ] as const) {
      writeFileSync(join(served.documents, digestOf(text)), text);
      const { headers } = await served.fetch(`/v1/documents/0x${digestOf(text)}`);
      expect([headers.get("content-type"), headers.get("content-disposition")]).to.deep.equal([
        ...[type, `attachment; filename="${digestOf(text).slice(0, 16)}.${ending}"`],
      ]);
    }
    expect((await served.fetch(`/v1/documents/0x${digestOf("other")}`)).status).to.equal(404);
    expect((await served.fetch(`/v1/documents/0x${"00".repeat(32)}`)).status).to.equal(404);
    const stored = `0x${digestOf(page)}`;
    writeFileSync(join(served.documents, `${"ab".repeat(32)}.json`), JSON.stringify({ stored, maskedNames: 3 }));
    const masked = await served.fetch(`/v1/documents/0x${"ab".repeat(32)}`);
    expect(masked.status).to.equal(404);
    expect(((await masked.json()) as Problem).detail).to.contain(`/v1/documents/${stored}`);
  });

  it("says of a document what it is without keeping it open", async () => {
    const text = "x".repeat(200_000);
    const digest = createHash("sha256").update(text).digest("hex");
    const path = join(served.documents, digest);
    writeFileSync(path, text);
    for (let asked = 0; asked < 10; asked += 1) {
      const answer = await served.fetch(`/v1/documents/0x${digest}`, { method: "HEAD" });
      expect([answer.status, answer.headers.get("content-length")]).to.deep.equal([200, String(text.length)]);
    }
    // This process serves, and Linux tells what a process has open.
    if (process.platform === "linux") expect(openFiles()).to.not.include(realpathSync(path));
    expect(await (await served.fetch(`/v1/documents/0x${digest}`)).text()).to.equal(text);
  });

  it("serves what was handed in once a record names it, and not before", async () => {
    const handIn = (text: string) => {
      const digest = createHash("sha256").update(text).digest("hex");
      mkdirSync(join(served.documents, "waiting"), { recursive: true });
      writeFileSync(join(served.documents, "waiting", digest), text);
      return { digest, status: async () => (await served.fetch(`/v1/documents/0x${digest}`)).status };
    };
    const [nobodys, ours, paid] = [handIn("pictures"), handIn("invoice"), handIn("bill")];
    const confirmed = served.suite.move({
      kind: "receipt",
      from: served.city.sources[0] ?? 0n,
      to: served.city.funds[0] ?? 0n,
      amount: 7n,
      code: 111,
      valueDate: 20_500,
      document: `0x${paid.digest}`,
    });
    served.suite.confirm(confirmed, 20_500, `0x${ours.digest}`);
    await served.suite.send();
    await ready(served.service);
    for (let looks = 0; looks < 100 && (await ours.status()) !== 200; looks += 1) await sleep(50);
    expect(await Promise.all([nobodys, ours, paid].map(({ status }) => status()))).to.deep.equal([404, 200, 200]);

    const folder = join(served.documents, "apart");
    mkdirSync(join(folder, "waiting"), { recursive: true });
    for (const { digest } of [nobodys, ours]) writeFileSync(join(folder, "waiting", digest), "");
    const { store, progress } = served.service;
    await new DocumentWatch({ store, progress, folder, pollMs: 10, log: pino({ level: "silent" }) }).look();
    expect(readdirSync(folder).toSorted()).to.deep.equal([ours.digest, "waiting"].toSorted());
  });

  it("streams new movements, and goes on after the last one that was received", async () => {
    const status = await served.get<Status>("/v1/status");
    const events = await openStream(`${served.service.url}/v1/stream`);
    const first = served.suite.move({
      kind: "receipt",
      from: served.city.sources[0] ?? 0n,
      to: served.city.funds[0] ?? 0n,
      amount: 5n,
      code: 111,
      valueDate: 20_500,
    });
    served.suite.move({
      kind: "receipt",
      from: served.city.sources[0] ?? 0n,
      to: served.city.funds[0] ?? 0n,
      amount: 6n,
      code: 111,
      valueDate: 20_500,
    });
    expect(first).to.equal(status.records);
    await served.suite.send();
    expect(await events.ids(2)).to.deep.equal([first, first + 1]);
    const resumed = await openStream(`${served.service.url}/v1/stream`, { "last-event-id": String(first) });
    expect(await resumed.ids(1)).to.deep.equal([first + 1]);
    await ready(served.service);
  });

  it("streams to many, but not all to one address", async () => {
    const left = new AbortController();
    const open = async (address: string) => {
      const headers = { "x-forwarded-for": address };
      const answer = await served.fetch("/v1/stream", { headers, signal: left.signal });
      return { answer, status: answer.status };
    };
    try {
      const one = await Promise.all(Array.from({ length: 21 }, () => open("203.0.113.7")));
      expect(one.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([
        ...Array<number>(20).fill(200),
        429,
      ]);
      const told = (await one.find(({ status }) => status === 429)?.answer.json()) as Problem;
      expect(told.detail).to.contain("Your address has 20 streams open");
      expect((await open("203.0.113.8")).status).to.equal(200);
    } finally {
      left.abort();
    }
    // Who leaves makes room.
    for (let looks = 0; looks < 100 && (await openStreams()) > 0; looks += 1) await sleep(50);
    expect(await openStreams()).to.equal(0);
  });

  it("is not ready while blocks are missing, or the indexed block is not the chain's", async () => {
    // This one looks at the head once, and not again while the test runs.
    const slow = await index(served.chain.url, served.suite.deployment, await engine.fresh(), { pollMs: 600_000 });
    const reasons = async () => {
      const answer = await fetch(`${slow.url}/ready`);
      const body = (await answer.json()) as Ready;
      expect(answer.status).to.equal(body.ready ? 200 : 503);
      return body.reasons.join(" ");
    };
    try {
      const snapshot = await served.chain.client.snapshot();
      await ready(slow);
      await served.chain.client.mine({ blocks: 1 });
      expect(await reasons()).to.match(/^Blocks \d+ to \d+ are not indexed yet\.$/);
      await served.chain.client.revert({ id: snapshot });
      expect(await reasons()).to.equal("");
    } finally {
      await slow.stop();
    }
    const later = await served.chain.client.snapshot();
    await served.chain.client.mine({ blocks: 1 });
    const stale = await index(served.chain.url, served.suite.deployment, await engine.fresh(), { pollMs: 600_000 });
    try {
      await ready(stale);
      await served.chain.client.revert({ id: later });
      await served.chain.client.increaseTime({ seconds: 1000 });
      await served.chain.client.mine({ blocks: 1 });
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

/** What this process has open; the listing itself is gone when it is looked at. */
function openFiles(): string[] {
  const folder = "/proc/self/fd";
  return readdirSync(folder).flatMap((name) => {
    try {
      return [readlinkSync(join(folder, name))];
    } catch {
      return [];
    }
  });
}

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
        const { value, done } = (await reader.read()) as { value?: Uint8Array; done: boolean };
        if (done) throw new Error(`The stream ended: ${text}`);
        text += decoder.decode(value, { stream: true });
      }
    },
  };
}
