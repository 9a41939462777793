// One life of an anchor: draws a call, lets the model say what must come of it, and holds the contract against that.
import { expect } from "chai";
import { ethers } from "../../network.ts";
import {
  agreed,
  ascending,
  checkpointAt,
  cosigned,
  digestOf,
  includedAt,
  pathBetween,
} from "../../CheckpointAnchor/setup.ts";
import type { Checkpoint, Cosignature } from "../../CheckpointAnchor/setup.ts";
import { rootOf } from "../../support/merkle.ts";
import type { Random } from "../../support/random.ts";
import { findData } from "../chain.ts";
import { Model } from "./model.ts";
import type { ModelCheckpoint } from "./model.ts";
import { HISTORIES, PEOPLE, RECORDS } from "./world.ts";
import type { AnchorWorld } from "./world.ts";

/** What a call is spoiled with. */
type Spoil = "none" | "stranger" | "forged" | "order" | "path" | "empty";

export class AnchorRun {
  readonly model = new Model();
  readonly errors = new Set<string>();
  readonly done = new Map<string, number>();
  lastAction = "";
  private readonly world: AnchorWorld;
  private readonly random: Random;
  private readonly made = new Map<string, { checkpoint: Checkpoint; model: ModelCheckpoint }>();

  constructor(world: AnchorWorld, random: Random) {
    this.world = world;
    this.random = random;
  }

  async step(): Promise<void> {
    const what = this.random.int(1, 100);
    if (what <= 70) await this.cosign();
    else if (what <= 82) await this.change();
    else await this.fork();
    await this.checkHeads();
  }

  /** Everything that the contract says, against the model (K-1 to K-8). */
  async checkAll(): Promise<void> {
    const { anchor } = this.world;
    const { model } = this;
    for (const { checkpoint, model: known } of this.made.values()) {
      const signers = model.signersOf(known.digest);
      const { count, anchoredAt } = await anchor.standingOf(known.digest);
      expect(count, "K-1: signatures held").to.equal(BigInt(signers.size));
      expect(anchoredAt !== 0n, "K-2: anchored").to.equal(model.isAnchored(known));
      for (const { address } of PEOPLE) {
        expect(await anchor.hasSigned(known.digest, address), "K-1").to.equal(signers.has(address));
      }
      expect(await anchor.digestOf(checkpoint), "K-8").to.equal(known.digest);
    }
    for (const a of model.anchored) {
      for (const b of model.anchored) expect(model.isOne(a, b), "K-3: one history").to.equal(true);
    }
    expect(
      new Set(model.anchored.map(({ size, root }) => `${size} ${root}`)).size,
      "K-3: one root for a size",
    ).to.equal(new Set(model.anchored.map(({ size }) => size)).size);
  }

  private async checkHeads(): Promise<void> {
    const { anchor } = this.world;
    const { model } = this;
    const [size, root] = await anchor.latest();
    expect([size, root], "K-4: latest").to.deep.equal([
      BigInt(model.latest?.size ?? 0),
      model.latest?.root ?? ethers.ZeroHash,
    ]);
    expect([...(await anchor.witnesses())], "K-5").to.deep.equal(model.witnesses);
    expect([await anchor.quorum(), await anchor.epoch()], "K-5").to.deep.equal([
      BigInt(model.quorum),
      BigInt(model.epoch),
    ]);
    expect(await anchor.forks(), "K-7").to.equal(BigInt(model.forks.size));
    expect(await anchor.forksWithQuorum(), "K-7").to.equal(BigInt(model.wideForks.size));
  }

  private async cosign(): Promise<void> {
    const { model, random } = this;
    const { checkpoint, known } = this.draw();
    const present = PEOPLE.filter(({ address }) => model.witnesses.includes(address));
    const spoil: Spoil = random.pick(["none", "none", "none", "none", "stranger", "forged", "order", "path", "empty"]);
    const by = spoil === "empty" ? [] : this.some(spoil === "stranger" ? PEOPLE : present);
    const signatures = await this.sign(checkpoint, by, spoil);
    const latest = model.latest?.size ?? 0;
    const larger = latest > known.size ? model.latest?.history : known.history;
    const leaves = HISTORIES[larger ?? 0] ?? HISTORIES[0] ?? [];
    const path = latest === 0 ? [] : pathBetween(known.size, latest, leaves);
    if (spoil === "path") path.push(ethers.id("more"));
    this.lastAction = `cosign ${known.size} of history ${known.history} by ${by.length}, ${spoil}`;

    const reasons = new Set<string>();
    if (model.latest === undefined ? path.length > 0 : spoil === "path" || !model.isOne(known, model.latest)) {
      reasons.add("Inconsistent");
    }
    if (by.some(({ address }) => !model.witnesses.includes(address))) reasons.add("NotAWitness");
    const held = model.signersOf(known.digest);
    if (spoil === "forged" && by.some(({ address }) => !held.has(address))) reasons.add("CosignatureInvalid");
    if (spoil === "order" && by.length > 1) reasons.add("WitnessesNotAscending");
    const error = await this.call(this.world.anchor.cosign(checkpoint, signatures, path));
    if (reasons.size > 0) return this.refused(error, reasons);
    const outcome = model.cosign(
      known,
      by.map(({ address }) => address),
    );
    if (outcome === "nothing") return this.refused(error, new Set(["NothingNew"]));
    this.accepted(error, outcome);
    if (outcome === "anchor") this.count("cosign");
  }

  private async change(): Promise<void> {
    const { model, random } = this;
    const many = random.int(1, 6);
    const chosen = this.some(PEOPLE).slice(0, many);
    const witnesses = ascending(chosen.map(({ address }) => address));
    const quorum = random.int(1, 4) === 1 ? random.int(0, many + 1) : Math.floor(witnesses.length / 2) + 1;
    // Sometimes what was agreed for an epoch that is over, or not there yet.
    const epoch = model.epoch + (random.int(1, 5) === 1 ? random.pick([0, 2, -1]) : 1);
    const present = PEOPLE.filter(({ address }) => model.witnesses.includes(address));
    const by = random.int(1, 2) === 1 ? present : this.some(random.int(1, 4) === 1 ? PEOPLE : present);
    const signatures = await agreed({ epoch: Math.max(0, epoch), witnesses, quorum }, ...by.map(personOf));
    this.lastAction = `change to ${witnesses.length}, quorum ${quorum}, for epoch ${epoch}, by ${by.length}`;

    const reasons = new Set<string>();
    if (by.some(({ address }) => !model.witnesses.includes(address))) reasons.add("NotAWitness");
    if (Math.max(0, epoch) !== model.epoch + 1 && by.length > 0) reasons.add("CosignatureInvalid");
    if (by.length < model.quorum) reasons.add("QuorumMissing");
    const fits = witnesses.length > 0 && quorum <= witnesses.length && 2 * quorum > witnesses.length;
    if (!fits) reasons.add("WitnessesUnfit");
    const error = await this.call(this.world.anchor.changeWitnesses(witnesses, quorum, signatures));
    if (reasons.size > 0) return this.refused(error, reasons);
    model.change(witnesses, quorum);
    this.accepted(error, "changeWitnesses");
  }

  private async fork(): Promise<void> {
    const { model, random } = this;
    const [first, second] = [this.draw(), this.draw()];
    const index = random.int(0, Math.min(first.known.size, second.known.size) - 1);
    const former = PEOPLE.filter(({ address }) => model.ever.has(address));
    const sideOf = async ({ checkpoint, known }: ReturnType<AnchorRun["draw"]>) => {
      const leaves = HISTORIES[known.history] ?? [];
      const by = this.some(random.int(1, 6) === 1 ? PEOPLE : former);
      const leaf = leaves[index] ?? ethers.ZeroHash;
      const path = known.history < 0 ? [] : includedAt(index, known.size, leaves);
      const cosignatures = await this.sign(checkpoint, by, "none");
      return { side: { checkpoint, cosignatures, index, leaf, path }, by };
    };
    const [a, b] = [await sideOf(first), await sideOf(second)];
    this.lastAction = `fork of ${first.known.size}/${first.known.history} and ${second.known.size}/${second.known.history}`;

    const reasons = new Set<string>();
    const oneSize = first.known.size === second.known.size;
    const leaves = first.known.history >= 0 && second.known.history >= 0 && a.side.leaf !== b.side.leaf;
    if (oneSize ? first.known.root === second.known.root : !leaves) reasons.add("NoFork");
    else if (a.by.length === 0 || b.by.length === 0) reasons.add("NoFork");
    if ([...a.by, ...b.by].some(({ address }) => !model.ever.has(address))) reasons.add("NotAWitness");
    const digests = [first.known.digest, second.known.digest].sort();
    const pair = digests.join();
    const signers = a.by.length + b.by.length;
    const widens = !model.wideForks.has(pair) && Math.min(a.by.length, b.by.length) >= model.quorum;
    if (reasons.size === 0 && signers <= (model.forks.get(pair) ?? 0) && !widens) reasons.add("NothingNew");
    const error = await this.call(this.world.anchor.proveFork(a.side, b.side));
    if (reasons.size > 0) return this.refused(error, reasons);
    model.forks.set(pair, Math.max(signers, model.forks.get(pair) ?? 0));
    if (widens) model.wideForks.add(pair);
    this.accepted(error, "proveFork");
  }

  /** A checkpoint of one of the histories, or with a root of none. The first history is the usual one. */
  private draw(): { checkpoint: Checkpoint; known: ModelCheckpoint } {
    const { random } = this;
    const size = random.int(1, RECORDS);
    const history = random.pick([0, 0, 0, 0, 0, 0, 0, 1, 2, -1]);
    const leaves = HISTORIES[history];
    const right = checkpointAt(size, leaves ?? HISTORIES[0]);
    const checkpoint = leaves === undefined ? { ...right, root: ethers.id(`no history of ${size}`) } : right;
    const digest = digestOf(checkpoint);
    // Histories that have not parted yet are one.
    const real = HISTORIES.findIndex((one) => rootOf(one.slice(0, size)) === checkpoint.root);
    const known = this.made.get(digest)?.model ?? {
      size,
      history: leaves === undefined ? -1 : real,
      root: checkpoint.root,
      digest,
    };
    this.made.set(digest, { checkpoint, model: known });
    return { checkpoint, known };
  }

  private some(people: readonly (typeof PEOPLE)[number][]): (typeof PEOPLE)[number][] {
    return people.filter(() => this.random.int(1, 2) === 1);
  }

  private async sign(
    checkpoint: Checkpoint,
    by: readonly (typeof PEOPLE)[number][],
    spoil: Spoil,
  ): Promise<Cosignature[]> {
    const what = spoil === "forged" ? { ...checkpoint, time: checkpoint.time + 1 } : checkpoint;
    const signatures = await cosigned(what, ...by.map(personOf));
    return spoil === "order" ? signatures.reverse() : signatures;
  }

  /** Name of the error, or null. */
  private async call(sent: Promise<unknown>): Promise<string | null> {
    try {
      await sent;
      return null;
    } catch (error) {
      // By its bytes: the chain names an error in words only as long as it traces calls.
      const data = findData(error);
      const name = data === undefined ? undefined : this.world.anchor.interface.parseError(data)?.name;
      if (name === undefined) throw error;
      return name;
    }
  }

  private refused(error: string | null, reasons: ReadonlySet<string>): void {
    expect([...reasons], `refused with ${error}`).to.include(error);
    if (error !== null) this.errors.add(error);
  }

  private accepted(error: string | null, what: string): void {
    expect(error, `${what} should go through`).to.equal(null);
    this.count(what);
  }

  private count(what: string): void {
    this.done.set(what, (this.done.get(what) ?? 0) + 1);
  }
}

const personOf = (key: (typeof PEOPLE)[number]) => ({ address: key.address, key });
