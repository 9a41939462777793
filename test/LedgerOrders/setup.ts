// One movement of every kind that cases may post, and whose it is.
import { AccountKind, Kind, Party, acc, account, commitmentSpec, order } from "../FundLedger/setup.ts";
import type { Citation, Order } from "../FundLedger/setup.ts";
import { cite, postOne } from "../FundLedger/acts.ts";
import { deployLedgerHandlers } from "../support/orders.ts";
import type { Handlers } from "../support/orders.ts";
import { expectDescribed } from "../support/handlers.ts";
import type { Matter } from "../support/handlers.ts";
import { ONE, SEVERAL, WORDS, encodeOrders, leavesOf, rootOfRows } from "../support/orders.ts";
import type { Batch } from "../support/orders.ts";
import { ledgerMatterOf } from "../support/services.ts";
import { ethers } from "../network.ts";

export const DOCUMENT = ethers.id("document");
export const DETAIL = ethers.zeroPadBytes(ethers.toUtf8Bytes("SAL-2026-11 工资"), 32);

/** A movement, the agency whose it is, and the account that another agency's case is refused for. */
export interface Sample {
  kind: number;
  from: bigint;
  to: bigint;
  owner: number;
  account: bigint;
}

const sample = (kind: number, from: bigint, to: bigint, owner: number, account: bigint): Sample => {
  return { kind, from, to, owner, account };
};

const { Treasury, Bureau, Office } = Party;

/** Another commitment of the bridge's allotment to its payee. */
export const bridgeTwo = account(AccountKind.Commitment, 11);

/** Each kind once, and payments and promises of either unit. */
export const SAMPLES: readonly Sample[] = [
  sample(Kind.Refund, acc.general, acc.taxes, Treasury, acc.general),
  sample(Kind.CashTransfer, acc.general, acc.special, Treasury, acc.general),
  sample(Kind.Payment, acc.general, acc.school, Bureau, acc.school),
  sample(Kind.Payment, acc.general, acc.bridge, Office, acc.bridge),
  sample(Kind.TransferPayment, acc.general, acc.grantTwo, Bureau, acc.grantTwo),
  sample(Kind.Appropriation, acc.budget, acc.roads, Bureau, acc.roads),
  sample(Kind.Cut, acc.roads, acc.budget, Bureau, acc.roads),
  sample(Kind.Lapse, acc.schools, acc.budget, Bureau, acc.schools),
  sample(Kind.Virement, acc.roads, acc.schools, Bureau, acc.roads),
  sample(Kind.CarryOver, acc.roads, acc.roadsNext, Bureau, acc.roads),
  sample(Kind.Allotment, acc.roads, acc.roadsAllotment, Bureau, acc.roads),
  sample(Kind.Withdrawal, acc.roadsAllotment, acc.roads, Bureau, acc.roads),
  sample(Kind.Commitment, acc.roadsAllotment, acc.bridge, Office, acc.roadsAllotment),
  sample(Kind.Release, acc.survey, acc.roadsAllotment, Office, acc.survey),
  sample(Kind.Reclassification, acc.bridge, bridgeTwo, Office, acc.bridge),
];

/** Kinds whose movements cite one that they correct. */
export const CITING: readonly number[] = [Kind.Refund, Kind.Reclassification];

/** An order of this sample with a detail and a document. */
export const orderOf = ({ kind, from, to }: Pick<Sample, "kind" | "from" | "to">, amount = 7): Order => {
  return order(kind, from, [[to, amount, DETAIL]], { document: DOCUMENT });
};

/** Citations that look right and prove nothing: for descriptions, which do not ask the log. */
export function claim(record: bigint): Citation {
  const totals = { terms: 4n, amount: 9n, fromPosition: 0n, toPosition: 0n };
  const movement = { record, from: acc.general, to: acc.bridge, ...totals, document: DOCUMENT, detail: DETAIL };
  return { size: 64n, stamp: ethers.id("stamp"), movement, path: [ethers.id("path"), ethers.id("more")] };
}

/** Claims for each correction among the orders, of records 1000, 1001, … */
export function claimsFor(orders: readonly Order[]): Citation[] {
  const count = orders
    .filter(({ kind }) => CITING.includes(Number(kind)))
    .reduce((sum, { entries }) => sum + entries.length, 0);
  return Array.from({ length: count }, (_, i) => claim(1_000n + BigInt(i)));
}

/** As deployLedgerHandlers, with bridgeTwo, 100 committed. */
export async function deployOrders() {
  const world = await deployLedgerHandlers();
  await world.ledger.openCommitments([commitmentSpec(acc.roadsAllotment, Party.Builder)]);
  await world.ledger.post([order(Kind.Commitment, acc.roadsAllotment, [[bridgeTwo, 100]])], []);
  return world;
}

/** As deployOrders, with a payment of 100 to cite, of the bridge, and its proof. */
export async function deployPaid() {
  const world = await deployOrders();
  const receipt = await postOne(world, order(Kind.Receipt, acc.taxes, [[acc.general, 100]]));
  const payment = await postOne(world, order(Kind.Payment, acc.general, [[acc.bridge, 100]]));
  const [receiptProof, paymentProof] = await cite(world, receipt.record, payment.record);
  if (!receiptProof || !paymentProof) throw new Error("not cited");
  return { ...world, receiptProof, paymentProof };
}

/** What a decoder reads in a payload, and so what its form must say. */
export async function expectForm(
  world: Handlers,
  orders: readonly Order[],
  batch: Partial<Batch> = {},
  matter: Partial<Matter> = {},
): Promise<void> {
  const { purpose = "Salaries 工资", citations = [] } = batch;
  const wanted = ledgerMatterOf({ agency: Party.City, officials: 0, ...matter });
  const described = await world.orders.describe(wanted, encodeOrders(orders, { purpose, citations }));
  await expectFormOf(world, described, orders, { purpose, citations }, wanted);
}

export async function expectFormOf(
  { ledger, directory }: Pick<Handlers, "ledger" | "directory">,
  described: Awaited<ReturnType<Handlers["orders"]["describe"]>>,
  orders: readonly Order[],
  { purpose, citations }: Pick<Batch, "purpose" | "citations">,
  { agency }: Matter,
): Promise<void> {
  let cited = 0;
  const cites = orders.flatMap(({ kind, entries }) =>
    entries.map(() => (CITING.includes(Number(kind)) ? BigInt(citations[cited++]?.movement.record ?? 0n) : 0n)),
  );
  const entries = orders.flatMap((each) => each.entries);
  const total = entries.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const [order_, entry] = [orders[0], entries[0]];
  if (order_ === undefined || entry === undefined) throw new Error("no movement");
  const shared = { agency, currency: "CNY", purpose };
  const words = WORDS[Number(order_.kind)];
  if (entries.length === 1) {
    const committed = BigInt(entry.to) >> 56n === 6n;
    const payee = committed ? (await ledger.commitmentOf(entry.to)).payee : 0n;
    const { kind: _, entries: __, ...fields } = order_;
    const form = { ...shared, ...fields, ...entry, movement: words, cites: cites[0], payee };
    const names = await directory.queryFilter(directory.filters.PartyRegistered(undefined, payee));
    expectDescribed(described, ONE, { ...form, payeeName: committed ? (names[0]?.args.name ?? "") : "" }, [
      total,
      "0x434e59",
    ]);
    return;
  }
  const same = <K extends keyof Order>(field: K) => orders.every((each) => each[field] === order_[field]);
  const form = {
    ...shared,
    movement: same("kind") ? words : "mixed",
    count: entries.length,
    total,
    rows: rootOfRows(leavesOf(orders, cites)),
    document: same("document") ? order_.document : ethers.ZeroHash,
  };
  expectDescribed(described, SEVERAL, form, [total, "0x434e59"], entries.length);
}
