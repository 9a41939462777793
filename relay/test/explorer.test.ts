// The explorer's route passes to the relay what the portal sends, and says so when there is no relay.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pino } from "pino";
import { checkpointAnchorAbi as abi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { Hex } from "@mingzhang/sdk/hex";
import { parseProxies } from "@mingzhang/sdk/proxies";
import { encodeErrorResult } from "viem";
import { isAnchoredAlready } from "../../web/src/features/portal/witness/chain.ts";
import { rewrite } from "../../web/src/security/incoming.ts";
import { publicOrigin } from "../../web/src/security/origin.ts";
import { GET, POST } from "../../web/src/app/relay/[...path]/route.ts";
import { DEFAULTS } from "../src/config.ts";
import { type Service, startService } from "../src/service.ts";
import { caseNumber, submit } from "./support/acts.ts";
import { deploymentOf } from "./support/bench.ts";
import { FakeChain } from "./support/fake-chain.ts";

describe("the explorer's way to the relay", () => {
  const chain = new FakeChain();
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-relay-web-"));
  let service: Service;
  before(async () => {
    const config = { ...DEFAULTS, dataDir: join(folder, "relay"), documentsDir: join(folder, "documents"), port: 0 };
    const limited = { ...config, pollMs: 10, perMinute: 60 };
    service = await startService(limited, deploymentOf(), chain, pino({ level: "silent" }), () => 0);
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

  it("tells whose request it is by the explorer's own knowledge, whatever the request says", async () => {
    const trusted = parseProxies("127.0.0.1");
    const heard = (remoteAddress: string, headers: Record<string, string>, origin: URL | null = null) => {
      const all: Record<string, string> = { host: "site.example", ...headers };
      const request = { method: "TRACE", socket: { remoteAddress }, headers: all };
      rewrite(request, trusted, origin);
      return request;
    };
    const liar = {
      "x-forwarded-for": "1.2.3.4",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      "x-path": "/en/x",
    };
    const direct = heard("::ffff:203.0.113.7", liar);
    expect(direct.headers).to.deep.equal({ host: "site.example", "x-forwarded-for": "203.0.113.7" });
    expect(direct.method).to.equal("DELETE");
    const passed = { ...liar, "x-forwarded-for": "1.2.3.4, 203.0.113.7" };
    expect(heard("127.0.0.1", passed).headers).to.deep.equal({
      ...{ host: "site.example", "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https" },
    });
    const named = heard("127.0.0.1", passed, publicOrigin({ MINGZHANG_PUBLIC_ORIGIN: "https://explorer.example" }));
    expect(named.headers).to.include({ host: "explorer.example", "x-forwarded-proto": "https" });
    expect(() => publicOrigin({ MINGZHANG_PUBLIC_ORIGIN: "explorer.example" })).to.throw("give the site's origin");
    const seen: number[] = [];
    for (let count = 0; count < 61; count += 1) {
      const { headers } = heard("203.0.113.9", { "x-forwarded-for": `1.2.3.${count}` });
      const sent = { "content-type": "application/json", "x-forwarded-for": headers["x-forwarded-for"] ?? "" };
      const request = new Request("http://site.example/", { method: "POST", headers: sent, body: "{" });
      seen.push((await POST(request, context("v1/acts"))).status);
    }
    expect([seen[0], seen[60]]).to.deep.equal([400, 429]);
  });

  it("tells a checkpoint that others anchored meanwhile from a fork", () => {
    const refused = (anchoredSize: bigint, anchoredRoot: Hex) =>
      encodeErrorResult({ abi, errorName: "Inconsistent", args: [9n, caseNumber("root"), anchoredSize, anchoredRoot] });
    expect(isAnchoredAlready(refused(9n, caseNumber("root")))).to.equal(true);
    expect(isAnchoredAlready(refused(9n, caseNumber("other")))).to.equal(false);
    expect(isAnchoredAlready(refused(8n, caseNumber("root")))).to.equal(false);
    expect(isAnchoredAlready("0x12345678")).to.equal(false);
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
