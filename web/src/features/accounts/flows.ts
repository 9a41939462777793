// What an account holds by permission, from the sums of its movements.
import type { Account, Flow, MovementKindName } from "@mingzhang/sdk/api";

/** Movements that undo permission given, by the kind of account. */
const BRINGS: Partial<Record<Account["kind"], readonly MovementKindName[]>> = {
  line: ["appropriation", "virement", "carry-over"],
  allotment: ["allotment"],
  commitment: ["commitment"],
};
const TAKES: Partial<Record<Account["kind"], readonly MovementKindName[]>> = {
  line: ["cut", "virement", "carry-over"],
  allotment: ["withdrawal"],
  commitment: ["release"],
};

/** Permission that an account was given, net of what was taken back, in minor units; null where it holds none. */
export function netOf(account: Account): string | null {
  // Read from the chain alone: totals without their parts.
  if (account.flows.length === 0) return null;
  const brings = BRINGS[account.kind];
  if (account.kind === "act") return account.totalOut;
  if (brings === undefined) return null;
  const takes = TAKES[account.kind] ?? [];
  const sum = (kinds: readonly MovementKindName[], side: Flow["side"]) =>
    account.flows
      .filter((flow) => flow.side === side && kinds.includes(flow.kind))
      .reduce((total, flow) => total + BigInt(flow.amount), 0n);
  return (sum(brings, "in") - sum(takes, "out")).toString();
}
