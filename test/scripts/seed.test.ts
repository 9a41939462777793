// The demonstration year: the same every time, complete in kinds, and true on the chain.
import { readdirSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { KIND_NAMES } from "@mingzhang/sdk/kinds";
import { cofogEntry, gfsmEntry } from "@mingzhang/sdk/classification";
import { expect } from "chai";
import { readParameters } from "../../deploy/parameters.ts";
import { startOwnChain } from "../../scripts/chain/own-chain.ts";
import type { OwnChain } from "../../scripts/chain/own-chain.ts";
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import { permitsAbi } from "@mingzhang/sdk/abi/permits";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import { executionsOf } from "@mingzhang/sdk/cases/executions";
import { packBody } from "@mingzhang/sdk/cases/packed";
import { decodeStep } from "@mingzhang/sdk/cases/step";
import { nameOf, STATUSES, VALIDITIES } from "@mingzhang/sdk/cases/words";
import type { RecordArgs } from "@mingzhang/sdk/events";
import { FINDING_ACTS, FINDING_STATUSES, SEVERITIES, SUBJECT_KINDS } from "@mingzhang/sdk/findings";
import { PROCEDURES } from "../../deploy/procedures.ts";
import { connectChain } from "../../scripts/chain/sender.ts";
import { ELIGIBLE } from "../../scripts/seed/holders.ts";
import { BY_RULE } from "../../scripts/seed/permits.ts";
import { programOf } from "../../scripts/seed/program.ts";
import { FUNDS, SOURCES } from "../../scripts/seed/city.ts";
import { generateYear } from "../../scripts/seed/generate.ts";
import type { GeneratedYear } from "../../scripts/seed/generate.ts";
import { LINES } from "../../scripts/seed/lines.ts";
import { Random } from "../../scripts/seed/random.ts";
import { seed } from "../../scripts/seed/seed.ts";
import { countOf, movementsOf, readAll, rederive, scratch } from "./support.ts";

const founded = {
  government: 1,
  treasury: 2,
  officials: 2,
  registrar: 1,
  names: new Map([
    [1, "City"],
    [2, "Treasury"],
  ]),
};
const first = { party: 3, accounts: { source: 1n, fund: 1n, act: 1n, line: 1n, allotment: 1n, commitment: 1n } };

function generate(movements: number, number: number): GeneratedYear {
  return generateYear({ movements, seed: number, founded, first });
}

/** Digest of everything that would be posted. */
function fingerprint({ moments }: GeneratedYear): string {
  const text = JSON.stringify(moments, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
  return createHash("sha256").update(text).digest("hex");
}

describe("Random", () => {
  it("splits to the last unit", () => {
    const random = new Random(7);
    for (const [amount, count] of [
      [1n, 3],
      [1_000_003n, 7],
      [999n, 1],
    ] as const) {
      expect(random.split(amount, count).reduce((sum, part) => sum + part, 0n)).to.equal(amount);
    }
  });
  it("gives numbers on both ends of a range", () => {
    const random = new Random(7);
    const drawn = new Set(Array.from({ length: 200 }, () => random.int(3, 5)));
    expect([...drawn].sort((a, b) => a - b)).to.deep.equal([3, 4, 5]);
  });
});

describe("the generated year", function () {
  this.timeout(60_000);
  it("is the same for the same seed, and another for another", () => {
    expect(fingerprint(generate(1_500, 1))).to.equal(fingerprint(generate(1_500, 1)));
    expect(fingerprint(generate(1_500, 1))).not.to.equal(fingerprint(generate(1_500, 2)));
  });
  for (const number of [1, 2, 3]) {
    it(`has every kind of movement and about the wanted size (seed ${number})`, () => {
      const { books } = generate(4_000, number);
      expect([...new Set(books.moves.map(({ kind }) => kind))].sort()).to.deep.equal([...KIND_NAMES].sort());
      expect(books.moves.length).to.be.within(3_900, 4_100);
    });
  }
  it("has every kind even where it is as small as it can be", () => {
    const { books } = generate(100, 1);
    expect(new Set(books.moves.map(({ kind }) => kind)).size).to.equal(KIND_NAMES.length);
  });
  it("classifies its lines and receipts by codes that exist", () => {
    for (const { key, func, economic } of LINES)
      expect([key, cofogEntry(func), gfsmEntry(economic)]).not.to.include(null);
    for (const { key, code } of SOURCES) expect([key, gfsmEntry(code)]).not.to.include(null);
    for (const { fund } of [...LINES, ...SOURCES]) expect(FUNDS.map(({ key }) => key)).to.include(fund);
  });
  it("spends about five billion yuan", () => {
    const { books } = generate(4_000, 1);
    const paid = books.moves.filter(({ kind }) => kind === "payment").reduce((sum, { amount }) => sum + amount, 0n);
    expect(paid > 400_000_000_000n && paid < 550_000_000_000n, String(paid)).to.equal(true);
  });
});

describe("the program of cases", function () {
  this.timeout(60_000);
  const year = generate(4_000, 1);
  const { scenes } = programOf(year, first, 1, 100_000_000n);
  const events = scenes.flatMap((scene) => scene.events);
  const acts = events.flatMap((event) => ("unit" in event ? [event] : []));

  it("puts like movements into cases, a few to each", () => {
    const cases = new Set(acts.map(({ unit }) => unit));
    expect(cases.size).to.be.within(700, 1_500);
    const most = Math.max(...[...cases].map(({ pieces }) => pieces.length));
    expect(most).to.be.within(10, 40);
  });
  it("uses every procedure of the catalogue but those of an import, and the city's own for citizens", () => {
    const used = new Set(acts.map(({ unit }) => unit.procedure));
    const wanted = PROCEDURES.map(({ code }) => code).filter((code) => !code.startsWith("import"));
    expect([...used].sort()).to.deep.equal([...new Set([...wanted, "permit", BY_RULE.code])].sort());
  });
  it("submits a case before it is decided, and decides no case twice at one time", () => {
    const begun = new Map<unknown, number>();
    for (const { at, events: at1 } of scenes) {
      const here = new Set<unknown>();
      for (const event of at1) {
        if (!("unit" in event)) continue;
        if (event.act.do !== "submit") expect(begun.get(event.unit) ?? at, event.unit.procedure).to.be.below(at);
        else begun.set(event.unit, at);
        if (event.act.do !== "execute") expect(here.has(event.unit), event.unit.procedure).to.equal(false);
        here.add(event.unit);
      }
    }
  });
  it("has everything that can happen to a case", () => {
    const done = new Set(acts.map(({ act }) => (act.do === "decide" ? act.verdict : act.do)));
    expect([...done].sort()).to.deep.equal(
      ["approve", "conflict", "execute", "finish", "lapse", "reject", "return", "rule", "submit", "withdraw"].sort(),
    );
  });
});

describe("the seed on a chain", function () {
  this.timeout(300_000);
  let chain: OwnChain;
  const folder = scratch();

  before(async () => {
    const local = readParameters(fileURLToPath(new URL("../../deploy/parameters/local.json", import.meta.url)));
    chain = await startOwnChain(local, new Date("2025-12-31T00:00:00Z"));
  });
  after(async () => {
    await chain.close();
    folder.remove();
  });

  it("posts what was generated, and every total follows from the events", async () => {
    const result = await seed({ ...chain, movements: 1_400, documentsDir: folder.path });
    const events = await readAll(chain);
    await rederive(chain, events);
    const movements = movementsOf(events);
    expect(movements).to.have.length(result.movements);
    expect(new Set(movements.map(({ kind }) => kind)).size).to.equal(16);
    const confirmed = new Set(events.flatMap((event) => (event.name === "Confirmed" ? [event.args.movement] : [])));
    const payments = movements.filter(({ kind }) => kind === "payment");
    expect(confirmed.size).to.equal(result.confirmations);
    expect(payments.some(({ record }) => !confirmed.has(record))).to.equal(true);
    expect(payments.some(({ decoded }) => decoded.flags === 1)).to.equal(true);
    const named = events.flatMap((event) => (event.name === "PartyRegistered" ? [event.args] : []));
    expect(named.filter(({ kind }) => kind === 1).length).to.be.at.least(12);
    expect(named.every(({ name, otherName }) => name !== "" && otherName !== "")).to.equal(true);
    expect(events.filter(({ name }) => name === "SeatGiven").length).to.be.at.least(60);
    expect(countOf(events, "StandingDrawn")).to.equal(11);
    expect([countOf(events, "PermitGranted"), countOf(events, "PermitRevoked")]).to.deep.equal([11, 1]);
  });

  it("brings every movement but the bank's facts and a standing order's by an approved case", async () => {
    const events = await readAll(chain);
    const byCase = new Set<bigint>();
    for (const { first, count } of executionsOf(events)) {
      for (let i = 0; i < count; i += 1) byCase.add(BigInt(first + i));
    }
    for (const event of events) if (event.name === "StandingDrawn") byCase.add(event.args.movement);
    const others = movementsOf(events).filter(({ record }) => !byCase.has(record));
    expect([...new Set(others.map(({ kind }) => kind))].sort()).to.deep.equal(["receipt", "recovery"]);
  });

  it("leaves something to decide for each duty, late cases, and cases that ended otherwise", async () => {
    const statuses = new Map<string, number>();
    const open = new Map<string, number>();
    const { publicClient } = await connectChain(chain.rpcUrl);
    const approvals = { address: chain.deployment.contracts.serviceApprovals, abi: serviceApprovalsAbi } as const;
    const bodies = new Map<string, RecordArgs<"CaseSubmitted">>();
    for (const event of await readAll(chain)) if (event.name === "CaseSubmitted") bodies.set(event.args.id, event.args);
    let overdue = 0;
    for (const { id, body } of bodies.values()) {
      const state = await publicClient.readContract({ ...approvals, functionName: "stateOf", args: [id] });
      const name = nameOf(STATUSES, state.status, "status");
      statuses.set(name, (statuses.get(name) ?? 0) + 1);
      if (name !== "open") continue;
      const effective = await publicClient.readContract({
        ...approvals,
        functionName: "effectiveStateOf",
        args: [id, packBody(body)],
      });
      if (effective.overdue) overdue += 1;
      for (const step of body.steps.map(decodeStep).filter(({ stage }) => stage === state.stage)) {
        open.set(step.duty ?? "rule", (open.get(step.duty ?? "rule") ?? 0) + 1);
      }
    }
    expect([...open.keys()].sort()).to.deep.equal(["approver", "budget-officer", "checker", "registrar", "treasurer"]);
    for (const name of ["returned", "rejected", "withdrawn", "executed"]) {
      expect(statuses.get(name), name).to.be.above(0);
    }
    expect(overdue).to.be.above(0);
  });

  it("holds permits that are valid, expired and revoked, and the eligible prove theirs", async () => {
    const { publicClient } = await connectChain(chain.rpcUrl);
    const permits = { address: chain.deployment.contracts.permits, abi: permitsAbi } as const;
    const granted = (await readAll(chain)).flatMap((event) => (event.name === "PermitGranted" ? [event.args] : []));
    const valid = async ({ permit, holder }: { permit: bigint; holder: `0x${string}` }): Promise<string> => {
      const answer = await publicClient.readContract({ ...permits, functionName: "check", args: [permit, holder] });
      return nameOf(VALIDITIES, answer, "validity");
    };
    const all = [];
    for (const permit of granted) all.push(await valid(permit));
    expect(all.slice(0, 2)).to.deep.equal(["expired", "revoked"]);
    expect(new Set(all.slice(2))).to.deep.equal(new Set(["valid"]));
    const words = new Set(granted.map(({ holder }) => holder));
    expect(ELIGIBLE.filter(({ word }) => words.has(word))).to.have.length(5);
  });

  it("has findings of every severity and state, on every kind of subject, some of them late", async () => {
    const { publicClient } = await connectChain(chain.rpcUrl);
    const findings = { address: chain.deployment.contracts.findings, abi: findingsAbi } as const;
    const events = await readAll(chain);
    const opened = events.flatMap((event) => (event.name === "FindingOpened" ? [event.args] : []));
    expect(opened.length).to.be.within(10, 16);
    const all = <N extends string>(words: readonly { name: N }[]) => words.map(({ name }) => name).sort();
    const severities = new Set(opened.map(({ opening }) => nameOf(SEVERITIES, opening.severity, "severity")));
    expect([...severities].sort()).to.deep.equal(all(SEVERITIES));
    const kinds = new Set(opened.map(({ opening }) => nameOf(SUBJECT_KINDS, opening.subjectKind, "kind")));
    expect([...kinds].sort()).to.deep.equal(all(SUBJECT_KINDS));
    const acted = events.flatMap((event) => (event.name === "FindingActed" ? [event.args] : []));
    const acts = new Set(acted.map(({ act }) => nameOf(FINDING_ACTS, act, "act")));
    expect([...acts].sort()).to.deep.equal(all(FINDING_ACTS));
    const statuses = new Set<string>();
    let overdue = 0;
    for (const { id } of opened) {
      const args = [id] as const;
      const [state, , late] = await publicClient.readContract({ ...findings, functionName: "effectiveStateOf", args });
      statuses.add(nameOf(FINDING_STATUSES, state.status, "status"));
      if (late) overdue += 1;
    }
    expect([...statuses].sort()).to.deep.equal(all(FINDING_STATUSES));
    expect(overdue).to.be.within(1, 4);
  });

  it("keeps each supporting document under its digest", async () => {
    for (const name of readdirSync(folder.path)) {
      expect(
        createHash("sha256")
          .update(readFileSync(join(folder.path, name)))
          .digest("hex"),
      ).to.equal(name);
    }
    const kept = new Set(readdirSync(folder.path).map((name) => `0x${name}`));
    const cited = movementsOf(await readAll(chain))
      .map(({ document }) => document)
      .filter((document) => BigInt(document) !== 0n);
    expect(cited.every((document) => kept.has(document))).to.equal(true);
    expect(cited.length).to.be.above(500);
  });

  it("wants a fresh deployment and a clock before the year", async () => {
    const refused = await seed({ ...chain, movements: 1_400 }).catch((error: unknown) => error);
    expect(String(refused)).to.match(/clock stands at 2026-12-18/u);
  });
});
