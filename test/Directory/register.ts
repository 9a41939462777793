// Directory.register, see register.tree
import { expect } from "chai";
import { deployDirectory, partySpec, PartyKind } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { random, rounds, seed } from "../support/random.ts";

const { Agency, None, Payee, PayeeClass, Source } = PartyKind;

async function setUp() {
  const base = await networkHelpers.loadFixture(deployDirectory);
  return { ...base, office: base.directory.connect(base.registry) };
}

describe("Directory.register", () => {
  describe("when the caller is not the registry office", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { directory, admin } = await setUp();
      await expect(directory.register([partySpec(Payee, 0, "Builder")]))
        .to.be.revertedWithCustomError(directory, "AccessManagedUnauthorized")
        .withArgs(admin.address);
    });
  });

  describe("when the kind is None, the parent is no agency, or a party that is no agency has a parent", () => {
    it("reverts with PartyMisplaced", async () => {
      const { directory, office } = await setUp();
      await office.register([partySpec(Agency, 0, "City"), partySpec(Payee, 0, "Builder")]);
      const misplaced: [number, number][] = [
        [None, 0],
        [None, 1],
        [Payee, 1],
        [Source, 1],
        [PayeeClass, 1],
        [Agency, 2],
        [Agency, 3],
        [Agency, 99],
      ];
      for (const [kind, parent] of misplaced) {
        await expect(office.register([partySpec(kind, parent, "X")]))
          .to.be.revertedWithCustomError(directory, "PartyMisplaced")
          .withArgs(kind, parent);
      }
    });
  });

  describe("when the agency would stand at level 9", () => {
    it("reverts with TreeTooDeep", async () => {
      const { directory, office } = await setUp();
      await office.register(Array.from({ length: 8 }, (_, i) => partySpec(Agency, i, `Level ${i + 1}`)));
      expect((await directory.partyOf(8)).depth).to.equal(8n);
      await expect(office.register([partySpec(Agency, 8, "Level 9")]))
        .to.be.revertedWithCustomError(directory, "TreeTooDeep")
        .withArgs(8, 8);
    });
  });

  describe("when a text is out of bounds", () => {
    it("reverts with TextLength", async () => {
      const { directory, office } = await setUp();
      const cases: [ReturnType<typeof partySpec>, number, number, number][] = [
        [partySpec(Payee, 0, ""), 0, 1, 256],
        [partySpec(Payee, 0, "x".repeat(257)), 257, 1, 256],
        [partySpec(Payee, 0, "市".repeat(86)), 258, 1, 256],
        [partySpec(Payee, 0, "x", { otherName: "x".repeat(257) }), 257, 0, 256],
        [partySpec(Payee, 0, "x", { scheme: "x".repeat(33), identifier: "1" }), 33, 0, 32],
        [partySpec(Payee, 0, "x", { scheme: "x", identifier: "1".repeat(129) }), 129, 0, 128],
      ];
      for (const [spec, length, min, max] of cases) {
        await expect(office.register([spec]))
          .to.be.revertedWithCustomError(directory, "TextLength")
          .withArgs(length, min, max);
      }
    });
  });

  describe("when the identifier is half given", () => {
    it("reverts with IdentifierIncomplete", async () => {
      const { directory, office } = await setUp();
      for (const [scheme, identifier] of [
        ["GB-COH", ""],
        ["", "00445790"],
      ] as const) {
        await expect(office.register([partySpec(Payee, 0, "x", { scheme, identifier })]))
          .to.be.revertedWithCustomError(directory, "IdentifierIncomplete")
          .withArgs(scheme, identifier);
      }
    });
  });

  describe("when the identifier is held by another", () => {
    it("reverts with IdentifierTaken, within one call too", async () => {
      const { directory, office } = await setUp();
      const spec = partySpec(Payee, 0, "x", { scheme: "GB-COH", identifier: "00445790" });
      await expect(office.register([spec, spec]))
        .to.be.revertedWithCustomError(directory, "IdentifierTaken")
        .withArgs("GB-COH", "00445790", 1);
      await office.register([spec]);
      await expect(office.register([spec])).to.be.revertedWithCustomError(directory, "IdentifierTaken");
      // The same letters, split elsewhere, are another identifier.
      await office.register([partySpec(Payee, 0, "y", { scheme: "GB-COH0", identifier: "0445790" })]);
    });
  });

  describe("when one of many is refused", () => {
    it("registers none", async () => {
      const { directory, trail, office } = await setUp();
      const before = await trail.size();
      await expect(office.register([partySpec(Payee, 0, "x"), partySpec(None, 0, "y")])).to.be.revertedWithCustomError(
        directory,
        "PartyMisplaced",
      );
      expect(await directory.partyCount()).to.equal(0n);
      expect(await trail.size()).to.equal(before);
    });
  });

  describe("else", () => {
    it("numbers the parties from 1, each a record with its texts", async () => {
      const { directory, trail, office } = await setUp();
      const first = await trail.size();
      const specs = [
        partySpec(Agency, 0, "City of Mingzhou", { otherName: "明州市", scheme: "CN-GB2260", identifier: "339900" }),
        partySpec(Agency, 1, "Bureau of Finance"),
        partySpec(Payee, 0, "Builder"),
      ];
      expect(await office.register.staticCall(specs)).to.equal(1n);
      const registering = office.register(specs);
      for (const [i, spec] of specs.entries()) {
        await expect(registering)
          .to.emit(directory, "PartyRegistered")
          .withArgs(
            first + BigInt(i),
            i + 1,
            spec.kind,
            spec.parent,
            spec.name,
            spec.otherName,
            spec.scheme,
            spec.identifier,
          );
      }
      expect(await office.register.staticCall(specs.slice(2))).to.equal(4n);
      expect(await directory.partyCount()).to.equal(3n);
      expect(await directory.partyByIdentifier("CN-GB2260", "339900")).to.equal(1n);
      await expectLogIntact(trail, [await directory.getAddress()]);
    });

    it("keeps kind, place in the tree and the name's hash", async () => {
      const { directory, office } = await setUp();
      await office.register([
        partySpec(Source, 0, "Taxpayers"),
        partySpec(Agency, 0, "City"),
        partySpec(Agency, 2, "Bureau"),
        partySpec(PayeeClass, 0, "Pensioners"),
      ]);
      const kept = async (party: number) => {
        const { kind, depth, parent, root, wallet, nameHash } = await directory.partyOf(party);
        return [kind, depth, parent, root, wallet, nameHash];
      };
      const none = ethers.ZeroAddress;
      expect(await kept(1)).to.deep.equal([BigInt(Source), 0n, 0n, 0n, none, ethers.id("Taxpayers")]);
      expect(await kept(2)).to.deep.equal([BigInt(Agency), 1n, 0n, 2n, none, ethers.id("City")]);
      expect(await kept(3)).to.deep.equal([BigInt(Agency), 2n, 2n, 2n, none, ethers.id("Bureau")]);
      expect(await kept(4)).to.deep.equal([BigInt(PayeeClass), 0n, 0n, 0n, none, ethers.id("Pensioners")]);
    });

    it("keeps texts of any content and of the greatest lengths", async () => {
      const { directory, trail, office } = await setUp();
      const { int, hex } = random();
      const text = (min: number, max: number) => hex(int(min, max)).slice(2, 2 + int(min, max));
      for (let round = 0; round < rounds(10); round += 1) {
        const specs = Array.from({ length: int(1, 12) }, () =>
          partySpec(Payee, 0, text(1, 256), { otherName: text(0, 256) }),
        );
        await office.register(specs);
      }
      await office.register([
        partySpec(Payee, 0, '=HYPERLINK("x")<script>\u202e\u0000', { otherName: "\n" }),
        partySpec(Payee, 0, "x".repeat(256), {
          otherName: "y".repeat(256),
          scheme: "s".repeat(32),
          identifier: "i".repeat(128),
        }),
      ]);
      const leaves = await expectLogIntact(trail, [await directory.getAddress()]);
      expect(leaves.length, `seed ${seed}`).to.equal(Number(await directory.partyCount()) + 1);
    });
  });
});
