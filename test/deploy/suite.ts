// What a founding leaves behind: who can do what, and that the deployer can do nothing.
import { expect } from "chai";
import type { BaseContract, FunctionFragment, ParamType } from "ethers";
import { network } from "hardhat";
import suite, { ADMIN_ROLE, CONFIG_ROLE, PROCEDURES_ROLE, REGISTRY_ROLE } from "../../deploy/modules/Suite.ts";
import { ascending, moduleParameters, readParameters } from "../../deploy/parameters.ts";
import { HANDLERS, procedureSpec, scopeOf } from "../../deploy/procedure-terms.ts";
import { PROCEDURES } from "../../deploy/procedures.ts";

const { ethers, ignition, networkHelpers } = await network.create();
const parameters = readParameters("deploy/parameters/local.json");

async function deploySuite() {
  const deployed = await ignition.deploy(suite, { parameters: { Suite: moduleParameters(parameters, 31_337) } });
  const [deployer] = await ethers.getSigners();
  if (deployer === undefined) throw new Error("no deployer");
  const at = async (name: keyof typeof deployed) => deployed[name].getAddress();
  return {
    deployer,
    admin: await ethers.getSigner(parameters.admin),
    config: await ethers.getSigner(parameters.config),
    registry: await ethers.getSigner(parameters.registryOffice),
    registrar: await ethers.getSigner(parameters.registrar.holder),
    manager: await ethers.getContractAt("AccessManager", await at("accessManager")),
    trail: await ethers.getContractAt("AuditTrail", await at("auditTrail")),
    directory: await ethers.getContractAt("Directory", await at("directory")),
    roster: await ethers.getContractAt("Roster", await at("roster")),
    ledger: await ethers.getContractAt("FundLedger", await at("fundLedger")),
    vault: await ethers.getContractAt("Vault", await at("vault")),
    procedures: await ethers.getContractAt("Procedures", await at("procedures")),
    approvals: await ethers.getContractAt("ServiceApprovals", await at("serviceApprovals")),
    orders: await ethers.getContractAt("LedgerOrders", await at("ledgerOrders")),
    openings: await ethers.getContractAt("LedgerOpenings", await at("ledgerOpenings")),
    standing: await ethers.getContractAt("StandingOrders", await at("standingOrders")),
    permits: await ethers.getContractAt("Permits", await at("permits")),
    seats: await ethers.getContractAt("Seats", await at("seats")),
    anchor: await ethers.getContractAt("CheckpointAnchor", await at("checkpointAnchor")),
    bank: await ethers.getContractAt("BankFacts", await at("bankFacts")),
    findings: await ethers.getContractAt("Findings", await at("findings")),
    procedureOffice: await ethers.getSigner(parameters.proceduresOffice),
  };
}

type Setup = Awaited<ReturnType<typeof deploySuite>>;

/** State-changing functions that are open to every stranger, with what a stranger's senseless call answers. */
const OPEN: Record<string, string | null> = {
  "AuditTrail.seal": null,
  "AuditTrail.openDoor": "DoorUnknown",
  "FundLedger.openDoor": "DoorUnknown",
  "Procedures.openDoor": "DoorUnknown",
  "Procedures.publish": "ProcedureStanding",
  // The acts of cases ask who signed: see the tests of ServiceApprovals. A stranger's own has no case, or no seat.
  "ServiceApprovals.submit": "0x",
  "ServiceApprovals.decide": "CaseUnknown",
  "ServiceApprovals.decideAndExecute": "CaseUnknown",
  "ServiceApprovals.decideByRule": "CaseUnknown",
  "ServiceApprovals.lapse": "CaseUnknown",
  "ServiceApprovals.execute": "CaseUnknown",
  "ServiceApprovals.withdraw": "CaseUnknown",
  "ServiceApprovals.cancel": "CaseUnknown",
  "ServiceApprovals.declareConflict": "CaseUnknown",
  "Findings.open": "AnswerLimitOut",
  "Findings.answer": "FindingUnknown",
  "Findings.resolve": "FindingUnknown",
  "Findings.escalate": "FindingUnknown",
  "Findings.reopen": "FindingUnknown",
  "StandingOrders.draw": "StandingUnknown",
  "StandingOrders.stop": "StandingUnknown",
  "Vault.claim": "NothingOwed",
  // Nobody's contract: the signatures that a call brings are what it asks.
  "CheckpointAnchor.cosign": "NothingNew",
  "CheckpointAnchor.changeWitnesses": "QuorumMissing",
  "CheckpointAnchor.proveFork": "NoFork",
  "AccessManager.cancel": "AccessManagerNotScheduled",
  // Asks the caller whether it is a managed contract; a person's address answers nothing.
  "AccessManager.consumeScheduledOp": "0x",
  // A stranger may give up a role that it does not hold; nothing comes of it.
  "AccessManager.renounceRole": null,
};

/** Errors that say "not you". */
const REFUSALS = [
  "AccessManagedUnauthorized",
  "AccessManagerUnauthorizedAccount",
  "AccessManagerUnauthorizedCall",
  "AccessManagerUnauthorizedConsume",
  "NotAWriter",
  "NotAPoster",
  "NotRegistrar",
  "NotTreasurer",
  "NotApprovals",
  "NotTheLedger",
  "NotTheVault",
  "WalletNotYours",
  "WalletNotNominated",
];

/** The least value of a type: enough to reach the check of the caller, which comes first. */
function emptyValue(type: ParamType, caller: string): unknown {
  if (type.baseType === "array") return [];
  if (type.baseType === "tuple") return (type.components ?? []).map((part) => emptyValue(part, caller));
  if (type.type === "string") return "";
  if (type.type === "bytes") return "0x12345678";
  if (type.type === "bool") return false;
  if (type.type === "address") return type.name === "callerConfirmation" ? caller : ethers.ZeroAddress;
  return type.type.startsWith("bytes") ? `0x${"00".repeat(Number(type.type.slice(5)))}` : 1;
}

/** Name of the error that a call reverts with, null if it succeeds. */
async function refusal(contract: BaseContract, fragment: FunctionFragment, caller: string): Promise<string | null> {
  const data = contract.interface.encodeFunctionData(
    fragment,
    fragment.inputs.map((input) => emptyValue(input, caller)),
  );
  try {
    await ethers.provider.send("eth_call", [{ from: caller, to: await contract.getAddress(), data }, "latest"]);
    return null;
  } catch (error) {
    const answer = revertData(error);
    return answer === "0x" ? answer : (contract.interface.parseError(answer)?.name ?? answer);
  }
}

function revertData(error: unknown): string {
  if (error instanceof Error && "data" in error) {
    const data: unknown = error.data;
    if (typeof data === "string") return data;
    if (data instanceof Object && "data" in data && typeof data.data === "string") return data.data;
  }
  throw error;
}

async function openedDoors(contract: Setup["trail"] | Setup["ledger"] | Setup["procedures"]): Promise<string[]> {
  const logs = await ethers.provider.getLogs({ address: await contract.getAddress(), fromBlock: 0 });
  return logs.flatMap((log) => {
    const event = contract.interface.parseLog(log);
    return event?.name === "DoorOpened" ? [String(event.args["door"])] : [];
  });
}

/** A procedure of the catalogue, carried out by the contract at this address. */
function specOf(code: string, handler: string) {
  const found = PROCEDURES.find((procedure) => procedure.code === code);
  if (found === undefined) throw new Error(`no procedure ${code}`);
  return procedureSpec(found, {
    government: 1,
    treasury: 2,
    handlers: {
      ledgerOrders: handler,
      ledgerOpenings: handler,
      standingOrders: handler,
      permits: handler,
      seats: handler,
    },
    currency: "0x434e59",
    approverFrom: parameters.catalogue.approverFrom,
    law: ({ law }) => law,
  });
}

describe("deploy/modules/Suite", () => {
  describe("the deployer", () => {
    it("holds no role and no seat", async () => {
      const { manager, roster, deployer } = await networkHelpers.loadFixture(deploySuite);
      for (const role of [ADMIN_ROLE, REGISTRY_ROLE, CONFIG_ROLE, PROCEDURES_ROLE]) {
        expect((await manager.hasRole(role, deployer))[0], `role ${role}`).to.equal(false);
      }
      expect(await roster.officialOf(deployer)).to.equal(0n);
    });

    it("is refused by every function that is not open to all", async () => {
      const setup = await networkHelpers.loadFixture(deploySuite);
      const { deployer } = setup;
      const contracts: Record<string, BaseContract> = {
        AccessManager: setup.manager,
        AuditTrail: setup.trail,
        Directory: setup.directory,
        Roster: setup.roster,
        FundLedger: setup.ledger,
        Vault: setup.vault,
        Procedures: setup.procedures,
        ServiceApprovals: setup.approvals,
        LedgerOrders: setup.orders,
        LedgerOpenings: setup.openings,
        StandingOrders: setup.standing,
        Permits: setup.permits,
        Seats: setup.seats,
        BankFacts: setup.bank,
        CheckpointAnchor: setup.anchor,
        Findings: setup.findings,
      };
      let tried = 0;
      for (const [name, contract] of Object.entries(contracts)) {
        const fragments = contract.interface.fragments.filter(
          (item): item is FunctionFragment => item.type === "function" && "constant" in item && item.constant === false,
        );
        for (const fragment of fragments) {
          // A batch of the contract's own functions: empty it does nothing, and each call in it is checked by itself.
          if (fragment.name === "multicall") continue;
          const answer = await refusal(contract, fragment, deployer.address);
          const title = `${name}.${fragment.name}`;
          if (title in OPEN) expect(answer, title).to.equal(OPEN[title]);
          else expect(REFUSALS, `${title} answered ${answer}`).to.include(answer);
          tried += 1;
        }
      }
      expect(tried).to.be.greaterThan(40);
    });
  });

  describe("the doors", () => {
    it("of the log are open to its writers and to nobody else", async () => {
      const { trail, directory, roster, ledger, vault, procedures, approvals, standing, permits, findings } =
        await networkHelpers.loadFixture(deploySuite);
      const writers = await Promise.all(
        [directory, roster, ledger, vault, procedures, approvals, standing, permits, findings].map((writer) =>
          writer.getAddress(),
        ),
      );
      expect(await openedDoors(trail)).to.deep.equal(writers);
      for (const writer of writers) expect(await trail.isOpen(writer)).to.equal(true);
    });

    it("of the ledger are open to the handlers that post and to the bank's facts, and to nobody else", async () => {
      const { ledger, orders, openings, standing, bank } = await networkHelpers.loadFixture(deploySuite);
      const posters = await Promise.all([orders, openings, standing, bank].map((poster) => poster.getAddress()));
      expect(await openedDoors(ledger)).to.deep.equal(posters);
      for (const poster of posters) expect(await ledger.isOpen(poster)).to.equal(true);
    });

    it("of the procedures are open to the handlers and to nobody else", async () => {
      const { procedures, orders, openings, standing, permits, seats } = await networkHelpers.loadFixture(deploySuite);
      const handlers = await Promise.all([orders, openings, standing, permits, seats].map((one) => one.getAddress()));
      expect(await openedDoors(procedures)).to.deep.equal(handlers);
      expect(HANDLERS).to.have.length(handlers.length);
    });

    it("cannot be founded a second time, even by the admin after its delay", async () => {
      const { manager, trail, ledger, procedures, admin } = await networkHelpers.loadFixture(deploySuite);
      for (const house of [trail, ledger, procedures]) {
        const data = house.interface.encodeFunctionData("found", [[admin.address]]);
        await manager.connect(admin).schedule(house, data, 0);
        await networkHelpers.time.increase(parameters.adminDelay + 1);
        await expect(house.connect(admin).found([admin.address])).to.be.revertedWithCustomError(
          house,
          "AlreadyFounded",
        );
      }
    });

    it("are announced by the configuring office and opened after the public wait", async () => {
      const { ledger, config, deployer } = await networkHelpers.loadFixture(deploySuite);
      await ledger.connect(config).announceDoor(deployer);
      await expect(ledger.openDoor(deployer)).to.be.revertedWithCustomError(ledger, "DoorTooEarly");
      await networkHelpers.time.increase(parameters.doorDelay + 1);
      await ledger.openDoor(deployer);
      await ledger.connect(config).closeDoor(deployer);
      expect(await ledger.isOpen(deployer)).to.equal(false);
    });
  });

  describe("the offices", () => {
    it("the admin acts under its delay alone", async () => {
      const { manager, roster, admin } = await networkHelpers.loadFixture(deploySuite);
      expect(await manager.hasRole(ADMIN_ROLE, admin)).to.deep.equal([true, BigInt(parameters.adminDelay)]);
      await expect(
        roster.connect(admin).appointRegistrar(1, admin, "A", "", 0, 4_000_000_000n),
      ).to.be.revertedWithCustomError(manager, "AccessManagerNotScheduled");
    });

    it("the registry office registers parties, and cannot touch a door", async () => {
      const { directory, ledger, registry } = await networkHelpers.loadFixture(deploySuite);
      const payee = { kind: 2, parent: 0, name: "Payee", otherName: "", scheme: "", identifier: "" };
      await directory.connect(registry).register([payee]);
      expect(await directory.partyCount()).to.equal(3n);
      await expect(ledger.connect(registry).announceDoor(registry)).to.be.revertedWithCustomError(
        ledger,
        "AccessManagedUnauthorized",
      );
    });

    it("the configuring office cannot register parties or appoint registrars", async () => {
      const { directory, roster, config } = await networkHelpers.loadFixture(deploySuite);
      await expect(directory.connect(config).register([])).to.be.revertedWithCustomError(
        directory,
        "AccessManagedUnauthorized",
      );
      await expect(
        roster.connect(config).appointRegistrar(1, config, "C", "", 0, 4_000_000_000n),
      ).to.be.revertedWithCustomError(roster, "AccessManagedUnauthorized");
    });

    it("the procedures office announces, and cannot shorten the wait or touch a door", async () => {
      const { procedures, orders, procedureOffice, deployer } = await networkHelpers.loadFixture(deploySuite);
      const spec = specOf("payment", await orders.getAddress());
      await procedures.connect(procedureOffice).announce(spec);
      const number = await procedures.procedureCount();
      await expect(procedures.publish(number)).to.be.revertedWithCustomError(procedures, "ProcedureTooEarly");
      await expect(procedures.connect(procedureOffice).foundCatalogue([spec])).to.be.revertedWithCustomError(
        procedures,
        "AccessManagedUnauthorized",
      );
      await expect(procedures.connect(procedureOffice).announceDoor(deployer)).to.be.revertedWithCustomError(
        procedures,
        "AccessManagedUnauthorized",
      );
      await networkHelpers.time.increase(parameters.doorDelay + 1);
      await procedures.publish(number);
      expect(await procedures.currentOf(1, "payment")).to.equal(number);
    });

    it("the first registrar gives the treasurer's seat, whose holder records the bank's facts", async () => {
      const { roster, bank, ledger, registrar, deployer } = await networkHelpers.loadFixture(deploySuite);
      const treasury = await bank.treasury();
      await roster.connect(registrar).enrol(treasury, "Treasurer", "");
      const official = await roster.officialCount();
      await roster.connect(registrar).appoint(treasury, 5, deployer, official, 0, 4_000_000_000n);
      // The ledger answers: the bank's facts have let the treasurer through.
      await expect(bank.connect(deployer).post.staticCall([], [])).to.be.revertedWithCustomError(
        ledger,
        "NothingToPost",
      );
    });

    it("approved cases give seats in the government's agencies, as its registrar", async () => {
      const { roster, seats } = await networkHelpers.loadFixture(deploySuite);
      expect(await roster.officialIn(1, 1, seats)).to.equal(2n);
    });
  });

  describe("the catalogue", () => {
    it("is in force, each procedure under its number and code", async () => {
      const { procedures } = await networkHelpers.loadFixture(deploySuite);
      expect(await procedures.procedureCount()).to.equal(BigInt(PROCEDURES.length));
      for (const [i, { code }] of PROCEDURES.entries()) {
        expect(await procedures.currentOf(1, code), code).to.equal(BigInt(i + 1));
        await procedures.termsInForce(i + 1);
      }
    });

    it("says the steps, places and thresholds of the data", async () => {
      const { procedures } = await networkHelpers.loadFixture(deploySuite);
      const { terms, steps } = await procedures.termsOf(await procedures.currentOf(1, "payment"));
      expect([terms.submitDuty, terms.submitAgency, terms.currency]).to.deep.equal([2n, 0n, "0x434e59"]);
      expect(terms.scope).to.equal(BigInt(scopeOf(4, 5)));
      expect(steps).to.have.length(3);
      expect(steps.map((step) => (step >> 72n) & 0xffffffffn)).to.deep.equal([0n, 0n, 2n]);
      expect(steps.map((step) => step >> 104n)).to.deep.equal([0n, parameters.catalogue.approverFrom, 0n]);
    });

    it("is founded once", async () => {
      const { manager, procedures, admin, orders } = await networkHelpers.loadFixture(deploySuite);
      const specs = [specOf("payment", await orders.getAddress())];
      const data = procedures.interface.encodeFunctionData("foundCatalogue", [specs]);
      await manager.connect(admin).schedule(procedures, data, 0);
      await networkHelpers.time.increase(parameters.adminDelay + 1);
      await expect(procedures.connect(admin).foundCatalogue(specs)).to.be.revertedWithCustomError(
        procedures,
        "CatalogueFounded",
      );
    });
  });

  it("names the witnesses of the log and their quorum, under nobody", async () => {
    const { anchor, trail } = await networkHelpers.loadFixture(deploySuite);
    expect(await anchor.origin()).to.deep.equal([31_337n, await trail.getAddress()]);
    expect(await anchor.witnesses()).to.deep.equal(ascending(parameters.witnesses));
    expect([await anchor.quorum(), await anchor.epoch()]).to.deep.equal([2n, 0n]);
    expect(await trail.isOpen(anchor)).to.equal(false);
  });

  it("registers the government and the treasury under it, as named", async () => {
    const { directory, bank } = await networkHelpers.loadFixture(deploySuite);
    expect(await bank.treasury()).to.equal(2n);
    const [government, treasury] = [await directory.partyOf(1), await directory.partyOf(2)];
    expect(government.nameHash).to.equal(ethers.id(parameters.government.name));
    expect(treasury.nameHash).to.equal(ethers.id(parameters.treasury.name));
    expect([government.parent, treasury.parent]).to.deep.equal([0n, 1n]);
    expect(await directory.partyByIdentifier("DEMO", "AGENCY-1")).to.equal(2n);
  });
});
