// FundLedger.post, citations: see post.citations.tree
import { expect } from "chai";
import { DOOR_DELAY } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { leavesOf } from "../support/log.ts";
import { inclusionPath, sha256 } from "../support/merkle.ts";
import { random, rounds, seed } from "../support/random.ts";
import { cite, post, postOne, refused, refusesPost } from "./acts.ts";
import type { Moved } from "./acts.ts";
import { Kind, acc, deployBooks, order } from "./setup.ts";
import type { Citation } from "./setup.ts";

const recovery = order(Kind.Recovery, acc.bridge, [[acc.general, 5]]);

/** The books with a payment, and its citation taken apart. */
async function deployPaid() {
  const world = await deployBooks();
  const [paid, next] = await post(world, [
    order(Kind.Payment, acc.general, [
      [acc.bridge, 100, ethers.id("reference")],
      [acc.bridge, 100, ethers.id("reference")],
    ]),
  ]);
  if (!paid || !next) throw new Error("not paid");
  const [citation] = await cite(world, paid.record);
  if (!citation) throw new Error("not cited");
  const movement = citation.movement as Moved;
  const path = citation.path as string[];
  const stamp = citation.stamp as string;
  return { ...world, paid, next, citation, movement, path, stamp };
}

type Paid = Awaited<ReturnType<typeof deployPaid>>;

const unproven = async (world: Paid, altered: Partial<Citation>, record = world.paid.record) =>
  refusesPost(world, recovery, ["CitationUnproven", record], [{ ...world.citation, ...altered }]);

describe("FundLedger.post, citations", () => {
  describe("when the proof holds", () => {
    it("takes a proof against any sealed size above the record, whether or not the log has grown since", async () => {
      const world = await networkHelpers.loadFixture(deployPaid);
      const citations: Citation[] = [];
      for (let i = 0; i < 5; i += 1) {
        citations.push(...(await cite(world, world.paid.record)));
        await postOne(world, order(Kind.Receipt, acc.taxes, [[acc.general, 1]]));
      }
      expect(new Set(citations.map(({ size }) => size)).size).to.equal(5);
      for (const citation of citations) await postOne(world, recovery, [citation]);
      expect(await world.ledger.undoneOf(world.paid.record)).to.equal(25n);
    });
  });

  describe("when the path is wrong", () => {
    it("reverts with CitationUnproven", async () => {
      const world = await networkHelpers.loadFixture(deployPaid);
      const { path } = world;
      expect(path.length).to.be.at.least(3);
      for (const i of path.keys()) {
        await unproven(world, { path: path.with(i, ethers.id("other")) });
        await unproven(world, { path: path.toSpliced(i, 1) });
        await unproven(world, { path: path.toSpliced(i, 0, ethers.ZeroHash) });
        if (i > 0) await unproven(world, { path: path.with(i, path[i - 1] ?? "").with(i - 1, path[i] ?? "") });
      }
      await unproven(world, { path: [] });
      await unproven(world, { path: [...path, ethers.ZeroHash] });
    });
  });

  describe("when the size is wrong", () => {
    it("reverts with NotSealed for a size that nobody sealed", async () => {
      const world = await networkHelpers.loadFixture(deployPaid);
      const { citation, trail, ledger } = world;
      for (const size of [0n, 1n, BigInt(citation.size) - 1n, BigInt(citation.size) + 1n, 2n ** 64n - 1n]) {
        await expect(ledger.post.staticCall([recovery], [{ ...citation, size }]))
          .to.be.revertedWithCustomError(trail, "NotSealed")
          .withArgs(size);
      }
    });

    it("reverts with CitationUnproven for another sealed size, at or below the record", async () => {
      const world = await networkHelpers.loadFixture(deployPaid);
      await postOne(world, order(Kind.Receipt, acc.taxes, [[acc.general, 1]]));
      await world.trail.seal();
      await unproven(world, { size: await world.trail.size() });

      // A record beyond the sealed size, with the path that a size of one more would have.
      const late = await postOne(world, order(Kind.Payment, acc.general, [[acc.bridge, 1]]));
      const [good] = await cite(world, late.record);
      if (!good) throw new Error("not cited");
      await unproven(world, { ...good, size: late.record }, late.record);
      await unproven(world, { ...good, size: world.citation.size }, late.record);
    });
  });

  describe("when any field of the movement or any part of the stamp is altered", () => {
    const fields: readonly (readonly [keyof Moved, (paid: Paid) => unknown])[] = [
      ["record", ({ next }) => next.record],
      ["record", ({ paid }) => paid.record - 1n],
      ["from", () => acc.special],
      ["to", () => acc.school],
      ["terms", ({ paid }) => paid.terms + (1n << 48n)],
      ["terms", ({ paid }) => paid.terms + 1n],
      ["amount", () => 101n],
      ["fromPosition", () => 1n],
      ["toPosition", () => 100n],
      ["document", () => ethers.id("document")],
      ["detail", () => ethers.ZeroHash],
    ];
    for (const [field, value] of fields) {
      it(`reverts with CitationUnproven for another ${field}`, async () => {
        const world = await networkHelpers.loadFixture(deployPaid);
        const movement = { ...world.movement, [field]: value(world) };
        await unproven(world, { movement }, movement.record);
      });
    }

    it("reverts with CitationUnproven for another stamp", async () => {
      const world = await networkHelpers.loadFixture(deployPaid);
      const stamp = BigInt(world.stamp);
      // writer, time, block, version
      for (const bit of [0n, 159n, 160n, 199n, 200n, 247n, 248n, 255n]) {
        await unproven(world, { stamp: ethers.toBeHex(stamp ^ (1n << bit), 32) });
      }
    });
  });

  describe("when the movement is another writer's", () => {
    it("reverts with CitationUnproven, though the log holds it", async () => {
      const world = await networkHelpers.loadFixture(deployPaid);
      const { trail, admin, movement } = world;
      const forger = await ethers.deployContract("WriterMock", [trail]);
      await trail.connect(admin).announceDoor(forger);
      await networkHelpers.time.increase(DOOR_DELAY);
      await trail.openDoor(forger);

      // The very hash that the ledger would write for a payment of a million.
      const record = await trail.size();
      const forged = { ...movement, record, amount: 1_000_000n };
      const event = world.ledger.interface.encodeEventLog("Movement", Object.values(forged));
      const hash = sha256(ethers.toBeHex(4, 32), ...event.topics, event.data);
      const receipt = await (await forger.append(record, [hash])).wait();
      const block = await receipt?.getBlock();
      if (!block) throw new Error("not mined");
      await trail.seal();

      const head = (1n << 248n) | (BigInt(block.number) << 200n) | (BigInt(block.timestamp) << 160n);
      const stampFor = (writer: string) => ethers.toBeHex(head | BigInt(writer), 32);
      const all = await leavesOf([await trail.getAddress(), ...world.writers]);
      const leaf = sha256("0x00", stampFor(await forger.getAddress()), hash);
      const hashes = [...all.map((each) => each.leaf), leaf];
      const path = inclusionPath(Number(record), hashes);
      const size = record + 1n;
      expect(await trail.isSealedAt(leaf, record, size, path)).to.equal(true);

      for (const writer of [await forger.getAddress(), await world.ledger.getAddress()]) {
        await unproven(world, { size, path, movement: forged, stamp: stampFor(writer) }, record);
      }
    });
  });

  describe("when the record of this ledger is no movement", () => {
    it("reverts with CitationUnproven", async () => {
      const world = await networkHelpers.loadFixture(deployPaid);
      const leaves = await leavesOf([await world.trail.getAddress(), ...world.writers]);
      const hashes = leaves.map((each) => each.leaf);
      const size = Number(world.citation.size);
      for (const [i, { log, stamp }] of leaves.entries()) {
        if (log.topics.length !== 3 || i >= size) continue;
        const path = inclusionPath(i, hashes.slice(0, size));
        await unproven(world, { stamp, path, movement: { ...world.movement, record: BigInt(i) } }, BigInt(i));
      }
    });
  });

  describe("when bits are flipped at random", () => {
    it("never takes the citation", async () => {
      const world = await networkHelpers.loadFixture(deployPaid);
      const { ledger, citation, trail } = world;
      const { int } = random();
      const call = ledger.interface.encodeFunctionData("post", [[recovery], [citation]]);
      const intact = { to: await ledger.getAddress(), from: world.poster.address };
      await ethers.provider.call({ ...intact, data: call });

      // The citation is the last of the arguments: from its size to the end of the path.
      const bytes = ethers.getBytes(call);
      const length = 32 * (1 + 1 + 9 + 1 + 1 + world.path.length);
      const names = new Set<string>();
      for (let round = 0; round < rounds(150); round += 1) {
        const altered = Uint8Array.from(bytes);
        const at = bytes.length - 1 - int(0, length - 1);
        altered[at] = (altered[at] ?? 0) ^ (1 << int(0, 7));
        const data = await ethers.provider.call({ ...intact, data: ethers.hexlify(altered) }).then(
          () => expect.fail(`taken with byte ${at} altered (seed ${seed}, round ${round})`),
          (caught: { data?: string | null }) => caught.data ?? "0x",
        );
        // An altered offset or a number too wide is refused by the ABI decoder, without a reason.
        const known = data === "0x" ? null : (ledger.interface.parseError(data) ?? trail.interface.parseError(data));
        names.add(known?.name ?? "no reason");
      }
      for (const name of names) expect(["CitationUnproven", "NotSealed", "no reason"]).to.include(name);
      expect(names).to.include("CitationUnproven");
    });
  });

  it("reverts where the citation proves something else than the order corrects", async () => {
    const world = await networkHelpers.loadFixture(deployPaid);
    const received = await postOne(world, order(Kind.Receipt, acc.taxes, [[acc.general, 10]]));
    const citations = await cite(world, received.record);
    const call = world.ledger.post.staticCall([recovery], citations);
    await refused(world, call, ["CitationUnfit", received.record, Kind.Receipt]);
  });
});
