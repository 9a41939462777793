// CheckpointAnchor.cosign, see cosign.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import {
  anchorAt,
  ANCHORED,
  ascending,
  checkpointAt,
  cosigned,
  deployAnchor,
  deployAnchored,
  digestOf,
  DOMAIN,
  latestSize,
  leaves,
  ORIGIN,
  otherLeaves,
  pathBetween,
  rotate,
  signCheckpoint,
} from "./setup.ts";
import type { Checkpoint, Cosignature, Setup } from "./setup.ts";

const { loadFixture } = networkHelpers;
/** Order of secp256k1. */
const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The other signature of the same key over the same digest, which ECDSA itself would take. */
function mirrored(signature: string): string {
  const { r, s, yParity } = ethers.Signature.from(signature);
  return ethers.concat([r, ethers.toBeHex(N - BigInt(s), 32), yParity === 0 ? "0x1c" : "0x1b"]);
}

function expectInvalid(setup: Setup, checkpoint: Checkpoint, cosignature: Cosignature) {
  return expect(setup.anchor.cosign(checkpoint, [cosignature], []))
    .to.be.revertedWithCustomError(setup.anchor, "CosignatureInvalid")
    .withArgs(cosignature.witness, digestOf(checkpoint));
}

function expectInconsistent({ anchor }: Setup, checkpoint: Checkpoint, by: Cosignature[], path: readonly string[]) {
  return expect(anchor.cosign(checkpoint, by, [...path])).to.be.revertedWithCustomError(anchor, "Inconsistent");
}

describe("CheckpointAnchor.cosign", () => {
  describe("when the checkpoint is none that a log can have", () => {
    const endOfYear9999 = 253_402_300_799;

    it("without a record, beyond 2^48 records or blocks, after the year 9999: reverts with CheckpointUnfit", async () => {
      const { anchor, one } = await loadFixture(deployAnchor);
      const good = checkpointAt(3);
      for (const change of [{ size: 0 }, { size: 2 ** 48 }, { blockNumber: 2 ** 48 }, { time: endOfYear9999 + 1 }]) {
        const unfit = { ...good, ...change };
        await expect(anchor.cosign(unfit, await cosigned(unfit, one), []))
          .to.be.revertedWithCustomError(anchor, "CheckpointUnfit")
          .withArgs(unfit.size, unfit.blockNumber, unfit.time);
      }
    });

    it("on the log's own chain, of a time to come: reverts with CheckpointUnfit", async () => {
      const { one, two, three } = await loadFixture(deployAnchor);
      const chainId = Number((await ethers.provider.getNetwork()).chainId);
      const witnesses = ascending([one, two, three].map(({ address }) => address));
      const home = await ethers.deployContract("CheckpointAnchor", [chainId, ORIGIN.trail, witnesses, 2, 0]);
      const next = (await networkHelpers.time.latest()) + 100;
      const sign = async (checkpoint: Checkpoint) => [
        {
          witness: one.address,
          signature: await signCheckpoint(one.key, checkpoint, { ...DOMAIN, chainId }),
        },
      ];
      const [now, ahead] = [next, next + 1].map((time) => ({ ...checkpointAt(3), time })) as [Checkpoint, Checkpoint];
      await networkHelpers.time.setNextBlockTimestamp(next);
      await expect(home.cosign(ahead, await sign(ahead), []))
        .to.be.revertedWithCustomError(home, "CheckpointUnfit")
        .withArgs(3, ahead.blockNumber, next + 1);
      await networkHelpers.time.setNextBlockTimestamp(next + 1);
      await expect(home.cosign(now, await sign(now), [])).to.emit(home, "Cosigned");
    });

    it("the last that fits is taken", async () => {
      const { anchor, one } = await loadFixture(deployAnchor);
      const last = { ...checkpointAt(3), size: 2 ** 48 - 1, blockNumber: 2 ** 48 - 1, time: endOfYear9999 };
      await expect(anchor.cosign(last, await cosigned(last, one), [])).to.emit(anchor, "Cosigned");
    });
  });

  describe("when no checkpoint is anchored yet", () => {
    it("takes any, with an empty path", async () => {
      const { anchor, one, two } = await loadFixture(deployAnchor);
      for (const checkpoint of [checkpointAt(3), checkpointAt(9, otherLeaves)]) {
        await anchor.cosign(checkpoint, await cosigned(checkpoint, one, two), []);
      }
      expect(await latestSize(anchor)).to.equal(0n);
    });

    it("with a path reverts with Inconsistent", async () => {
      const { anchor, one } = await loadFixture(deployAnchor);
      const checkpoint = checkpointAt(3);
      await expect(anchor.cosign(checkpoint, await cosigned(checkpoint, one), pathBetween(2, 3)))
        .to.be.revertedWithCustomError(anchor, "Inconsistent")
        .withArgs(3, checkpoint.root, 0, ethers.ZeroHash);
    });
  });

  describe("when a signature is not one of a present witness over this checkpoint", () => {
    it("of a stranger or a former witness: reverts with NotAWitness", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, one, two, three, four, contract } = setup;
      await rotate(setup, [two, three, contract], 2);
      const checkpoint = checkpointAt(3);
      for (const person of [one, four]) {
        await expect(anchor.cosign(checkpoint, await cosigned(checkpoint, person), []))
          .to.be.revertedWithCustomError(anchor, "NotAWitness")
          .withArgs(person.address);
      }
    });

    it("of another checkpoint, size, root, block or time: reverts with CosignatureInvalid", async () => {
      const setup = await loadFixture(deployAnchor);
      const { one } = setup;
      const checkpoint = checkpointAt(7);
      const { root } = checkpointAt(6);
      const others: Checkpoint[] = [
        { ...checkpoint, size: 6 },
        { ...checkpoint, root },
        { ...checkpoint, blockNumber: checkpoint.blockNumber + 1 },
        { ...checkpoint, blockHash: root },
        { ...checkpoint, time: checkpoint.time + 1 },
      ];
      for (const other of others) {
        await expectInvalid(setup, checkpoint, {
          witness: one.address,
          signature: await signCheckpoint(one.key, other),
        });
      }
    });

    it("with the domain of this chain, this contract, or another log: reverts with CosignatureInvalid", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, one } = setup;
      const checkpoint = checkpointAt(7);
      const { chainId } = await ethers.provider.getNetwork();
      for (const domain of [
        { ...DOMAIN, chainId: Number(chainId) },
        { ...DOMAIN, verifyingContract: await anchor.getAddress() },
        { ...DOMAIN, verifyingContract: one.address },
        { ...DOMAIN, name: "Other" },
        { ...DOMAIN, version: "2" },
      ]) {
        const signature = await signCheckpoint(one.key, checkpoint, domain);
        await expectInvalid(setup, checkpoint, { witness: one.address, signature });
      }
    });

    it("longer than 8,192 bytes: reverts with SignatureTooLong", async () => {
      const { anchor, contract } = await loadFixture(deployAnchor);
      const checkpoint = checkpointAt(3);
      for (const length of [8_193, 100_000]) {
        const long = [{ witness: contract.address, signature: ethers.hexlify(new Uint8Array(length)) }];
        await expect(anchor.cosign(checkpoint, long, []))
          .to.be.revertedWithCustomError(anchor, "SignatureTooLong")
          .withArgs(contract.address, length);
      }
      const longest = [{ witness: contract.address, signature: ethers.hexlify(new Uint8Array(8_192)) }];
      await expect(anchor.cosign(checkpoint, longest, [])).to.be.revertedWithCustomError(anchor, "CosignatureInvalid");
    });

    it("of another witness, mangled, empty, or with the other s: reverts with CosignatureInvalid", async () => {
      const setup = await loadFixture(deployAnchor);
      const { one, two } = setup;
      const checkpoint = checkpointAt(7);
      const signature = await signCheckpoint(one.key, checkpoint);
      const { compactSerialized } = ethers.Signature.from(signature);
      for (const wrong of [
        await signCheckpoint(two.key, checkpoint),
        ethers.concat([signature, "0x00"]),
        signature.slice(0, -2),
        "0x",
        mirrored(signature),
        compactSerialized,
        `0x${"00".repeat(65)}`,
      ]) {
        await expectInvalid(setup, checkpoint, { witness: one.address, signature: wrong });
      }
    });

    it("twice, or out of order: reverts with WitnessesNotAscending", async () => {
      const { anchor, one, two } = await loadFixture(deployAnchor);
      const checkpoint = checkpointAt(7);
      const [first, second] = await cosigned(checkpoint, one, two);
      if (first === undefined || second === undefined) throw new Error("two signatures");
      await expect(anchor.cosign(checkpoint, [first, first], []))
        .to.be.revertedWithCustomError(anchor, "WitnessesNotAscending")
        .withArgs(first.witness, first.witness);
      await expect(anchor.cosign(checkpoint, [second, first], []))
        .to.be.revertedWithCustomError(anchor, "WitnessesNotAscending")
        .withArgs(second.witness, first.witness);
      const nobody = { witness: ethers.ZeroAddress, signature: first.signature };
      await expect(anchor.cosign(checkpoint, [nobody], [])).to.be.revertedWithCustomError(
        anchor,
        "WitnessesNotAscending",
      );
    });
  });

  describe("when fewer than the quorum have signed", () => {
    it("records each, and emits Cosigned with all that was signed", async () => {
      const { anchor, one, two, three } = await loadFixture(deployAnchor);
      const checkpoint = checkpointAt(7);
      const digest = digestOf(checkpoint);
      const both = await cosigned(checkpoint, one, two);
      const sent = anchor.cosign(checkpoint, both, []);
      const { size, root, blockNumber, blockHash, time } = checkpoint;
      for (const { witness, signature } of both) {
        await expect(sent)
          .to.emit(anchor, "Cosigned")
          .withArgs(size, digest, witness, root, blockNumber, blockHash, time, signature);
        expect(await anchor.hasSigned(digest, witness)).to.equal(true);
      }
      await expect(sent).not.to.emit(anchor, "Anchored");
      expect(await anchor.hasSigned(digest, three.address)).to.equal(false);
      expect(await anchor.standingOf(digest)).to.deep.equal([2n, 0n]);
    });

    it("leaves the latest as it is", async () => {
      const { anchor, one, two } = await loadFixture(deployAnchored);
      const before = await anchor.latest();
      const checkpoint = checkpointAt(12);
      await anchor.cosign(checkpoint, await cosigned(checkpoint, one, two), pathBetween(12, ANCHORED));
      expect(await anchor.latest()).to.deep.equal(before);
    });
  });

  describe("when signatures come one by one, by anyone", () => {
    it("passes over those held, anchors with the last one wanted, and records further ones", async () => {
      const { anchor, one, two, three, contract, six } = await loadFixture(deployAnchor);
      const checkpoint = checkpointAt(7);
      const digest = digestOf(checkpoint);
      await anchor.cosign(checkpoint, await cosigned(checkpoint, one), []);
      const second = anchor.connect(six.key).cosign(checkpoint, await cosigned(checkpoint, one, two), []);
      await expect(second).to.emit(anchor, "Cosigned").and.not.to.emit(anchor, "Anchored");
      expect(await anchor.standingOf(digest)).to.deep.equal([2n, 0n]);

      const third = await anchor.cosign(checkpoint, await cosigned(checkpoint, two, three), []);
      await expect(third).to.emit(anchor, "Anchored").withArgs(7, digest, checkpoint.root, 0);
      const block = await third.getBlock();
      expect(await anchor.standingOf(digest)).to.deep.equal([3n, BigInt(block?.timestamp ?? 0)]);
      expect(await anchor.latest()).to.deep.equal([
        7n,
        checkpoint.root,
        BigInt(checkpoint.blockNumber),
        checkpoint.blockHash,
        BigInt(checkpoint.time),
      ]);

      const fourth = anchor.cosign(checkpoint, await cosigned(checkpoint, contract), []);
      await expect(fourth).to.emit(anchor, "Cosigned").and.not.to.emit(anchor, "Anchored");
      expect(await anchor.standingOf(digest)).to.deep.equal([4n, BigInt(block?.timestamp ?? 0)]);
    });
  });

  describe("when nothing is new", () => {
    it("reverts with NothingNew", async () => {
      const { anchor, one } = await loadFixture(deployAnchor);
      const checkpoint = checkpointAt(7);
      const by = await cosigned(checkpoint, one);
      const refused = async (given: Cosignature[]) => {
        await expect(anchor.cosign(checkpoint, given, []))
          .to.be.revertedWithCustomError(anchor, "NothingNew")
          .withArgs(digestOf(checkpoint));
      };
      await refused([]);
      await anchor.cosign(checkpoint, by, []);
      await refused(by);
      // Held is held: what comes with it is not even looked at.
      await refused([{ witness: one.address, signature: "0x" }]);
      await refused([]);
    });
  });

  describe("when the witness is a contract", () => {
    it("counts its ERC-1271 word, and refuses it revoked or failing", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, contract, wallet, six } = setup;
      const checkpoint = checkpointAt(7);
      const by = await cosigned(checkpoint, contract);
      const [mine] = by;
      if (mine === undefined) throw new Error("no signature");
      await wallet.setReverting(true);
      await expectInvalid(setup, checkpoint, mine);
      await wallet.setReverting(false);
      await wallet.setOwner(six.address);
      await expectInvalid(setup, checkpoint, mine);
      await wallet.setOwner(contract.key.address);
      await anchor.cosign(checkpoint, by, []);
      expect(await anchor.hasSigned(digestOf(checkpoint), contract.address)).to.equal(true);
    });

    it("keeps what was recorded", async () => {
      const { anchor, contract, wallet, one, two } = await loadFixture(deployAnchor);
      const checkpoint = checkpointAt(7);
      await anchor.cosign(checkpoint, await cosigned(checkpoint, contract), []);
      await wallet.setReverting(true);
      await expect(anchor.cosign(checkpoint, await cosigned(checkpoint, one, two), [])).to.emit(anchor, "Anchored");
    });
  });

  describe("when a checkpoint is anchored already", () => {
    it("takes any larger or smaller one with the path of RFC 9162; the latest only moves forward", async () => {
      const setup = await loadFixture(deployAnchored);
      const { anchor } = setup;
      let latest = ANCHORED;
      for (const size of [9, 1, 16, 8, 2, 21, 7, 20, 13, 4]) {
        const checkpoint = { ...checkpointAt(size), blockNumber: 7_000 + size };
        const by = await cosigned(checkpoint, setup.one, setup.two, setup.three);
        await expect(anchor.cosign(checkpoint, by, pathBetween(size, latest)), `${size}`).to.emit(anchor, "Anchored");
        latest = Math.max(latest, size);
        expect(await latestSize(anchor)).to.equal(BigInt(latest));
        expect((await anchor.standingOf(digestOf(checkpoint))).anchoredAt).to.not.equal(0n);
      }
    });

    it("takes the same size and root in another block, and keeps the first as the latest", async () => {
      const { anchor, one, two, three } = await loadFixture(deployAnchored);
      const before = await anchor.latest();
      const checkpoint = { ...checkpointAt(ANCHORED), blockNumber: 2_000 };
      await expect(anchor.cosign(checkpoint, await cosigned(checkpoint, one, two, three), [])).to.emit(
        anchor,
        "Anchored",
      );
      expect(await anchor.latest()).to.deep.equal(before);
    });

    it("refuses a wrong path", async () => {
      const setup = await loadFixture(deployAnchored);
      const checkpoint = checkpointAt(13);
      const by = await cosigned(checkpoint, setup.one);
      const path = pathBetween(ANCHORED, 13);
      const { root } = checkpointAt(1);
      for (const wrong of [[], path.slice(1), [...path, root], path.with(0, root), pathBetween(7, 13)]) {
        await expectInconsistent(setup, checkpoint, by, wrong);
      }
    });

    it("refuses the right root with another size, by the path or, where the path holds, by the signature", async () => {
      const { anchor, one } = await loadFixture(deployAnchored);
      const right = checkpointAt(13);
      const by = await cosigned(right, one);
      const errors = new Map<number, string>();
      for (let size = 1; size <= leaves.length; size += 1) {
        if (size === 13) continue;
        const call = anchor.cosign.staticCall({ ...right, size }, by, pathBetween(ANCHORED, 13));
        const error = await call.then(
          () => "none",
          (reason: unknown) => (/'(\w+)\(/u.exec(String(reason)) ?? [])[1] ?? String(reason),
        );
        errors.set(size, error);
      }
      // The tree of 9 to 16 records has one shape above the anchored 8: the root alone does not tell them apart.
      for (const [size, error] of errors) {
        expect(error, `size ${size}`).to.equal(size > 8 && size < 17 ? "CosignatureInvalid" : "Inconsistent");
      }
    });

    it("refuses another root for the latest, or for an earlier anchored size", async () => {
      const setup = await loadFixture(deployAnchored);
      await anchorAt(setup, 13);
      for (const size of [13, ANCHORED, 6]) {
        const checkpoint = checkpointAt(size, otherLeaves);
        const by = await cosigned(checkpoint, setup.one, setup.two, setup.three);
        await expectInconsistent(setup, checkpoint, by, []);
        await expectInconsistent(setup, checkpoint, by, pathBetween(size, 13));
        await expectInconsistent(setup, checkpoint, by, pathBetween(size, 13, otherLeaves));
      }
    });

    it("refuses another history of more records, whoever signed it", async () => {
      const setup = await loadFixture(deployAnchored);
      const { one, two, three, contract } = setup;
      const checkpoint = checkpointAt(21, otherLeaves);
      const by = await cosigned(checkpoint, one, two, three, contract);
      await expectInconsistent(setup, checkpoint, by, pathBetween(ANCHORED, 21));
      await expectInconsistent(setup, checkpoint, by, pathBetween(ANCHORED, 21, otherLeaves));
      // Up to where they part they are one.
      const early = checkpointAt(5, otherLeaves);
      await setup.anchor.cosign(early, await cosigned(early, one), pathBetween(5, ANCHORED));
    });
  });

  describe("when the witnesses change while signatures gather", () => {
    it("does not count those of former witnesses any more", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, one, two, three, contract, four } = setup;
      const checkpoint = checkpointAt(7);
      await anchor.cosign(checkpoint, await cosigned(checkpoint, one, two), []);
      await rotate(setup, [three, contract, four], 2);
      const third = anchor.cosign(checkpoint, await cosigned(checkpoint, three), []);
      await expect(third).to.emit(anchor, "Cosigned").and.not.to.emit(anchor, "Anchored");
      expect(await anchor.standingOf(digestOf(checkpoint))).to.deep.equal([3n, 0n]);
      const fourth = anchor.cosign(checkpoint, await cosigned(checkpoint, four), []);
      await expect(fourth).to.emit(anchor, "Anchored").withArgs(7, digestOf(checkpoint), checkpoint.root, 1);
    });

    it("counts those of witnesses who stayed", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, one, two, three, four, five } = setup;
      const checkpoint = checkpointAt(7);
      await anchor.cosign(checkpoint, await cosigned(checkpoint, one, two), []);
      await rotate(setup, [one, two, four, five, three], 3);
      await expect(anchor.cosign(checkpoint, await cosigned(checkpoint, five), [])).to.emit(anchor, "Anchored");
    });

    it("anchors what is enough by now without a new signature", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, one, two, four } = setup;
      const checkpoint = checkpointAt(7);
      await anchor.cosign(checkpoint, await cosigned(checkpoint, one, two), []);
      await rotate(setup, [one, two, four], 2);
      const sent = anchor.cosign(checkpoint, [], []);
      await expect(sent).to.emit(anchor, "Anchored").and.not.to.emit(anchor, "Cosigned");
      await expect(anchor.cosign(checkpoint, [], [])).to.be.revertedWithCustomError(anchor, "NothingNew");
      // Nobody's signature, nobody's checkpoint.
      const other = checkpointAt(9);
      await expect(anchor.cosign(other, [], pathBetween(9, 7))).to.be.revertedWithCustomError(anchor, "NothingNew");
    });

    it("counts a witness who comes back", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, one, two, three, four, contract } = setup;
      const checkpoint = checkpointAt(7);
      await anchor.cosign(checkpoint, await cosigned(checkpoint, one), []);
      await rotate(setup, [two, three, four], 2);
      await rotate(setup, [one, two, contract], 2, [two, three]);
      await expect(anchor.cosign(checkpoint, await cosigned(checkpoint, two), [])).to.emit(anchor, "Anchored");
    });
  });
});
