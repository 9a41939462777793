// The world of the ledger's tests with a roster and the services in front; a plain address stands for the approvals.
import { DOOR_DELAY, Duty, FAR } from "../fixtures.ts";
import { Party, deployBooks } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { EVERYTHING } from "./handlers.ts";
import type { Matter } from "./handlers.ts";

/** Officials by their numbers; the second is the seats' own registrar. */
export const Official = { Registrar: 1, Cases: 2, Treasurer: 3, Maker: 4 } as const;

/** A case of the bureau that two officials stand behind, under a procedure that may do anything. */
export function matterOf(more: Partial<Matter> = {}): Matter {
  return {
    id: ethers.id("case"),
    procedure: 1,
    agency: Party.Bureau,
    government: Party.City,
    scope: EVERYTHING,
    officials: 2,
    silent: false,
    ...more,
  };
}

/** The same for the ledger's handlers, whose bit 0 stands for the import of published spending. */
export const ledgerMatterOf = (more: Partial<Matter> = {}): Matter => matterOf({ scope: EVERYTHING - 1, ...more });

/** Books that are filled, a staffed roster, and the services behind their doors; noon of `today`. */
export async function deployServices() {
  const books = await deployBooks();
  const { admin, manager, trail, directory, ledger } = books;
  const [approvals, registrar, treasurer, maker, newcomer] = books.others.slice(4);
  if (!approvals || !registrar || !treasurer || !maker || !newcomer) throw new Error("too few signers");
  const roster = await ethers.deployContract("Roster", [manager, trail, directory]);
  const standingOrders = await ethers.deployContract("StandingOrders", [approvals, ledger, directory, roster, trail]);
  const permits = await ethers.deployContract("Permits", [approvals, trail]);
  const seats = await ethers.deployContract("Seats", [approvals, roster, directory, trail]);
  const bankFacts = await ethers.deployContract("BankFacts", [ledger, roster, directory, Party.Treasury]);

  const posting = ledger.connect(admin);
  for (const writer of [roster, standingOrders, permits]) await trail.announceDoor(writer);
  for (const poster of [standingOrders, bankFacts]) await posting.announceDoor(poster);
  await networkHelpers.time.increase(DOOR_DELAY);
  for (const writer of [roster, standingOrders, permits]) await trail.openDoor(writer);
  for (const poster of [standingOrders, bankFacts]) await posting.openDoor(poster);

  await roster.appointRegistrar(Party.City, registrar, "Registrar", "", 0, FAR);
  await roster.appointRegistrar(Party.City, seats, "Approved cases", "经批准的案件", 0, FAR);
  const staff = roster.connect(registrar);
  await staff.enrol(Party.Treasury, "Treasurer", "");
  await staff.appoint(Party.Treasury, Duty.Treasurer, treasurer, Official.Treasurer, 0, FAR);
  await staff.enrol(Party.Bureau, "Maker", "");
  await staff.appoint(Party.Bureau, Duty.Maker, maker, Official.Maker, 0, FAR);

  const today = Math.floor((await networkHelpers.time.latest()) / 86_400) + 1;
  await networkHelpers.time.increaseTo(today * 86_400 + 43_200);
  const more = await Promise.all([roster, standingOrders, permits].map((writer) => writer.getAddress()));
  return {
    ...books,
    writers: [...books.writers, ...more],
    approvals,
    registrar,
    treasurer,
    maker,
    newcomer,
    roster,
    staff,
    standingOrders,
    permits,
    seats,
    bankFacts,
    today,
  };
}
