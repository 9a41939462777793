// What a reader would rather have, by the weights that it gives, and what counts as the answer that it has.
import { expect } from "chai";
import { Hono } from "hono";
import { prefersCsv, prefersLines } from "../src/api/accept.ts";
import { unlessKnown } from "../src/api/conditional.ts";
import { withoutBody } from "../src/api/head.ts";

describe("what a reader would rather have", () => {
  const app = new Hono();
  app.get("/csv", (c) => c.text(String(prefersCsv(c))));
  app.get("/lines", (c) => c.text(String(prefersLines(c))));
  const ask = async (path: string, accept?: string) =>
    (await app.request(path, accept === undefined ? {} : { headers: { accept } })).text();

  it("is CSV where it weighs more than JSON, or as much and is named more exactly or before", async () => {
    const csv = [
      "text/csv",
      "TEXT/CSV",
      "text/csv;charset=utf-8",
      "text/*",
      "text/csv, application/json",
      "text/csv, */*",
      "*/*, text/csv",
      "application/json;q=0.1, text/csv",
      "application/json; q=0.5 , text/csv; q=0.6",
      "text/csv;q=0.2, application/json;q=0",
      "application/*;q=0.3, text/csv;q=0.4",
    ];
    for (const accept of csv) expect(await ask("/csv", accept), accept).to.equal("true");
  });

  it("is JSON in every other case, and where CSV weighs nothing", async () => {
    const json = [
      undefined,
      "",
      "*/*",
      "application/json",
      "text/csv;q=0",
      "text/csv;q=0, */*",
      "text/csv; q=0.0, text/*",
      "application/json, text/csv",
      "text/csv;q=0.5, */*",
      "text/csv;q=0.5, application/json",
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
      "text/csvx",
      "application/vnd.text/csv",
      ";;,,=",
    ];
    for (const accept of json) expect(await ask("/csv", accept), accept).to.equal("false");
  });

  it("is lines by the same rule", async () => {
    expect(await ask("/lines", "application/x-ndjson")).to.equal("true");
    expect(await ask("/lines", "application/json;q=0.9, application/x-ndjson")).to.equal("true");
    expect(await ask("/lines", "application/x-ndjson;q=0")).to.equal("false");
    expect(await ask("/lines", "application/json, application/x-ndjson;q=0.5")).to.equal("false");
  });
});

describe("conditional requests", () => {
  const app = new Hono();
  app.use(withoutBody);
  app.use(unlessKnown);
  let ended = 0;
  app.get("/strong", (c) =>
    c.body(new ReadableStream({ cancel: () => void (ended += 1) }), 200, {
      ...{ etag: '"a,b"', vary: "Host", "cache-control": "public, no-cache" },
      ...{ "content-type": "text/csv", "content-length": "9", "content-disposition": "attachment" },
    }),
  );
  app.get("/weak", (c) => c.text("well", 200, { etag: 'W/"c"' }));
  app.get("/none", (c) => c.text("well"));
  app.get("/gone", (c) => c.text("gone", 404, { etag: '"a,b"' }));
  const status = async (path: string, known: string, method = "GET") => {
    const answer = await app.request(path, { method, headers: { "if-none-match": known } });
    await answer.body?.cancel();
    return answer.status;
  };

  it("know a tag among several, weak or strong, and anything that there is", async () => {
    for (const known of ['"a,b"', 'W/"a,b"', '"x", W/"a,b" ,"y"', "*", ' W/"x","a,b"']) {
      expect(await status("/strong", known), known).to.equal(304);
      expect(await status("/strong", known, "HEAD"), known).to.equal(304);
    }
    for (const known of ['"c"', 'W/"c"', '"x","c"', "*"]) expect(await status("/weak", known), known).to.equal(304);
    for (const known of ["", '"a"', '"b"', "a,b", '"x", "y"', "W/*"]) {
      expect(await status("/strong", known), known).to.equal(200);
    }
  });

  it("are of no answer without a tag, and of no failure", async () => {
    expect(await status("/none", "*")).to.equal(200);
    expect(await status("/gone", "*")).to.equal(404);
    expect(await status("/gone", '"a,b"')).to.equal(404);
  });

  it("keep what a cache must know, say nothing of a body, and let none be made", async () => {
    ended = 0;
    const answer = await app.request("/strong", { headers: { "if-none-match": "*" } });
    expect([answer.status, await answer.text(), ended]).to.deep.equal([304, "", 1]);
    const of = (name: string) => answer.headers.get(name);
    expect(["etag", "vary", "cache-control"].map(of)).to.deep.equal(['"a,b"', "Host", "public, no-cache"]);
    expect(["content-type", "content-length", "content-disposition"].map(of)).to.deep.equal([null, null, null]);
  });
});
