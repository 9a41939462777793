// The relay's HTTP API over a chain in memory: answers, refusals, limits, documents, logs.
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { RelayAct, RelayBatch, RelayJob, RelayProblem } from "@mingzhang/sdk/api-relay";
import { expect } from "chai";
import { DEFAULTS } from "../src/config.ts";
import { sweepDrafts } from "../src/documents.ts";
import { createLog } from "../src/log.ts";
import { type Service, startService } from "../src/service.ts";
import { caseNumber, CHECKER, decide, PAYLOAD, signatureOf, submit } from "./support/acts.ts";
import { deploymentOf } from "./support/bench.ts";
import { FakeChain, personStep } from "./support/fake-chain.ts";

const MEGABYTE = 1024 * 1024;

describe("API", () => {
  let chain: FakeChain;
  let service: Service;
  let folder: string;
  let logged: string;
  let time: number;
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });

  beforeEach(async () => {
    chain = new FakeChain();
    folder = mkdtempSync(join(tmpdir(), "mingzhang-relay-api-"));
    logged = "";
    time = Date.UTC(2026, 10, 23);
    const config = {
      ...DEFAULTS,
      dataDir: join(folder, "relay"),
      documentsDir: join(folder, "documents"),
      documentsMb: 25,
      waitingMb: 40,
      port: 0,
      pollMs: 10,
      perMinute: 30,
    };
    service = await startService(config, deploymentOf(), chain, createLog("trace", sink), () => time);
  });
  afterEach(async () => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${service.url}/v1/acts`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const job = async (answer: Response) => (await answer.json()) as RelayJob;
  const problem = async (answer: Response) => (await answer.json()) as RelayProblem;

  async function until(digest: string, state: RelayJob["state"]): Promise<RelayJob> {
    for (let looks = 0; looks < 300; looks += 1) {
      const found = await job(await fetch(`${service.url}/v1/acts/${digest}`));
      if (found.state === state) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${digest} did not become ${state}`);
  }

  const open = (name: string) => {
    const id = caseNumber(name);
    return { id, body: chain.openCase(id, [personStep(0)]) };
  };

  describe("POST /v1/acts", () => {
    it("takes an act, sends it, and tells what became of it by its digest and by its id", async () => {
      const answer = await post(submit());
      expect(answer.status).to.equal(202);
      const taken = await job(answer);
      expect(answer.headers.get("location")).to.equal(`/v1/acts/${taken.id}`);
      const mined = await until(taken.digest, "mined");
      expect(mined).to.include({ act: "submit", block: 1, case: taken.case, reason: null });
      expect(chain.caseOf(mined.case)).to.not.equal(undefined);
      expect(mined.hash).to.match(/^0x[0-9a-f]{64}$/);
      expect(await job(await fetch(`${service.url}/v1/acts/${taken.id}`))).to.deep.equal(mined);
    });

    it("answers the same act with the same job", async () => {
      const first = await job(await post(submit()));
      const again = await post(submit());
      expect(again.status).to.equal(200);
      expect((await job(again)).id).to.equal(first.id);
    });

    it("says which contract error refuses an act, with its values and the field", async () => {
      const { id, body } = open("a");
      const answer = await post(decide(id, body, { signature: signatureOf("ee") }));
      expect(answer.status).to.equal(422);
      expect(answer.headers.get("content-type")).to.equal("application/problem+json");
      const { type, reason, errors } = await problem(answer);
      expect(type).to.equal("urn:mingzhang:problem:act-refused");
      expect(reason?.error).to.equal("SignatureInvalid");
      expect(reason?.args.signer?.toLowerCase()).to.equal(CHECKER);
      expect(errors?.[0]?.field).to.equal("by.signature");
    });

    it("says that an approved case was not executed, and why", async () => {
      chain.brokenHandler = true;
      const { id, body } = open("a");
      const taken = await job(await post(decide(id, body, { payload: PAYLOAD })));
      expect(taken.notFollowed?.error).to.equal("Overdraw");
      expect((await until(taken.digest, "mined")).executed).to.equal(false);
    });

    it("tells a signature for an earlier round from a wrong one", async () => {
      const { id, body } = open("a");
      const act = { ...decide(id, body, { signature: signatureOf("ee") }), round: 3 };
      expect((await problem(await post(act))).reason).to.deep.include({
        error: "RoundDiffers",
        args: { id, given: "3", wanted: "0" },
      });
    });

    it("takes several acts at once, and answers for each", async () => {
      const good = open("a");
      const bad = open("b");
      const acts = [decide(good.id, good.body), decide(bad.id, bad.body, { signature: signatureOf("ee") })];
      const answer = await post({ acts });
      expect(answer.status).to.equal(202);
      const { acts: results } = (await answer.json()) as RelayBatch;
      expect(results[0]).to.have.nested.property("job.state");
      expect(results[1]).to.have.nested.property("problem.reason.error", "SignatureInvalid");
      expect((await post({ acts: acts.slice(1) })).status).to.equal(200);
    });

    it("warns of documents that the store does not hold", async () => {
      const documents = [caseNumber("document")];
      expect((await job(await post(submit({ documents })))).warnings[0]?.field).to.equal("submission.documents[0]");
    });

    it("says when the chain does not answer, and what to do", async () => {
      chain.down = true;
      const answer = await post(submit());
      expect(answer.status).to.equal(503);
      expect(answer.headers.get("retry-after")).to.equal("5");
      expect((await problem(answer)).detail).to.match(/send the act to the chain yourself/);
    });
  });

  describe("what does not fit", () => {
    const faulty = async (act: unknown, field: string, remedy: RegExp) => {
      const answer = await post(act);
      expect(answer.status).to.equal(400);
      const fault = (await problem(answer)).errors?.find((error) => error.field === field);
      expect(fault?.remedy, JSON.stringify(fault)).to.match(remedy);
    };
    const { by, submission } = submit() as Extract<RelayAct, { act: "submit" }>;

    it("is a missing signature", () =>
      faulty({ ...submit(), by: { ...by, signature: "0x" } }, "by.signature", /Sign the act/));
    it("is an act that the relay does not know", () => faulty({ act: "multicall", data: [] }, "act", /nothing else/));
    it("is a field too many", () => faulty({ ...submit(), to: CHECKER }, "to", /Leave it out/));
    it("is a number that is none", () =>
      faulty({ ...submit(), submission: { ...submission, agency: 1.5 } }, "submission.agency", /whole number/));
    it("is a number too large", () =>
      faulty({ ...submit(), submission: { ...submission, agency: "4294967296" } }, "submission.agency", /2\^32/));
    it("is an address with a wrong checksum", () =>
      faulty(
        { ...submit(), by: { ...by, signer: "0xF39fd6e51aad88F6F4ce6aB8827279cffFb92266" } },
        "by.signer",
        /checksum/,
      ));
    it("is half a byte", () =>
      faulty({ ...submit(), submission: { ...submission, payload: "0x1" } }, "submission.payload", /pairs/));
    it("is a payload that no node would take", () =>
      faulty(
        { ...submit(), submission: { ...submission, payload: `0x${"00".repeat(100_000)}` } },
        "submission.payload",
        /98304/,
      ));
    it("is a reason that would be signed otherwise than it reads", () => {
      const { id, body } = open("a");
      const act = decide(id, body) as Extract<RelayAct, { act: "decide" }>;
      const decisions = act.decisions.map((decision) => ({ ...decision, reason: "\ud800" }));
      return faulty({ ...act, decisions }, "decisions[0].reason", /well-formed/);
    });
    it("is named within several acts", () =>
      faulty(
        { acts: [submit(), { ...submit(), by: { ...by, deadline: -1 } }] },
        "acts[1].by.deadline",
        /whole number/,
      ));
    it("is no act at all", () => faulty({ acts: [] }, "acts", /at least one/));

    it("is no JSON", async () => expect((await post("{")).status).to.equal(400));
    it("is not UTF-8", async () => {
      const answer = await fetch(`${service.url}/v1/acts`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: new Uint8Array([0x22, 0xff, 0x22]),
      });
      expect(answer.status).to.equal(400);
    });
    it("is too long", async () => expect((await post(" ".repeat(MEGABYTE + 1))).status).to.equal(413));
    it("is what a page of another site can send unasked", async () => {
      const answer = await post(submit(), { "content-type": "text/plain" });
      expect(answer.status).to.equal(415);
      const asked = await fetch(`${service.url}/v1/acts`, {
        method: "OPTIONS",
        headers: { origin: "https://x.example" },
      });
      expect(asked.status).to.equal(405);
      expect(asked.headers.get("access-control-allow-origin")).to.equal(null);
    });
    it("is another method or address", async () => {
      expect((await fetch(`${service.url}/v1/acts`)).status).to.equal(405);
      expect((await fetch(`${service.url}/v1/acts`)).headers.get("allow")).to.equal("POST");
      expect((await fetch(`${service.url}/v1/everything`)).status).to.equal(404);
      expect((await fetch(`${service.url}/v1/acts/${caseNumber("none")}`)).status).to.equal(404);
    });
  });

  describe("limits", () => {
    it("count requests by address, and say when there may be more", async () => {
      const from = { "x-forwarded-for": "203.0.113.7" };
      for (let count = 0; count < 30; count += 1) await post("{", from);
      const answer = await post(submit(), from);
      expect(answer.status).to.equal(429);
      expect(answer.headers.get("retry-after")).to.equal("2");
      expect((await post(submit(), { "x-forwarded-for": "203.0.113.8" })).status).to.equal(202);
      time += 2_000;
      expect((await post(submit(), from)).status).to.equal(200);
    });

    it("believe the last proxy alone", async () => {
      const from = (last: number) => ({ "x-forwarded-for": `1.2.3.${last}, 203.0.113.9` });
      for (let count = 0; count < 30; count += 1) await post("{", from(count));
      expect((await post(submit(), from(99))).status).to.equal(429);
    });

    it("count acts by signer, and only those that were taken", async () => {
      const address = (count: number) => ({ "x-forwarded-for": `203.0.113.${count}` });
      for (let count = 0; count < 40; count += 1) await post(submit({ signature: signatureOf("ee") }), address(count));
      for (let count = 0; count < 30; count += 1) {
        const answer = await post(submit({ salt: caseNumber(String(count)) }), address(count));
        expect(answer.status).to.equal(202);
      }
      const answer = await post(submit({ salt: caseNumber("more") }), address(50));
      expect(answer.status).to.equal(429);
      expect((await problem(answer)).detail).to.match(/signer/);
    });
  });

  describe("POST /v1/documents", () => {
    const send = (bytes: Uint8Array<ArrayBuffer>, type = "application/octet-stream") =>
      fetch(`${service.url}/v1/documents`, { method: "POST", headers: { "content-type": type }, body: bytes });
    const documents = () => join(folder, "documents");
    const waiting = () => join(documents(), "waiting");

    it("keeps the bytes under their digest, once", async () => {
      const bytes = new TextEncoder().encode("invoice 发票\n");
      const digest = createHash("sha256").update(bytes).digest("hex");
      const answer = await send(bytes);
      expect(answer.status).to.equal(201);
      expect(await answer.json()).to.deep.equal({ digest: `0x${digest}`, size: bytes.length });
      expect(readFileSync(join(waiting(), digest))).to.deep.equal(Buffer.from(bytes));
      expect((await send(bytes)).status).to.equal(200);
      expect([readdirSync(documents()), readdirSync(waiting())]).to.deep.equal([["waiting"], [digest]]);
      const { warnings } = await job(await post(submit({ documents: [`0x${digest}`] })));
      expect(warnings).to.deep.equal([]);
    });

    it("takes no more than 20 MB, whatever is said of the length, and leaves nothing behind", async () => {
      expect((await send(new Uint8Array(20 * MEGABYTE + 1))).status).to.equal(413);
      const status = await new Promise((resolve, reject) => {
        const headers = { "content-type": "application/octet-stream", "transfer-encoding": "chunked" };
        const sending = request(`${service.url}/v1/documents`, { method: "POST", headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sending.on("error", reject);
        for (let sent = 0; sent < 21; sent += 1) sending.write(new Uint8Array(MEGABYTE));
        sending.end();
      });
      expect(status).to.equal(413);
      expect(readdirSync(waiting())).to.deep.equal([]);
      expect((await send(new Uint8Array(20 * MEGABYTE).fill(9))).status).to.equal(201);
      const [kept = ""] = readdirSync(waiting());
      expect(
        createHash("sha256")
          .update(readFileSync(join(waiting(), kept)))
          .digest("hex"),
      ).to.equal(kept);
    });

    it("holds no more than its budget: what is there counts, also from before, and the same bytes once", async () => {
      const full = async (bytes: Uint8Array<ArrayBuffer>) => {
        const answer = await send(bytes);
        const told = await problem(answer);
        expect(answer.status).to.equal(507);
        expect(told.type).to.equal("urn:mingzhang:problem:store-full");
        expect(told.detail).to.match(/25 MB, or .*are used.*MINGZHANG_RELAY_DOCUMENTS_MB/);
      };
      const filled = (megabytes: number, byte: number) => new Uint8Array(megabytes * MEGABYTE).fill(byte);
      mkdirSync(documents(), { recursive: true });
      writeFileSync(join(documents(), "earlier"), filled(5, 1));
      expect((await send(filled(15, 2))).status).to.equal(201);
      await full(filled(6, 3));
      expect(readdirSync(waiting())).to.have.length(1);
      expect((await send(filled(5, 4))).status).to.equal(201);
      await full(filled(1, 5));
      const { warnings } = await job(await post(submit({ documents: [caseNumber("absent")] })));
      expect(warnings).to.have.length(1);
    });

    it("gives back the room of an upload that was refused or was there already", async () => {
      for (let tries = 0; tries < 3; tries += 1) {
        expect((await send(new Uint8Array(10 * MEGABYTE))).status).to.equal(tries === 0 ? 201 : 200);
      }
      expect((await send(new Uint8Array(20 * MEGABYTE + 1))).status).to.equal(413);
      const both = await Promise.all([7, 8].map((byte) => send(new Uint8Array(8 * MEGABYTE).fill(byte))));
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([201, 507]);
      expect((await send(new Uint8Array(7 * MEGABYTE).fill(9))).status).to.equal(201);
    });

    it("clears away what a crash cut off, once it is old", async () => {
      await send(new Uint8Array(1));
      const old = join(waiting(), ".incoming-old");
      for (const name of [old, join(waiting(), ".incoming-new")]) writeFileSync(name, "half");
      utimesSync(old, 1_000, 1_000);
      await sweepDrafts({ waitingFolder: waiting() });
      expect(readdirSync(waiting()).filter((name) => name.startsWith("."))).to.deep.equal([".incoming-new"]);
    });

    it("does not take back the unmasked original of a document that is kept masked", async () => {
      const bytes = new TextEncoder().encode("Ms Somebody, 100\n");
      await send(new TextEncoder().encode("other"));
      const digest = createHash("sha256").update(bytes).digest("hex");
      writeFileSync(
        join(documents(), `${digest}.json`),
        JSON.stringify({ stored: caseNumber("masked"), maskedNames: 1 }),
      );
      expect((await send(bytes)).status).to.equal(409);
      expect(readdirSync(documents()).concat(readdirSync(waiting()))).to.not.include(digest);
    });

    it("wants a media type that a page of another site cannot send unasked", async () => {
      expect((await send(new Uint8Array(1), "text/plain")).status).to.equal(415);
    });
  });

  describe("the service", () => {
    it("answers /health, /ready and /metrics", async () => {
      expect(await (await fetch(`${service.url}/health`)).json()).to.deep.include({ status: "ok" });
      expect(await (await fetch(`${service.url}/ready`)).json()).to.deep.equal({
        ready: true,
        reasons: [],
        account: chain.account,
      });
      expect(await (await fetch(`${service.url}/metrics`)).text()).to.match(/mingzhang_relay_acts\{state="queued"\} 0/);
    });

    it("is not ready without a node or without money", async () => {
      chain.money = 5n;
      const poor = await fetch(`${service.url}/ready`);
      expect(poor.status).to.equal(503);
      expect(JSON.stringify(await poor.json())).to.match(/holds 5 wei/);
      chain.down = true;
      expect((await fetch(`${service.url}/ready`)).status).to.equal(503);
    });

    it("logs what happened, and no signature", async () => {
      const { id, body } = open("a");
      const { digest } = await job(await post(submit()));
      await post(decide(id, body, { signature: signatureOf("ee") }));
      await until(digest, "mined");
      chain.down = true;
      await post(submit({ salt: caseNumber("b") }));
      expect(logged).to.include(digest);
      expect(logged).to.not.include("5a5a5a");
    });

    it("logs no signature that an error repeats", () => {
      const log = createLog("trace", sink);
      log.error({ err: new Error(`calldata ${signatureOf()} of`), node: [`raw ${signatureOf()}`] }, "failed");
      expect(logged)
        .to.match(/calldata 0x… of/)
        .and.match(/raw 0x…/);
      expect(logged).to.not.include("5a5a5a");
    });
  });
});
