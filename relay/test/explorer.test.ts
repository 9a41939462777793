// The explorer's route passes to the relay what the portal sends, and says so when there is no relay.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pino } from "pino";
import { GET, POST } from "../../web/src/app/relay/[...path]/route.ts";
import { DEFAULTS } from "../src/config.ts";
import { type Service, startService } from "../src/service.ts";
import { submit } from "./support/acts.ts";
import { deploymentOf } from "./support/bench.ts";
import { FakeChain } from "./support/fake-chain.ts";

describe("the explorer's way to the relay", () => {
  const chain = new FakeChain();
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-relay-web-"));
  let service: Service;
  before(async () => {
    const config = { ...DEFAULTS, dataDir: join(folder, "relay"), documentsDir: join(folder, "documents"), port: 0 };
    service = await startService({ ...config, pollMs: 10 }, deploymentOf(), chain, pino({ level: "silent" }));
    process.env.MINGZHANG_RELAY_URL = service.url;
  });
  after(async () => {
    delete process.env.MINGZHANG_RELAY_URL;
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const context = (path: string) => ({ params: Promise.resolve({ path: path.split("/") }) });
  const get = (path: string) => GET(new Request(`http://site.example/relay/${path}`), context(path));
  const post = (path: string, type: string, body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>) =>
    POST(
      new Request(`http://site.example/relay/${path}`, {
        method: "POST",
        headers: { "content-type": type },
        body,
        ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
      }),
      context(path),
    );

  it("passes acts on, and their problems back", async () => {
    const answer = await post("v1/acts", "application/json", JSON.stringify(submit()));
    expect(answer.status).to.equal(202);
    const { id } = (await answer.json()) as { id: string };
    expect(answer.headers.get("location")).to.equal(`/relay/v1/acts/${id}`);
    expect((await get(`v1/acts/${id}`)).status).to.equal(200);
    const wrong = await post("v1/acts", "application/json", "{}");
    expect(wrong.status).to.equal(400);
    expect(wrong.headers.get("content-type")).to.equal("application/problem+json");
  });

  it("passes documents on", async () => {
    const bytes = new Uint8Array(3_000_000).fill(7);
    const answer = await post("v1/documents", "application/octet-stream", bytes);
    const digest = `0x${createHash("sha256").update(bytes).digest("hex")}`;
    expect(await answer.json()).to.deep.equal({ digest, size: bytes.length });
  });

  it("stops what is too large", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 3) controller.close();
        else controller.enqueue(new Uint8Array(1_000_000).fill(0x20));
      },
    });
    expect((await post("v1/acts", "application/json", endless)).status).to.equal(413);
  });

  it("leads nowhere else", async () => {
    for (const path of ["metrics", "v1/acts", "v1/acts/../../metrics", "v2/acts"]) {
      expect((await get(path)).status, path).to.equal(404);
    }
    expect((await post("v1/everything", "application/json", "{}")).status).to.equal(404);
  });

  it("says when there is no relay, and when it does not answer", async () => {
    process.env.MINGZHANG_RELAY_URL = "";
    expect((await get("health")).status).to.equal(503);
    process.env.MINGZHANG_RELAY_URL = "http://127.0.0.1:9";
    const down = await post("v1/acts", "application/json", JSON.stringify(submit()));
    process.env.MINGZHANG_RELAY_URL = service.url;
    expect(down.status).to.equal(503);
    expect(await down.json()).to.include({ type: "urn:mingzhang:problem:relay-down", status: 503 });
  });
});
