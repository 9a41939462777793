// What already stands on the chain, read from its events: the importer's only memory between runs.
import { accountKind, accountNumber } from "@mingzhang/sdk/accounts";
import type { AccountKind } from "@mingzhang/sdk/accounts";
import type { RecordEvent } from "@mingzhang/sdk/events";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { isImported, unpackTerms } from "@mingzhang/sdk/terms";
import type { Hex } from "viem";
import { fold } from "./text.ts";

/** IDirectory.PartyKind. */
export const PARTY = { agency: 1, payee: 2, source: 3, payeeClass: 4 } as const;
export type PartyKindNumber = (typeof PARTY)[keyof typeof PARTY];

/** ILedgerAccounts.ActType.Imported. */
export const ACT_IMPORTED = 4;

/** A payment that stands on the ledger, or will once the plan is carried out. */
export interface Paid {
  /** Record number; undefined while it is only planned. */
  record: bigint | undefined;
  commitment: bigint;
  amount: bigint;
  /** What later movements have undone of it. */
  undone: bigint;
  day: number;
  document: Hex;
  detail: Hex;
}

/** Sum and number of an import's cash movements under one document. */
export interface DocumentTotals {
  payments: number;
  recoveries: number;
  /** Payments less recoveries, minor units. */
  amount: bigint;
}

/** Everything of the chain that an import builds on. Filled by `apply`, in record order. */
export class ChainState {
  readonly parties = new Map<string, number>();
  /** Identifiers that parties hold: each is given out once. */
  readonly identifiers = new Set<string>();
  readonly funds = new Map<string, bigint>();
  readonly sources = new Map<string, bigint>();
  readonly years = new Set<string>();
  readonly acts = new Map<string, bigint>();
  readonly lines = new Map<string, bigint>();
  /** First allotment of each line. */
  readonly allotments = new Map<bigint, bigint>();
  readonly commitments = new Map<string, bigint>();
  /** Permission or cash that an account got from imports and has not passed on, credit notes left aside. */
  readonly spare = new Map<bigint, bigint>();
  readonly payments = new Map<bigint, Paid>();
  /** Record number by document and detail, of imported payments and recoveries. */
  readonly posted = new Map<string, bigint>();
  readonly documents = new Map<Hex, DocumentTotals>();
  readonly #counts = new Map<AccountKind, bigint>();
  partyCount = 0;
  /** Number of records seen: the next one's number, as long as none is missed. */
  size = 0n;

  /** Takes in one record. */
  apply(event: RecordEvent): void {
    this.size = event.args.record + 1n;
    switch (event.name) {
      case "PartyRegistered": {
        const { party, kind, parent, name, scheme, identifier } = event.args;
        if (scheme !== "") this.identifiers.add(identifierKey(scheme, identifier));
        this.partyCount = Math.max(this.partyCount, party);
        setOnce(this.parties, partyKey(kind, parent, name), party);
        break;
      }
      case "FundOpened": {
        this.#opened(event.args.account);
        setOnce(this.funds, fundKey(event.args.owner, event.args.currency, event.args.name), event.args.account);
        break;
      }
      case "SourceOpened":
        this.#opened(event.args.account);
        setOnce(this.sources, `${event.args.fund}/${event.args.party}`, event.args.account);
        break;
      case "YearOpened":
        this.years.add(`${event.args.government}/${event.args.year}`);
        break;
      case "ActOpened": {
        const { account, government, year, actType, title } = event.args;
        this.#opened(account);
        if (actType === ACT_IMPORTED) setOnce(this.acts, actKey(government, year, title), account);
        break;
      }
      case "LineOpened": {
        const { account, fund, agency, year, name } = event.args;
        this.#opened(account);
        setOnce(this.lines, lineKey(fund, agency, year, name), account);
        break;
      }
      case "AllotmentOpened":
        this.#opened(event.args.account);
        setOnce(this.allotments, event.args.line, event.args.account);
        break;
      case "CommitmentOpened":
        this.#opened(event.args.account);
        setOnce(
          this.commitments,
          commitmentKey(event.args.allotment, event.args.payee, event.args.contractId),
          event.args.account,
        );
        break;
      case "Movement":
        this.#moved(event.args);
        break;
      default:
        break;
    }
  }

  /** Number that the next account of a kind gets, and the `at`-th after it. */
  nextAccount(kind: AccountKind, at: number): bigint {
    return accountNumber(kind, (this.#counts.get(kind) ?? 0n) + 1n + BigInt(at));
  }

  #opened(account: bigint): void {
    const kind = accountKind(account);
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0n) + 1n);
  }

  #moved(args: Extract<RecordEvent, { name: "Movement" }>["args"]): void {
    const { record, from, to, amount, document, detail } = args;
    const terms = unpackTerms(args.terms);
    const cited = this.payments.get(terms.cites);
    if (cited !== undefined) cited.undone += amount;
    if (!isImported(terms)) return;
    const kind = kindByNumber(terms.kind).name;
    if (kind === "payment" || kind === "recovery") {
      const paying = kind === "payment";
      if (paying) {
        this.#pass(from, to, -amount);
        this.payments.set(record, {
          record,
          commitment: to,
          amount,
          undone: 0n,
          day: terms.valueDate,
          document,
          detail,
        });
      }
      this.posted.set(postedKey(document, detail), record);
      const totals = this.documents.get(document) ?? { payments: 0, recoveries: 0, amount: 0n };
      totals.payments += paying ? 1 : 0;
      totals.recoveries += paying ? 0 : 1;
      totals.amount += paying ? amount : -amount;
      this.documents.set(document, totals);
      return;
    }
    // Receipt, appropriation, allotment, commitment: passed on by the giver, spare at the taker.
    add(this.spare, to, amount);
    if (kind === "allotment" || kind === "commitment") add(this.spare, from, -amount);
  }

  /** A payment uses up what the fund and the commitment had. */
  #pass(fund: bigint, commitment: bigint, amount: bigint): void {
    add(this.spare, fund, amount);
    add(this.spare, commitment, amount);
  }
}

function add(map: Map<bigint, bigint>, account: bigint, amount: bigint): void {
  map.set(account, (map.get(account) ?? 0n) + amount);
}

/** The first account or party under a name is the one that an import uses. */
function setOnce<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (!map.has(key)) map.set(key, value);
}

export function partyKey(kind: number, parent: number, name: string): string {
  return `${kind}/${parent}/${fold(name)}`;
}

export function fundKey(owner: number, currencyBytes: string, name: string): string {
  return `${owner}/${currencyBytes}/${fold(name)}`;
}

export function actKey(government: number, year: number, title: string): string {
  return `${government}/${year}/${fold(title)}`;
}

export function lineKey(fund: bigint, agency: number, year: number, name: string): string {
  return `${fund}/${agency}/${year}/${fold(name)}`;
}

export function commitmentKey(allotment: bigint, payee: number, contract: string): string {
  return `${allotment}/${payee}/${contract}`;
}

export function identifierKey(scheme: string, identifier: string): string {
  return JSON.stringify([scheme, identifier]);
}

export function postedKey(document: Hex, detail: Hex): string {
  return `${document}|${detail}`;
}
