// Cosignatures through the relay before the real anchor: taken once, joined to a quorum, and refused by name.
import { auditTrailAbi } from "@mingzhang/sdk/abi/audit-trail";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { RelayAct, RelayJob, RelayProblem } from "@mingzhang/sdk/api-relay";
import { type Checkpoint, checkpointDigest, checkpointTypedData, type Origin } from "@mingzhang/sdk/checkpoint";
import type { Hex } from "@mingzhang/sdk/hex";
import { expect } from "chai";
import { account, CHECKER, Town } from "./support/town.ts";

type CosignAct = Extract<RelayAct, { act: "cosign" }>;

const WITNESSES = [10, 11, 12].map(account).sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));

describe("the relay and cosignatures", function () {
  this.timeout(240_000);
  let town: Town;
  let origin: Origin;
  before(async () => {
    town = await Town.found();
    await town.startRelay();
    origin = { chainId: town.deployment.chainId, trail: town.deployment.contracts.auditTrail };
  });
  after(async () => town.stop());

  async function head(): Promise<Checkpoint> {
    const { number, hash, timestamp } = await town.client.getBlock();
    const trail = { address: origin.trail, abi: auditTrailAbi, blockNumber: number } as const;
    const [size, root] = await Promise.all([
      town.client.readContract({ ...trail, functionName: "size" }),
      town.client.readContract({ ...trail, functionName: "root" }),
    ]);
    return { size: Number(size), root, blockNumber: Number(number), blockHash: hash, time: Number(timestamp) };
  }

  async function act(checkpoint: Checkpoint, by: (typeof WITNESSES)[number][], path: Hex[] = []): Promise<CosignAct> {
    const cosignatures = await Promise.all(
      by.map(async (witness) => ({
        witness: witness.address.toLowerCase() as Hex,
        signature: await witness.signTypedData(checkpointTypedData(origin, checkpoint)),
      })),
    );
    return { act: "cosign", checkpoint, cosignatures, path };
  }

  async function post(body: unknown): Promise<Response> {
    const headers = { "content-type": "application/json" };
    return fetch(`${town.relayUrl}/v1/acts`, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async function mined(body: CosignAct): Promise<RelayJob> {
    const answer = await post(body);
    if (!answer.ok) throw new Error(JSON.stringify(await answer.json()));
    const { id } = (await answer.json()) as RelayJob;
    for (let looks = 0; looks < 400; looks += 1) {
      const job = (await (await fetch(`${town.relayUrl}/v1/acts/${id}`)).json()) as RelayJob;
      if (job.state === "mined") return job;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${id} is not mined`);
  }

  async function refusal(body: unknown): Promise<RelayProblem> {
    const answer = await post(body);
    expect(answer.ok).to.equal(false);
    return (await answer.json()) as RelayProblem;
  }

  const anchor = () => ({ address: town.deployment.contracts.checkpointAnchor, abi: checkpointAnchorAbi }) as const;

  it("carries each witness's signature once, and the anchor has its quorum", async () => {
    const checkpoint = await head();
    const [first, second] = WITNESSES;
    if (first === undefined || second === undefined) throw new Error("no witnesses");
    const one = await act(checkpoint, [first]);
    const job = await mined(one);
    expect(job.digest).to.equal(checkpointDigest(origin, checkpoint));
    expect(job.case).to.equal(job.digest);
    expect(job.signers).to.deep.equal([first.address.toLowerCase()]);
    const again = await post(one);
    expect(again.status).to.equal(200);
    expect(((await again.json()) as RelayJob).hash).to.equal(job.hash);

    await mined(await act(checkpoint, [second]));
    const standing = await town.client.readContract({ ...anchor(), functionName: "standingOf", args: [job.digest] });
    expect(standing.count).to.equal(2);
    expect(standing.anchoredAt > 0n).to.equal(true);
  });

  it("refuses what the anchor would refuse, and names the field", async () => {
    const checkpoint = await head();
    const stranger = await refusal(await act(checkpoint, [CHECKER]));
    expect(stranger.reason?.error).to.be.oneOf(["NotAWitness", "Inconsistent"]);
    const [, , third] = WITNESSES;
    if (third === undefined) throw new Error("no witness");
    const signed = await act(checkpoint, [third]);
    const moved = await refusal({ ...signed, checkpoint: { ...checkpoint, time: checkpoint.time + 1 } });
    expect(moved.reason?.error).to.be.oneOf(["CosignatureInvalid", "Inconsistent"]);
    const root: Hex = `0x${"55".repeat(32)}`;
    const other = { ...checkpoint, root };
    expect((await refusal(await act(other, [third]))).reason?.error).to.equal("Inconsistent");
  });

  it("refuses what is no cosignature before it asks the chain", async () => {
    const [first] = WITNESSES;
    if (first === undefined) throw new Error("no witness");
    const good = await act(await head(), [first]);
    const faults = async (body: unknown) => (await refusal(body)).errors?.map(({ field }) => field);
    expect(await faults({ ...good, cosignatures: [] })).to.deep.equal(["cosignatures"]);
    expect(await faults({ ...good, checkpoint: { ...good.checkpoint, size: -1 } })).to.deep.equal(["checkpoint.size"]);
    expect(await faults({ ...good, path: ["0x12"] })).to.deep.equal(["path[0]"]);
    expect(await faults({ ...good, to: first.address })).to.deep.equal(["to"]);
  });
});
