// The SDK against the real contracts: it rebuilds the log, and the ledger accepts the citations that it builds.
import { expect } from "chai";
import { type Client, createClient, custom } from "viem";
import { accountText } from "@mingzhang/sdk/accounts";
import { checkMovement } from "@mingzhang/sdk/check";
import { dayText, timeText } from "@mingzhang/sdk/days";
import type { Deployment } from "@mingzhang/sdk/deployment";
import { decodeRecord, recordNumber } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";
import { kindByNumber, KINDS } from "@mingzhang/sdk/kinds";
import { type Citation, citationFor, emptyLog, readRecords, sealedSizes } from "@mingzhang/sdk/log";
import {
  readAccount,
  readAccountCount,
  readCommitment,
  readConfirmed,
  readFund,
  readLine,
  readMovement,
  readParty,
  readRecord,
  readUndone,
  readYear,
} from "@mingzhang/sdk/read";
import { unpackTerms } from "@mingzhang/sdk/terms";
import { ethers, networkHelpers } from "../network.ts";
import { acc, deployBooks, Kind, order, Party, VALUE_DATE } from "../FundLedger/setup.ts";

const { provider } = ethers;
const request = ({ method, params }: { method: string; params?: unknown }) =>
  provider.send(method, (params ?? []) as unknown[]);

async function deployAndPay() {
  const world = await deployBooks();
  const { ledger, trail, directory, vault, manager } = world;
  await ledger.post(
    [
      order(Kind.Payment, acc.general, [[acc.bridge, 400, ethers.encodeBytes32String("INV-1")]], { flags: 1 }),
      order(Kind.Payment, acc.general, [[acc.relief, 200, ethers.id("rows")]], { code: 7 }),
      order(Kind.TransferPayment, acc.general, [[acc.grant, 300]]),
      order(Kind.Payment, acc.token, [[acc.tokenWork, 250]]),
    ],
    [],
  );
  const client: Client = createClient({ transport: custom({ request }, { retryCount: 0 }) });
  const address = async (contract: { getAddress(): Promise<string> }) => (await contract.getAddress()) as Hex;
  const zero = `0x${"0".repeat(64)}` as const;
  const deployment: Deployment = {
    chainId: 31_337,
    genesisHash: zero,
    deployBlock: 0,
    deployBlockHash: zero,
    deployedAt: "2026-11-23T00:00:00Z",
    contracts: {
      accessManager: await address(manager),
      auditTrail: await address(trail),
      directory: await address(directory),
      roster: await address(manager),
      fundLedger: await address(ledger),
      vault: await address(vault),
      procedures: await address(manager),
      serviceApprovals: await address(manager),
      ledgerOrders: await address(manager),
      ledgerOpenings: await address(manager),
      standingOrders: await address(manager),
      bankFacts: await address(manager),
      permits: await address(manager),
      seats: await address(manager),
      checkpointAnchor: await address(manager),
    },
    anchors: [],
    demo: true,
  };
  return { ...world, client, deployment };
}

async function load() {
  const world = await networkHelpers.loadFixture(deployAndPay);
  return { ...world, log: emptyLog(world.deployment.contracts.auditTrail, 0n) };
}

const solidity = (citation: Citation) => ({ ...citation, movement: { ...citation.movement } });

describe("the SDK on the contracts", () => {
  it("rebuilds the log of every writer, leaf by leaf", async () => {
    const { client, log, trail } = await load();
    await readRecords(client, log);
    expect(BigInt(log.tree.size)).to.equal(await trail.size());
    expect(log.tree.root()).to.equal(await trail.root());
    for (const [i, record] of log.records.entries()) {
      expect(recordNumber(record)).to.equal(BigInt(i));
      expect(decodeRecord(record)?.args.record).to.equal(BigInt(i));
    }
    const names = new Set(log.records.map((record) => decodeRecord(record)?.name));
    for (const name of [
      "DoorOpened",
      "PartyRegistered",
      "WalletNominated",
      "WalletSet",
      "TokenAllowed",
      "CommitmentOpened",
      "PaidOut",
    ]) {
      expect([...names]).to.include(name);
    }
  });

  it("finds paths that the log's own checks accept", async () => {
    const { client, log, trail } = await load();
    const { tree } = await readRecords(client, log);
    for (let size = 1; size <= tree.size; size += 5) {
      for (let i = 0; i < size; i += 7) {
        const root = tree.root(size);
        expect(await trail.checkInclusion(tree.leaf(i), i, size, root, tree.inclusionPath(i, size))).to.equal(true);
        const path = tree.consistencyPath(i + 1, size);
        expect(await trail.checkConsistency(i + 1, tree.root(i + 1), size, root, path)).to.equal(true);
      }
    }
  });

  it("builds citations with which the ledger corrects and confirms", async () => {
    const { client, deployment, log, trail, ledger } = await load();
    await trail.seal();
    await readRecords(client, log);
    const [size = 0n] = await sealedSizes(client, log.trail, 0n);
    const payment = movements(log.records, "payment")[0] ?? 0n;
    const transfer = movements(log.records, "transfer-payment")[0] ?? 0n;
    const cite = (record: bigint) => solidity(citationFor(log, record, size));

    await ledger.confirm(VALUE_DATE, ethers.ZeroHash, [cite(payment)]);
    expect(await readConfirmed(client, deployment, payment)).to.equal(true);
    await ledger.post(
      [
        order(Kind.Recovery, acc.bridge, [[acc.general, 100]]),
        order(Kind.Recovery, acc.grant, [[acc.general, 50]]),
        order(Kind.Reclassification, acc.bridge, [[acc.school, 30]]),
        order(Kind.Refund, acc.general, [[acc.taxes, 10]]),
      ],
      [payment, transfer, payment, movements(log.records, "receipt")[0] ?? 0n].map(cite),
    );
    expect(await readUndone(client, deployment, payment)).to.equal(130n);

    await readRecords(client, log);
    const recovery = await readMovement(client, deployment, movements(log.records, "recovery")[1] ?? 0n);
    const terms = unpackTerms(recovery.movement.terms);
    expect(terms).to.include({ kind: 6, cites: transfer, beyond: 0n });
    expect(accountText(recovery.movement.from)).to.equal("commitment-5");
  });

  it("adds up to the ledger's own totals by the table of kinds", async () => {
    const { client, deployment, log } = await load();
    await readRecords(client, log);
    const totals = new Map<string, bigint>();
    const add = (account: bigint, side: string, amount: bigint) => {
      const key = `${account} ${side}`;
      totals.set(key, (totals.get(key) ?? 0n) + amount);
    };
    for (const record of log.records) {
      const event = decodeRecord(record);
      if (event?.name !== "Movement") continue;
      const { from, to, amount, fromPosition, toPosition } = event.args;
      const kind = kindByNumber(unpackTerms(event.args.terms).kind);
      expect(fromPosition, `record ${event.args.record}`).to.equal(totals.get(`${from} ${kind.fromTotal}`) ?? 0n);
      expect(toPosition, `record ${event.args.record}`).to.equal(totals.get(`${to} ${kind.toTotal}`) ?? 0n);
      add(from, kind.fromTotal, amount);
      add(to, kind.toTotal, amount);
      if (kind.name === "transfer-payment") add(acc.special, "in", amount);
    }
    for (const account of Object.values(acc)) {
      const state = await readAccount(client, deployment, account);
      expect(state.totalIn, accountText(account)).to.equal(totals.get(`${account} in`) ?? 0n);
      expect(state.totalOut, accountText(account)).to.equal(totals.get(`${account} out`) ?? 0n);
      expect(state.balance).to.equal(state.totalIn - state.totalOut);
    }
    expect(KINDS).to.have.length(16);
  });

  it("reads accounts, parties, years and records", async () => {
    const { client, deployment, token, day } = await load();
    expect(await readFund(client, deployment, acc.general)).to.deep.include({
      government: Party.City,
      owner: Party.Treasury,
      currency: { code: "CNY", exponent: 2 },
      token: null,
    });
    expect((await readFund(client, deployment, acc.token)).token).to.equal(await token.getAddress());
    expect(await readLine(client, deployment, acc.roads)).to.deep.include({ agency: Party.Bureau, func: 451 });
    expect(await readCommitment(client, deployment, acc.grant)).to.deep.include({ payeeFund: acc.special });
    expect(await readYear(client, deployment, Party.City, 2026)).to.deep.include({ payUntil: day.payUntil });
    expect(await readParty(client, deployment, Party.Builder)).to.deep.include({ kind: 2 });
    expect(await readAccountCount(client, deployment, "fund")).to.equal(6n);
    expect((await readRecord(client, deployment, 0)).event.name).to.equal("DoorOpened");
  });

  it("checks a movement as the API would tell it", async () => {
    const { client, deployment, log } = await load();
    await readRecords(client, log);
    const number = movements(log.records, "payment")[0] ?? 0n;
    const { movement, log: place } = await readMovement(client, deployment, number);
    const told = {
      record: Number(number),
      kind: "payment" as const,
      from: { id: "fund-1" },
      to: { id: "commitment-1" },
      amount: "400",
      fromPosition: "0",
      toPosition: "0",
      beyond: null,
      flags: ["advance" as const],
      class: null,
      persons: null,
      detailRaw: movement.detail,
      valueDate: dayText(VALUE_DATE),
      postedAt: timeText(log.records[Number(number)]?.blockTime ?? 0n),
      document: null,
      cites: null,
      chain: {
        block: Number(place.blockNumber),
        blockHash: place.blockHash,
        transaction: place.transactionHash,
        logIndex: place.logIndex,
        address: place.address,
      },
    };
    for (const lookup of ["place", "number"] as const) {
      const check = await checkMovement(client, deployment, told, lookup);
      expect(check.fields.filter((field) => !field.same)).to.deep.equal([]);
      expect(check.leaf).to.equal(log.records[Number(number)]?.leaf);
    }
    const lie = await checkMovement(client, deployment, { ...told, amount: "401" });
    expect(lie.fields.filter((field) => !field.same)).to.deep.equal([
      { field: "amount", api: "401", chain: "400", same: false },
    ]);
  });
});

function movements(records: readonly Parameters<typeof decodeRecord>[0][], name: string): bigint[] {
  return records.flatMap((record) => {
    const event = decodeRecord(record);
    if (event?.name !== "Movement") return [];
    return kindByNumber(unpackTerms(event.args.terms).kind).name === name ? [event.args.record] : [];
  });
}
