// Downloads take turns: few are made at once, slow readers keep nobody waiting, and no work for one who left.
import { setTimeout as sleep } from "node:timers/promises";
import type { Problem } from "@mingzhang/sdk/api";
import { LOOPBACK, parseProxies } from "@mingzhang/sdk/proxies";
import { expect } from "chai";
import { Hono } from "hono";
import type { ApiContext } from "../src/api/context.ts";
import { downloadGate, INNER, inTurns, type Measure, Places, ReaderLeft, untilGone } from "../src/api/downloads.ts";
import { withoutBody } from "../src/api/head.ts";
import type { Store } from "../src/store/open.ts";

const TRUSTED = parseProxies(LOOPBACK);
const FILE = "/v1/export/log.csv";

describe("downloads in measure", () => {
  /** A file that goes on until its reader ends, and answers that are made until they are told to be done. */
  function served(measure: Partial<Measure> = {}) {
    const made = { pieces: 0, cancelled: 0 };
    const making: (() => void)[] = [];
    const app = new Hono();
    app.use(downloadGate(TRUSTED, { atOnce: 1, inLine: 9, lineMs: 60, ...measure }));
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          made.pieces += 1;
          controller.enqueue(new Uint8Array(200_000));
        },
        cancel() {
          made.cancelled += 1;
        },
      });
    app.get(FILE, (c) => c.body(endless()));
    app.get("/v1/stream", (c) => c.body(endless()));
    app.get("/v1/movements", (c) => c.body(endless()));
    app.get("/v1/movements/:record/trail", (c) => c.body(endless()));
    const slowly = () => new Promise<void>((resolve) => making.push(resolve));
    for (const path of ["/v1/export/manifest.json", "/v1/citations"]) {
      app.get(path, async (c) => {
        await slowly();
        return c.text("made");
      });
    }
    app.get("/v1/fiscal/2026/CNY/datapackage.json", (c) =>
      app.request("/v1/lines.manifest.json", { signal: c.req.raw.signal }, INNER),
    );
    app.get("/v1/lines.manifest.json", (c) => c.text("inner"));
    app.get("/v1/status", (c) => c.text("well"));
    app.get("/v1/lines.json", () => {
      throw new Error("no lines");
    });
    /** Asks from an address, for another if that is given. */
    const from = async (address: string, path: string, forwarded?: string) =>
      app.request(path, forwarded === undefined ? {} : { headers: { "x-forwarded-for": forwarded } }, {
        incoming: { socket: { remoteAddress: address } },
      });
    return { app, made, making, from, ask: async (path: string, init?: RequestInit) => app.request(path, init) };
  }
  const statusOf = async (answer: Promise<Response>) => (await answer).status;

  it("are made few at once: the next waits a moment, and is then told when to come again", async () => {
    const { ask, making } = served();
    const first = ask("/v1/export/manifest.json");
    const started = performance.now();
    const second = await ask(FILE);
    expect(performance.now() - started).to.be.greaterThan(50);
    expect([second.status, second.headers.get("retry-after")]).to.deep.equal([503, "5"]);
    const told = (await second.json()) as Problem;
    expect(told.type).to.equal("urn:mingzhang:problem:too-many-downloads");
    expect(await statusOf(ask("/v1/status"))).to.equal(200);
    const third = ask(FILE);
    making.forEach((done) => done());
    expect(await Promise.all([first, third].map(statusOf))).to.deep.equal([200, 200]);
  });

  it("hold no place for making while their readers take their time", async () => {
    const { ask, made } = served({ readers: 4 });
    const slow = await Promise.all([ask(FILE), ask(FILE), ask(FILE)]);
    expect(slow.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    const next = await ask(FILE);
    expect(next.status).to.equal(200);
    expect((await ask(FILE)).status).to.equal(503);
    await next.body?.cancel();
    expect((await ask(FILE)).status).to.equal(200);
    // And little is made before it is wanted.
    expect(made.pieces).to.be.lessThan(12);
  });

  it("are so many of one address, where the address is known", async () => {
    const { from } = served({ readers: 20, ofOne: 2 });
    const statuses = (asks: Promise<Response>[]) => Promise.all(asks.map(statusOf));
    const twice = await statuses([from("203.0.113.7", FILE), from("203.0.113.7", FILE)]);
    expect(twice).to.deep.equal([200, 200]);
    const third = await from("203.0.113.7", FILE);
    expect([third.status, third.headers.get("retry-after")]).to.deep.equal([429, "5"]);
    expect(((await third.json()) as Problem).detail).to.contain("by your address");
    // What it says of itself counts for nothing; the web server's word does.
    expect(await statusOf(from("203.0.113.7", FILE, "203.0.113.8"))).to.equal(429);
    expect(await statusOf(from("127.0.0.1", FILE, "203.0.113.7"))).to.equal(429);
    expect(await statusOf(from("::1", FILE, "203.0.113.8"))).to.equal(200);
    // The explorer asks for readers whom it does not name.
    const unnamed = Array.from({ length: 5 }, () => from("127.0.0.1", FILE));
    expect(await statuses(unnamed)).to.deep.equal([200, 200, 200, 200, 200]);
  });

  it("are files, whatever else is asked for as CSV", async () => {
    const { ask } = served({ readers: 1 });
    const headers = { accept: "text/csv" };
    const streams = await Promise.all([1, 2, 3].map(() => ask("/v1/stream", { headers })));
    expect(streams.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    expect(await statusOf(ask("/v1/movements"))).to.equal(200);
    expect(await statusOf(ask("/v1/movements", { headers }))).to.equal(200);
    expect(await statusOf(ask("/v1/movements", { headers }))).to.equal(503);
  });

  it("are trails as lines, at the pace of files, and no trails as pages", async () => {
    const { ask, made } = served({ readers: 1, bytes: 150_000, ms: 120 });
    const headers = { accept: "application/x-ndjson" };
    const pages = await Promise.all(["/v1/movements/7/trail", "/v1/movements/8/trail"].map((path) => ask(path)));
    expect(pages.map(({ status }) => status)).to.deep.equal([200, 200]);
    const lines = await ask("/v1/movements/7/trail?direction=forward", { headers });
    expect(lines.status).to.equal(200);
    expect(await statusOf(ask("/v1/movements/8/trail", { headers }))).to.equal(503);
    expect(await statusOf(ask(FILE))).to.equal(503);
    const cancelled = made.cancelled;
    await sleep(300);
    expect(made.cancelled).to.equal(cancelled + 1);
    expect(await statusOf(ask("/v1/movements/8/trail", { headers }))).to.equal(200);
    await lines.body?.cancel().catch(() => undefined);
  });

  it("and citations do not wait for each other", async () => {
    const { ask, making } = served();
    const file = ask("/v1/export/manifest.json");
    const citation = ask("/v1/citations");
    await sleep(10);
    expect(making.length).to.equal(2);
    making.forEach((done) => done());
    expect(await Promise.all([file, citation].map(statusOf))).to.deep.equal([200, 200]);
  });

  it("that ask for others have one place", async () => {
    const { ask } = served();
    const answers = [1, 2].map(() => ask("/v1/fiscal/2026/CNY/datapackage.json"));
    expect(await Promise.all(answers.map(statusOf))).to.deep.equal([200, 200]);
  });

  it("give their place up when the reader ends, fails or stands still, and not while one takes a little", async () => {
    const { app, ask, made } = served({ readers: 1, bytes: 150_000, ms: 120 });
    app.onError((_, c) => c.text("failed", 500));
    expect((await ask("/v1/lines.json")).status).to.equal(500);
    const first = await ask(FILE);
    await first.body?.cancel();
    expect(made.cancelled).to.equal(1);
    const second = await ask(FILE);
    await sleep(300);
    expect(made.cancelled).to.equal(2);
    const failed = await second.arrayBuffer().then(
      () => "whole",
      (error: unknown) => String(error),
    );
    expect(failed).to.contain("took less than 150000 bytes");
    const slow = (await ask(FILE)).body?.getReader();
    for (let part = 0; part < 25; part += 1) {
      await sleep(20);
      expect((await slow?.read())?.done).to.equal(false);
    }
    await slow?.cancel();
    expect(made.pieces).to.be.lessThan(20);
    expect((await ask(FILE)).status).to.equal(200);
  });

  it("read one page at a time, and nothing for a reader who left", async () => {
    let now = 0;
    let most = 0;
    let reads = 0;
    const read: Store["read"] = async (work) => {
      now += 1;
      reads += 1;
      most = Math.max(most, now);
      await sleep(5);
      now -= 1;
      return work({ rows: () => Promise.resolve([]) });
    };
    const store: Pick<Store, "read"> = { read };
    const bulk = inTurns({ store } as ApiContext);
    await Promise.all([1, 2, 3].map((each) => bulk.store.read(() => Promise.resolve(each))));
    expect([most, reads]).to.deep.equal([1, 3]);
    const gone = untilGone(bulk, AbortSignal.abort());
    const error = await gone.store.read(() => Promise.resolve(1)).catch((cause: unknown) => cause);
    expect(error).to.be.instanceOf(ReaderLeft);
    expect(await bulk.store.read(() => Promise.resolve(2))).to.equal(2);
  });

  it("end what is made for a body that HEAD does not send", async () => {
    const app = new Hono();
    app.use(withoutBody);
    let ended = 0;
    const body = () => new ReadableStream({ cancel: () => void (ended += 1) });
    app.get("/", (c) => c.body(body(), 200, { "content-length": "70000" }));
    const answer = await app.request("/", { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-length"), answer.body]).to.deep.equal([200, "70000", null]);
    expect(ended).to.equal(1);
    await (await app.request("/")).body?.cancel();
    expect(ended).to.equal(2);
  });

  it("leave the line when their reader leaves it", async () => {
    const places = new Places(1);
    const done = await places.take();
    const leaving = new AbortController();
    const left = places.take(leaving.signal);
    const next = places.take();
    leaving.abort();
    expect(await left).to.equal(null);
    done?.();
    expect(await next).to.be.a("function");
  });
});
