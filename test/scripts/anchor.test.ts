// npm run anchor: what comes to the second chain, what is repeated there, chains that are down, and both programs by command line.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import { checkpointDigest, checkpointDomain, WITNESSES_TYPES } from "@mingzhang/sdk/checkpoint";
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { expect } from "chai";
import { encodeFunctionData, type Hex, zeroHash } from "viem";
import { inWords } from "../../scripts/chain/failures.ts";
import { LOCAL_OFFICE, localAccount } from "../../scripts/chain/local-accounts.ts";
import { originOf, readLatest, sendCall } from "../../scripts/checkpoints/cosign.ts";
import { openCouriers } from "../../scripts/checkpoints/couriers.ts";
import { ForkFound } from "../../scripts/checkpoints/evidence.ts";
import { proveFork } from "../../scripts/checkpoints/prove.ts";
import { anchorNow, grow, readerOf, remember, rewriting, signedBy, standing, startWorld } from "./checkpoint-world.ts";
import type { World } from "./checkpoint-world.ts";

const { witnessA, witnessB, witnessC } = LOCAL_OFFICE;

describe("scripts/anchor", function () {
  this.timeout(180_000);
  let world: World;
  let back: () => Promise<void>;
  const said: string[] = [];

  const couriers = (urls: ReadonlyMap<number, string> = new Map([[world.place.chainId, world.secondUrl]])) =>
    openCouriers({
      connect: () => readerOf(world),
      deployment: world.deployment,
      urls,
      accountOf: () => localAccount(LOCAL_OFFICE.courier),
      folder: join(world.folder, "evidence"),
      say: (line) => said.push(line),
    });
  const there = (checkpoint: Checkpoint) =>
    standing(world.secondClients, world.place.contract, checkpointDigest(originOf(world.deployment), checkpoint));
  const payer = () => ({ clients: world.clients, account: localAccount(LOCAL_OFFICE.courier) });
  const own = () => world.deployment.contracts.checkpointAnchor;

  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());
  beforeEach(async () => {
    said.length = 0;
    back = await remember(world);
  });
  afterEach(() => back());

  it("brings what has its quorum, in order, once, and later signatures after it", async () => {
    const first = await anchorNow(world, witnessA, witnessB);
    await grow(world, "One");
    const second = await anchorNow(world, witnessA, witnessB, witnessC);
    await grow(world, "Two");
    const alone = await anchorNow(world, witnessC);
    const round = couriers();
    expect(await round()).to.match(
      /2 checkpoints with a quorum on the log's chain; all of them are anchored on 1 other chain\./u,
    );
    expect(await there(first)).to.deep.equal({ count: 2, anchored: true });
    expect(await there(second)).to.deep.equal({ count: 3, anchored: true });
    expect(await there(alone)).to.deep.equal({ count: 0, anchored: false });
    expect((await readLatest(world.secondClients, world.place.contract)).size).to.equal(second.size);
    const block = await world.secondClients.publicClient.getBlockNumber();
    await round();
    await couriers()();
    expect(await world.secondClients.publicClient.getBlockNumber(), "nothing is sent twice").to.equal(block);

    await anchorNow(world, witnessA);
    await round();
    expect(await there(alone)).to.deep.equal({ count: 2, anchored: true });
    expect(said).to.have.length(3);
  });

  it("keeps a quorum's signatures together where some are there already", async () => {
    const checkpoint = await anchorNow(world, witnessA, witnessB);
    await couriers()();
    await anchorNow(world, witnessC);
    await couriers()();
    expect(await there(checkpoint)).to.deep.equal({ count: 3, anchored: true });
    expect(said.at(-1)).to.contain("brought 1 more signature");
  });

  it("repeats changes of witnesses, so that new ones count there too, after what was signed before", async () => {
    const before = await anchorNow(world, witnessB, witnessC);
    const next = [witnessA, 20, 21].map((number) => localAccount(number).address);
    next.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    const typed = {
      domain: checkpointDomain(originOf(world.deployment)),
      types: WITNESSES_TYPES,
      primaryType: "Witnesses",
      message: { epoch: 1n, witnesses: next, quorum: 2 },
    } as const;
    const agreed = await Promise.all(
      [witnessA, witnessB].map(async (number) => {
        const account = localAccount(number);
        return { witness: account.address, signature: await account.signTypedData(typed) };
      }),
    );
    agreed.sort((a, b) => (BigInt(a.witness) < BigInt(b.witness) ? -1 : 1));
    const args = [next, 2, agreed] as const;
    const data = encodeFunctionData({ abi: checkpointAnchorAbi, functionName: "changeWitnesses", args });
    await sendCall(payer(), own(), data, "changeWitnesses");
    await grow(world, "One");
    const checkpoint = await anchorNow(world, witnessA, 21);
    const round = couriers();
    await round();
    await round();
    expect((await there(before)).anchored, "signed by two who left").to.equal(true);
    expect(await there(checkpoint)).to.deep.equal({ count: 2, anchored: true });
    expect(said.filter((line) => line.includes("WitnessesChanged was repeated"))).to.have.length(1);
  });

  /** Evidence of another root for the log as it is, the one signed by A, the other by B. */
  const forkFile = async (change: Record<string, unknown> = {}) => {
    const truth = (await readerOf(world)).checkpoint();
    if (truth === null) throw new Error("no records");
    const side = async (checkpoint: Checkpoint, number: number) => ({
      checkpoint,
      cosignatures: await signedBy(world, checkpoint, number),
    });
    const [a, b] = [await side(truth, witnessA), await side({ ...truth, root: zeroHash }, witnessB)];
    const file = join(world.folder, "fork.json");
    const fork = { format: "mingzhang-fork", version: 1, origin: originOf(world.deployment), a, b, ...change };
    writeFileSync(file, JSON.stringify(fork));
    return file;
  };
  const forksAt = ({ publicClient }: World["clients"], address: Hex) =>
    publicClient.readContract({ address, abi: checkpointAnchorAbi, functionName: "forks" });
  const prove = (file: string, anchors = world.deployment.anchors) =>
    proveFork({
      file,
      deployment: { ...world.deployment, anchors },
      urls: new Map([
        [world.deployment.chainId, world.clients.rpcUrl],
        [world.place.chainId, world.secondUrl],
      ]),
      accountOf: () => localAccount(LOCAL_OFFICE.courier),
      say: (line) => said.push(line),
    });

  it("repeats a proven fork", async () => {
    await prove(await forkFile(), []);
    expect(await forksAt(world.secondClients, world.place.contract)).to.equal(0n);
    await couriers()();
    await couriers()();
    expect(await forksAt(world.secondClients, world.place.contract)).to.equal(1n);
  });

  it("proves a fork from its evidence on both chains, once", async () => {
    const file = await forkFile();
    await prove(file);
    await prove(file);
    expect(await forksAt(world.clients, own())).to.equal(1n);
    expect(await forksAt(world.secondClients, world.place.contract)).to.equal(1n);
    const { chainId } = world.deployment;
    expect(said).to.deep.equal([
      `Chain ${chainId}: the fork is on record.`,
      `Chain ${world.place.chainId}: the fork is on record.`,
      `Chain ${chainId}: the fork was on record already.`,
      `Chain ${world.place.chainId}: the fork was on record already.`,
    ]);
  });

  it("proves nothing from a file that is no evidence of a fork of this log", async () => {
    const refused = (file: string) =>
      prove(file).then(
        () => "",
        (error: unknown) => inWords(error),
      );
    expect(await refused(join(world.folder, "none.json"))).to.contain("none.json cannot be read");
    expect(await refused(await forkFile({ format: "else" }))).to.contain("format");
    const foreign = { chainId: 1, trail: originOf(world.deployment).trail };
    expect(await refused(await forkFile({ origin: foreign }))).to.contain("on chain 1, not");
    const file = await forkFile();
    const { a } = JSON.parse(readFileSync(file, "utf8")) as { a: unknown };
    expect(await refused(await forkFile({ b: a }))).to.contain("proveFork");
    expect(await forksAt(world.clients, own())).to.equal(0n);
  });

  it("goes on when a chain that was down answers again", async () => {
    const checkpoint = await anchorNow(world, witnessA, witnessB);
    const urls = new Map([[world.place.chainId, "http://127.0.0.1:9"]]);
    const round = couriers(urls);
    const words = await round().then(
      () => "went through",
      (error: unknown) => inWords(error) ?? String(error),
    );
    expect(words).to.match(/^Chain 31338: /u);
    urls.set(world.place.chainId, world.secondUrl);
    await round();
    expect((await there(checkpoint)).anchored).to.equal(true);
  });

  it("refuses when the log's chain is not what was anchored, and keeps the evidence", async () => {
    const rewrite = await rewriting(world);
    await grow(world, "What happened");
    const checkpoint = await anchorNow(world, witnessA, witnessB);
    await couriers()();
    await rewrite();
    await grow(world, "What is said");
    await grow(world, "And more");
    const other = await anchorNow(world, witnessB, witnessC);
    const found = await couriers()().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!(found instanceof ForkFound)) throw new Error(String(found));
    expect(found.kind).to.equal("roots");
    expect(found.message).to.contain("Anchored on chain 31338");
    expect((await there(other)).anchored).to.equal(false);
    expect((await readLatest(world.secondClients, world.place.contract)).root).to.equal(checkpoint.root);
    expect(readdirSync(join(world.folder, "evidence"))).to.have.length.greaterThan(0);
  });

  it("by command line: both programs, once, with what they end with", async () => {
    const folder = join(world.folder, "cli");
    mkdirSync(folder);
    const record = join(folder, "deployment.json");
    writeFileSync(record, JSON.stringify(world.deployment));
    const witness = (account: number, ...more: string[]) => {
      const state = join(folder, String(account));
      const args = ["--rpc", world.rpcUrl, "--deployment", record, "--state", state, "--account", String(account)];
      return run("scripts/witness.ts", ...args, "--once", ...more);
    };
    const anchor = (urls: string) =>
      run(
        ...["scripts/anchor.ts", "--rpc", world.rpcUrl, "--deployment", record, "--anchor-rpc", urls, "--once"],
        ...["--evidence", folder],
      );
    const rewrite = await rewriting(world);
    await grow(world, "What happened");
    const printed = await witness(witnessC, "--no-send");
    expect(printed.status, printed.stderr).to.equal(0);
    const line = printed.stdout.split("\n").find((one) => one.startsWith("{")) ?? "";
    expect(Object.keys(JSON.parse(line) as object)).to.deep.equal(["origin", "checkpoint", "cosignatures"]);
    for (const account of [witnessA, witnessB]) {
      const { status, stdout, stderr } = await witness(account);
      expect(status, stderr).to.equal(0);
      expect(stdout).to.match(/Signed \d+ records under 0x/u);
    }
    const brought = await anchor(`31338=${world.secondUrl}`);
    expect([brought.status, brought.stderr]).to.deep.equal([0, ""]);
    expect(brought.stdout).to.contain("1 checkpoint");
    expect((await anchor("31338=http://127.0.0.1:9")).status).to.equal(1);
    expect((await anchor("")).stderr).to.contain("Give --anchor-rpc 31338=url");

    await rewrite();
    await grow(world, "What is said");
    const refused = await witness(witnessA);
    expect([refused.status, refused.stdout.includes("Signed")]).to.deep.equal([3, false]);
    expect(refused.stderr).to.contain("FORK: one size has two roots");
    expect((await witness(30)).stderr).to.contain("is no witness of this log");
    expect((await run("scripts/witness.ts", "--deployment", record)).stderr).to.contain("Give --state");
  });
});

/** Runs a program beside this process, which serves its chains. */
function run(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (part: Buffer) => (output.stdout += part.toString()));
  child.stderr.on("data", (part: Buffer) => (output.stderr += part.toString()));
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, ...output })));
}
