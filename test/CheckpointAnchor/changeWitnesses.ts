// CheckpointAnchor.changeWitnesses and the first witnesses, see changeWitnesses.tree
import { expect } from "chai";
import { ethers, networkHelpers } from "../network.ts";
import { agreed, ascending, checkpointAt, cosigned, deployAnchor, ORIGIN, QUORUM, rotate } from "./setup.ts";
import type { Witness } from "./setup.ts";

const { loadFixture } = networkHelpers;
/** What one transaction may use at most (EIP-7825). */
const MAX_GAS = 2n ** 24n;

const addresses = (witnesses: readonly Witness[]) => ascending(witnesses.map(({ address }) => address));

/** Ascending addresses of nobody. */
const invented = (count: number) => Array.from({ length: count }, (_, i) => ethers.toBeHex(i + 1, 20));

const UNFIT: [title: string, witnesses: string[], quorum: number][] = [
  ["none", [], 0],
  ["none with a quorum", [], 1],
  ["33", invented(33), 17],
  ["a quorum of none", invented(3), 0],
  ["half of them", invented(4), 2],
  ["fewer than half", invented(3), 1],
  ["more than all", invented(3), 4],
  ["the zero address", [ethers.ZeroAddress, ...invented(2)], 2],
  ["one twice", [...invented(2), ethers.toBeHex(2, 20)], 2],
  ["out of order", invented(3).reverse(), 2],
];

describe("CheckpointAnchor.constructor", () => {
  describe("when the witnesses or the quorum do not fit", () => {
    for (const [title, witnesses, quorum] of UNFIT) {
      it(`${title}: reverts with WitnessesUnfit`, async () => {
        const { anchor } = await loadFixture(deployAnchor);
        const args = [ORIGIN.chainId, ORIGIN.trail, witnesses, quorum, 0] as const;
        await expect(ethers.deployContract("CheckpointAnchor", [...args]))
          .to.be.revertedWithCustomError(anchor, "WitnessesUnfit")
          .withArgs(witnesses.length, quorum);
      });
    }
  });

  describe("else", () => {
    it("names origin, witnesses, quorum and epoch, and emits WitnessesChanged", async () => {
      const { anchor, witnesses, four } = await loadFixture(deployAnchor);
      expect(await anchor.origin()).to.deep.equal([BigInt(ORIGIN.chainId), ORIGIN.trail]);
      expect(await anchor.witnesses()).to.deep.equal(witnesses);
      expect(await anchor.quorum()).to.equal(BigInt(QUORUM));
      expect(await anchor.epoch()).to.equal(0n);
      expect(await anchor.forks()).to.equal(0n);
      expect(await anchor.latest()).to.deep.equal([0n, ethers.ZeroHash, 0n, ethers.ZeroHash, 0n]);
      for (const witness of witnesses) expect(await anchor.isWitness(witness)).to.equal(true);
      expect(await anchor.isWitness(four.address)).to.equal(false);
      expect(await anchor.isWitness(ethers.ZeroAddress)).to.equal(false);
      const deployed = anchor.deploymentTransaction();
      if (deployed === null) throw new Error("no deployment");
      await expect(deployed).to.emit(anchor, "WitnessesChanged").withArgs(0, witnesses, QUORUM);
    });
  });
});

describe("CheckpointAnchor.changeWitnesses", () => {
  describe("when the new witnesses or the new quorum do not fit", () => {
    for (const [title, witnesses, quorum] of UNFIT) {
      it(`${title}: reverts with WitnessesUnfit`, async () => {
        const { anchor, one, two, three } = await loadFixture(deployAnchor);
        const by = await agreed({ epoch: 1, witnesses, quorum }, one, two, three);
        await expect(anchor.changeWitnesses(witnesses, quorum, by))
          .to.be.revertedWithCustomError(anchor, "WitnessesUnfit")
          .withArgs(witnesses.length, quorum);
      });
    }
  });

  describe("when fewer than the quorum signed", () => {
    it("reverts with QuorumMissing", async () => {
      const { anchor, one, two, four } = await loadFixture(deployAnchor);
      const witnesses = addresses([one, two, four]);
      for (const by of [[], [one], [one, two]]) {
        const signatures = await agreed({ epoch: 1, witnesses, quorum: 2 }, ...by);
        await expect(anchor.changeWitnesses(witnesses, 2, signatures))
          .to.be.revertedWithCustomError(anchor, "QuorumMissing")
          .withArgs(by.length, QUORUM);
      }
    });
  });

  describe("when a signature is not one of a present witness over this change", () => {
    it("of a stranger, or of one who is only to become a witness: reverts with NotAWitness", async () => {
      const { anchor, one, two, four, five } = await loadFixture(deployAnchor);
      const witnesses = addresses([one, two, four]);
      for (const person of [four, five]) {
        const by = await agreed({ epoch: 1, witnesses, quorum: 2 }, one, two, person);
        await expect(anchor.changeWitnesses(witnesses, 2, by))
          .to.be.revertedWithCustomError(anchor, "NotAWitness")
          .withArgs(person.address);
      }
    });

    it("of other witnesses, another quorum or another epoch: reverts with CosignatureInvalid", async () => {
      const { anchor, one, two, three, four, five } = await loadFixture(deployAnchor);
      const witnesses = addresses([one, two, four]);
      for (const other of [
        { epoch: 1, witnesses: addresses([one, two, five]), quorum: 2 },
        { epoch: 1, witnesses, quorum: 3 },
        { epoch: 0, witnesses, quorum: 2 },
        { epoch: 2, witnesses, quorum: 2 },
      ]) {
        const by = await agreed(other, one, two, three);
        await expect(anchor.changeWitnesses(witnesses, 2, by)).to.be.revertedWithCustomError(
          anchor,
          "CosignatureInvalid",
        );
      }
    });

    it("of a checkpoint: reverts with CosignatureInvalid", async () => {
      const { anchor, one, two, three, four } = await loadFixture(deployAnchor);
      const by = await cosigned(checkpointAt(3), one, two, three);
      await expect(anchor.changeWitnesses(addresses([one, two, four]), 2, by)).to.be.revertedWithCustomError(
        anchor,
        "CosignatureInvalid",
      );
    });

    it("twice, or out of order: reverts with WitnessesNotAscending", async () => {
      const { anchor, one, two, three, four } = await loadFixture(deployAnchor);
      const witnesses = addresses([one, two, four]);
      const by = await agreed({ epoch: 1, witnesses, quorum: 2 }, one, two, three);
      const [first] = by;
      if (first === undefined) throw new Error("no signature");
      for (const wrong of [[first, first, first], [...by].reverse()]) {
        await expect(anchor.changeWitnesses(witnesses, 2, wrong)).to.be.revertedWithCustomError(
          anchor,
          "WitnessesNotAscending",
        );
      }
    });
  });

  describe("when it is sent again, by anyone", () => {
    it("reverts, for the epoch is over", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, one, two, three, four, contract } = setup;
      // The same people stay: only the epoch tells the two apart.
      const same = addresses([one, two, three, contract]);
      const by = await agreed({ epoch: 1, witnesses: same, quorum: QUORUM }, one, two, three);
      await anchor.changeWitnesses(same, QUORUM, by);
      await expect(anchor.connect(four.key).changeWitnesses(same, QUORUM, by)).to.be.revertedWithCustomError(
        anchor,
        "CosignatureInvalid",
      );
      expect(await anchor.epoch()).to.equal(1n);
    });
  });

  describe("when the anchor began in a later epoch", () => {
    it("what was agreed for earlier ones brings nobody back", async () => {
      const setup = await loadFixture(deployAnchor);
      const { anchor, one, two, three, four, five } = setup;
      // Agreed long ago: five, since left, came in.
      const old = addresses([one, two, five]);
      const oldBy = await agreed({ epoch: 1, witnesses: old, quorum: 2 }, one, two, three);
      await anchor.changeWitnesses(old, 2, oldBy);
      await rotate(setup, [one, two, three, four], QUORUM, [one, two]);
      const now = [...(await anchor.witnesses())];
      const args = [ORIGIN.chainId, ORIGIN.trail, now, QUORUM] as const;
      const later = await ethers.deployContract("CheckpointAnchor", [...args, 2]);
      expect(await later.epoch()).to.equal(2n);
      await expect(later.changeWitnesses(old, 2, oldBy)).to.be.revertedWithCustomError(later, "CosignatureInvalid");
      // An anchor that begins at 0 would take it: why the deployment asks the log's own anchor for its epoch.
      const naive = await ethers.deployContract("CheckpointAnchor", [...args, 0]);
      await naive.changeWitnesses(old, 2, oldBy);
      expect(await naive.isWitness(five.address)).to.equal(true);
    });
  });

  describe("else", () => {
    it("replaces the witnesses and their quorum, and emits WitnessesChanged", async () => {
      const { anchor, one, two, three, four, contract, six } = await loadFixture(deployAnchor);
      const witnesses = addresses([one, four]);
      // A contract agrees by ERC-1271.
      const by = await agreed({ epoch: 1, witnesses, quorum: 2 }, two, three, contract);
      await expect(anchor.connect(six.key).changeWitnesses(witnesses, 2, by))
        .to.emit(anchor, "WitnessesChanged")
        .withArgs(1, witnesses, 2);
      expect(await anchor.witnesses()).to.deep.equal(witnesses);
      expect(await anchor.quorum()).to.equal(2n);
      expect(await anchor.epoch()).to.equal(1n);
      for (const { address } of [two, three, contract]) expect(await anchor.isWitness(address)).to.equal(false);
      for (const { address } of [one, four]) expect(await anchor.isWitness(address)).to.equal(true);
    });

    it("32 witnesses fit a transaction, and so do their signatures of a checkpoint", async () => {
      const { sender } = await loadFixture(deployAnchor);
      const wallets = Array.from({ length: 32 }, (_, i) => new ethers.Wallet(ethers.id(`witness ${i}`)));
      const witnesses = ascending(wallets.map(({ address }) => address));
      const args = [ORIGIN.chainId, ORIGIN.trail, witnesses, 32, 0] as const;
      const anchor = await ethers.deployContract("CheckpointAnchor", [...args], { gasLimit: MAX_GAS });
      const checkpoint = checkpointAt(3);
      const digest = await anchor.digestOf(checkpoint);
      const cosignatures = witnesses.map((witness) => {
        const wallet = wallets.find(({ address }) => address === witness);
        if (wallet === undefined) throw new Error("no key");
        return { witness, signature: wallet.signingKey.sign(digest).serialized };
      });
      const sent = await anchor.connect(sender).cosign(checkpoint, cosignatures, [], { gasLimit: MAX_GAS });
      await expect(sent).to.emit(anchor, "Anchored");
      expect((await sent.wait())?.gasUsed).to.be.lessThan(2_000_000n);
    });
  });
});
