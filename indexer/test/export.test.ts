// Exports as the API gives them verify against their manifests, and the same address gives the same bytes.
import type { Problem } from "@mingzhang/sdk/api";
import type { ExportManifest, LogHead } from "@mingzhang/sdk/api-log";
import { verifyExport } from "@mingzhang/sdk/export";
import { EXPORT_HEADER } from "@mingzhang/sdk/export-row";
import { sha256Hex } from "@mingzhang/sdk/hash";
import { expect } from "chai";
import type { ApiContext } from "../src/api/context.ts";
import { ReaderLeft } from "../src/api/downloads.ts";
import { Manifests, type PinnedExport } from "../src/api/export.ts";
import type { Store } from "../src/store/open.ts";
import { ready } from "./support/engines.ts";
import { onServedCity, type Served } from "./support/served.ts";

const FILTERS = [
  "",
  "kind=payment,recovery",
  "agency=2",
  "minAmount=500000",
  "text=bridge",
  "confirmed=true",
  "fund=fund-1&year=2026",
  "text=nothing-has-this-name",
];

async function bytesOf(served: Served, path: string): Promise<Uint8Array> {
  const answer = await served.fetch(path);
  expect(answer.status, path).to.equal(200);
  return new Uint8Array(await answer.arrayBuffer());
}

onServedCity("provable exports", (served) => {
  const manifestOf = (query: string) => served.get<ExportManifest>(`/v1/export/manifest.json?${query}`);

  for (const format of ["csv", "ndjson"] as const) {
    it(`verify as the whole log, ${format}`, async () => {
      const head = await served.get<LogHead>("/v1/log");
      const manifest = await manifestOf(`format=${format}`);
      expect([manifest.rows, manifest.checkpoint.root]).to.deep.equal([head.size, head.root]);
      const bytes = await bytesOf(served, manifest.file.path);
      const { steps, difference } = await verifyExport(new Blob([bytes.slice()]), manifest);
      expect(difference).to.equal(null);
      expect(steps.filter(({ state }) => state !== "passed")).to.deep.equal([]);
      expect(manifest.sums.map(({ currency }) => currency)).to.deep.equal(["CNY"]);
    });

    it(`verify as the movements of a filter, ${format}`, async () => {
      for (const filter of FILTERS) {
        const manifest = await manifestOf(`export=movements&format=${format}&${filter}`);
        const answer = await served.fetch(manifest.file.path);
        if (answer.body === null) throw new Error("no body");
        const { steps } = await verifyExport(answer.body, manifest);
        const odd = steps.filter(({ state }) => state !== "passed").map(({ id, state }) => `${id} ${state}`);
        // No row makes no root.
        const untried = manifest.rows === 0 ? ["leaves", "root", "complete"] : ["complete"];
        expect(odd, filter).to.deep.equal(untried.map((id) => `${id} not tried`));
        const listed = await served.list(filter);
        expect(manifest.rows, filter).to.equal(listed.length);
      }
    });
  }

  it("end at the size that is asked for, and give the same bytes when the log has grown", async () => {
    const { checkpoint } = await manifestOf("");
    const mid = await served.get<{ block: { number: number } }>(`/v1/records/${Math.floor(checkpoint.size / 2)}`);
    let size = Math.floor(checkpoint.size / 2);
    const blockOf = async (number: number) =>
      (await served.get<{ block: { number: number } }>(`/v1/records/${number}`)).block.number;
    while ((await blockOf(size)) === mid.block.number) size += 1;
    const manifest = await manifestOf(`size=${size}`);
    expect([manifest.checkpoint.size, manifest.checkpoint.blockNumber]).to.deep.equal([size, mid.block.number]);
    const before = sha256Hex(await bytesOf(served, manifest.file.path));
    expect(before).to.equal(manifest.file.sha256);
    served.suite.party(2, "Came later");
    await served.suite.send();
    await ready(served.service);
    expect(sha256Hex(await bytesOf(served, manifest.file.path))).to.equal(before);
    expect(await manifestOf(`size=${size}`)).to.deep.equal(manifest);
    expect((await manifestOf("")).rows).to.equal(checkpoint.size + 1);
  });

  it("are UTF-8 files with a name, and hold no formula", async () => {
    const answer = await served.fetch("/v1/export/log.csv");
    expect(answer.headers.get("content-type")).to.contain("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).to.match(/filename="mingzhang-log-block-\d+-provable\.csv"/);
    const text = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(await answer.arrayBuffer());
    expect(text.startsWith(`\uFEFF${EXPORT_HEADER}\r\n`)).to.equal(true);
    expect(text).to.contain("Ref").and.to.contain("道路");
    expect(text).to.not.match(/(?:^|,)"?[=+@-]/m);
    const head = await served.fetch("/v1/export/log.csv", { method: "HEAD" });
    expect([head.status, await head.text()]).to.deep.equal([200, ""]);
  });

  it("that are tied to a size need not be fetched again while nothing changed", async () => {
    const [log, movements] = await Promise.all([manifestOf(""), manifestOf("export=movements")]);
    for (const { file } of [log, movements]) {
      const answer = await served.fetch(file.path);
      await answer.arrayBuffer();
      expect(answer.headers.get("cache-control")).to.equal("public, no-cache");
      const etag = answer.headers.get("etag") ?? "";
      for (const known of [etag, `W/${etag}`, `"other", W/${etag}`, "*"]) {
        const again = await served.fetch(file.path, { headers: { "if-none-match": known } });
        expect([again.status, again.headers.get("etag"), await again.text()], known).to.deep.equal([304, etag, ""]);
      }
      expect((await served.fetch(file.path, { headers: { "if-none-match": '"other"' } })).status).to.equal(200);
    }
    const block = log.checkpoint.blockNumber;
    const movement = await served.get<{ block: { number: number } }>("/v1/records/0");
    expect(movement.block.number).to.be.lessThan(block);
    let size = 1;
    const numberOf = async (at: number) =>
      (await served.get<{ block: { number: number } }>(`/v1/records/${at}`)).block.number;
    while ((await numberOf(size)) === movement.block.number) size += 1;
    const old = await served.fetch(`/v1/export/log.csv?size=${size}`);
    expect(old.headers.get("cache-control")).to.equal("public, max-age=86400, immutable");
    const untied = await served.fetch("/v1/export/log.csv");
    expect(untied.headers.get("cache-control")).to.equal("no-store");
  });

  it("are measured no further when all who asked have left, and not for HEAD", async () => {
    const manifest = await manifestOf("");
    const { store } = served.service;
    const pinned: PinnedExport = {
      ...{ export: "log", format: "csv", filters: {}, given: {}, path: manifest.file.path },
      ...{ fileName: manifest.file.name, signed: { checkpoint: manifest.checkpoint, cosignatures: [], anchors: [] } },
    };
    /** Manifests of which a reader leaves when the first page is read. */
    const leaving = () => {
      const leaver = new AbortController();
      let reads = 0;
      const read: Store["read"] = async (work) => {
        const found = await store.read(work);
        reads += 1;
        leaver.abort();
        return found;
      };
      const context = { store: { ...store, read }, deployment: () => served.suite.deployment };
      const manifests = new Manifests(context as ApiContext);
      return { manifests, signal: leaver.signal, reads: () => reads };
    };
    const alone = leaving();
    const error = await alone.manifests.of(pinned, alone.signal).catch((cause: unknown) => cause);
    expect(error).to.be.instanceOf(ReaderLeft);
    expect(alone.reads()).to.equal(1);
    const { signal } = new AbortController();
    expect((await alone.manifests.of(pinned, signal)).file).to.deep.equal(manifest.file);

    const two = leaving();
    const [, stays] = await Promise.all([two.manifests.of(pinned, two.signal), two.manifests.of(pinned, signal)]);
    expect(stays.file).to.deep.equal(manifest.file);

    let reads = 0;
    const { read } = store;
    store.read = (work) => {
      reads += 1;
      return read(work);
    };
    try {
      for (const path of [
        "/v1/export/manifest.json?export=movements&minAmount=7",
        "/v1/movements.manifest.json?minAmount=7",
      ]) {
        // What else reads meanwhile can only add to a count: the least of several is what HEAD takes.
        const asked: number[] = [];
        for (let time = 0; time < 5; time += 1) {
          reads = 0;
          const head = await served.fetch(path, { method: "HEAD" });
          expect([head.status, head.headers.get("content-type")], path).to.deep.equal([200, "application/json"]);
          asked.push(reads);
        }
        reads = 0;
        await served.get(path);
        expect(reads, path).to.be.greaterThan(Math.min(...asked));
      }
    } finally {
      store.read = read;
    }
    const wrong = await served.fetch("/v1/export/manifest.json?export=movements&size=99999999", { method: "HEAD" });
    expect(wrong.status).to.equal(400);
  });

  it("say what to do where they cannot be made", async () => {
    const wrong: [string, string][] = [
      ["/v1/export/log.csv?kind=payment", "Leave it out"],
      ["/v1/export/log.csv?size=0", "Give a size of the log"],
      ["/v1/export/log.csv?size=99999999", "not come so far"],
      ["/v1/export/log.csv?size=1&size=2", "size"],
      ["/v1/export/movements.csv?kind=nothing", "kind"],
      ["/v1/export/movements.csv?fund=fund-x", "fund"],
      ["/v1/export/movements.csv?from=2026-02-30", "from"],
      ["/v1/export/movements.ndjson?text=a%20b%20c%20d%20e%20f%20g%20h%20i", "at most 8 words"],
      ["/v1/export/manifest.json?export=movements&from=2026-02-30", "from"],
      ["/v1/export/manifest.json?export=movements&kind=foo", "kind"],
      ["/v1/export/manifest.json?export=all", "Give log or movements"],
      ["/v1/export/manifest.json?format=xml", "Give csv or ndjson"],
      ["/v1/export/manifest.json?kind=payment", "has no filters"],
      ["/v1/export/manifest.json?export=movements&sort=amount", "sort"],
    ];
    for (const [path, detail] of wrong) {
      const answer = await served.fetch(path);
      const problem = (await answer.json()) as Problem;
      expect([answer.status, answer.headers.get("content-type")], path).to.deep.equal([
        400,
        "application/problem+json",
      ]);
      expect(problem.detail, path).to.contain(detail);
      expect((await served.fetch(path, { method: "HEAD" })).status, `HEAD ${path}`).to.equal(400);
    }
  });
});
