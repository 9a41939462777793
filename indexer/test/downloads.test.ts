// Downloads take turns: few at once, a place for whoever waits a moment, and no work for a reader who left.
import { setTimeout as sleep } from "node:timers/promises";
import type { Problem } from "@mingzhang/sdk/api";
import { expect } from "chai";
import { Hono } from "hono";
import type { ApiContext } from "../src/api/context.ts";
import { downloadGate, inTurns, Places, ReaderLeft, untilGone } from "../src/api/downloads.ts";
import type { Store } from "../src/store/open.ts";

describe("downloads in measure", () => {
  /** A file that goes on until its reader ends. */
  function endless() {
    const made = { pieces: 0, cancelled: 0 };
    const app = new Hono();
    app.use(downloadGate({ atOnce: 1, inLine: 1, lineMs: 60, stallMs: 120 }));
    app.get("/v1/export/log.csv", (c) =>
      c.body(
        new ReadableStream<Uint8Array>({
          pull(controller) {
            made.pieces += 1;
            controller.enqueue(new Uint8Array(10));
          },
          cancel() {
            made.cancelled += 1;
          },
        }),
      ),
    );
    app.get("/v1/status", (c) => c.text("well"));
    app.get("/v1/lines.json", () => {
      throw new Error("no lines");
    });
    return { app, made, file: () => app.request("/v1/export/log.csv") };
  }

  it("are few at once: the next waits a moment, and is then told when to come again", async () => {
    const { app, file } = endless();
    const first = await file();
    expect(first.status).to.equal(200);
    const started = performance.now();
    const second = await file();
    expect(performance.now() - started).to.be.greaterThan(50);
    expect([second.status, second.headers.get("retry-after")]).to.deep.equal([503, "5"]);
    const told = (await second.json()) as Problem;
    expect(told.type).to.equal("urn:mingzhang:problem:too-many-downloads");
    expect((await app.request("/v1/status")).status).to.equal(200);
    const third = file();
    await first.body?.cancel();
    expect((await third).status).to.equal(200);
  });

  it("do not keep citations out, which are pages that somebody waits for", async () => {
    const { app, file } = endless();
    app.get("/v1/citations", (c) => c.json({}));
    const first = await file();
    expect((await app.request("/v1/citations")).status).to.equal(200);
    expect((await file()).status).to.equal(503);
    await first.body?.cancel();
  });

  it("give their place up when the reader ends, fails or stands still", async () => {
    const { app, file, made } = endless();
    app.onError((_, c) => c.text("failed", 500));
    expect((await app.request("/v1/lines.json")).status).to.equal(500);
    const first = await file();
    await first.body?.cancel();
    expect(made.cancelled).to.equal(1);
    const second = await file();
    await sleep(200);
    expect(made.cancelled).to.equal(2);
    const failed = await second.arrayBuffer().then(
      () => "whole",
      (error: unknown) => String(error),
    );
    expect(failed).to.contain("took nothing");
    expect(made.pieces).to.be.lessThan(8);
    expect((await file()).status).to.equal(200);
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
