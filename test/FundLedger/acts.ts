// What tests do with a ledger: post and read back, cite, refuse, move in time.
import { expect } from "chai";
import type { ContractTransactionResponse, Log } from "ethers";
import { ethers, networkHelpers } from "../network.ts";
import { leavesOf } from "../support/log.ts";
import { inclusionPath } from "../support/merkle.ts";
import type { Citation, Order, World } from "./setup.ts";

/** A movement as its event carries it. */
export interface Moved {
  record: bigint;
  from: bigint;
  to: bigint;
  terms: bigint;
  amount: bigint;
  fromPosition: bigint;
  toPosition: bigint;
  document: string;
  detail: string;
}

/** Fields of the terms' word, as contracts/libraries/Terms.sol draws it. */
export function fieldsOf(terms: bigint) {
  const bits = (shift: bigint, width: bigint) => (terms >> shift) & ((1n << width) - 1n);
  return {
    kind: Number(bits(0n, 8n)),
    flags: Number(bits(8n, 8n)),
    code: Number(bits(16n, 32n)),
    valueDate: Number(bits(48n, 24n)),
    cites: bits(72n, 64n),
    beyond: bits(136n, 104n),
    zero: bits(240n, 16n),
  };
}

/** The movement in a log, or null. */
export function movementOf({ ledger }: World, log: Log): Moved | null {
  const parsed = ledger.interface.parseLog(log);
  if (parsed?.name !== "Movement") return null;
  const number = (name: string) => BigInt(parsed.args.getValue(name) as bigint);
  const text = (name: string) => String(parsed.args.getValue(name));
  return {
    record: number("record"),
    from: number("from"),
    to: number("to"),
    terms: number("terms"),
    amount: number("amount"),
    fromPosition: number("fromPosition"),
    toPosition: number("toPosition"),
    document: text("document"),
    detail: text("detail"),
  };
}

/** Movements that a transaction posted. */
export async function movementsIn(world: World, sent: ContractTransactionResponse): Promise<Moved[]> {
  const receipt = await sent.wait();
  return (receipt?.logs ?? []).map((log) => movementOf(world, log)).filter((moved) => moved !== null);
}

/** Posts orders and returns their movements. */
export async function post(world: World, orders: Order[], citations: Citation[] = []): Promise<Moved[]> {
  return movementsIn(world, await world.ledger.post(orders, citations));
}

/** Posts orders that make one movement. */
export async function postOne(world: World, single: Order, citations: Citation[] = []): Promise<Moved> {
  const [moved] = await post(world, [single], citations);
  if (moved === undefined) throw new Error("no movement");
  return moved;
}

/** Seals the log and proves each record against the sealed size. */
export async function cite(world: World, ...records: bigint[]): Promise<Citation[]> {
  await world.trail.seal();
  const leaves = await leavesOf([await world.trail.getAddress(), ...world.writers]);
  const hashes = leaves.map((leaf) => leaf.leaf);
  return records.map((record) => {
    const leaf = leaves[Number(record)];
    const movement = leaf && movementOf(world, leaf.log);
    if (!leaf || !movement) throw new Error(`record ${record} is no movement`);
    return { size: leaves.length, stamp: leaf.stamp, movement, path: inclusionPath(Number(record), hashes) };
  });
}

export type Refusal = readonly [error: string, ...values: unknown[]];

/** Holds that the ledger refuses with this error and these values. */
export async function refused(world: World, call: Promise<unknown>, [error, ...values]: Refusal): Promise<void> {
  const assertion = expect(call).to.be.revertedWithCustomError(world.ledger, error);
  await (values.length === 0 ? assertion : assertion.withArgs(...values));
}

/** Holds that a post is refused, without sending it. */
export async function refusesPost(
  world: World,
  orders: Order | Order[],
  refusal: Refusal,
  citations: Citation[] = [],
): Promise<void> {
  await refused(world, world.ledger.post.staticCall([orders].flat(), citations), refusal);
}

/** `[totalIn, totalOut]` of an account. */
export async function totals({ ledger }: World, account: bigint): Promise<[bigint, bigint]> {
  const { totalIn, totalOut } = await ledger.accountOf(account);
  return [totalIn, totalOut];
}

/** Balance of an account: what came in less what went out. */
export async function balance(world: World, account: bigint): Promise<bigint> {
  const [totalIn, totalOut] = await totals(world, account);
  return totalIn - totalOut;
}

/** Goes to the first or the last second of a day (days since 1970-01-01). */
export async function goTo(day: number, end: "first second" | "last second" = "first second"): Promise<void> {
  await networkHelpers.time.increaseTo(day * 86_400 + (end === "last second" ? 86_399 : 0));
}

/** A detail that says `text`, as payers write their references. */
export function reference(text: string): string {
  return ethers.zeroPadBytes(ethers.toUtf8Bytes(text), 32);
}
