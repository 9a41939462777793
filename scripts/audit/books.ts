// Derives every account from raw events alone, by the text of IFundLedger: totals, positions, what undoes what.
import type { MovementArgs } from "@mingzhang/sdk/events";
import type { AuditEvent } from "./decode.ts";
import { Difference } from "./difference.ts";
import { accountKind, type AccountKind, accountText, lettersOf, type Terms, termsOf } from "./words.ts";

export interface Flow {
  amount: bigint;
  count: number;
}

export interface Account {
  id: bigint;
  kind: AccountKind;
  record: number;
  in: bigint;
  out: bigint;
  /** By kind of movement, side and currency: `4 out CNY`. A line's also hold those of its commitments. */
  flows: Map<string, Flow>;
  /** Agency (fund: owner; allotment: unit), party (source: payer; commitment: payee), 0 for none. */
  agency: number;
  party: number;
  government: number;
  year: number;
  fund: bigint;
  line: bigint;
  allotment: bigint;
  payeeFund: bigint;
  func: number;
  economic: number;
  actType: number;
  currency: string;
  exponent: number;
  token: string;
}

export interface Movement extends MovementArgs {
  number: number;
  decoded: Terms;
  currency: string;
  /** Fund that it belongs to; the giving one of a cash transfer. */
  fund: Account;
}

export interface Year {
  firstDay: number;
  lastDay: number;
  commitUntil: number;
  payUntil: number;
}

const NOBODY = `0x${"0".repeat(40)}`;
const BLANK = {
  in: 0n,
  out: 0n,
  agency: 0,
  party: 0,
  government: 0,
  year: 0,
  fund: 0n,
  line: 0n,
  allotment: 0n,
} as const;
const REST = { payeeFund: 0n, func: 0, economic: 0, actType: 0, currency: "", exponent: 0, token: NOBODY } as const;

/** Totals that a movement of each kind raises: of `from`, of `to`, and of the payee's fund. IFundLedger.Kind, from 1. */
const RAISES: readonly (readonly ["in" | "out", "in" | "out", ("in" | "out")?])[] = [
  ["out", "in"], // receipt: source to fund
  ["out", "in"], // refund: fund to source
  ["out", "in"], // cash transfer: fund to fund
  ["out", "out"], // payment: out of the fund, spent on the commitment
  ["out", "out", "in"], // transfer payment: and into the payee's fund
  ["in", "in", "out"], // recovery: back to the commitment and the fund, out of the payee's fund if it has one
  ["out", "in"], // appropriation
  ["out", "in"], // cut
  ["out", "in"], // lapse
  ["out", "in"], // virement
  ["out", "in"], // carry-over
  ["out", "in"], // allotment
  ["out", "in"], // withdrawal
  ["out", "in"], // commitment
  ["out", "in"], // release
  ["in", "out"], // reclassification: spent less on one commitment, more on the other
];

export class Books {
  readonly accounts = new Map<bigint, Account>();
  readonly movements = new Map<number, Movement>();
  /** Agencies, payees, sources, classes: kind and parent. */
  readonly parties = new Map<number, { kind: number; parent: number }>();
  readonly years = new Map<string, Year>();
  /** By record of the movement: how much later ones undid, and how much of that recoveries brought back. */
  readonly undone = new Map<number, { amount: bigint; recovered: bigint }>();
  /** By record of the movement: record of the bank's confirmation. */
  readonly confirmed = new Map<number, number>();

  /** Takes in the next record. Throws Difference where it does not continue the ones before. */
  take(number: number, event: AuditEvent): void {
    switch (event.name) {
      case "PartyRegistered":
        this.parties.set(event.args.party, { kind: event.args.kind, parent: event.args.parent });
        break;
      case "YearOpened":
        this.years.set(`${event.args.government} ${event.args.year}`, event.args);
        break;
      case "Confirmed":
        this.confirmed.set(Number(event.args.movement), number);
        break;
      case "Movement":
        this.#move(number, event.args);
        break;
      default:
        this.#open(number, event);
    }
  }

  #open(record: number, event: AuditEvent): void {
    const add = (id: bigint, fields: Partial<Account>): void => {
      const account = {
        ...BLANK,
        ...REST,
        id,
        kind: accountKind(id),
        record,
        flows: new Map<string, Flow>(),
        ...fields,
      };
      if (this.accounts.has(id))
        throw new Difference("log", accountText(id), "opening", "opened before", `record ${record}`);
      this.accounts.set(id, account);
    };
    switch (event.name) {
      case "FundOpened": {
        const { account, owner, exponent, token } = event.args;
        const currency = lettersOf(event.args.currency);
        add(account, {
          fund: account,
          agency: owner,
          government: this.rootOf(owner),
          currency,
          exponent,
          token: token.toLowerCase(),
        });
        break;
      }
      case "SourceOpened": {
        const { account, fund, party } = event.args;
        add(account, { ...this.#ofFund(fund), party });
        break;
      }
      case "ActOpened": {
        const { account, government, year, actType } = event.args;
        add(account, { government, year, actType });
        break;
      }
      case "LineOpened": {
        const { account, fund, agency, year, func, economic } = event.args;
        add(account, { ...this.#ofFund(fund), line: account, agency, year, func, economic });
        break;
      }
      case "AllotmentOpened": {
        const { account, line, unit } = event.args;
        const { fund, year, agency } = this.account(line);
        add(account, { ...this.#ofFund(fund), line, allotment: account, year, agency, party: unit });
        break;
      }
      case "CommitmentOpened": {
        const { account, allotment, payee, payeeFund } = event.args;
        const { fund, line, year, agency } = this.account(allotment);
        add(account, { ...this.#ofFund(fund), line, allotment, year, agency, party: payee, payeeFund });
        break;
      }
      default:
      // Doors, seats, permits, cases: no account.
    }
  }

  #ofFund(id: bigint): Partial<Account> {
    const { fund, government, currency, exponent, token } = this.account(id);
    return { fund, government, currency, exponent, token };
  }

  /** Throws Difference for an account that no record before opened. */
  account(id: bigint): Account {
    const found = this.accounts.get(id);
    if (found === undefined) throw new Difference("log", accountText(id), "opening", "none", "it is used");
    return found;
  }

  /** Government above an agency. */
  rootOf(agency: number): number {
    let at = agency;
    for (let parent = this.parties.get(at)?.parent ?? 0; parent !== 0; parent = this.parties.get(at)?.parent ?? 0)
      at = parent;
    return at;
  }

  #move(number: number, args: MovementArgs): void {
    const decoded = termsOf(args.terms);
    const raises = RAISES[decoded.kind - 1];
    const subject = `movement ${number}`;
    if (raises === undefined) throw new Difference("log", subject, "kind", "1 to 16", decoded.kind);
    const [from, to] = [this.account(args.from), this.account(args.to)];
    const currency = from.currency === "" ? to.currency : from.currency;
    const fund = from.fund === 0n ? this.account(to.fund) : this.account(from.fund);
    const raise = (account: Account, side: "in" | "out", position: bigint, name: string): void => {
      if (account[side] !== position) throw new Difference("log", subject, name, account[side], position);
      account[side] += args.amount;
      addFlow(account, decoded.kind, side, currency, args.amount);
      if (account.kind === "commitment") addFlow(this.account(account.line), decoded.kind, side, currency, args.amount);
    };
    raise(from, raises[0], args.fromPosition, "fromPosition");
    raise(to, raises[1], args.toPosition, "toPosition");
    const beyond = (to.kind === "commitment" ? to : from).payeeFund;
    if (raises[2] !== undefined && beyond !== 0n) raise(this.account(beyond), raises[2], decoded.beyond, "beyond");
    for (const account of [from, to]) {
      const boundary = account.kind === "source" || account.kind === "act";
      if (!boundary && account.out > account.in) {
        throw new Difference(
          "log",
          subject,
          `totalOut of ${accountText(account.id)}`,
          `at most ${account.in}`,
          account.out,
        );
      }
    }
    if (decoded.cites !== 0n) this.#undo(Number(decoded.cites), decoded.kind, args.amount, subject);
    this.movements.set(number, { ...args, number, decoded, currency, fund });
  }

  #undo(cited: number, kind: number, amount: bigint, subject: string): void {
    const found = this.movements.get(cited);
    if (found === undefined) throw new Difference("log", subject, "cites", "an earlier movement", cited);
    const sum = this.undone.get(cited) ?? { amount: 0n, recovered: 0n };
    sum.amount += amount;
    if (kind === 6) sum.recovered += amount;
    if (sum.amount > found.amount)
      throw new Difference("log", subject, "amount", `at most what is left of ${cited}`, amount);
    this.undone.set(cited, sum);
  }
}

function addFlow(account: Account, kind: number, side: "in" | "out", currency: string, amount: bigint): void {
  const key = `${kind} ${side} ${currency}`;
  const flow = account.flows.get(key) ?? { amount: 0n, count: 0 };
  flow.amount += amount;
  flow.count += 1;
  account.flows.set(key, flow);
}

/** Sum of flows of an account: each `kind side`, a minus before those that take away. */
export function net({ flows }: Account, ...terms: string[]): bigint {
  let sum = 0n;
  for (const [key, { amount }] of flows) {
    const [kind, side] = key.split(" ");
    if (terms.includes(`${kind} ${side}`)) sum += amount;
    if (terms.includes(`-${kind} ${side}`)) sum -= amount;
  }
  return sum;
}
