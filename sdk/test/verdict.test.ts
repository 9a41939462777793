// What a verdict may say of a kept checkpoint, of witnesses and anchors, and of age: no more than is proven.
import { expect } from "chai";
import { keptOf, keptText, parseKept } from "@mingzhang/sdk/check-kept";
import { checkFiles } from "@mingzhang/sdk/check-files";
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { verifyExport } from "@mingzhang/sdk/export";
import { type PortableProof, proofText } from "@mingzhang/sdk/proof";
import type { KeptCheckpoint, ProofContext } from "@mingzhang/sdk/proof-context";
import { anchor, CONTRACT, OTHER_CHAIN } from "./liars.ts";
import { makeProof, origin, sign, trusted } from "./proofs.ts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";
import { all, bare, evil, lower, only, show, verify } from "./verdicts.ts";

const r = random(91);
const DAY = 86_400;

describe("verdicts: a kept checkpoint", () => {
  const other = (checkpoint: Checkpoint): KeptCheckpoint => ({
    origin,
    checkpoint: { ...checkpoint, size: 5, root: `0x${"66".repeat(32)}` },
  });

  it("whose path is refused, is not found or is junk is never passed over", async () => {
    const proof = await makeProof(9, 2);
    const refusals: ProofContext["consistency"][] = [
      async () => Promise.reject(new Error("404")),
      async () => Promise.reject(new TypeError("Failed to fetch")),
      undefined,
    ];
    for (const consistency of refusals) {
      const context = { kept: [other(proof.checkpoint)], witnesses: trusted, ...(consistency && { consistency }) };
      const verdict = await verify(proof, context);
      expect(only(verdict, "kept")).to.include({ state: "withheld", level: 3 });
      expect(verdict.failed).to.equal(true);
      // Whatever the witnesses signed: it may be another history than the one that was kept.
      expect(verdict.level).to.equal(0);
      const shown = show(verdict);
      expect(shown.sealed).to.equal(false);
      expect(shown.sentence).to.include("what a fork looks like").and.include("ask elsewhere");
    }
    const junk = { kept: [other(proof.checkpoint)], consistency: async () => [r.hex(32)] };
    expect(only(await verify(proof, junk), "kept")).to.include({ state: "failed", reason: "fork" });
  });

  it("of the same records after another block passes, and says that the block is another", async () => {
    const proof = await bare();
    const checkpoint = { ...proof.checkpoint, blockHash: r.hex(32) };
    const verdict = await verify(proof, { kept: [{ origin, checkpoint }] });
    expect(only(verdict, "kept")).to.include({ state: "passed", reason: "other-block" });
    expect(only(verdict, "kept").facts).to.include({
      block: proof.checkpoint.blockHash,
      keptBlock: checkpoint.blockHash,
    });
    expect(only(await verify(proof, { kept: [{ origin, checkpoint: proof.checkpoint }] }), "kept").reason).to.equal("");
  });

  it("is one of several: each has to be continued, and they are held against one another", async () => {
    const proof = await bare();
    const good = { origin, checkpoint: proof.checkpoint };
    const bad = { origin, checkpoint: { ...proof.checkpoint, root: r.hex(32) } };
    const file = (name: string, text: string) => ({ name, blob: new Blob([text]) });
    for (const order of [
      [good, bad],
      [bad, good],
    ]) {
      const files = [...order.map((one, i) => file(`k${i}.json`, keptText(one))), file("proof.json", proofText(proof))];
      const results = await checkFiles(files, {}, async () => verifyExport);
      expect(results.map(({ kind }) => kind)).to.deep.equal(["checkpoint", "checkpoint", "proof"]);
      for (const one of results) {
        expect("verdict" in one && one.verdict?.failed, one.name).to.equal(true);
      }
    }
    // Whoever sends a proof can send a made-up checkpoint beside it, and witnesses in it: it gives no level.
    const made = { ...good, witnesses: { addresses: trusted.addresses.map(lower), quorum: 2 } };
    const signed = { ...proof, cosignatures: await sign(proof.checkpoint) };
    const sent = [file("k.json", keptText(made)), file("proof.json", proofText(signed))];
    const [, sentProof] = await checkFiles(sent, {}, async () => verifyExport);
    if (sentProof?.kind !== "proof") return expect.fail("no proof");
    expect(all(sentProof.verdict, "kept").map(({ state, reason }) => `${state} ${reason}`)).to.deep.equal([
      "not tried none",
      "told beside",
    ]);
    expect(sentProof.verdict).to.include({ level: 0, failed: false });
    const [alone] = await checkFiles([file("k.json", keptText(good))], {}, async () => verifyExport);
    expect(alone).to.deep.include({ kind: "checkpoint", verdict: null });
  });

  it("holds witnesses and anchors from version 2 on; version 1 is still read", async () => {
    const { checkpoint } = await makeProof(4, 1);
    const old = { format: "mingzhang-checkpoint", version: 1, origin, checkpoint };
    expect(parseKept(old)).to.deep.equal({ origin, checkpoint });
    const place = { chainId: OTHER_CHAIN, contract: CONTRACT, genesisHash: r.hex(32) };
    const kept = {
      origin,
      checkpoint,
      witnesses: { addresses: trusted.addresses.map(lower), quorum: 2 },
      anchors: [place],
    };
    const text = keptText(kept);
    expect(parseKept(JSON.parse(text))).to.deep.equal(kept);
    expect(parseKept(JSON.parse(keptText({ origin, checkpoint })))).to.deep.equal({ origin, checkpoint, anchors: [] });
    const put = (fields: object) => ({ ...(JSON.parse(text) as object), ...fields });
    for (const bad of [
      { witnesses: { addresses: kept.witnesses.addresses, quorum: 0 } },
      { witnesses: { addresses: kept.witnesses.addresses, quorum: 4 } },
      { witnesses: { addresses: ["0x12"], quorum: 1 } },
      { anchors: [{ ...place, genesisHash: "0x" }] },
      { note: 1 },
    ]) {
      refusal(() => parseKept(put(bad)), "PROOF_INVALID");
    }
    refusal(() => parseKept(put({ version: 3 })), "PROOF_UNSUPPORTED");
  });
});

describe("verdicts: level 4", () => {
  /** A proof that the operator's own key signed. */
  async function selfSigned(): Promise<PortableProof> {
    const proof = await makeProof(7, 3);
    const cosignatures = await sign(proof.checkpoint, [evil]);
    return { ...proof, anchors: [], cosignatures };
  }
  const made = { witnesses: [lower(evil.address)], quorum: 1 };

  it("is not reached on the word of the log's own chain, nor of the site", async () => {
    const proof = await selfSigned();
    const kept = [{ origin, checkpoint: proof.checkpoint }];
    const words: [string, ProofContext][] = [
      ["here", { anchors: [anchor({ ...made, chainId: origin.chainId })] }],
      ["here", { anchors: [anchor({ ...made, chainId: origin.chainId }, "site")] }],
      ["site", { anchors: [anchor(made, "site")] }],
    ];
    for (const [reason, context] of words) {
      const verdict = await verify(proof, { ...context, kept });
      expect(only(verdict, "quorum"), reason).to.include({ state: "told", reason });
      expect(verdict, reason).to.include({ level: 3, failed: false });
      const shown = show(verdict);
      expect(shown.sentence).to.include("Level 3").and.include("word of the site or of the log’s own chain");
      expect(shown.levels.find(({ level }) => level === 4)?.state).to.equal("told");
    }
    const anchored = await verify(await bare(), { anchors: [anchor({ ...made, anchoredAt: 1_795_000_000 }, "site")] });
    expect(only(anchored, "anchor")).to.include({ state: "told", reason: "" });
    expect(anchored.level).to.equal(0);
  });

  it("is reached by an anchor that the reader named, by witnesses whom the reader named, and by those whom the reader kept", async () => {
    const proof = await makeProof(7, 3);
    const named = { witnesses: trusted.addresses, quorum: 2 };
    const bySite = await verify(proof, { anchors: [anchor(named, "site")] });
    expect(bySite.level).to.equal(0);
    for (const context of [
      { anchors: [anchor(named)] },
      { anchors: [anchor(named, "kept")] },
      { witnesses: trusted },
    ]) {
      expect(await verify({ ...proof, anchors: [] }, context)).to.include({ level: 4, failed: false });
    }
    // What was only told today is kept, and from then on somebody else cannot be put in their place.
    const kept = keptOf(proof, bySite.steps);
    expect(kept.witnesses).to.deep.equal({ addresses: trusted.addresses.map(lower), quorum: 2 });
    const held = await verify({ ...proof, anchors: [] }, { kept: [kept] });
    expect(only(held, "quorum")).to.include({ state: "passed", reason: "kept" });
    expect(held).to.include({ level: 4, failed: false });
    const cosignatures = await sign(proof.checkpoint, [evil]);
    const replaced = await verify(
      { ...proof, anchors: [], cosignatures },
      { kept: [kept], anchors: [anchor(made, "site")] },
    );
    expect(only(replaced, "quorum")).to.include({ state: "failed", reason: "kept" });
    expect(replaced).to.include({ level: 3, failed: true });
  });

  it("is lost where two nodes tell one anchor differently: witnesses, quorum, epoch, forks or what is anchored", async () => {
    const proof = await selfSigned();
    const truth = { witnesses: trusted.addresses, quorum: 2 };
    const verdict = await verify(proof, {
      anchors: [anchor(made, "reader", "liar"), anchor(truth, "reader", "honest")],
    });
    expect(only(verdict, "agreement")).to.include({ state: "disagreement", reason: "anchor" });
    expect(only(verdict, "quorum")).to.include({ state: "not tried", reason: "doubted" });
    expect(verdict).to.include({ level: 0, failed: true });
    const same = await verify(proof, { anchors: [anchor(made, "reader", "a"), anchor(made, "reader", "b")] });
    expect(only(same, "agreement").state).to.equal("passed");
    expect(same.level).to.equal(4);
    for (const other of [
      { ...made, quorum: 2 },
      { ...made, latest: proof.checkpoint },
      { ...made, forks: 1, quorumForks: 0 },
      { ...made, anchoredAt: 7 },
    ]) {
      const told = await verify(proof, { anchors: [anchor(made, "reader", "a"), anchor(other, "reader", "b")] });
      expect(only(told, "agreement").state, JSON.stringify(other)).to.equal("disagreement");
    }
  });

  it("is withheld where an anchor holds another size and nobody gives the path", async () => {
    const proof = { ...(await makeProof(9, 2)), anchors: [] };
    const latest = { ...proof.checkpoint, size: 12, root: r.hex(32) };
    const anchors = [anchor({ witnesses: trusted.addresses, quorum: 2, latest })];
    const verdict = await verify(proof, { anchors, kept: [{ origin, checkpoint: proof.checkpoint }] });
    expect(only(verdict, "anchor").state).to.equal("withheld");
    expect(verdict).to.include({ level: 3, failed: true });
    expect(show(verdict).sealed).to.equal(false);
  });

  it("is not taken away by a fork that one former witness can make alone, which is named; a quorum's is a failure", async () => {
    const proof = { ...(await makeProof(9, 2)), anchors: [] };
    const told = { witnesses: trusted.addresses, quorum: 2, anchoredAt: 1_795_000_500, forks: 1 };
    const alarm = await verify(proof, { anchors: [anchor({ ...told, quorumForks: 0 })] });
    expect(only(alarm, "alarm")).to.include({ state: "told" });
    expect(alarm).to.include({ level: 4, failed: false });
    // Where the contract does not say how many signed, the worst is assumed.
    for (const quorumForks of [1, null]) {
      const verdict = await verify(proof, { anchors: [anchor({ ...told, quorumForks })] });
      expect(only(verdict, "anchor")).to.include({ state: "failed", reason: "forks" });
      expect(verdict).to.include({ level: 3, failed: true });
    }
  });
});

describe("verdicts: the age of a checkpoint", () => {
  const now = 1_900_000_000;
  const limit = { now, maxAge: DAY };

  it("is not what the file says of itself", async () => {
    const proof = await bare();
    const stale = proof.checkpoint;
    const forged = { ...proof, checkpoint: { ...stale, time: now - 60, blockNumber: 999_999, blockHash: r.hex(32) } };
    const keptOnly = await verify(forged, { ...limit, kept: [{ origin, checkpoint: stale }] });
    expect(only(keptOnly, "fresh")).to.include({ state: "not tried", reason: "unbound" });
    // The anchor holds the same records: its own time counts, not the one beside them.
    const told = { witnesses: trusted.addresses, quorum: 2, latest: stale };
    const later = await verify(forged, { ...limit, anchors: [anchor(told)] });
    expect(only(later, "anchor")).to.include({ state: "passed", reason: "later" });
    expect(only(later, "fresh")).to.include({ state: "failed", reason: "stale" });
    expect(later.level).to.be.below(4);
    // Without a limit, the time is not shown as a fact either.
    expect(only(await verify(forged, { now }), "fresh").reason).to.equal("unbound");
  });

  it("is that of signatures by a quorum, or of an anchor that holds this very one; one to come is none", async () => {
    const signed = async (time: number) => {
      const proof = await bare();
      const checkpoint = { ...proof.checkpoint, time };
      return { ...proof, checkpoint, cosignatures: await sign(checkpoint) };
    };
    const context = { ...limit, witnesses: trusted };
    expect(await verify(await signed(now - 60), context)).to.include({ level: 4, failed: false });
    expect(only(await verify(await signed(now - 2 * DAY), context), "fresh").reason).to.equal("stale");
    const future = await verify(await signed(now + DAY), context);
    expect(only(future, "fresh")).to.include({ state: "failed", reason: "future" });
    expect(future.level).to.be.below(4);
    const told = { witnesses: trusted.addresses, quorum: 2, anchoredAt: now };
    const anchored = await verify(
      { ...(await signed(now - 60)), cosignatures: [] },
      { ...limit, anchors: [anchor(told)] },
    );
    expect(only(anchored, "fresh").state).to.equal("passed");
    // By signatures of whom the site names it is not bound.
    const site = await verify(await signed(now - 60), {
      ...limit,
      anchors: [anchor({ ...told, anchoredAt: 0 }, "site")],
    });
    expect(only(site, "fresh").reason).to.equal("unbound");
  });
});
