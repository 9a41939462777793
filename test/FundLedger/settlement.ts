// Settlement of the ledger's movements with the real vault: see settlement.tree
import { expect } from "chai";
import { DOOR_DELAY } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { balance, cite, post, postOne, refused, refusesPost, totals } from "./acts.ts";
import { expectBooksIntact } from "./tracks.ts";
import { AccountKind, Kind, Party, UNIT, acc, account, commitmentSpec, deployBooks, fundSpec, order } from "./setup.ts";
import type { Entry } from "./setup.ts";

type World = Awaited<ReturnType<typeof deployBooks>>;

const pay = (...entries: Entry[]) => order(Kind.Payment, acc.token, entries);
const receive = (amount: number | bigint) => order(Kind.Receipt, acc.tokenTaxes, [[acc.token, amount]]);

/** Holds that the vault has exactly what the token-backed funds have and what is owed, and that the books are whole. */
async function expectBacked(world: World): Promise<void> {
  const funds = (await balance(world, acc.token)) + (await balance(world, acc.tokenTwo));
  const owed = await world.vault.owedInAll(world.token);
  expect(await world.token.balanceOf(world.vault)).to.equal(funds * UNIT + owed);
  await expectBooksIntact(world);
}

const owedTo = ({ vault, token }: World, party: number) => vault.owed(token, party);

describe("FundLedger, settlement", () => {
  describe("an attested fund", () => {
    it("moves no tokens, whatever is posted", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const [received] = await post(world, [order(Kind.Receipt, acc.taxes, [[acc.general, 100]])]);
      const [paid] = await post(world, [order(Kind.Payment, acc.general, [[acc.bridge, 100]])]);
      const citations = await cite(world, received?.record ?? 0n, paid?.record ?? 0n);
      const undo = [
        order(Kind.Refund, acc.general, [[acc.taxes, 100]]),
        order(Kind.Recovery, acc.bridge, [[acc.general, 100]]),
      ];
      await expect(world.ledger.post(undo, citations)).to.changeTokenBalances(
        ethers,
        world.token,
        [world.vault, world.wallets.builder, world.wallets.taxpayers],
        [0, 0, 0],
      );
      expect(await world.vault.owedInAll(world.token)).to.equal(0n);
      expect(await world.vault.owedInAll(ethers.ZeroAddress)).to.equal(0n);
    });
  });

  describe("money coming into a token-backed fund", () => {
    it("takes the amount in the token's units from the source's wallet", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await expect(world.ledger.post([receive(123)], [])).to.changeTokenBalances(
        ethers,
        world.token,
        [world.wallets.taxpayers, world.vault],
        [-123n * UNIT, 123n * UNIT],
      );
      await expectBacked(world);
    });

    it("reverts, nothing posted, without a wallet or without allowance", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, token, vault, wallets } = world;
      await ledger.openSources([{ fund: acc.token, party: Party.Lender }]);
      const lender = account(AccountKind.Source, 5);
      await expect(ledger.post([receive(1), order(Kind.Receipt, lender, [[acc.token, 1]])], []))
        .to.be.revertedWithCustomError(vault, "NoWallet")
        .withArgs(Party.Lender);
      await token.connect(wallets.taxpayers).approve(vault, UNIT - 1n);
      await expect(ledger.post([receive(1)], []))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(await vault.getAddress(), UNIT - 1n, UNIT);
      expect(await totals(world, acc.token)).to.deep.equal([20_000n, 0n]);
      await expectBacked(world);
    });

    it("reverts with AmountNotReceived where the token charges a fee", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, token, vault } = world;
      await token.setFee(1, 0);
      await expect(ledger.post([receive(5)], []))
        .to.be.revertedWithCustomError(vault, "AmountNotReceived")
        .withArgs(await token.getAddress(), 5n * UNIT, 5n * UNIT - 1n);
      await expectBacked(world);
    });

    it("scales by 10^(decimals - exponent), and reverts where the product passes 256 bits", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, vault, wallets, admin } = world;
      const cases = [
        [2, "CNY", 2, 1n],
        [18, "KWD", 3, 10n ** 15n],
        [0, "JPY", 0, 1n],
        [79, "CNY", 2, 10n ** 77n],
      ] as const;
      for (const [i, [decimals, currency, exponent, unit]] of cases.entries()) {
        const token = await ethers.deployContract("TokenMock", [decimals]);
        await ledger.connect(admin).allowToken(token, true);
        await ledger.openFunds([fundSpec(Party.Treasury, { currency, exponent, token })]);
        const fund = account(AccountKind.Fund, 7 + i);
        await ledger.openSources([{ fund, party: Party.Taxpayers }]);
        const source = account(AccountKind.Source, 5 + i);
        await token.mint(wallets.taxpayers, unit);
        await token.connect(wallets.taxpayers).approve(vault, ethers.MaxUint256);
        await ledger.post([order(Kind.Receipt, source, [[fund, 1]])], []);
        expect(await token.balanceOf(vault)).to.equal(unit);
        if (decimals === 79) {
          await expect(ledger.post.staticCall([order(Kind.Receipt, source, [[fund, 2]])], [])).to.be.revertedWithPanic(
            0x11,
          );
        }
      }
    });
  });

  describe("money going out", () => {
    it("pays the payee's wallet at once, each payout a record after the movements", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, vault, token, wallets, trail } = world;
      const next = await trail.size();
      const sent = ledger.post([pay([acc.tokenWork, 70], [acc.tokenWork, 30])], []);
      await expect(sent).to.changeTokenBalances(ethers, token, [vault, wallets.builder], [-100n * UNIT, 100n * UNIT]);
      const address = await token.getAddress();
      for (const [record, amount] of [
        [next + 2n, 70n],
        [next + 3n, 30n],
      ] as const) {
        await expect(sent)
          .to.emit(vault, "PaidOut")
          .withArgs(record, Party.Builder, address, wallets.builder.address, amount * UNIT);
      }
      expect(await owedTo(world, Party.Builder)).to.equal(0n);
      await expectBacked(world);
    });

    it("pays the source's wallet by a refund", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { record } = await postOne(world, receive(40));
      const refund = order(Kind.Refund, acc.token, [[acc.tokenTaxes, 15]]);
      await expect(world.ledger.post([refund], await cite(world, record))).to.changeTokenBalances(
        ethers,
        world.token,
        [world.vault, world.wallets.taxpayers],
        [-15n * UNIT, 15n * UNIT],
      );
      await expectBacked(world);
    });

    it("leaves the amount owed where the payee has no wallet, and anyone may have it paid out later", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, vault, token, office, outsider, others } = world;
      const address = await token.getAddress();
      for (const total of [10n, 25n]) {
        await expect(ledger.post([pay([acc.tokenDebt, total === 10n ? 10 : 15])], []))
          .to.emit(vault, "PushFailed")
          .withArgs(Party.Walletless, address, total * UNIT);
        expect(await owedTo(world, Party.Walletless)).to.equal(total * UNIT);
      }
      await expectBacked(world);
      await expect(vault.connect(outsider).claim(token, Party.Walletless))
        .to.be.revertedWithCustomError(vault, "NoWallet")
        .withArgs(Party.Walletless);
      const wallet = others[5];
      if (!wallet) throw new Error("too few signers");
      await office.setWallet(Party.Walletless, wallet);
      await expect(vault.connect(outsider).claim(token, Party.Walletless)).to.changeTokenBalance(
        ethers,
        token,
        wallet,
        25n * UNIT,
      );
      await expect(vault.claim(token, Party.Walletless))
        .to.be.revertedWithCustomError(vault, "NothingOwed")
        .withArgs(address, Party.Walletless);
      await expectBacked(world);
    });

    it("pays what was owed from before along with the next payment", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { token, wallets } = world;
      await token.setRefused(wallets.builder);
      await post(world, [pay([acc.tokenWork, 10])]);
      await token.setRefused(ethers.ZeroAddress);
      const again = world.ledger.post([pay([acc.tokenWork, 1])], []);
      await expect(again).to.changeTokenBalance(ethers, token, wallets.builder, 11n * UNIT);
      await expectBacked(world);
    });

    it("pays a class's wallet, or owes it to the class", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      await world.ledger.openCommitments([commitmentSpec(acc.tokenAllotment, Party.Residents)]);
      const relief = account(AccountKind.Commitment, 11);
      await post(world, [order(Kind.Commitment, acc.tokenAllotment, [[relief, 50]])]);
      const rows = ethers.id("rows");
      await post(world, [order(Kind.Payment, acc.token, [[relief, 50, rows]], { code: 3 })]);
      expect(await owedTo(world, Party.Residents)).to.equal(50n * UNIT);
      await expectBacked(world);
    });

    const spoilers: readonly (readonly [string, (world: World) => Promise<unknown>])[] = [
      ["the wallet refuses", ({ token, wallets }) => token.setRefused(wallets.builder)],
      ["the wallet burns all gas", ({ token, wallets }) => token.setGreedy(wallets.builder)],
      ["the token takes more than it is told", ({ token }) => token.setFee(0, 1)],
    ];
    for (const [name, spoil] of spoilers) {
      it(`leaves the amount owed where ${name}, and blocks nobody`, async () => {
        const world = await networkHelpers.loadFixture(deployBooks);
        const { ledger, vault, token, wallets, office, others } = world;
        const wallet = others[5];
        if (!wallet) throw new Error("too few signers");
        await office.setWallet(Party.Walletless, wallet);
        await spoil(world);
        const everybody = !name.startsWith("the wallet");
        const sent = ledger.post([pay([acc.tokenWork, 5], [acc.tokenDebt, 6], [acc.tokenWork, 7])], []);
        await expect(sent).to.changeTokenBalances(
          ethers,
          token,
          [wallets.builder, wallet],
          [0n, everybody ? 0n : 6n * UNIT],
        );
        await expect(sent)
          .to.emit(vault, "PushFailed")
          .withArgs(Party.Builder, await token.getAddress(), 12n * UNIT);
        expect(await owedTo(world, Party.Builder)).to.equal(12n * UNIT);
        expect(await totals(world, acc.tokenWork)).to.deep.equal([1_000n, 12n]);
        await expectBacked(world);

        await token.setRefused(ethers.ZeroAddress);
        await token.setGreedy(ethers.ZeroAddress);
        await token.setFee(0, 0);
        const claim = vault.claim(token, Party.Builder);
        await expect(claim).to.changeTokenBalance(ethers, token, wallets.builder, 12n * UNIT);
        await expectBacked(world);
      });
    }
  });

  describe("recovery", () => {
    /** A payment of 100, of which `owed` stays owed. */
    async function paid(owed: number) {
      const world = await deployBooks();
      const { token, wallets } = world;
      const whole = await postOne(world, pay([acc.tokenWork, 100]));
      await token.setRefused(wallets.builder);
      if (owed > 0) await post(world, [pay([acc.tokenWork, owed])]);
      await token.setRefused(ethers.ZeroAddress);
      return { ...world, record: whole.record, citations: await cite(world, whole.record) };
    }
    const paidOut = () => paid(0);
    const partlyOwed = () => paid(30);
    const recover = (amount: number) => order(Kind.Recovery, acc.tokenWork, [[acc.token, amount]]);

    it("pulls the tokens from the payee's wallet", async () => {
      const world = await networkHelpers.loadFixture(paidOut);
      await expect(world.ledger.post([recover(60)], world.citations)).to.changeTokenBalances(
        ethers,
        world.token,
        [world.vault, world.wallets.builder],
        [60n * UNIT, -60n * UNIT],
      );
      await expectBacked(world);
    });

    it("cancels what is still owed, and pulls the rest", async () => {
      const world = await networkHelpers.loadFixture(partlyOwed);
      for (const [amount, pulled, left] of [
        [20, 0n, 10n],
        [60, 50n, 0n],
        [20, 20n, 0n],
      ] as const) {
        await expect(world.ledger.post([recover(amount)], world.citations)).to.changeTokenBalances(
          ethers,
          world.token,
          [world.vault, world.wallets.builder],
          [pulled * UNIT, -pulled * UNIT],
        );
        expect(await owedTo(world, Party.Builder)).to.equal(left * UNIT);
        await expectBacked(world);
      }
    });

    it("reverts, nothing posted, where the payee does not give it", async () => {
      const world = await networkHelpers.loadFixture(partlyOwed);
      const { ledger, token, vault, wallets, citations, record } = world;
      await token.connect(wallets.builder).approve(vault, 0);
      await expect(ledger.post([recover(31)], citations))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(await vault.getAddress(), 0, UNIT);
      expect(await ledger.undoneOf(record)).to.equal(0n);
      expect(await owedTo(world, Party.Builder)).to.equal(30n * UNIT);
      await ledger.post([recover(30)], citations);
      await expectBacked(world);
    });
  });

  describe("transfer payment and cash transfer between token-backed funds, and their undoing", () => {
    it("move no tokens", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { ledger, token, vault } = world;
      const held = await token.balanceOf(vault);
      const [given] = await post(world, [
        order(Kind.TransferPayment, acc.token, [[acc.tokenGrant, 300]]),
        order(Kind.CashTransfer, acc.token, [[acc.tokenTwo, 50]]),
      ]);
      expect(await balance(world, acc.tokenTwo)).to.equal(350n);
      const recovery = order(Kind.Recovery, acc.tokenGrant, [[acc.token, 120]]);
      await ledger.post([recovery], await cite(world, given?.record ?? 0n));
      expect(await balance(world, acc.tokenTwo)).to.equal(230n);
      expect(await token.balanceOf(vault)).to.equal(held);
      expect(await vault.owedInAll(token)).to.equal(0n);
      await expectBacked(world);
    });

    it("recovery reverts where the taking fund has paid it out", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const given = await postOne(world, order(Kind.TransferPayment, acc.token, [[acc.tokenGrant, 300]]));
      await post(world, [order(Kind.CashTransfer, acc.tokenTwo, [[acc.token, 200]])]);
      const recovery = order(Kind.Recovery, acc.tokenGrant, [[acc.token, 101]]);
      const citations = await cite(world, given.record);
      await refusesPost(world, recovery, ["Overdraw", acc.tokenTwo, 101, 100], citations);
    });
  });

  describe("a token that calls back", () => {
    /** The token itself has been let in as a poster: the worst that a hook can be. */
    async function infiltrated() {
      const world = await deployBooks();
      await world.ledger.connect(world.admin).announceDoor(world.token);
      await networkHelpers.time.increase(DOOR_DELAY);
      await world.ledger.openDoor(world.token);
      return world;
    }

    it("cannot post again, nor claim, in the middle of a settlement", async () => {
      const world = await networkHelpers.loadFixture(infiltrated);
      const { ledger, vault, token } = world;
      await post(world, [pay([acc.tokenDebt, 5])]);
      const again = ledger.interface.encodeFunctionData("post", [
        [order(Kind.Payment, acc.general, [[acc.bridge, 1]])],
        [],
      ]);
      const claim = vault.interface.encodeFunctionData("claim", [await token.getAddress(), Party.Builder]);
      for (const [target, data] of [
        [ledger, again],
        [vault, claim],
      ] as const) {
        await token.setHook(target, data);
        for (const single of [receive(1), pay([acc.tokenWork, 1])]) {
          await post(world, [single]);
          expect(await token.reentered()).to.equal(false);
        }
      }
      expect(await totals(world, acc.bridge)).to.deep.equal([1_000n, 0n]);
      await token.setHook(ethers.ZeroAddress, "0x");
      // Outside of a settlement the same call goes through: it was the guard that stopped it.
      await networkHelpers.impersonateAccount(await token.getAddress());
      await networkHelpers.setBalance(await token.getAddress(), 10n ** 18n);
      const asToken = ledger.connect(await ethers.getSigner(await token.getAddress()));
      await asToken.post([order(Kind.Payment, acc.general, [[acc.bridge, 1]])], []);
      await expectBacked(world);
    });

    it("may open accounts and seal, and the log stays whole", async () => {
      const world = await networkHelpers.loadFixture(infiltrated);
      const { ledger, trail, token } = world;
      const open = ledger.interface.encodeFunctionData("openSources", [[{ fund: acc.dollars, party: Party.Lender }]]);
      await token.setHook(ledger, open);
      await post(world, [receive(1)]);
      expect(await token.reentered()).to.equal(true);
      expect(await ledger.sourceOf(acc.dollars, Party.Lender)).to.not.equal(0n);
      await token.setHook(trail, trail.interface.encodeFunctionData("seal"));
      await post(world, [pay([acc.tokenWork, 1], [acc.tokenWork, 1])]);
      expect(await token.reentered()).to.equal(true);
      await expectBacked(world);
    });

    it("cannot be called in the ledger's name", async () => {
      const world = await networkHelpers.loadFixture(deployBooks);
      const { vault, token, outsider } = world;
      for (const call of [
        vault.connect(outsider).take(token, Party.Builder, 1),
        vault.connect(outsider).owe(token, Party.Builder, 1),
        vault.connect(outsider).push(token, Party.Builder),
        vault.connect(outsider).takeBack(token, Party.Builder, 1),
      ]) {
        await expect(call).to.be.revertedWithCustomError(vault, "NotTheLedger").withArgs(outsider.address);
      }
      const self = vault.connect(outsider).payOut(token, Party.Builder);
      await expect(self).to.be.revertedWithCustomError(vault, "NotTheVault").withArgs(outsider.address);
    });
  });

  it("refuses the whole batch where a token-backed receipt stands last and fails", async () => {
    const world = await networkHelpers.loadFixture(deployBooks);
    const { ledger, token, wallets, vault } = world;
    await token.connect(wallets.taxpayers).approve(vault, 0);
    const orders = [order(Kind.Payment, acc.general, [[acc.bridge, 1]]), pay([acc.tokenWork, 1]), receive(1)];
    await expect(ledger.post(orders, [])).to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance");
    expect(await totals(world, acc.bridge)).to.deep.equal([1_000n, 0n]);
    expect(await totals(world, acc.tokenWork)).to.deep.equal([1_000n, 0n]);
    await refused(world, ledger.post([], []), ["NothingToPost"]);
    await expectBacked(world);
  });
});
