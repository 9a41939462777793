// Cases by two keys: everything arrives, in order, in as many transactions as it takes; what was begun is finished once.
import { executionsOf } from "@mingzhang/sdk/cases/executions";
import type { Payload } from "@mingzhang/sdk/cases/payloads";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { expect } from "chai";
import { keccak256, stringToHex, zeroAddress, zeroHash } from "viem";
import { TransactionFailed } from "../../scripts/chain/failures.ts";
import { ensureSeats, governmentOf, officesFrom } from "../../scripts/chain/offices.ts";
import { startOwnChain } from "../../scripts/chain/own-chain.ts";
import type { OwnChain } from "../../scripts/chain/own-chain.ts";
import { Session } from "../../scripts/chain/session.ts";
import { BegunCases, TwoKeys } from "../../scripts/chain/two-keys.ts";
import type { Matter } from "../../scripts/chain/two-keys.ts";
import { loadProfile } from "../../scripts/import/profile.ts";
import { parametersFor } from "../../scripts/import/suite-parameters.ts";
import { countOf, fixture, readAll } from "./support.ts";

const IMPORT = "import-accounts";
const FUTURE = 4_000_000_000;

describe("cases by two keys", function () {
  this.timeout(180_000);
  let chain: OwnChain;
  let session: Session;
  let keys: TwoKeys;
  const offices = officesFrom({}, 31_337);

  before(async () => {
    chain = await startOwnChain(parametersFor(loadProfile(fixture("town.json"))));
    await ensureSeats(chain.rpcUrl, chain.deployment, offices);
    session = await Session.open(chain.rpcUrl, chain.deployment, offices);
    keys = new TwoKeys(session, offices);
  });
  after(() => chain.close());

  const money = { currency: currencyToBytes("GBP"), exponent: 2, token: zeroAddress };
  const fund = (name: string, owner = 1): Matter => {
    const specs = [{ owner, ...money, name, otherName: "", code: "" }];
    const value = { what: "fund", specs, givers: [], amounts: [], purpose: "Funds", document: zeroHash } as const;
    return { payload: { handler: "ledgerOpenings", value } satisfies Payload, facts: { currency: "", payee: null } };
  };
  const fundNames = async (): Promise<string[]> =>
    (await readAll(chain)).flatMap((event) => (event.name === "FundOpened" ? [event.args.name] : []));
  const submit = async (procedure: number, name: string) => {
    const draft = { procedure, agency: 1, salt: keccak256(stringToHex(name)), ...fund(name) };
    const { act, key } = await session.cases.submit(draft, offices.maker, FUTURE);
    const submitted = (await session.cases.relay([act])).get(key);
    if (submitted === undefined) throw new Error("no case");
    return submitted;
  };

  it("knows whose deployment it is", async () => {
    expect(await governmentOf(session.clients, chain.deployment)).to.equal(1);
  });

  it("submits, decides and executes in order, whatever fits a transaction", async () => {
    const names = Array.from({ length: 30 }, (_, i) => `Fund ${i} ${"n".repeat(200)}`);
    let done = 0;
    await keys.carryOut(
      IMPORT,
      1,
      0n,
      names.map((name) => fund(name)),
      () => (done += 1),
    );
    expect(done).to.equal(30);
    expect(await fundNames()).to.deep.equal(names);
    const events = await readAll(chain);
    expect([countOf(events, "CaseSubmitted"), executionsOf(events).length]).to.deep.equal([30, 30]);
  });

  it("relays more acts than fit one transaction as several", async () => {
    const before = session.cases.sent;
    const drafts = Array.from({ length: 60 }, (_, i) => ({
      procedure: 19,
      agency: 1,
      salt: zeroHash,
      ...fund(`M${i}`),
    }));
    const signed = await Promise.all(drafts.map((draft) => session.cases.submit(draft, offices.maker, FUTURE)));
    const cases = await session.cases.relay(signed.map(({ act }) => act));
    expect(signed.every(({ key }) => cases.has(key))).to.equal(true);
    expect(session.cases.sent - before).to.be.above(1);
    for (const { key } of signed) {
      const live = cases.get(key);
      if (live === undefined) throw new Error("no case");
      await session.cases.relay([await session.cases.act(live, "withdraw", "", offices.maker, FUTURE)]);
    }
  });

  it("names the contract's error and its values", async () => {
    const refused = await keys.carryOut(IMPORT, 1, 0n, [fund("of nobody", 999)]).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(TransactionFailed);
    expect(String(refused)).to.match(/submit: NotTheAgencys\(0, 999, 1\)/u);
  });

  it("finishes what was begun, and nothing of other procedures", async () => {
    const own = await submit(19, "begun");
    const other = await submit(1, "of the books");
    const begun = new BegunCases();
    for (const event of await readAll(chain)) begun.apply(event);
    expect(begun.open().map(({ id }) => id)).to.include.members([own.id, other.id]);
    expect(await keys.finishBegun(begun, [IMPORT], 1)).to.equal(1);
    expect(await keys.finishBegun(begun, [IMPORT], 1), "a second time").to.equal(0);
    const names = await fundNames();
    expect([names.includes("begun"), names.includes("of the books")]).to.deep.equal([true, false]);
  });

  it("executes a begun case that was approved already", async () => {
    const approved = await submit(19, "approved");
    const decision = { step: 0, verdict: "approve" } as const;
    const signed = await session.cases.decision(approved, decision, offices.treasurer, FUTURE);
    await session.cases.relay([session.cases.decide(approved, [signed])]);
    const begun = new BegunCases();
    for (const event of await readAll(chain)) begun.apply(event);
    expect(await keys.finishBegun(begun, [IMPORT], 1)).to.equal(1);
    expect(await fundNames()).to.include("approved");
  });

  it("does nothing twice under one mark", async () => {
    await keys.carryOut(IMPORT, 1, 7n, [fund("once")]);
    const again = await keys.carryOut(IMPORT, 1, 7n, [fund("once")]).catch((error: unknown) => error);
    expect(String(again)).to.match(/CaseExists/u);
  });

  it("wants a procedure, two keys with seats, and the right chain", async () => {
    expect(String(await keys.carryOut("nothing", 1, 0n, [fund("x")]).catch((error: unknown) => error))).to.match(
      /no procedure "nothing"/u,
    );
    const one = { ...offices, maker: offices.treasurer };
    expect(String(await ensureSeats(chain.rpcUrl, chain.deployment, one).catch((error: unknown) => error))).to.match(
      /one key/u,
    );
    const strangers = { ...offices, maker: officesFrom({ MINGZHANG_MAKER_KEY: `0x${"11".repeat(32)}` }, 31_337).maker };
    const refused = await new TwoKeys(session, strangers)
      .carryOut(IMPORT, 1, 0n, [fund("x")])
      .catch((error: unknown) => error);
    expect(String(refused)).to.match(/NoSeat/u);
    const elsewhere = { ...chain.deployment, deployBlockHash: chain.deployment.genesisHash };
    expect(String(await Session.open(chain.rpcUrl, elsewhere, offices).catch((error: unknown) => error))).to.match(
      /does not serve/u,
    );
  });
});
