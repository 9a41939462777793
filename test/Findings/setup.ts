// Findings before a staffed roster, with something of each kind that can be objected to: a record, a case, a line, a party.
import { DOOR_DELAY, Duty, FAR, PartyKind, partySpec } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { P } from "../ServiceApprovals/catalogue.ts";
import { Desk } from "../ServiceApprovals/desk.ts";
import { Agency, deployCases } from "../ServiceApprovals/setup.ts";
import { fundSpec, lineSpec } from "../FundLedger/setup.ts";

/** The auditors' office, under the city. */
export const AUDIT = 7;
/** A payee. */
export const BUILDER = 6;

/** Official names, as registered. */
const NAMES = ["", "City", "Treasury", "Bureau", "Office", "Other city", "Builder", "Audit office 审计局"];
export const nameOf = (agency: number): string => NAMES[agency] ?? "";

/** Account numbers: the kind in the top 8 of 64 bits. */
const FUND = (2n << 56n) | 1n;
export const LINE = (4n << 56n) | 1n;

/** A key that pays for nothing unless it is given something. */
export function keyOf(name: string) {
  return new ethers.Wallet(ethers.id(name), ethers.provider);
}

/**
 * People: two auditors, the first of whom has a checker's seat at the bureau by another address; the bureau's checkers and approver,
 * the first checker with an auditor's seat by another address; the city's approver (`head`).
 */
export async function deployFindings() {
  const base = await deployCases();
  const { trail, directory, roster, approvals, manager, registry, staff, registrar } = base;
  const opening = await ethers.deployContract("Opening");
  const ledger = await ethers.deployContract("FundLedger", [manager, DOOR_DELAY, trail, directory], {
    libraries: { Opening: await opening.getAddress() },
  });
  const findings = await ethers.deployContract("Findings", [trail, directory, roster, approvals, ledger]);
  for (const writer of [ledger, findings]) await trail.announceDoor(writer);
  await networkHelpers.time.increase(DOOR_DELAY);
  for (const writer of [ledger, findings]) await trail.openDoor(writer);
  await directory.connect(registry).register([partySpec(PartyKind.Agency, Agency.City, nameOf(AUDIT))]);

  const books = ledger.connect(registrar);
  await ledger.found([registrar]);
  const today = Math.floor((await networkHelpers.time.latest()) / 86_400);
  await books.openFunds([fundSpec(Agency.Treasury)]);
  const days = { firstDay: today - 100, lastDay: today + 200, commitUntil: today + 200, payUntil: today + 300 };
  await books.openYear({ government: Agency.City, year: 2026, ...days });
  await books.openLines([lineSpec(FUND, Agency.Bureau, 2026)]);

  const seat = async (name: string, agency: number, duty: number, official?: bigint) => {
    const holder = keyOf(name);
    if (official === undefined) await staff.enrol(agency, name, "");
    await staff.appoint(agency, duty, holder.address, official ?? (await roster.officialCount()), 0, FAR);
    await networkHelpers.setBalance(holder.address, 10n ** 18n);
    return holder;
  };
  const auditor = await seat("auditor", AUDIT, Duty.Auditor);
  const auditorOfficial = await roster.officialCount();
  const auditorChecking = await seat("auditor, checking", Agency.Bureau, Duty.Checker, auditorOfficial);
  const colleague = await seat("colleague", AUDIT, Duty.Auditor);
  const [checker] = base.checkers;
  if (checker === undefined) throw new Error("no checker");
  const checkerOfficial = await roster.officialOf(checker);
  const checkerAuditing = await seat("checker, auditing", AUDIT, Duty.Auditor, checkerOfficial);
  const officeApprover = await seat("approver of the office", Agency.Office, Duty.Approver);
  const file = await new Desk(base).submit(P.TwoStages);
  const people = { auditor, auditorChecking, colleague, checker, checkerAuditing, officeApprover };
  const writers = [...base.writers, await ledger.getAddress(), await findings.getAddress()];
  return { ...base, ...people, ledger, findings, writers, file, auditorOfficial, checkerOfficial, today };
}

export type FindingsWorld = Awaited<ReturnType<typeof deployFindings>>;
