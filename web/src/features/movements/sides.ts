// Who gives, who takes and what for: a movement as people tell it, rather than as two account numbers.
import type { AccountRef, Movement, PartyRef } from "@mingzhang/sdk/api";

export type Side = { account: AccountRef } | { party: PartyRef };

export interface Sides {
  from: Side;
  to: Side;
  /** Commitment or line that the movement is for. */
  purpose: AccountRef | null;
}

/**
 * A source stands for the party behind it, and a commitment's spent side is its payee (DESIGN: "that payee's side is the
 * commitment's own spent side"), so payments name the payee and recoveries come from it.
 */
export function sidesOf(movement: Movement): Sides {
  const { kind, from, to, payee, payer, otherFund, line } = movement;
  const account = (ref: AccountRef): Side => ({ account: ref });
  const party = (ref: PartyRef | null, instead: AccountRef): Side => (ref === null ? account(instead) : { party: ref });
  switch (kind) {
    case "receipt":
      return { from: party(payer, from), to: account(to), purpose: null };
    case "refund":
      return { from: account(from), to: party(payer, to), purpose: null };
    case "cash-transfer":
      return { from: account(from), to: account(to), purpose: null };
    case "payment":
      return { from: account(from), to: party(payee, to), purpose: to };
    case "transfer-payment":
      return { from: account(from), to: account(otherFund ?? to), purpose: to };
    case "recovery":
      return { from: otherFund === null ? party(payee, from) : account(otherFund), to: account(to), purpose: from };
    case "commitment":
    case "release":
      // Their title says what they are for.
      return { from: account(from), to: account(to), purpose: null };
    default:
      // A line that is a side already is not named again.
      return {
        from: account(from),
        to: account(to),
        purpose: line?.id === from.id || line?.id === to.id ? null : line,
      };
  }
}
