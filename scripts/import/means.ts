// The means of imported payments: what accounts lack, and the orders that give exactly that.
import { FLAG_IMPORTED } from "@mingzhang/sdk/terms";
import { order } from "../chain/orders.ts";
import type { Order } from "../chain/orders.ts";
import { ImportError } from "./errors.ts";
import { textDetail } from "./plan.ts";
import type { ChainState } from "./state.ts";

/** Stands in `detail` of everything that is not a published row: 32 bytes, so that nobody takes it for an act. */
export const IMPORTED_DETAIL = textDetail("imported: equals published spend");

/** Sums what accounts lack beyond what they already have. */
export class Means {
  readonly #state: ChainState;
  #wanted = new Map<bigint, bigint>();

  constructor(state: ChainState) {
    this.#state = state;
  }

  want(account: bigint, amount: bigint): void {
    this.#wanted.set(account, (this.#wanted.get(account) ?? 0n) + amount);
  }

  /** What is lacking of all that was wanted since the last time; accounts that lack nothing are left out. */
  take(): Map<bigint, bigint> {
    const lacking = new Map<bigint, bigint>();
    for (const [account, amount] of this.#wanted) {
      const spare = this.#state.spare.get(account) ?? 0n;
      if (amount > spare) lacking.set(account, amount - spare);
    }
    this.#wanted = new Map();
    return lacking;
  }
}

/** Orders that give each account its amount, from the account above it; one order for each giver. */
export function budgetOrders(
  kind: "appropriation" | "allotment" | "commitment",
  amounts: ReadonlyMap<bigint, bigint>,
  giverOf: ReadonlyMap<bigint, bigint>,
): Order[] {
  const byGiver = new Map<bigint, Order>();
  for (const [to, amount] of amounts) {
    const giver = present(giverOf.get(to));
    const made = byGiver.get(giver) ?? order(kind, giver, [], { flags: FLAG_IMPORTED });
    made.entries.push({ to, amount, detail: IMPORTED_DETAIL });
    byGiver.set(giver, made);
  }
  return [...byGiver.values()];
}

/** What an earlier step has made sure of. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new ImportError("The chain does not show what was just posted. Run the import again.");
  return value;
}
