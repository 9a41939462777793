// The SDK's cases against the real contracts: forms, hashes, signatures and clocks are the same on both sides.
import { expect } from "chai";
import { type Client, createClient, custom } from "viem";
import * as cases from "@mingzhang/sdk/cases";
import type { Deployment } from "@mingzhang/sdk/deployment";
import type { Hex } from "@mingzhang/sdk/hex";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { Duty, FAR } from "../fixtures.ts";
import { acc, actSpec, allotmentSpec, commitmentSpec, fundSpec, lineSpec, Party } from "../FundLedger/setup.ts";
import { SAMPLES } from "../LedgerOrders/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { P } from "../ServiceApprovals/catalogue.ts";
import { type CaseFile, type Desk, openDesk } from "../ServiceApprovals/desk.ts";
import { random } from "../support/random.ts";
import { deployServices, ledgerMatterOf, matterOf, Official } from "../support/services.ts";

const { provider } = ethers;
const request = ({ method, params }: { method: string; params?: unknown }) =>
  provider.send(method, (params ?? []) as unknown[]);
const client: Client = createClient({ transport: custom({ request }, { retryCount: 0 }) });

const DOCUMENT = ethers.id("document") as Hex;
const ZERO = ethers.ZeroHash as Hex;
const NAMES: Readonly<Record<number, string>> = {
  [Party.Treasury]: "Treasury",
  [Party.Bureau]: "Bureau",
  [Party.Builder]: "Builder",
  [Party.Supplier]: "Supplier",
  [Party.Residents]: "Residents",
  [Party.OtherBureau]: "Other bureau",
};

async function deployHandlers() {
  const world = await deployServices();
  const { approvals, ledger, directory, trail, permits, seats, standingOrders } = world;
  // The second commitment of the samples.
  await ledger.openCommitments([commitmentSpec(acc.roadsAllotment, Party.Builder)]);
  const orders = await ethers.deployContract("LedgerOrders", [approvals, ledger, directory]);
  const openings = await ethers.deployContract("LedgerOpenings", [approvals, ledger, directory, trail]);
  const handlers = { ledgerOrders: orders, ledgerOpenings: openings, standingOrders, permits, seats };
  const addresses = { fundLedger: await ledger.getAddress(), directory: await directory.getAddress() };
  const contracts = addresses as Record<keyof typeof addresses, Hex> as Deployment["contracts"];
  return { ...world, handlers, contracts };
}

type Handlers = Awaited<ReturnType<typeof deployHandlers>>;

/** Holds a payload's description on chain against the SDK's form. */
async function expectSame(world: Handlers, payload: cases.Payload, agency: number): Promise<cases.Form> {
  const data = cases.encodePayload(payload);
  const described = await world.handlers[payload.handler].describe(
    payload.handler.startsWith("ledger") ? ledgerMatterOf({ agency }) : matterOf({ agency }),
    data,
  );
  const nameOf = (party: number) => Promise.resolve(NAMES[party] ?? `Party ${party}`);
  const facts = await cases.readFacts(client, world, payload, nameOf);
  const form = cases.formOf(payload, agency, facts);
  expect(described.content, form.name).to.equal(cases.contentHash(form));
  expect(described.submissionType, form.name).to.equal(cases.submissionType(form.name));
  expect(described.decisionType, form.name).to.equal(cases.decisionType(form.name));
  expect(described.amount, form.name).to.equal(cases.totalOf(payload));
  expect(described.records, form.name).to.be.above(0n);
  const letters = described.currency === "0x000000" ? "" : ethers.toUtf8String(described.currency);
  expect(letters).to.equal("currency" in form.values ? form.values.currency : "");
  return form;
}

const load = () => networkHelpers.loadFixture(deployHandlers);

describe("the SDK's cases on the contracts", () => {
  it("fills the forms of ledger orders as the handler hashes them: every kind, one and several", async () => {
    const world = await load();
    const movement = { from: 0n, to: 0n, terms: 0n, amount: 0n, fromPosition: 0n, toPosition: 0n };
    const citation = (record: bigint) => ({
      size: 9n,
      stamp: ZERO,
      movement: { record, ...movement, document: ZERO, detail: ZERO },
      path: [],
    });
    const orderOf = (kind: number, from: bigint, to: bigint, amounts: bigint[]): cases.LedgerOrder => {
      const { name, valueDate } = kindByNumber(kind);
      const entries = amounts.map((amount) => ({ to, amount, detail: DOCUMENT }));
      const fields = { flags: 1, code: 3, valueDate: valueDate ? 20_500 : 0, from, document: DOCUMENT };
      return { kind: name, ...fields, entries };
    };
    const cites = (orders: readonly cases.LedgerOrder[]) =>
      orders
        .filter(({ kind }) => kind === "refund" || kind === "reclassification")
        .flatMap(({ entries }) => entries.map((_, index) => citation(BigInt(70 + index))));
    for (const { kind, from, to, owner } of SAMPLES) {
      for (const amounts of [[700n], [1n, 2n, 3n]]) {
        const orders = [orderOf(kind, from, to, amounts)];
        const value = { purpose: "Road works 修路", orders, citations: cites(orders) };
        const form = await expectSame(world, { handler: "ledgerOrders", value }, owner);
        expect(form.name).to.equal(amounts.length === 1 ? "LedgerOrder" : "LedgerBatch");
      }
    }
    const orders = SAMPLES.map(({ kind, from, to }, index) => orderOf(kind, from, to, [BigInt(index + 1), 5n]));
    const mixed = await expectSame(
      world,
      { handler: "ledgerOrders", value: { purpose: "All", orders, citations: cites(orders) } },
      Party.City,
    );
    expect(mixed.values).to.include({ movement: "mixed", count: 2 * SAMPLES.length });
  });

  it("fills the forms of openings, with and without sums", async () => {
    const world = await load();
    const contract = (payee: number) => {
      const { document, ...spec } = commitmentSpec(acc.roadsAllotment, payee);
      return { ...spec, document: document as Hex };
    };
    const act = { ...actSpec(Party.City, 2026), document: DOCUMENT };
    const { token: _, currency, ...fund } = fundSpec(Party.Treasury);
    const year = { government: Party.City, year: 2030, firstDay: 1, lastDay: 2, commitUntil: 3, payUntil: 4 };
    const payees = [contract(Party.Builder), contract(Party.Supplier)];
    const none = { givers: [], amounts: [] };
    const opened: (cases.OpeningSpecs & { givers: bigint[]; amounts: bigint[] })[] = [
      { what: "commitment", specs: payees.slice(0, 1), givers: [], amounts: [300n] },
      { what: "commitment", specs: payees.slice(1), ...none },
      { what: "commitment", specs: payees, givers: [], amounts: [300n, 0n] },
      { what: "allotment", specs: [allotmentSpec(acc.roads, Party.Office)], givers: [], amounts: [40n] },
      { what: "line", specs: [lineSpec(acc.general, Party.Bureau, 2026)], givers: [acc.budget], amounts: [90n] },
      { what: "line", specs: [lineSpec(acc.general, Party.Bureau, 2026)], ...none },
      { what: "source", specs: [{ fund: acc.general, party: Party.Builder }], ...none },
      { what: "fund", specs: [{ ...fund, currency: currency as Hex, token: ethers.ZeroAddress as Hex }], ...none },
      { what: "act", specs: [act], ...none },
      { what: "year", specs: [year], ...none },
    ];
    for (const opening of opened) {
      const value = { ...opening, purpose: "Opening 开立", document: DOCUMENT };
      await expectSame(world, { handler: "ledgerOpenings", value }, Party.City);
    }
  });

  it("fills the form of a standing order", async () => {
    const world = await load();
    const times = { amount: 250n, times: 12, firstDay: world.today, everyDays: 0 };
    const standing = { fund: acc.general, commitment: acc.relief, ...times, persons: 9, detail: DOCUMENT };
    const value = { ...standing, purpose: "Pensions 养老金", document: ZERO };
    await expectSame(world, { handler: "standingOrders", value }, Party.City);
  });

  it("fills the forms of permits: until a day, for a time, and revoked", async () => {
    const world = await load();
    const grant: cases.PermitOrder = {
      revokes: 0n,
      permitType: 3,
      typeName: "Street stall 占道经营",
      holder: ethers.id("holder") as Hex,
      validFrom: 0,
      validUntil: FAR,
      term: 0,
      conditions: "By day only",
      document: DOCUMENT,
      evidence: "0x1234",
    };
    const { Bureau } = Party;
    expect((await expectSame(world, { handler: "permits", value: grant }, Bureau)).name).to.equal("PermitGrant");
    const limited = { ...grant, validUntil: 0, term: 86_400 };
    expect((await expectSame(world, { handler: "permits", value: limited }, Bureau)).name).to.equal("PermitGrantFor");
    const data = cases.encodePayload({ handler: "permits", value: grant });
    await world.permits.connect(world.approvals).execute(matterOf(), data);
    const empty = { typeName: "", validUntil: 0, evidence: "0x" as const, conditions: "Abused" };
    const revocation: cases.PermitOrder = { ...grant, ...empty, revokes: 1n };
    const form = await expectSame(world, { handler: "permits", value: revocation }, Bureau);
    expect(form.name).to.equal("PermitRevocation");
  });

  it("fills the forms of seats, for every duty", async () => {
    const world = await load();
    const holder = world.newcomer.address as Hex;
    for (const { name: duty } of cases.DUTIES) {
      const seat = { dismiss: false, agency: Party.Bureau, duty, holder, otherName: "", from: 5, until: FAR };
      const enrols: cases.SeatOrder = { ...seat, official: 0, name: "New official 新人" };
      const known: cases.SeatOrder = { ...seat, official: Official.Maker, name: "" };
      const dismisses: cases.SeatOrder = { ...seat, dismiss: true, official: 0, name: "", from: 0, until: 0 };
      for (const value of [enrols, known, dismisses]) {
        await expectSame(world, { handler: "seats", value }, Party.Bureau);
      }
    }
    expect(cases.DUTIES).to.have.length(Object.keys(Duty).length - 1);
  });

  it("does not take another name for the payee's", async () => {
    const world = await load();
    const standing = { fund: acc.general, commitment: acc.bridge, amount: 1n, times: 1, firstDay: 1, everyDays: 1 };
    const value = { ...standing, persons: 0, detail: ZERO, purpose: "p", document: ZERO };
    const payload: cases.Payload = { handler: "standingOrders", value };
    const refused = await cases.readFacts(client, world, payload, () => Promise.resolve("Bui1der")).catch(String);
    expect(refused).to.include("is not the name of party");
  });
});

describe("the SDK's clock on the contracts", () => {
  async function stateOf(desk: Desk, file: CaseFile): Promise<cases.State> {
    const s = await desk.state(file);
    const officials = { first: Number(s.first), second: Number(s.second), third: Number(s.third) };
    const bits = { done: Number(s.done), escalated: Number(s.escalated), approvals: Number(s.approvals) };
    const place = { status: Number(s.status), round: Number(s.round), stage: Number(s.stage) };
    const times = { since: Number(s.since), submittedAt: Number(s.submittedAt) };
    return { ...place, ...times, ...bits, ...officials, silent: s.silent, conflicts: s.conflicts };
  }

  async function expectSameClock(desk: Desk, file: CaseFile): Promise<void> {
    const [status, stage, due, overdue, lapsable] = await desk.effective(file);
    const now = await networkHelpers.time.latest();
    const effective = cases.effectiveState(await stateOf(desk, file), file.fields, now);
    const number = cases.numberOf(cases.STATUSES, effective.status, "status");
    const found = [number, effective.stage, effective.due, effective.overdue, effective.lapsable];
    expect(found, `procedure ${file.fields.procedure}`).to.deep.equal([
      Number(status),
      Number(stage),
      Number(due),
      overdue,
      lapsable,
    ]);
  }

  it("tells of every case what the contract tells, at any time", async () => {
    const desk = await openDesk();
    const r = random();
    const submitted = [
      P.TwoStages,
      P.DeemedApproved,
      P.DeemedRejected,
      P.Escalated,
      P.Overdue,
      P.RuledBeside,
      P.Clocks,
    ];
    const files: CaseFile[] = [];
    for (const procedure of submitted) files.push(await desk.submit(procedure));
    const approved = await desk.submit(P.AtOnce);
    await desk.approve(approved, [0, desk.checker(0)]);
    const returned = await desk.submit(P.TwoStages);
    await desk.giveBack(returned, 0, desk.checker(1));
    files.push(approved, returned);
    for (let round = 0; round < 24; round++) {
      for (const file of files) {
        expect(cases.bodyHash(file.fields)).to.equal(await desk.relayed.bodyHashOf(file.id));
        await expectSameClock(desk, file);
        const { lapsable } = await desk.effective(file);
        if (lapsable && r.int(0, 2) === 0) await desk.lapse(file);
      }
      await networkHelpers.time.increase(r.int(1, 86_400));
    }
  });

  it("knows a decision's signature by the case's body alone, and a case by its first submission", async () => {
    const desk = await openDesk();
    const file = await desk.submit(P.TwoStages);
    const { by } = await desk.decision(file, 0, desk.checker(0), { reason: "looks right 无误" });
    const domain = cases.caseDomain({
      chainId: Number((await provider.getNetwork()).chainId),
      contracts: { serviceApprovals: (await desk.world.approvals.getAddress()) as Hex } as Deployment["contracts"],
    });
    const fields = { id: file.id as Hex, round: 0, step: 0, reason: "looks right 无误", deadline: FAR };
    const digest = cases.decisionDigest(domain, { ...fields, verdict: "approve" }, file.fields);
    const signature = String(by.signature) as Hex;
    expect(await cases.authenticationOf({ digest, signer: by.signer as Hex, signature, client })).to.equal("ecdsa");
    const other = cases.decisionDigest(domain, { ...fields, verdict: "reject" }, file.fields);
    const question = { digest: other, signer: by.signer as Hex, signature, client };
    expect(await cases.authenticationOf(question)).to.equal("invalid");
  });
});
