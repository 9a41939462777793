// The hostile operator against the real running system: each lie is told, and a tool that the reader runs alone catches it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { Movement, Page } from "@mingzhang/sdk/api";
import { readAnchor } from "@mingzhang/sdk/anchor-read";
import { checkFiles } from "@mingzhang/sdk/check-files";
import type { CheckpointEntry, CheckpointPage } from "@mingzhang/sdk/api-checkpoints";
import type { LogHead } from "@mingzhang/sdk/api-log";
import { verifyExport } from "@mingzhang/sdk/export";
import { recordHash, sha256Hex } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { type PortableProof, parseProof } from "@mingzhang/sdk/proof";
import type { ProofContext } from "@mingzhang/sdk/proof-context";
import type { StepId, Verdict } from "@mingzhang/sdk/proof-steps";
import { verifyProof } from "@mingzhang/sdk/proof-verify";
import { httpRpc } from "@mingzhang/sdk/rpc";
import { expect } from "chai";
import { PGlite } from "../../indexer/src/store/drizzle-pglite.ts";
import { Difference } from "../../scripts/audit/difference.ts";
import { audit } from "../../scripts/audit/run.ts";
import { localAccount, LOCAL_OFFICE } from "../../scripts/chain/local-accounts.ts";
import { connectChain } from "../../scripts/chain/sender.ts";
import { proveFork } from "../../scripts/checkpoints/prove.ts";
import { demonstrationContent } from "../../scripts/stack/content.ts";
import { startStack, type Stack } from "../../scripts/stack/stack.ts";
import { buildVerifier } from "../../scripts/verifier/build.ts";
import { checkServed } from "../../scripts/verifier/served.ts";
import { startIndexer } from "../scripts/indexer.ts";
import { ask as askNode } from "../scripts/support.ts";
import { anchorElsewhere, forkedProof, headOf, readerOf, register, writeFork } from "./support/rewriting.ts";
import { lyingApi, type LyingServer, lyingRpc, serveText } from "./support/proxy.ts";

interface Export {
  data: string;
  manifest: string;
}

const exports = () => Promise.resolve(verifyExport);

describe("the hostile operator", function () {
  this.timeout(600_000);
  let stack: Stack;
  let proof: PortableProof;
  let movement: Movement;
  let exported: Export;
  /** Data of an event that nobody wrote. */
  const FORGED: Hex = `0x${"22".repeat(192)}`;
  const liars: LyingServer[] = [];

  before(async () => {
    stack = await startStack({
      content: demonstrationContent({ movements: 900, seed: undefined }),
      web: false,
      ports: { chain: 0, api: 0, relay: 0, anchor: 0 },
    });
    const { items } = await ask<Page<Movement>>("/v1/movements?kind=payment&limit=1&sort=record&order=asc");
    const [payment] = items;
    if (payment === undefined) throw new Error("The demonstration has no payment.");
    movement = payment;
    proof = parseProof(await text(`/v1/records/${payment.record}/proof`));
    exported = await exportOf("export=log&format=csv");
  });
  after(async () => {
    for (const liar of liars) await liar.stop();
    await stack.stop();
  });

  async function text(path: string, from = stack.apiUrl): Promise<string> {
    const answer = await fetch(from + path);
    expect(answer.status, path).to.equal(200);
    // text() would leave out the mark at the beginning of a CSV, which is part of the file.
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
  }

  const ask = async <T>(path: string) => JSON.parse(await text(path)) as T;

  async function exportOf(query: string, from = stack.apiUrl): Promise<Export> {
    const manifest = await text(`/v1/export/manifest.json?${query}`, from);
    const { file } = JSON.parse(manifest) as { file: { path: string } };
    return { manifest, data: await text(file.path, from) };
  }

  const node = (url: string) => ({ name: url, rpc: httpRpc(url) });
  const own = (): ProofContext => ({ rpcs: [node(stack.rpcUrl)], deployment: stack.deployment });

  async function rpc(lie: Parameters<typeof lyingRpc>[1]): Promise<LyingServer> {
    const liar = await lyingRpc(stack.rpcUrl, lie);
    liars.push(liar);
    return liar;
  }

  async function api(lie: Parameters<typeof lyingApi>[1]): Promise<LyingServer> {
    const liar = await lyingApi(stack.apiUrl, lie);
    liars.push(liar);
    return liar;
  }

  /** The lie was told, and these steps say so; no level at or above `below` is left. */
  function caught(verdict: Verdict, steps: readonly StepId[], below: number): void {
    const failed = verdict.steps.filter(({ state }) => state === "failed" || state === "disagreement");
    expect(failed.map(({ id }) => id)).to.include.members([...steps]);
    expect(verdict.failed).to.equal(true);
    expect(verdict.level).to.be.lessThan(below);
  }

  const steal = (amount: string) => (BigInt(amount) + 1n).toString();

  async function auditOf(apiUrl: string, rpcUrl = stack.rpcUrl): Promise<Difference> {
    try {
      await audit({ rpcUrl, apiUrl, deployment: stack.deployment });
    } catch (error) {
      if (error instanceof Difference) return error;
      throw error;
    }
    throw new Error("The audit found nothing.");
  }

  it("is not there: an honest system reaches level 3 by the reader's node and 4 by its witnesses, and the audit agrees", async () => {
    const entry = (await ask<CheckpointPage>("/v1/checkpoints?limit=1")).items[0];
    const { witnesses, quorum } = await readAnchor(httpRpc(stack.anchorRpcUrl), anchorContract());
    expect(entry?.cosignatures.length).to.be.at.least(quorum);
    const verdict = await verifyProof(proof, { ...own(), witnesses: { addresses: witnesses, quorum } });
    expect(verdict.steps.filter(({ state }) => state === "failed")).to.deep.equal([]);
    expect(verdict.level).to.equal(4);
    await audit({ rpcUrl: stack.rpcUrl, apiUrl: stack.apiUrl, deployment: stack.deployment });
  });

  function anchorContract(): Hex {
    const [anchor] = stack.deployment.anchors;
    if (anchor === undefined) throw new Error("The deployment names no anchor.");
    return anchor.contract;
  }

  it("A-1 alters a row of the API: the reader's node has another event (level 1), and the audit names row and values", async () => {
    // The second word of a movement's data is its amount.
    const amount = BigInt(`0x${proof.record.data.slice(66, 130)}`) + 1n;
    const data: Hex = `0x${proof.record.data.slice(2, 66)}${amount.toString(16).padStart(64, "0")}${proof.record.data.slice(130)}`;
    expect(data).to.not.equal(proof.record.data);
    caught(await verifyProof({ ...proof, record: { ...proof.record, data } }, own()), ["event", "path"], 1);
    const liar = await api((path, body) => {
      if (!path.startsWith("/v1/movements?")) return body;
      const page = JSON.parse(body) as Page<Movement>;
      const items = page.items.map((row) =>
        row.record === movement.record ? { ...row, amount: steal(row.amount) } : row,
      );
      return JSON.stringify({ ...page, items });
    });
    const difference = await auditOf(liar.url);
    expect(difference.message).to.contain(String(movement.record));
    expect(liar.lies).to.be.greaterThan(0);
  });

  it("A-2 drops a row from a list: the audit, which knows every record, misses it", async () => {
    const liar = await api((path, body) => {
      if (!path.startsWith("/v1/movements?")) return body;
      const page = JSON.parse(body) as Page<Movement>;
      return JSON.stringify({ ...page, items: page.items.filter(({ record }) => record !== movement.record) });
    });
    expect((await auditOf(liar.url)).message).to.contain(String(movement.record));
  });

  it("A-3 shows an event that is not on chain: no node has it, no path leads to it (levels 1 and 3)", async () => {
    const invented = {
      ...proof.record,
      transaction: sha256Hex(new Uint8Array([1])),
      data: FORGED,
    };
    expect(recordHash(invented.topics, invented.data)).to.not.equal(recordHash(proof.record.topics, proof.record.data));
    caught(await verifyProof({ ...proof, record: invented }, own()), ["event", "path"], 1);
  });

  it("A-4 has an RPC that lies about one receipt: the block's receipts do not rebuild its root, and the leaf is another (levels 1 to 3)", async () => {
    const swap = (logs: { topics: string[]; data: string }[]) =>
      logs.map((log) => (log.topics[1] === proof.record.topics[1] ? { ...log, data: FORGED } : log));
    const liar = await rpc((method, _params, result) => {
      if (method === "eth_getTransactionReceipt" && result !== null) {
        const receipt = result as { logs: { topics: string[]; data: string }[] };
        return { ...receipt, logs: swap(receipt.logs) };
      }
      return result;
    });
    // The page repeats what the lying node says, so that the two agree.
    const record = { ...proof.record, data: FORGED };
    caught(
      await verifyProof({ ...proof, record }, { rpcs: [node(liar.url)], deployment: stack.deployment }),
      ["receipts", "path"],
      2,
    );
    expect(liar.lies).to.be.greaterThan(0);
    // Beside an honest node the reader sees two that disagree.
    const both = { rpcs: [node(liar.url), node(stack.rpcUrl)], deployment: stack.deployment };
    const verdict = await verifyProof(proof, both);
    caught(verdict, ["agreement"], 1);
    const agreement = verdict.steps.find(({ id }) => id === "agreement");
    expect(agreement).to.include({ state: "disagreement" });
    expect(agreement?.facts).to.include({ first: liar.url, second: stack.rpcUrl });
    expect(agreement?.facts.about).to.contain("receipts");
  });

  it("A-5 serves another chain with the same id: its first block is not the deployment's (level 1)", async () => {
    // The second chain under the first one's id.
    const liar = await lyingRpc(stack.anchorRpcUrl, (method, _params, result) => {
      return method === "eth_chainId" ? `0x${stack.deployment.chainId.toString(16)}` : result;
    });
    liars.push(liar);
    caught(await verifyProof(proof, { rpcs: [node(liar.url)], deployment: stack.deployment }), ["chain"], 1);
    await audit({ rpcUrl: liar.url, deployment: stack.deployment }).then(
      () => expect.fail("The audit took another chain."),
      (error: unknown) => expect(String(error)).to.match(/block \d+: hash is /),
    );
  });

  it("A-6 edits the database: the audit names the row (level 1); an edited event has no proof, and its export makes no root (level 3)", async () => {
    const folder = join(stack.dataDir, "edited");
    await (await startIndexer(stack, folder)).stop();
    const store = await PGlite.create(join(folder, "store"));
    const changed = await store.query<{ number: string }>(
      `update movements set amount = amount + 1 where record = $1 returning record::text as number`,
      [movement.record],
    );
    // The amount is the second word of the event: its last bit is turned over.
    await store.query(`update records set data = set_byte(data, 63, get_byte(data, 63) # 1) where number = $1`, [
      movement.record,
    ]);
    await store.close();
    expect(changed.rows).to.deep.equal([{ number: String(movement.record) }]);
    const edited = await startIndexer(stack, folder);
    try {
      const difference = await auditOf(edited.url);
      expect(difference).to.include({ against: "api", subject: `movement ${movement.record}`, field: "amount" });
      expect(difference.derived).to.equal(movement.amount);
      // Its own tree tells the index that the record is none of its leaves: it makes no proof of it.
      expect((await fetch(`${edited.url}/v1/records/${movement.record}/proof`)).status).to.equal(500);
      const { raw } = JSON.parse(await text(`/v1/records/${movement.record}`, edited.url)) as { raw: { data: Hex } };
      expect(raw.data).to.not.equal(proof.record.data);
      const shown = { ...proof, record: { ...proof.record, data: raw.data } };
      caught(await verifyProof(shown, own()), ["event", "path"], 1);
      const export_ = await exportOf("export=log&format=csv", edited.url);
      const verdict = await verifyFile(export_.data, export_.manifest);
      expect(verdict.steps.filter(({ state }) => state === "failed").map(({ id }) => id)).to.deep.equal(["root"]);
    } finally {
      await edited.stop();
    }
  });

  it("A-8 reorders entries of the log: rows of the export do not make its root, and the proof's number is another's", async () => {
    const lines = exported.data.split("\r\n");
    const [a, b] = [lines[5] ?? "", lines[6] ?? ""];
    const swapped = [...lines.slice(0, 5), b, a, ...lines.slice(7)].join("\r\n");
    expect((await verifyFile(swapped, exported.manifest)).failed).to.equal(true);
    const moved = { ...proof, record: { ...proof.record, number: proof.record.number + 1 } };
    caught(await verifyProof(moved, own()), ["path"], 3);
  });

  async function verifyFile(data: string, manifest: string): Promise<Verdict> {
    const { file } = JSON.parse(manifest) as { file: { name: string } };
    const files = [
      { name: file.name, blob: new Blob([data]) },
      { name: "manifest.json", blob: new Blob([manifest]) },
    ];
    const [checked] = (await checkFiles(files, {}, exports)).filter(({ kind }) => kind === "export");
    if (checked?.kind !== "export") throw new Error("The export was not taken for one.");
    return checked.verdict;
  }

  it("A-10 swaps a document: its bytes have another digest than the movement names", async () => {
    const { items } = await ask<Page<Movement>>("/v1/movements?limit=200");
    const named = items.find(({ document }) => document !== null)?.document;
    if (named === null || named === undefined) throw new Error("No movement has a document.");
    const answer = await fetch(`${stack.apiUrl}/v1/documents/${named}`);
    expect(answer.status).to.equal(200);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const digest = async (content: Uint8Array) => {
      const [checked] = await checkFiles(
        [{ name: "document", blob: new Blob([new Uint8Array(content)]) }],
        {},
        exports,
      );
      if (checked?.kind !== "document") throw new Error("It was not taken for a document.");
      return checked.digest;
    };
    expect(await digest(bytes)).to.equal(named);
    expect(await digest(new Uint8Array([...bytes, 32]))).to.not.equal(named);
  });

  it("A-11 truncates an export: rows, digest and root are not those of its manifest", async () => {
    const honest = await verifyFile(exported.data, exported.manifest);
    expect(honest.steps.filter(({ state }) => state === "failed")).to.deep.equal([]);
    const lines = exported.data.split("\r\n");
    const cut = `${lines.slice(0, -2).join("\r\n")}\r\n`;
    expect((await verifyFile(cut, exported.manifest)).failed).to.equal(true);
    // A manifest that was shortened with it names a root that is not the checkpoint's.
    const manifest = JSON.parse(exported.manifest) as { rows: number; file: { bytes: number; sha256: string } };
    const bytes = new TextEncoder().encode(cut);
    const shortened = {
      ...manifest,
      rows: manifest.rows - 1,
      file: { ...manifest.file, bytes: bytes.length, sha256: sha256Hex(bytes) },
    };
    const verdict = await verifyFile(cut, JSON.stringify(shortened));
    expect(verdict.failed).to.equal(true);
    expect(verdict.steps.filter(({ state }) => state === "failed").map(({ id }) => id)).to.include("complete");
  });

  it("A-12 serves the verifier's page with one byte changed: the build from the sources tells", async () => {
    const good = (await buildVerifier()).toString("utf8");
    const honest = await serveText("text/html", good);
    const bad = await serveText("text/html", good.replace("</html>", "</htmI>"));
    liars.push(honest, bad);
    expect((await checkServed(honest.url)).same).to.equal(true);
    const served = await checkServed(bad.url);
    expect(served.same).to.equal(false);
    expect(served.differsAt).to.be.greaterThan(0);
    const published = readFileSync(new URL("../../docs/PROOFS.md", import.meta.url), "utf8");
    expect(published).to.contain(sha256Hex(new TextEncoder().encode(good)));
  });

  it("A-7 writes the chain anew after a checkpoint: the kept one is not continued (level 3), the second chain contradicts it (level 4)", async () => {
    const mark = await askNode(stack.rpcUrl, "evm_snapshot");
    await register(stack, "Honest Builders Ltd");
    const before = await readerOf(stack);
    const kept = headOf(before);
    await anchorElsewhere(stack, before, [LOCAL_OFFICE.witnessA, LOCAL_OFFICE.witnessB]);
    // The validators take the block back, and write another history over it.
    expect(await askNode(stack.rpcUrl, "evm_revert", [mark])).to.equal(true);
    await register(stack, "Nephew of the Mayor Ltd");
    await register(stack, "Cousin of the Mayor Ltd");
    const rewritten = headOf(await readerOf(stack));
    expect(rewritten.size).to.equal(kept.size + 1);
    for (let size = 0; size < rewritten.size;) {
      const head = await ask<LogHead>("/v1/log");
      size = head.root === rewritten.root ? head.size : 0;
      if (size === 0) await sleep(100);
    }

    // The site, the index and the chain now all tell the same: only what was kept elsewhere differs.
    const lie = parseProof(await text(`/v1/records/${kept.size - 1}/proof`));
    const agreed = await verifyProof(lie, own());
    expect(agreed.steps.filter(({ state }) => state === "failed")).to.deep.equal([]);
    expect(agreed.level).to.equal(3);
    const consistency = async (from: number, to: number) =>
      (await ask<{ path: Hex[] }>(`/v1/log/consistency?from=${from}&to=${to}`)).path;
    const origin = proof.origin;
    caught(await verifyProof(lie, { ...own(), kept: [{ origin, checkpoint: kept }], consistency }), ["kept"], 3);

    const { latest } = await readAnchor(httpRpc(stack.anchorRpcUrl), anchorContract());
    expect(latest).to.include({ size: kept.size, root: kept.root });
    const anchors = [{ ...node(stack.anchorRpcUrl), contract: anchorContract(), source: "reader" as const }];
    const contradicted = await verifyProof(lie, { ...own(), anchors, consistency });
    caught(contradicted, ["anchor"], 4);
    expect(contradicted.steps.find(({ id }) => id === "anchor")).to.include({ state: "failed", reason: "fork" });
  });

  it("A-9 has a fork's checkpoint cosigned by a minority: every path holds, the quorum alone is missing (level 4), and the anchors take the proof", async () => {
    const latest = await ask<CheckpointEntry>("/v1/checkpoints/latest");
    const reader = await readerOf(stack);
    const { checkpoint } = latest;
    expect(headOf(reader).size).to.be.at.least(checkpoint.size);
    const fork = await forkedProof(stack, reader, checkpoint, proof.record.number, FORGED, [LOCAL_OFFICE.witnessA]);
    expect(fork.checkpoint.root).to.not.equal(checkpoint.root);
    const { witnesses: addresses, quorum } = await readAnchor(httpRpc(stack.anchorRpcUrl), anchorContract());
    const trusted = { addresses, quorum };
    const verdict = await verifyProof(fork, { witnesses: trusted });
    caught(verdict, ["quorum"], 4);
    expect(verdict.steps.filter(({ state }) => state === "failed").map(({ id }) => id)).to.deep.equal(["quorum"]);
    expect(
      verdict.steps.filter(({ id }) => id === "path" || id === "signatures").map(({ state }) => state),
    ).to.deep.equal(["passed", "passed"]);

    const signed = latest.cosignatures.map(({ witness, signature }) => ({ witness, signature }));
    const file = writeFork(stack, checkpoint, signed, fork);
    const [checked] = await checkFiles(
      [{ name: "fork.json", blob: new Blob([readFileSync(file)]) }],
      { witnesses: trusted },
      exports,
    );
    if (checked?.kind !== "fork") throw new Error("The evidence was not taken for a fork.");
    for (const id of ["contradiction", "signers"]) {
      expect(checked.verdict.steps.find((step) => step.id === id)?.state, id).to.equal("passed");
    }
    const said: string[] = [];
    const urls = new Map([
      [stack.deployment.chainId, stack.rpcUrl],
      ...stack.deployment.anchors.map(({ chainId }) => [chainId, stack.anchorRpcUrl] as const),
    ]);
    const accountOf = () => localAccount(LOCAL_OFFICE.courier);
    await proveFork({ file, deployment: stack.deployment, urls, accountOf, say: (line) => said.push(line) });
    expect(said.filter((line) => line.endsWith("the fork is on record."))).to.have.length(2);
    const { publicClient } = await connectChain(stack.anchorRpcUrl);
    const call = { address: anchorContract(), abi: checkpointAnchorAbi } as const;
    expect(await publicClient.readContract({ ...call, functionName: "forks" })).to.equal(1n);
    // A minority alone: it is on record for ever, and takes nothing from what the quorum signed.
    expect(await publicClient.readContract({ ...call, functionName: "forksWithQuorum" })).to.equal(0n);
  });
});
