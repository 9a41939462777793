// What happens around the ledger: doors, seats, wallets, claims. Each action has a small model of its own.
import { expect } from "chai";
import type { BaseContract } from "ethers";
import { Duty } from "../fixtures.ts";
import type { Random } from "../support/random.ts";
import type { Chain } from "./chain.ts";
import type { Model } from "./model.ts";
import { DAY, PARTY, WALLETLESS } from "./world.ts";
import type { World } from "./world.ts";

/** Public wait of the ledger's doors, in seconds. */
const DOOR_DELAY = 172_800;
/** Public wait of a first wallet, in seconds. */
const WALLET_WAIT = 172_800;
const NOBODY = "0x0000000000000000000000000000000000000000";

interface Attempt {
  action: string;
  from: string;
  target: BaseContract;
  data: string;
  /** Error that it must fail with, if any. */
  error: string | undefined;
  /** Records that it appends. */
  records: number;
  /** What the model does if it is legal. */
  apply: () => void;
}

export interface Outcome {
  legal: boolean;
  error?: string | undefined;
  action: string;
}

export class Offices {
  private readonly world: World;
  private readonly chain: Chain;
  private readonly model: Model;
  private readonly random: Random;
  /** Doors of the ledger: when an announced one may be opened, or that it is open. */
  private readonly doors = new Map<string, number | "open">();
  private readonly seats = new Map<string, { official: number; from: number; until: number }>();
  private readonly nominations = new Map<number, { wallet: string; from: number }>();
  private readonly officialOf = new Map<string, number>();

  constructor(world: World, chain: Chain, model: Model, random: Random) {
    this.world = world;
    this.chain = chain;
    this.model = model;
    this.random = random;
    this.officialOf.set(world.registrar.address, 1);
    this.officialOf.set(world.treasurer.address, 2);
  }

  async step(seconds: number): Promise<Outcome> {
    const now = this.chain.time + seconds;
    const attempts = [
      () => this.announce(now),
      () => this.open(now),
      () => this.close(),
      () => this.knock(),
      () => this.appoint(now),
      () => this.dismiss(now),
      () => this.attest(now),
      () => this.moveWallet(now),
      () => this.acceptWallet(now),
      () => this.acceptWallet(now),
      () => this.nominateWallet(now),
      () => this.claim(),
      () => this.claim(),
      () => this.refuse(),
    ];
    const { action, from, target, data, error, records, apply } = this.random.pick(attempts)();
    const result = await this.chain.send(from, await target.getAddress(), data, seconds);
    const got = result.ok ? undefined : result.error;
    if (got !== error) throw new Error(`${action}: ${got ?? "went through"}, should be ${error ?? "legal"}`);
    if (error === undefined) {
      this.model.size += records;
      apply();
    }
    return { legal: error === undefined, error, action };
  }

  /** Doors (D-1, D-2), seats, what is owed to whom and every wallet's tokens (V-1, V-2). */
  async check(): Promise<void> {
    const { ledger, roster, directory, vault, token } = this.world;
    for (const door of this.outsiders()) {
      const state = this.doors.get(door);
      expect(await ledger.isOpen(door), `door ${door}`).to.equal(state === "open");
      expect(await ledger.opensAt(door)).to.equal(typeof state === "number" ? state : 0);
    }
    for (const holder of this.holders()) {
      const official = await roster.officialIn(PARTY.treasury, Duty.Treasurer, holder);
      expect(official, `seat of ${holder}`).to.equal(
        this.inForce(holder, this.chain.time) ? this.seats.get(holder)?.official : 0,
      );
      expect(await roster.officialOf(holder)).to.equal(this.officialOf.get(holder) ?? 0);
    }
    const { owed, wallets, balances } = this.model.vault;
    for (const [party, units] of owed) expect(await vault.owed(token, party), `owed to ${party}`).to.equal(units);
    for (const [party, wallet] of wallets) expect((await directory.partyOf(party)).wallet).to.equal(wallet);
    for (const [party, { wallet, from }] of this.nominations) {
      expect([...(await directory.nominationOf(party))], `nominee of ${party}`).to.deep.equal([wallet, BigInt(from)]);
    }
    for (const [wallet, units] of balances) expect(await token.balanceOf(wallet), wallet).to.equal(units);
  }

  private announce(now: number): Attempt {
    const door = this.random.pick(this.outsiders());
    const byAdmin = this.random.int(1, 5) > 1;
    const error = !byAdmin ? "AccessManagedUnauthorized" : this.doors.has(door) ? "DoorNotNew" : undefined;
    const apply = () => this.doors.set(door, now + DOOR_DELAY);
    const data = this.world.ledger.interface.encodeFunctionData("announceDoor", [door]);
    return this.onLedger(`announceDoor ${door}`, byAdmin ? this.admin() : door, data, error, apply);
  }

  private open(now: number): Attempt {
    const door = this.random.pick(this.outsiders());
    const state = this.doors.get(door);
    const error = typeof state !== "number" ? "DoorUnknown" : now < state ? "DoorTooEarly" : undefined;
    const data = this.world.ledger.interface.encodeFunctionData("openDoor", [door]);
    return this.onLedger(`openDoor ${door}`, door, data, error, () => this.doors.set(door, "open"));
  }

  private close(): Attempt {
    const door = this.random.pick(this.outsiders());
    const error = this.doors.has(door) ? undefined : "DoorUnknown";
    const data = this.world.ledger.interface.encodeFunctionData("closeDoor", [door]);
    return this.onLedger(`closeDoor ${door}`, this.admin(), data, error, () => this.doors.delete(door));
  }

  /** Who has an open door gets as far as being told that the call is empty. */
  private knock(): Attempt {
    const door = this.random.pick(this.outsiders());
    const error = this.doors.get(door) === "open" ? "NothingToPost" : "NotAPoster";
    const { ledger } = this.world;
    const data = ledger.interface.encodeFunctionData("post", [[], []]);
    return { action: `knock ${door}`, from: door, target: ledger, data, error, records: 0, apply: () => undefined };
  }

  private appoint(now: number): Attempt {
    const { int, pick } = this.random;
    const { roster, registrar, strangers } = this.world;
    const holder = pick(this.holders());
    const official = pick([1, 2, 2, 9]);
    const from = now + int(-2, 3) * DAY;
    const until = now + int(-1, 12) * DAY;
    const by = int(1, 6) === 1 ? pick(strangers) : registrar;
    const owner = this.officialOf.get(holder) ?? 0;
    let error: string | undefined;
    if (by !== registrar) error = "NotRegistrar";
    else if (official === 9) error = "OfficialUnknown";
    else if (until <= from || until <= now) error = "SeatTimes";
    else if (owner !== 0 && owner !== official) error = "AddressTaken";
    const args = [PARTY.treasury, Duty.Treasurer, holder, official, from, until] as const;
    return {
      action: `appoint ${args.join(" ")}`,
      from: by.address,
      target: roster,
      data: roster.interface.encodeFunctionData("appoint", [...args]),
      error,
      records: 1,
      apply: () => {
        this.seats.set(holder, { official, from, until });
        this.officialOf.set(holder, official);
      },
    };
  }

  private dismiss(now: number): Attempt {
    const { roster, registrar } = this.world;
    const holder = this.random.pick(this.holders());
    const seat = this.seats.get(holder);
    return {
      action: `dismiss ${holder}`,
      from: registrar.address,
      target: roster,
      data: roster.interface.encodeFunctionData("dismiss", [PARTY.treasury, Duty.Treasurer, holder]),
      error: seat === undefined || seat.until <= now ? "SeatUnknown" : undefined,
      records: 1,
      apply: () => {
        if (seat !== undefined) seat.until = now;
      },
    };
  }

  /** Nothing, before the treasury's bank facts: whoever holds a seat now comes as far as the ledger. */
  private attest(now: number): Attempt {
    const { bankFacts } = this.world;
    // Seats in force are few: every other time one of them, if there is any.
    const seated = this.holders().filter((each) => this.inForce(each, now));
    const holder = this.random.pick(seated.length > 0 && this.random.int(1, 2) === 1 ? seated : this.holders());
    return {
      action: `attest nothing by ${holder}`,
      from: holder,
      target: bankFacts,
      data: bankFacts.interface.encodeFunctionData("openSources", [[]]),
      error: this.inForce(holder, now) ? "NothingToOpen" : "NotTreasurer",
      records: 0,
      apply: () => undefined,
    };
  }

  private moveWallet(now: number): Attempt {
    const { pick } = this.random;
    const { directory, wallets } = this.world;
    const held = this.model.vault.wallets;
    const party = pick([...held.keys()]);
    const [caller, wallet] = [pick([...wallets.values()]), pick([...wallets.values()])];
    return {
      action: `moveWallet ${party} to ${wallet}`,
      from: caller,
      target: directory,
      data: directory.interface.encodeFunctionData("moveWallet", [party, wallet]),
      error: held.get(party) === caller ? undefined : "WalletNotYours",
      records: 1,
      apply: () => this.nominations.set(party, { wallet, from: now }),
    };
  }

  /** The office nominates first wallets alone: what is owed to a party that has one it cannot redirect. */
  private nominateWallet(now: number): Attempt {
    const { directory, registry, wallets } = this.world;
    const party = this.random.pick([...wallets.keys(), WALLETLESS, WALLETLESS]);
    const wallet = this.random.pick([...wallets.values()]);
    return {
      action: `nominateWallet ${party} ${wallet}`,
      from: registry.address,
      target: directory,
      data: directory.interface.encodeFunctionData("nominateWallet", [party, wallet]),
      error: this.model.vault.wallets.has(party) ? "WalletNotYours" : undefined,
      records: 1,
      apply: () => this.nominations.set(party, { wallet, from: now + WALLET_WAIT }),
    };
  }

  private acceptWallet(now: number): Attempt {
    const { pick, int } = this.random;
    const { directory, wallets } = this.world;
    const party = this.nominations.size === 0 ? WALLETLESS : pick([...this.nominations.keys()]);
    const nomination = this.nominations.get(party);
    const caller = nomination !== undefined && int(1, 4) > 1 ? nomination.wallet : pick([...wallets.values()]);
    let error: string | undefined;
    if (nomination?.wallet !== caller) error = "WalletNotNominated";
    else if (now < nomination.from) error = "WalletTooEarly";
    return {
      action: `acceptWallet ${party} by ${caller}`,
      from: caller,
      target: directory,
      data: directory.interface.encodeFunctionData("acceptWallet", [party]),
      error,
      records: 1,
      apply: () => {
        this.nominations.delete(party);
        this.model.vault.wallets.set(party, caller);
      },
    };
  }

  private claim(): Attempt {
    const { vault, token, strangers } = this.world;
    const { vault: model } = this.model;
    const owing = [...model.owed].filter(([, units]) => units > 0n).map(([party]) => party);
    const party = this.random.pick(owing.length === 0 ? [PARTY.builder] : owing);
    const before = model.snapshot();
    const error = model.payOut(party);
    model.restore(before);
    return {
      action: `claim ${party}`,
      from: this.random.pick(strangers).address,
      target: vault,
      data: vault.interface.encodeFunctionData("claim", [token.target, party]),
      error,
      records: 1,
      apply: () => model.payOut(party),
    };
  }

  /** From now on the token refuses to pay one wallet, or none. */
  private refuse(): Attempt {
    const { token, wallets } = this.world;
    const wallet = this.random.pick([NOBODY, NOBODY, ...wallets.values()]);
    return {
      action: `refuse ${wallet}`,
      from: this.admin(),
      target: token,
      data: token.interface.encodeFunctionData("setRefused", [wallet]),
      error: undefined,
      records: 0,
      apply: () => (this.model.vault.refused = wallet),
    };
  }

  private onLedger(action: string, from: string, data: string, error: string | undefined, apply: () => void): Attempt {
    return { action, from, target: this.world.ledger, data, error, records: 1, apply };
  }

  private inForce(holder: string, now: number): boolean {
    const seat = this.seats.get(holder);
    return seat !== undefined && seat.from <= now && now < seat.until;
  }

  private admin(): string {
    return this.world.admin.address;
  }

  /** Addresses that may become doors. */
  private outsiders(): string[] {
    return this.world.strangers.slice(0, 2).map((each) => each.address);
  }

  /** Addresses that may be given seats. */
  private holders(): string[] {
    return this.world.strangers.slice(2, 4).map((each) => each.address);
  }
}
