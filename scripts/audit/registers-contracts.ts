// Compares parties, seats, permits, procedures, standing orders and findings with the storage of their contracts.
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import { permitsAbi } from "@mingzhang/sdk/abi/permits";
import { proceduresAbi } from "@mingzhang/sdk/abi/procedures";
import { rosterAbi } from "@mingzhang/sdk/abi/roster";
import { standingOrdersAbi } from "@mingzhang/sdk/abi/standing-orders";
import { keccak256, stringToHex } from "viem";
import { each, type View } from "./contracts.ts";
import { same } from "./difference.ts";
import { nextDayOf, presentOf, type Registers } from "./registers.ts";
import { stepOf } from "./words.ts";

/** All of them; returns how many views were asked. */
export async function compareRegisters(view: View, registers: Registers): Promise<number> {
  return (
    (await compareParties(view, registers)) +
    (await compareSeats(view, registers)) +
    (await comparePermits(view, registers)) +
    (await compareProcedures(view, registers)) +
    (await compareStanding(view, registers)) +
    (await compareFindings(view, registers))
  );
}

/** Names stand in storage as their hash, identifiers by whom they lead to. */
async function compareParties({ client, deployment, blockNumber }: View, registers: Registers): Promise<number> {
  const call = { address: deployment.contracts.directory, abi: directoryAbi, blockNumber } as const;
  const count = await client.readContract({ ...call, functionName: "partyCount" });
  same("contracts", "parties", { count: registers.parties.size }, { count });
  let views = 1;
  await each([...registers.parties.values()], async (party) => {
    const { id, kind, parent, scheme, identifier, wallet } = party;
    const told = await client.readContract({ ...call, functionName: "partyOf", args: [id] });
    const nameHash = keccak256(stringToHex(party.name));
    const derived = { kind, parent, ...registers.placeOf(party), wallet, nameHash };
    same("contracts", `party ${id}`, derived, { ...told, wallet: told.wallet.toLowerCase() });
    views += 1;
    if (scheme === "") return;
    const holder = await client.readContract({
      ...call,
      functionName: "partyByIdentifier",
      args: [scheme, identifier],
    });
    same(
      "contracts",
      `party ${id}`,
      { identifier: `${scheme} ${identifier} of ${id}` },
      {
        identifier: `${scheme} ${identifier} of ${holder}`,
      },
    );
    views += 1;
  });
  return views;
}

async function compareSeats({ client, deployment, blockNumber }: View, registers: Registers): Promise<number> {
  const call = { address: deployment.contracts.roster, abi: rosterAbi, blockNumber } as const;
  const count = await client.readContract({ ...call, functionName: "officialCount" });
  same("contracts", "officials", { count: registers.officials.size }, { count });
  await each([...registers.officials], async ([official, { agency }]) => {
    const told = await client.readContract({ ...call, functionName: "agencyOf", args: [official] });
    same("contracts", `official ${official}`, { agency }, { agency: told });
  });
  await each([...registers.seats.values()], async ({ official, agency, duty, holder, from, until }) => {
    const args = [agency, duty, holder as `0x${string}`] as const;
    const told = await client.readContract({ ...call, functionName: "seatOf", args });
    same("contracts", `seat of official ${official} at agency ${agency}`, { official, from, until }, { ...told });
  });
  return 1 + registers.officials.size + registers.seats.size;
}

async function comparePermits({ client, deployment, blockNumber }: View, registers: Registers): Promise<number> {
  const call = { address: deployment.contracts.permits, abi: permitsAbi, blockNumber } as const;
  const count = await client.readContract({ ...call, functionName: "permitCount" });
  same("contracts", "permits", { count: registers.permits.size }, { count });
  await each([...registers.permits], async ([number, { granted, revoked }]) => {
    const told = await client.readContract({ ...call, functionName: "permitOf", args: [number] });
    const { agency, permitType, validFrom, validUntil, holder } = granted;
    const derived = { agency, permitType, validFrom, validUntil, holder, revoked: revoked !== null };
    same("contracts", `permit ${number}`, derived, { ...told });
  });
  return 1 + registers.permits.size;
}

async function compareProcedures({ client, deployment, blockNumber }: View, registers: Registers): Promise<number> {
  const call = { address: deployment.contracts.procedures, abi: proceduresAbi, blockNumber } as const;
  const count = await client.readContract({ ...call, functionName: "procedureCount" });
  same("contracts", "procedures", { count: registers.procedures.size }, { count });
  await each([...registers.procedures], async ([number, { announced, standing }]) => {
    const subject = `procedure ${number}`;
    const args = [number] as const;
    same(
      "contracts",
      subject,
      { standing },
      { standing: await client.readContract({ ...call, functionName: "standingOf", args }) },
    );
    const [terms, words] = await client.readContract({ ...call, functionName: "termsOf", args });
    const { spec } = announced;
    const { handler, ...plain } = spec.terms;
    const derived = { ...plain, handler: handler.toLowerCase(), steps: spec.steps.length };
    same("contracts", subject, derived, { ...terms, handler: terms.handler.toLowerCase(), steps: words.length });
    for (const [place, word] of words.entries()) {
      const step = spec.steps[place];
      const { stage, quorum, lateness, limit } = stepOf(word);
      const kept = { stage, quorum, lateness, limit };
      same("contracts", `${subject}, step ${place}`, { ...step, ...keptOf(step, kept) }, { ...step, ...kept });
    }
  });
  return 1 + 2 * registers.procedures.size;
}

/** The fields of a step that its word in storage is compared by. */
function keptOf<T extends object>(step: object | undefined, kept: T): Partial<T> {
  const derived = Object.entries(step ?? {}).filter(([name]) => name in kept);
  return Object.fromEntries(derived) as Partial<T>;
}

async function compareStanding({ client, deployment, blockNumber }: View, registers: Registers): Promise<number> {
  const call = { address: deployment.contracts.standingOrders, abi: standingOrdersAbi, blockNumber } as const;
  const count = await client.readContract({ ...call, functionName: "standingCount" });
  same("contracts", "standing orders", { count: registers.standing.size }, { count });
  await each([...registers.standing], async ([number, order]) => {
    const told = await client.readContract({ ...call, functionName: "standingOf", args: [number] });
    const [standing, drawn, nextDay] = told;
    const derived = { ...order.given.standing, drawn: order.draws, nextDay: nextDayOf(order) ?? 0 };
    same("contracts", `standing order ${number}`, derived, { ...standing, drawn, nextDay });
  });
  return 1 + registers.standing.size;
}

async function compareFindings({ client, deployment, blockNumber }: View, registers: Registers): Promise<number> {
  const call = { address: deployment.contracts.findings, abi: findingsAbi, blockNumber } as const;
  await each([...registers.findings.values()], async (finding) => {
    const told = await client.readContract({ ...call, functionName: "stateOf", args: [finding.id] });
    const { severity, office, answerLimit } = finding.opening;
    const { status, turn, agency, at: since } = presentOf(finding);
    const opener = finding.acts[0]?.official;
    const derived = { status, severity, turn, office, agency, opener, since, answerLimit, number: finding.number };
    same("contracts", `finding ${finding.number}`, derived, { ...told });
  });
  return registers.findings.size;
}
