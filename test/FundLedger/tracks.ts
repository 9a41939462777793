// Holds the whole ledger against its own events: intervals contiguous on every track, totals equal to their ends, the log intact.
import { KINDS } from "@mingzhang/sdk/kinds";
import type { Total } from "@mingzhang/sdk/kinds";
import { expect } from "chai";
import { expectLogIntact } from "../support/log.ts";
import { fieldsOf, movementOf } from "./acts.ts";
import type { World } from "./setup.ts";

/** Replays all movements of the chain. @returns how many there are */
export async function expectBooksIntact(world: World): Promise<number> {
  const leaves = await expectLogIntact(world.trail, world.writers);
  const ends = new Map<string, bigint>();
  let count = 0;
  const take = (account: bigint, total: Total, position: bigint, amount: bigint, record: bigint) => {
    const track = `${account} ${total}`;
    expect(position, `position of record ${record} on ${track}`).to.equal(ends.get(track) ?? 0n);
    ends.set(track, position + amount);
  };

  for (const { log } of leaves) {
    const moved = log.address === world.ledger.target ? movementOf(world, log) : null;
    if (moved === null) continue;
    count += 1;
    const { kind, beyond, zero } = fieldsOf(moved.terms);
    const info = KINDS[kind - 1];
    if (info === undefined) throw new Error(`record ${moved.record} has kind ${kind}`);
    expect(zero, "top bits of terms").to.equal(0n);
    take(moved.from, info.fromTotal, moved.fromPosition, moved.amount, moved.record);
    take(moved.to, info.toTotal, moved.toPosition, moved.amount, moved.record);

    const commitment = info.name === "recovery" ? moved.from : moved.to;
    const payeeFund = info.beyondTotal === null ? 0n : (await world.ledger.commitmentOf(commitment)).payeeFund;
    if (info.beyondTotal !== null && payeeFund !== 0n) {
      take(payeeFund, info.beyondTotal, beyond, moved.amount, moved.record);
    } else expect(beyond, `beyond of record ${moved.record}`).to.equal(0n);
  }

  for (const account of new Set([...ends.keys()].map((track) => BigInt(track.split(" ")[0] ?? 0)))) {
    const { totalIn, totalOut } = await world.ledger.accountOf(account);
    expect([totalIn, totalOut], `totals of ${account}`).to.deep.equal([
      ends.get(`${account} in`) ?? 0n,
      ends.get(`${account} out`) ?? 0n,
    ]);
    const kind = Number(account >> 56n);
    if (kind !== 1 && kind !== 3) expect(totalOut <= totalIn, `overdraft of ${account}`).to.equal(true);
  }
  return count;
}
