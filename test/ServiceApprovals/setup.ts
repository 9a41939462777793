// The engine with mocks of handlers and rules before a staffed roster.
import { DOOR_DELAY, Duty, FAR, deployRoster } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { catalogue } from "./catalogue.ts";

/** Role of the four functions that make procedures. */
export const PROCEDURES = 3n;

/** Agencies of deployRoster. */
export const Agency = { City: 1, Treasury: 2, Bureau: 3, Office: 4, OtherCity: 5 } as const;

/** Officials by number. A maker has three addresses: his own, one with a checker's seat, and one without a seat. */
export const Official = { Registrar: 1, Maker: 2, Approver: 3, Head: 4, Treasurer: 5, Checker: 6 } as const;

/** How many checkers the bureau has; their officials are numbered from Official.Checker. */
export const CHECKERS = 8;

/** Procedures without a catalogue: log, directory, staffed roster, handlers with their doors, rule. */
export async function deployEngine() {
  const base = await deployRoster();
  const { manager, trail, directory, roster, registry } = base;
  const procedures = await ethers.deployContract("Procedures", [manager, DOOR_DELAY, trail, directory]);
  const approvals = await ethers.deployContract("ServiceApprovals", [trail, directory, roster, procedures]);
  for (const writer of [procedures, approvals]) await trail.announceDoor(writer);
  await networkHelpers.time.increase(DOOR_DELAY);
  for (const writer of [procedures, approvals]) await trail.openDoor(writer);
  await manager.setTargetFunctionRole(
    procedures,
    (["foundCatalogue", "announce", "cancel", "retire"] as const).map(
      (name) => procedures.interface.getFunction(name).selector,
    ),
    PROCEDURES,
  );
  await manager.grantRole(PROCEDURES, registry, 0);

  const guarded = await ethers.deployContract("GuardedHandlerMock");
  const free = await ethers.deployContract("HandlerMock");
  const rule = await ethers.deployContract("RuleMock");
  await procedures.found([guarded, free]);
  const writers = await Promise.all([directory, roster, procedures, approvals].map((each) => each.getAddress()));
  const office = procedures.connect(registry);
  return { ...base, procedures, approvals, guarded, free, rule, office, writers };
}

/** As deployEngine, with officials in office at the city, its treasury and its bureau, and the catalogue of P. */
export async function deployCases() {
  const base = await deployEngine();
  const { roster, office, guarded, free, rule } = base;
  const [registrar, maker, makerChecking, makerSpare, approver, head, treasurer, citizen, ...rest] = base.others;
  if (!registrar || !maker || !makerChecking || !makerSpare || !approver || !head || !treasurer || !citizen) {
    throw new Error("too few signers");
  }
  const checkers = rest.slice(0, CHECKERS);
  await roster.appointRegistrar(Agency.City, registrar, "Registrar", "", 0, FAR);
  const staff = roster.connect(registrar);
  const seat = async (official: number, agency: number, duty: number, holder: { address: string }) => {
    if ((await roster.officialCount()) < BigInt(official)) await staff.enrol(agency, `Official ${official}`, "");
    await staff.appoint(agency, duty, holder.address, official, 0, FAR);
  };
  await seat(Official.Maker, Agency.Bureau, Duty.Maker, maker);
  await seat(Official.Maker, Agency.Bureau, Duty.Checker, makerChecking);
  await seat(Official.Maker, Agency.Office, Duty.Auditor, makerSpare);
  await seat(Official.Approver, Agency.Bureau, Duty.Approver, approver);
  await seat(Official.Head, Agency.City, Duty.Approver, head);
  await seat(Official.Treasurer, Agency.Treasury, Duty.Treasurer, treasurer);
  for (const [i, checker] of checkers.entries()) {
    await seat(Official.Checker + i, Agency.Bureau, Duty.Checker, checker);
  }
  const addresses = await Promise.all([guarded, free, rule].map((each) => each.getAddress()));
  const [guardedAddress = "", freeAddress = "", ruleAddress = ""] = addresses;
  await office.foundCatalogue(catalogue(guardedAddress, freeAddress, ruleAddress));
  return { ...base, registrar, staff, maker, makerChecking, makerSpare, approver, head, treasurer, citizen, checkers };
}

export type Cases = Awaited<ReturnType<typeof deployCases>>;
