// One life of the world: draws an action, lets the model say what must come of it, and holds the chain against that.
import { expect } from "chai";
import { decodeMovement, recordName } from "@mingzhang/sdk/events";
import { ethers } from "../network.ts";
import type { Random } from "../support/random.ts";
import { Chain, postedOf } from "./chain.ts";
import type { Result } from "./chain.ts";
import { Generator } from "./generator.ts";
import { Ghosts } from "./ghosts.ts";
import { Model } from "./model.ts";
import type { Expected } from "./model-types.ts";
import { Offices } from "./offices.ts";
import { UNIT } from "./vault-model.ts";
import { DAY } from "./world.ts";
import type { World } from "./world.ts";

export class Run {
  readonly model = new Model();
  readonly ghosts: Ghosts;
  /** Errors that calls were refused with. */
  readonly errors = new Set<string>();
  lastAction = "";
  private readonly seals: { size: number; root: string }[] = [];
  private readonly generator: Generator;
  private readonly offices: Offices;
  private readonly world: World;
  private readonly chain: Chain;
  private readonly random: Random;

  private constructor(world: World, chain: Chain, random: Random) {
    this.world = world;
    this.chain = chain;
    this.random = random;
    for (const account of world.accounts) this.model.accounts.set(account.id, { ...account });
    this.ghosts = new Ghosts((id) => this.model.account(id));
    this.generator = new Generator(random, this.model);
    this.model.size = chain.tree.size;
    for (const [party, wallet] of world.wallets) {
      this.model.vault.wallets.set(party, wallet);
      this.model.vault.balances.set(wallet, 10n ** 30n);
    }
    this.offices = new Offices(world, chain, this.model, random);
  }

  static async start(world: World, random: Random): Promise<Run> {
    return new Run(world, await Chain.of(world), random);
  }

  /** Does one thing; says whether it was legal. */
  async step(): Promise<boolean> {
    const what = this.random.int(1, 100);
    if (what <= 8) return this.seal();
    if (what <= 14) return this.confirm();
    if (what <= 28) return this.note(await this.offices.step(this.seconds()));
    return this.post();
  }

  /** Every account, the vault and the log against model and ghosts, and every invariant. */
  async checkAll(): Promise<void> {
    const { model, ghosts, chain, world } = this;
    const accounts = [...model.accounts.values()];
    expect(ghosts.broken(accounts)).to.deep.equal([]);
    const onChain = await chain.totals(accounts.map((each) => each.id));
    for (const [i, { id, totalIn, totalOut }] of accounts.entries()) {
      expect(onChain[i], `account ${id}, model`).to.deep.equal({ totalIn, totalOut });
      expect(onChain[i], `account ${id}, events (I-3)`).to.deep.equal(ghosts.totals(id));
    }
    const backed = accounts.filter((each) => each.kind === "fund" && each.token === true);
    const balances = backed.reduce((sum, each) => sum + each.totalIn - each.totalOut, 0n) * UNIT;
    const held = await world.token.balanceOf(world.vault);
    const owed = await world.vault.owedInAll(world.token);
    expect(held, "I-8: tokens held").to.equal(model.vault.held);
    expect(owed, "I-8: owed").to.equal(model.vault.owedInAll);
    expect(held >= balances + owed, `I-8: ${held} held, ${balances} in the funds, ${owed} owed`).to.equal(true);
    expect(await world.trail.size(), "I-10: size").to.equal(BigInt(model.size));
    expect(await world.trail.root(), "I-10: root").to.equal(chain.tree.root());
    await this.offices.check();
  }

  /** The log only ever grew: each sealed root is still kept, and is a prefix of today's tree (I-11). */
  async checkHistory(): Promise<void> {
    const { trail } = this.world;
    const { tree } = this.chain;
    const root = await trail.root();
    for (const { size, root: sealed } of this.seals) {
      expect(await trail.sealedRoot(size)).to.equal(sealed);
      const path = tree.consistencyPath(size);
      expect(await trail.checkConsistency(size, sealed, tree.size, root, path)).to.equal(true);
    }
  }

  private async post(): Promise<boolean> {
    const { chain, model, world, random } = this;
    const seconds = this.seconds();
    model.today = Math.floor((chain.time + seconds) / DAY);
    this.generator.sealedSize = this.seals.at(-1)?.size ?? 0;
    const call = this.generator.call();
    this.lastAction = JSON.stringify(call, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
    const citations = call.citations.map((each) => chain.citation(each));
    const data = world.ledger.interface.encodeFunctionData("post", [call.orders, citations]);
    const expected = model.post(call);
    const result = await this.deliver(data, seconds, random.int(1, 4) === 1);
    this.compare(expected, result);
    if (expected.legal) {
      const before = expected.touched.map((id) => model.account(id));
      const after = await chain.totals(expected.touched);
      for (const [i, { id, totalIn, totalOut }] of before.entries()) {
        expect(after[i], `account ${id}`).to.deep.equal({ totalIn, totalOut });
      }
      for (const { cites } of expected.movements.filter((each) => each.cites !== 0)) {
        expect(await world.ledger.undoneOf(cites), `undone of ${cites} (I-5)`).to.equal(model.undone.get(cites));
      }
    }
    return expected.legal;
  }

  private async confirm(): Promise<boolean> {
    const { chain, model, random } = this;
    this.generator.sealedSize = this.seals.at(-1)?.size ?? 0;
    const citations = Array.from({ length: random.int(1, 3) }, () => this.generator.citation());
    const given = citations.filter((each) => each !== undefined);
    const valueDate = random.int(1, 12) === 1 ? 0 : 20_000;
    this.lastAction = `confirm ${given.map((each) => each.movement.record).join(" ")} on ${valueDate}`;
    const args = [valueDate, ethers.ZeroHash, given.map((each) => chain.citation(each))] as const;
    const data = this.world.ledger.interface.encodeFunctionData("confirm", [...args]);
    const expected = model.confirm(given, valueDate);
    this.compare(expected, await this.deliver(data, this.seconds(), false));
    if (expected.legal) {
      for (const { movement } of given) expect(await this.world.ledger.isConfirmed(movement.record)).to.equal(true);
    }
    return expected.legal;
  }

  private async seal(): Promise<boolean> {
    this.lastAction = "seal";
    const { trail, strangers } = this.world;
    const data = trail.interface.encodeFunctionData("seal");
    const stranger = this.random.pick(strangers);
    const result = await this.chain.send(stranger.address, await trail.getAddress(), data, this.seconds());
    expect(result.ok).to.equal(true);
    const size = this.model.size;
    this.model.sealed.add(size);
    this.seals.push({ size, root: this.chain.tree.root() });
    expect(await trail.sealedRoot(size)).to.equal(this.chain.tree.root());
    return true;
  }

  /** By the plain poster, or through a contract that is one. */
  private async deliver(data: string, seconds: number, viaContract: boolean): Promise<Result> {
    const { ledger, poster, posting, treasurer } = this.world;
    if (!viaContract) return this.chain.send(posting.address, await ledger.getAddress(), data, seconds);
    const forwarded = poster.interface.encodeFunctionData("forward", [[data]]);
    return this.chain.send(treasurer.address, await poster.getAddress(), forwarded, seconds);
  }

  /** Legal calls succeed with exactly the events that the model foresaw; illegal ones fail for one of its reasons. */
  private compare(expected: Expected, result: Result): void {
    if (!expected.legal) {
      if (result.ok) throw new Error(`went through, should fail with ${[...expected.reasons].join(" or ")}`);
      this.errors.add(result.error);
      expect([...expected.reasons], "reasons of the model").to.include(result.error);
      return;
    }
    if (!result.ok) throw new Error(`failed with ${result.error}, should go through`);
    const records = result.logs.filter((log) => recordName(log.topics[0]) !== null);
    expect(records.length, "records").to.equal(expected.records);
    const movements = records.filter((log) => recordName(log.topics[0]) === "Movement");
    expect(movements.length, "movements").to.equal(expected.movements.length);
    for (const [i, log] of movements.entries()) {
      const event = decodeMovement(log);
      const wanted = expected.movements[i];
      if (wanted === undefined) throw new Error("no movement");
      expect({ ...event, record: Number(event.record) }).to.deep.equal(postedOf(wanted));
      this.ghosts.add(event);
    }
  }

  private note({ legal, error, action }: { legal: boolean; error?: string | undefined; action: string }): boolean {
    this.lastAction = action;
    if (error !== undefined) this.errors.add(error);
    return legal;
  }

  /** Mostly some minutes, now and then days: a life goes through all closing dates. */
  private seconds(): number {
    const { int } = this.random;
    return int(1, 6) === 1 ? int(DAY, 10 * DAY) : int(1, 3000);
  }
}
