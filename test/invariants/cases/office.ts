// What changes around the cases: seats, handlers' doors and moods, the rule, versions of procedures, the contract account.
import { DOOR_DELAY, Duty, FAR } from "../../fixtures.ts";
import { ethers } from "../../network.ts";
import type { ProcedureSpec } from "../../ServiceApprovals/catalogue.ts";
import { Agency, Official } from "../../ServiceApprovals/setup.ts";
import type { Random } from "../../support/random.ts";
import type { Attempt, Clerk } from "./clerk.ts";
import type { CaseModel, RuleMood } from "./model.ts";
import { procedureOf } from "./world.ts";
import type { CaseWorld, Hand } from "./world.ts";

const MOODS: RuleMood[] = ["undecided", "approves", "rejects"];

export class Office {
  private readonly world: CaseWorld;
  private readonly model: CaseModel;
  private readonly hands: readonly Hand[];
  private readonly random: Random;
  private readonly specs: readonly ProcedureSpec[];
  private readonly clerk: Clerk;
  /** When the free handler's door may be opened again; undefined while it is not announced. */
  private opensAt: number | undefined;

  constructor(
    world: CaseWorld,
    model: CaseModel,
    hands: readonly Hand[],
    random: Random,
    specs: readonly ProcedureSpec[],
    clerk: Clerk,
  ) {
    this.world = world;
    this.model = model;
    this.hands = hands;
    this.random = random;
    this.specs = specs;
    this.clerk = clerk;
  }

  draw(): Attempt {
    const { pick } = this.random;
    return pick([
      () => this.appoint(),
      () => this.appoint(),
      () => this.dismiss(),
      () => this.ruleMood(),
      () => this.ruleMood(),
      () => this.refuse(),
      () => this.door(),
      () => this.procedure(),
      () => this.procedure(),
      () => this.revoke(),
    ])();
  }

  /** A seat again, for somebody whose address is known, or for a citizen who becomes an official by it. */
  private appoint(): Attempt {
    const { pick, int } = this.random;
    const { now, officials } = this.model;
    const { roster, registrar } = this.world;
    const hand = pick(this.hands);
    const known = officials.get(hand.address);
    const official = known ?? pick([Official.Approver, Official.Checker + 7]);
    const seat = [...this.model.seats.values()].find(({ holder }) => holder === hand.address);
    const [agency, duty] = pick([
      [Agency.Bureau, Duty.Checker],
      [Agency.Bureau, Duty.Maker],
      [seat?.agency ?? Agency.Bureau, seat?.duty ?? Duty.Approver],
      [seat?.agency ?? Agency.City, seat?.duty ?? Duty.Approver],
    ] as const);
    const from = int(1, 3) === 1 ? now + int(1, 5_000) : 0;
    const until = int(1, 4) === 1 ? Math.max(from, now) + int(1, 200_000) : FAR;
    return this.attempt(
      `appoint ${hand.address} as ${duty} of ${agency}`,
      registrar.address,
      roster,
      roster.interface.encodeFunctionData("appoint", [agency, duty, hand.address, official, from, until]),
      () => this.model.give({ agency, duty, holder: hand.address, official, from, until }),
    );
  }

  private dismiss(): Attempt {
    const { roster, registrar } = this.world;
    const seats = [...this.model.seats.values()].filter(
      ({ duty, until }) => duty !== Duty.Registrar && until > this.model.now,
    );
    const seat = this.random.pick(seats);
    return this.attempt(
      `dismiss ${seat.holder} as ${seat.duty} of ${seat.agency}`,
      registrar.address,
      roster,
      roster.interface.encodeFunctionData("dismiss", [seat.agency, seat.duty, seat.holder]),
      () => {
        seat.until = this.model.now;
      },
    );
  }

  private ruleMood(): Attempt {
    const { rule, outsider } = this.world;
    const mood = this.random.pick(["approves", "approves", "rejects", "undecided"] as const);
    const data = rule.interface.encodeFunctionData("setMood", [MOODS.indexOf(mood)]);
    const apply = () => {
      this.model.rule = mood;
    };
    return { ...this.attempt(`rule ${mood}`, outsider.address, rule, data, apply), records: 0 };
  }

  private refuse(): Attempt {
    const { guarded, free, outsider } = this.world;
    const guards = this.random.int(0, 1) === 1;
    const refusing = this.random.int(1, 3) === 1;
    const handler = guards ? guarded : free;
    const data = handler.interface.encodeFunctionData("setMood", [refusing ? 1 : 0]);
    const apply = () => this.model.refusing.set(guards, refusing);
    return { ...this.attempt(`handler refuses ${refusing}`, outsider.address, handler, data, apply), records: 0 };
  }

  /** Closes the free handler's door, announces it, opens it. */
  private door(): Attempt {
    const { procedures, admin, freeAddress } = this.world;
    const { model } = this;
    const { interface: face } = procedures;
    const send = (name: string, data: string, apply: () => void) =>
      this.attempt(name, admin.address, procedures, data, apply);
    if (model.open.get(false) === true) {
      const data = face.encodeFunctionData("closeDoor", [freeAddress]);
      return send("closeDoor", data, () => model.open.set(false, false));
    }
    if (this.opensAt === undefined) {
      const opensAt = model.now + DOOR_DELAY;
      return send("announceDoor", face.encodeFunctionData("announceDoor", [freeAddress]), () => {
        this.opensAt = opensAt;
      });
    }
    const attempt = send("openDoor", face.encodeFunctionData("openDoor", [freeAddress]), () => {
      model.open.set(false, true);
      this.opensAt = undefined;
    });
    if (model.now < this.opensAt) attempt.reasons.add("DoorTooEarly");
    return attempt;
  }

  /** Announces the next version of some code, publishes what is announced, or retires what is current. */
  private procedure(): Attempt {
    const { procedures, registry, guardedAddress } = this.world;
    const { model } = this;
    const { interface: face } = procedures;
    const all = [...model.procedures.values()];
    const announced = all.find(({ standing }) => standing === "announced");
    if (announced !== undefined) {
      const data = face.encodeFunctionData("publish", [announced.number]);
      const attempt = this.attempt(`publish ${announced.number}`, registry.address, procedures, data, () => {
        for (const each of all) {
          if (each.standing === "current" && each.code === announced.code) each.standing = "replaced";
        }
        announced.standing = "current";
      });
      if (model.now < announced.from) attempt.reasons.add("ProcedureTooEarly");
      return attempt;
    }
    const current = all.filter(({ standing }) => standing === "current");
    if (current.length > 8 && this.random.int(1, 4) === 1) {
      const victim = this.random.pick(current);
      const data = face.encodeFunctionData("retire", [victim.number]);
      return this.attempt(`retire ${victim.number}`, registry.address, procedures, data, () => {
        victim.standing = "retired";
      });
    }
    const spec = this.random.pick(this.specs);
    const number = all.length + 1;
    const guards = spec.terms.handler === guardedAddress;
    const from = model.now + DOOR_DELAY;
    const data = face.encodeFunctionData("announce", [spec]);
    return this.attempt(`announce ${spec.code} as ${number}`, registry.address, procedures, data, () => {
      model.procedures.set(number, procedureOf(number, spec, guards, "announced", from));
    });
  }

  /** Takes the contract account from its owner, or gives it back. */
  private revoke(): Attempt {
    const { wallet, registry, outsider } = this.world;
    const revoked = !this.clerk.revoked;
    const owner = revoked ? ethers.ZeroAddress : registry.address;
    const data = wallet.interface.encodeFunctionData("setOwner", [owner]);
    const apply = () => {
      this.clerk.revoked = revoked;
    };
    return { ...this.attempt(`wallet revoked ${revoked}`, outsider.address, wallet, data, apply), records: 0 };
  }

  private attempt(action: string, from: string, to: { target: unknown }, data: string, apply: () => void): Attempt {
    return { action, from, to: String(to.target), data, reasons: new Set(), records: 1, apply };
  }
}
