// Movements for trails out of the ledger's own events: what corrections come after, and which commitments pay a fund.
import { MingzhangError } from "../errors.ts";
import type { RecordEvent } from "../events.ts";
import { kindByNumber } from "../kinds.ts";
import { unpackTerms } from "../terms.ts";
import type { TrailMovement } from "./legs.ts";

/** Events that trails are made of; others may be among those given. */
export const TRAIL_EVENTS = ["Movement", "CommitmentOpened"] as const;

/**
 * Movements in the order of their records. Throws TRAIL_GAP where one cites a movement that is not among the events, or
 * records do not ascend.
 */
export function trailMovements(events: Iterable<RecordEvent>): TrailMovement[] {
  const funds = new Map<bigint, bigint>();
  const undone = new Map<bigint, bigint>();
  const movements: TrailMovement[] = [];
  let last = -1n;
  for (const event of events) {
    if (event.name === "CommitmentOpened") {
      if (event.args.payeeFund !== 0n) funds.set(event.args.account, event.args.payeeFund);
      continue;
    }
    if (event.name !== "Movement") continue;
    const { record, from, to, amount, fromPosition, toPosition } = event.args;
    if (record <= last) throw outOfOrder(record, "does not come after the one before");
    last = record;
    const { kind: number, beyond, cites } = unpackTerms(event.args.terms);
    const kind = kindByNumber(number).name;
    let citedPosition = 0n;
    if (cites !== 0n) {
      const before = undone.get(cites);
      if (before === undefined) throw outOfOrder(record, `cites ${cites}, which is not here`);
      citedPosition = before;
      undone.set(cites, before + amount);
    }
    undone.set(record, 0n);
    const commitment = kind === "transfer-payment" ? to : from;
    const takes = kind === "transfer-payment" || kind === "recovery" || kind === "reclassification";
    const takingFund = takes ? (funds.get(commitment) ?? null) : null;
    movements.push({
      record,
      kind,
      from,
      to,
      amount,
      fromPosition,
      toPosition,
      beyond,
      cites: cites === 0n ? null : cites,
      citedPosition,
      takingFund,
    });
  }
  return movements;
}

function outOfOrder(record: bigint, what: string): MingzhangError {
  return new MingzhangError("TRAIL_GAP", "record", record, what, "Give all events of the ledger in order");
}
