// Checkpoints signed and anchored on two chains: served with who signed and where, through restarts, reorgs and forks.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { Problem, Status } from "@mingzhang/sdk/api";
import type { CheckpointEntry, CheckpointPage, Forks, Witnesses } from "@mingzhang/sdk/api-checkpoints";
import type { ConsistencyPath, LogHead, PortableProof } from "@mingzhang/sdk/api-log";
import { type Checkpoint, checkpointDigest, checkpointTypedData, type Origin } from "@mingzhang/sdk/checkpoint";
import type { Deployment } from "@mingzhang/sdk/deployment";
import type { Hex } from "@mingzhang/sdk/hex";
import { expect } from "chai";
import { mnemonicToAccount } from "viem/accounts";
import type { Service } from "../src/service.ts";
import { readConfig } from "../src/config.ts";
import { blockHash, type ChainClient, startChain, type TestChain } from "./support/chain.ts";
import { type City, foundCity, moveCity, randomOf } from "./support/city.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { index, onBothEngines, type Place, ready } from "./support/engines.ts";

const ARTIFACT = new URL("../../artifacts/contracts/audit/CheckpointAnchor.sol/CheckpointAnchor.json", import.meta.url);
const MNEMONIC = "test test test test test test test test test test test junk";
const OTHER_CHAIN = 31_338;
const WITNESSES = [10, 11, 12]
  .map((addressIndex) => mnemonicToAccount(MNEMONIC, { addressIndex }))
  .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
const addressOf = (at: number): Hex => (WITNESSES[at]?.address ?? "0x").toLowerCase() as Hex;

async function deployAnchor(client: ChainClient, origin: Origin): Promise<{ contract: Hex; block: number }> {
  const { bytecode } = JSON.parse(readFileSync(fileURLToPath(ARTIFACT), "utf8")) as { bytecode: Hex };
  const [account] = await client.getAddresses();
  if (account === undefined) throw new Error("The chain has no accounts.");
  const witnesses = WITNESSES.map(({ address }) => address);
  const args = [BigInt(origin.chainId), origin.trail, witnesses, 2, 0n] as const;
  const abi = [
    {
      type: "constructor",
      stateMutability: "nonpayable",
      inputs: ["uint256", "address", "address[]", "uint8", "uint64"].map((type) => ({ name: "", type })),
    },
  ] as const;
  const hash = await client.deployContract({ abi, bytecode, args, account });
  const { contractAddress, blockNumber } = await client.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("The anchor was not deployed.");
  return { contract: contractAddress.toLowerCase() as Hex, block: Number(blockNumber) };
}

onBothEngines("checkpoints on two chains", (engine) => {
  let home: TestChain;
  let other: TestChain;
  let suite: EmittedSuite;
  let city: City;
  let deployment: Deployment;
  let place: Place;
  let service: Service;
  let origin: Origin;

  before(async () => {
    [home, other] = await Promise.all([startChain(), startChain(undefined, OTHER_CHAIN)]);
    suite = await EmittedSuite.deploy(home.client);
    city = foundCity(suite);
    moveCity(suite, city, 60, randomOf(5));
    await suite.send(20);
    origin = { chainId: suite.deployment.chainId, trail: suite.deployment.contracts.auditTrail };
    const [own, there] = [await deployAnchor(home.client, origin), await deployAnchor(other.client, origin)];
    deployment = {
      ...suite.deployment,
      contracts: { ...suite.deployment.contracts, checkpointAnchor: own.contract },
      anchors: [
        {
          chainId: OTHER_CHAIN,
          genesisHash: await blockHash(other.client, 0n),
          contract: there.contract,
          deployBlock: there.block,
        },
      ],
    };
    place = await engine.fresh();
    service = await start();
  });
  after(async () => {
    await service.stop();
    await Promise.all([home, other].map((chain) => chain.stop()));
  });

  async function start(rpcUrls = `${OTHER_CHAIN}=${other.url}`): Promise<Service> {
    const started = await index(home.url, deployment, place, { anchorRpcUrls: rpcUrls });
    await ready(started);
    return started;
  }

  async function get<T>(path: string): Promise<T> {
    const answer = await fetch(service.url + path);
    expect(answer.status, `${path}: ${await answer.clone().text()}`).to.equal(200);
    return (await answer.json()) as T;
  }

  /** Asks until the answer is as wanted, for the anchors are followed beside everything else. */
  async function until<T>(path: string, wanted: (answer: T) => boolean): Promise<T> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const answer = await fetch(service.url + path);
      if (answer.ok) {
        const body = (await answer.json()) as T;
        if (wanted(body)) return body;
        if (Date.now() > deadline) throw new Error(`${path} stays ${JSON.stringify(body)}`);
      } else if (Date.now() > deadline) throw new Error(`${path}: ${await answer.text()}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  /** The indexed log as a checkpoint. */
  async function head(): Promise<Checkpoint> {
    const { size, root, block } = await get<LogHead>("/v1/log");
    return { size, root, blockNumber: block.number, blockHash: block.hash, time: Date.parse(block.time) / 1000 };
  }

  const sign = async (checkpoint: Checkpoint, by: readonly number[]) =>
    Promise.all(
      by.map(async (at) => {
        const witness = WITNESSES[at];
        if (witness === undefined) throw new Error(`There is no witness ${at}`);
        const signature = await witness.signTypedData(checkpointTypedData(origin, checkpoint));
        return { witness: witness.address, signature };
      }),
    );

  async function cosign(chain: TestChain, checkpoint: Checkpoint, by: readonly number[], path: readonly Hex[] = []) {
    const [account] = await chain.client.getAddresses();
    if (account === undefined) throw new Error("The chain has no accounts.");
    const address = chain === home ? deployment.contracts.checkpointAnchor : (deployment.anchors[0]?.contract ?? "0x");
    const { size, blockNumber, time, ...rest } = checkpoint;
    const wide = { ...rest, size: BigInt(size), blockNumber: BigInt(blockNumber), time: BigInt(time) };
    const args = [wide, await sign(checkpoint, by), path] as const;
    const hash = await chain.client.writeContract({
      address,
      abi: checkpointAnchorAbi,
      functionName: "cosign",
      args,
      account,
    });
    await chain.client.waitForTransactionReceipt({ hash });
    return checkpointDigest(origin, checkpoint);
  }

  it("names the witnesses and their quorum before anything is signed", async () => {
    const { items, quorum, epoch } = await until<Witnesses>("/v1/witnesses", () => true);
    expect(items.map(({ address }) => address)).to.deep.equal(WITNESSES.map((_, at) => addressOf(at)));
    expect(items.every(({ signed, last }) => signed === 0 && last === null)).to.equal(true);
    expect([quorum, epoch]).to.deep.equal([2, 0]);
    expect((await get<CheckpointPage>("/v1/checkpoints")).items).to.deep.equal([]);
    const none = await fetch(`${service.url}/v1/checkpoints/latest`);
    expect(none.status).to.equal(404);
  });

  it("serves a checkpoint with its signatures, who is missing, and where it is anchored", async () => {
    const first = await head();
    const digest = await cosign(home, first, [0]);
    const alone = await until<CheckpointEntry>(`/v1/checkpoints/${digest}`, ({ agrees }) => agrees !== null);
    expect(alone.checkpoint).to.deep.equal(first);
    expect(alone.agrees).to.equal(true);
    expect(alone.cosignatures.map(({ witness }) => witness)).to.deep.equal([addressOf(0)]);
    expect(alone.missing).to.deep.equal([addressOf(1), addressOf(2)]);
    expect([alone.anchored, alone.gap]).to.deep.equal([[], null]);

    await cosign(home, first, [2]);
    await cosign(other, first, [0, 2]);
    const anchored = await until<CheckpointEntry>(`/v1/checkpoints/${digest}`, (each) => each.anchored.length === 2);
    expect(anchored.anchored.map(({ chainId }) => chainId)).to.deep.equal([deployment.chainId, OTHER_CHAIN]);
    expect(anchored.cosignatures.map(({ held }) => held.length)).to.deep.equal([2, 2]);
    expect(anchored.missing).to.deep.equal([addressOf(1)]);
    const { checkpoints } = await get<Status>("/v1/status");
    expect(checkpoints.chains.map(({ state, quorum, home: own }) => [state, quorum, own])).to.deep.equal([
      ["following", 2, true],
      ["following", 2, false],
    ]);
    expect(checkpoints.chains.every(({ latest }) => latest?.digest === digest && latest.behind.records === 0)).to.equal(
      true,
    );
  });

  it("proves a record under the checkpoint that is anchored on both chains", async () => {
    const { checkpoint, cosignatures, anchors } = await get<PortableProof>("/v1/records/7/proof");
    expect(cosignatures.map(({ witness }) => witness)).to.deep.equal([addressOf(0), addressOf(2)]);
    expect(anchors.map(({ chainId }) => chainId)).to.deep.equal([deployment.chainId, OTHER_CHAIN]);
    expect(checkpoint.size).to.be.greaterThan(7);
  });

  it("pages through them, the largest first, with the gaps between", async () => {
    const before = await get<CheckpointPage>("/v1/checkpoints");
    const [last] = before.items;
    if (last === undefined) throw new Error("no checkpoint");
    for (let round = 0; round < 2; round += 1) {
      moveCity(suite, city, 5, randomOf(6 + round));
      await suite.send(5);
      await ready(service);
      const next = await head();
      const from = (await get<CheckpointEntry>("/v1/checkpoints/latest")).checkpoint.size;
      const { path } = await get<ConsistencyPath>(`/v1/log/consistency?from=${from}&to=${next.size}`);
      const digest = await cosign(home, next, [0, 1], path);
      await until<CheckpointEntry>(
        "/v1/checkpoints/latest",
        (each) => each.digest === digest && each.anchored.length > 0,
      );
    }
    const pages: CheckpointEntry[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page: CheckpointPage = await get(`/v1/checkpoints?limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`);
      pages.push(...page.items);
      cursor = page.next;
    }
    expect(pages.length).to.equal(3);
    const sizes = pages.map(({ checkpoint }) => checkpoint.size);
    expect([...sizes].sort((a, b) => b - a)).to.deep.equal(sizes);
    expect(pages.map(({ gap }) => gap?.records ?? null)).to.deep.equal([
      (sizes[0] ?? 0) - (sizes[1] ?? 0),
      (sizes[1] ?? 0) - (sizes[2] ?? 0),
      null,
    ]);
    const { items } = await get<Witnesses>("/v1/witnesses");
    expect(items.map(({ signed }) => signed)).to.deep.equal([3, 2, 1]);
    const { checkpoints } = await get<Status>("/v1/status");
    const [own, there] = checkpoints.chains;
    expect(own?.latest?.behind.records).to.equal(0);
    expect(there?.latest?.behind.records).to.equal((sizes[0] ?? 0) - (sizes[2] ?? 0));
  });

  it("keeps on serving while the other chain does not answer, and says so", async () => {
    await service.stop();
    service = await start(`${OTHER_CHAIN}=http://127.0.0.1:9`);
    const told = await until<Status>("/v1/status", ({ checkpoints }) => checkpoints.chains[1]?.state === "unreachable");
    expect(told.checkpoints.chains[0]?.state).to.equal("following");
    expect((await get<CheckpointPage>("/v1/checkpoints")).items.length).to.equal(3);
    await service.stop();
    service = await start("");
    const unset = await until<Status>("/v1/status", ({ checkpoints }) => checkpoints.chains[1]?.state === "unset");
    expect(unset.checkpoints.chains[1]?.reason).to.contain("MINGZHANG_ANCHOR_RPC_URLS");
    await service.stop();
    service = await start(`${OTHER_CHAIN}=${home.url}`);
    await until<Status>("/v1/status", ({ checkpoints }) => checkpoints.chains[1]?.state === "elsewhere");
    await service.stop();
    service = await start();
    await until<Status>("/v1/status", ({ checkpoints }) => checkpoints.chains[1]?.state === "following");
  });

  it("drops what a reorganisation of the other chain took away, and takes what came instead", async () => {
    const [newest] = (await get<CheckpointPage>("/v1/checkpoints")).items;
    if (newest === undefined) throw new Error("no checkpoint");
    const anchored = (await get<Status>("/v1/status")).checkpoints.chains[1]?.latest?.size ?? 0;
    const { path } = await get<ConsistencyPath>(`/v1/log/consistency?from=${anchored}&to=${newest.checkpoint.size}`);
    const snapshot = await other.client.snapshot();
    await cosign(other, newest.checkpoint, [0, 1], path);
    const at = `/v1/checkpoints/${newest.digest}`;
    await until<CheckpointEntry>(at, (each) => each.anchored.length === 2);
    await other.client.revert({ id: snapshot });
    await other.client.mine({ blocks: 3 });
    await until<CheckpointEntry>(at, (each) => each.anchored.length === 1);
    await cosign(other, newest.checkpoint, [1], path);
    const one = await until<CheckpointEntry>(at, (each) => each.cosignatures.some(({ held }) => held.length === 2));
    expect(one.cosignatures.filter(({ held }) => held.length === 2).map(({ witness }) => witness)).to.deep.equal([
      addressOf(1),
    ]);
  });

  it("says loudly where a signed checkpoint is of another history, and serves the fork's evidence", async () => {
    const [newest] = (await get<CheckpointPage>("/v1/checkpoints")).items;
    if (newest === undefined) throw new Error("no checkpoint");
    const forged: Checkpoint = { ...newest.checkpoint, root: `0x${"66".repeat(32)}` };
    const side = async (checkpoint: Checkpoint, by: readonly number[]) => {
      const { size, blockNumber, time, ...rest } = checkpoint;
      const wide = { ...rest, size: BigInt(size), blockNumber: BigInt(blockNumber), time: BigInt(time) };
      const leaf: Hex = `0x${"00".repeat(32)}`;
      return { checkpoint: wide, cosignatures: await sign(checkpoint, by), index: 0n, leaf, path: [] };
    };
    const [account] = await other.client.getAddresses();
    if (account === undefined) throw new Error("The chain has no accounts.");
    const hash = await other.client.writeContract({
      address: deployment.anchors[0]?.contract ?? "0x",
      abi: checkpointAnchorAbi,
      functionName: "proveFork",
      args: [await side(newest.checkpoint, [0, 1]), await side(forged, [2])],
      account,
    });
    await other.client.waitForTransactionReceipt({ hash });
    const { items } = await until<Forks>("/v1/forks", ({ items }) => items.length > 0);
    const [fork] = items;
    expect(fork?.proven.chainId).to.equal(OTHER_CHAIN);
    expect([fork?.signersA, fork?.signersB]).to.have.members([1, 2]);
    expect([fork?.evidence?.a.checkpoint.root, fork?.evidence?.b.checkpoint.root]).to.deep.equal([
      newest.checkpoint.root,
      forged.root,
    ]);
    expect(fork?.evidence?.a).to.not.have.property("leaf");
    expect((await get<Status>("/v1/status")).checkpoints.forks).to.equal(1);
  });

  it("is not ready while a signed checkpoint contradicts the indexed log", async () => {
    // A size below all anchored on the other chain's new fork would be refused there; on a fresh anchor it is taken.
    const fresh = await deployAnchor(other.client, origin);
    const [anchor] = deployment.anchors;
    if (anchor === undefined) throw new Error("no anchor");
    deployment = { ...deployment, anchors: [{ ...anchor, contract: fresh.contract, deployBlock: fresh.block }] };
    await service.stop();
    service = await start();
    const forged: Checkpoint = { ...(await head()), root: `0x${"77".repeat(32)}` };
    const digest = await cosign(other, forged, [2]);
    const told = await until<Status>("/v1/status", ({ checkpoints }) => checkpoints.contradicted.length > 0);
    expect(told.checkpoints.contradicted).to.deep.equal([digest]);
    const answer = await fetch(`${service.url}/ready`);
    expect(answer.status).to.equal(503);
    expect(((await answer.json()) as { reasons: string[] }).reasons.join()).to.contain(digest);
    expect((await get<CheckpointEntry>(`/v1/checkpoints/${digest}`)).agrees).to.equal(false);
    // A proof never stands under it.
    const { checkpoint } = await get<PortableProof>(`/v1/records/${forged.size - 1}/proof`);
    expect(checkpoint.root).to.not.equal(forged.root);
  });

  it("keeps to what is anchored, however many checkpoints of a record one witness signs alone", async () => {
    const before = await get<PortableProof>("/v1/records/7/proof");
    const { size } = before.checkpoint;
    const latest = (await get<Status>("/v1/status")).checkpoints.chains[0]?.latest?.size ?? 0;
    const { path } = await get<ConsistencyPath>(`/v1/log/consistency?from=${size}&to=${latest}`);
    let last: Hex = "0x";
    for (let back = 1; back <= 70; back += 1) {
      last = await cosign(home, { ...before.checkpoint, time: before.checkpoint.time - back }, [1], path);
    }
    await until<CheckpointEntry>(`/v1/checkpoints/${last}`, ({ agrees }) => agrees !== null);
    const { checkpoint, cosignatures } = await get<PortableProof>("/v1/records/7/proof");
    expect(checkpoint).to.deep.equal(before.checkpoint);
    expect(cosignatures).to.deep.equal(before.cosignatures);
  });

  it("proves no record under a checkpoint of history that the chain has rewritten", async () => {
    const snapshot = await home.client.snapshot();
    const forget = suite.mark();
    const then = structuredClone(city);
    moveCity(suite, city, 5, randomOf(8));
    await suite.send(5);
    const kept = await until<LogHead>("/v1/log", ({ size }) => size === suite.next).then(head);
    const digest = await cosign(other, kept, [0, 1]);
    const at = `/v1/checkpoints/${digest}`;
    const proof = `/v1/records/${kept.size - 1}/proof`;
    // Anchors are looked at far less often than the log: what was compared must not outlive what it was compared with.
    await service.stop();
    service = await index(home.url, deployment, place, {
      anchorRpcUrls: `${OTHER_CHAIN}=${other.url}`,
      pollMs: 1000,
    });
    await until<CheckpointEntry>(at, ({ agrees, anchored }) => agrees === true && anchored.length === 1);
    expect((await get<PortableProof>(proof)).checkpoint).to.deep.equal(kept);

    await home.client.revert({ id: snapshot });
    forget();
    moveCity(suite, then, 7, randomOf(9));
    await suite.send(5);
    await until<LogHead>("/v1/log", ({ size }) => size === suite.next);
    // Not yet compared, or found to contradict; and never an answer that fails.
    expect((await get<CheckpointEntry>(at)).agrees).to.not.equal(true);
    const { size, root } = (await get<PortableProof>(proof)).checkpoint;
    expect([size, root]).to.deep.equal([suite.next, (await head()).root]);
    await until<Status>("/v1/status", ({ checkpoints }) => checkpoints.contradicted.includes(digest));
  });

  it("answers what is not there with a problem that says so", async () => {
    const answer = await fetch(`${service.url}/v1/checkpoints/0x${"12".repeat(32)}`);
    expect(answer.status).to.equal(404);
    expect(((await answer.json()) as Problem).detail).to.contain("/v1/checkpoints");
    expect((await fetch(`${service.url}/v1/checkpoints/7`)).status).to.equal(400);
    expect((await fetch(`${service.url}/v1/checkpoints?cursor=x`)).status).to.equal(400);
  });
});

describe("RPCs of other chains", () => {
  const read = (anchorRpcUrls: string) => readConfig({ anchorRpcUrls }).anchorRpcUrls;

  it("are given by chain id", () => {
    expect([...read(" 1=https://rpc.example/?a=b , 31338=http://127.0.0.1:8546 ")]).to.deep.equal([
      [1, "https://rpc.example/?a=b"],
      [31_338, "http://127.0.0.1:8546"],
    ]);
    expect(read("").size).to.equal(0);
  });

  it("are refused by name where they do not parse", () => {
    for (const wrong of ["http://127.0.0.1:1", "x=http://a", "1=ftp://a", "0=http://a"]) {
      expect(() => read(wrong), wrong).to.throw("MINGZHANG_ANCHOR_RPC_URLS");
    }
  });
});
