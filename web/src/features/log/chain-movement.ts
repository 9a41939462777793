// A movement read from the chain alone, in the shape that the movement's page tells it in.
import { accountKind, accountText } from "@mingzhang/sdk/accounts";
import type { Account, AccountRef, Code, MovementDetail } from "@mingzhang/sdk/api";
import { cofogText } from "@mingzhang/sdk/classification";
import { dayText, timeText } from "@mingzhang/sdk/days";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { asMovement, readConfirmed, readRecordIn, readUndone } from "@mingzhang/sdk/read";
import { isAdvance, isImported, unpackTerms } from "@mingzhang/sdk/terms";
import { detailToText } from "@mingzhang/sdk/text";
import type { Hex } from "@mingzhang/sdk/hex";
import { getBlock } from "viem/actions";
import { accountNames, partyNames } from "./chain-names";
import { readRelations, type Relations } from "./chain-relations";
import type { ChainAccess } from "./settings";

export interface ChainMovement {
  movement: MovementDetail;
  accounts: ReadonlyMap<string, Account>;
}

/**
 * Reads the event and what stands around it. What needs a walk through the whole log is left out: which movements
 * correct this one (their sum is there), and the bank's confirmation beyond whether there is one.
 * Throws MingzhangError where there is no such movement; errors of viem where the node fails.
 */
export async function chainMovement(access: ChainAccess, transaction: Hex, logIndex: number): Promise<ChainMovement> {
  const { client, deployment } = access;
  const { movement: event, log } = asMovement(await readRecordIn(client, deployment, transaction, logIndex));
  const terms = unpackTerms(event.terms);
  const kind = kindByNumber(terms.kind);
  const [relations, block, undone, isConfirmed] = await Promise.all([
    readRelations(client, deployment, [event.from, event.to]),
    getBlock(client, { blockHash: log.blockHash }),
    readUndone(client, deployment, event.record),
    readConfirmed(client, deployment, event.record),
  ]);
  const wanted = [event.from, event.to, relations.fund, relations.payeeFund, ...relations.authority];
  const parties = [relations.agency, relations.payee, relations.payer].filter((party) => party !== null);
  const [names, people] = await Promise.all([
    accountNames(client, deployment, [...new Set(wanted.filter((account) => account !== null))]),
    partyNames(client, deployment, [...new Set(parties)]),
  ]);

  const ref = (account: bigint | null): AccountRef | null => (account === null ? null : (names.get(account) ?? null));
  const side = (account: bigint): AccountRef => {
    const { id, kind: sideKind, name, otherName } = names.get(account) ?? unnamed(account);
    const payer = sideKind === "source" && relations.payer !== null ? people.get(relations.payer) : undefined;
    return { id, kind: sideKind, name: payer?.name ?? name, otherName: payer?.otherName ?? otherName };
  };
  const person = (party: number | null) => (party === null ? null : (people.get(party) ?? null));
  const isReceipt = kind.name === "receipt" || kind.name === "refund";
  // A recovery concerns the payee's fund only where it undoes a transfer payment, which its commitment says.
  const touchesFund = kind.name === "transfer-payment" || kind.name === "recovery";
  const otherFund = kind.name === "cash-transfer" ? event.to : touchesFund ? relations.payeeFund : null;
  const paid = kind.name === "payment" || kind.name === "transfer-payment" || kind.name === "refund";

  const movement: MovementDetail = {
    record: Number(event.record),
    kind: kind.name,
    books: [...kind.books],
    from: side(event.from),
    to: side(event.to),
    payee: person(relations.payee),
    payer: person(relations.payer),
    fund: ref(relations.fund),
    otherFund: ref(otherFund),
    line: ref(relations.line),
    agency: person(relations.agency),
    function: relations.func ? code(cofogText(relations.func)) : null,
    economic: relations.economic ? code(String(relations.economic)) : null,
    year: relations.year,
    amount: String(event.amount),
    currency: relations.currency.code,
    exponent: relations.currency.exponent,
    fromPosition: String(event.fromPosition),
    toPosition: String(event.toPosition),
    beyond: otherFund === null || kind.name === "cash-transfer" ? null : String(terms.beyond),
    flags: [...(isAdvance(terms) ? ["advance" as const] : []), ...(isImported(terms) ? ["imported" as const] : [])],
    class: isReceipt && terms.code !== 0 ? code(String(terms.code)) : null,
    persons: !isReceipt && terms.code !== 0 ? terms.code : null,
    detail: detailToText(event.detail) || null,
    detailRaw: event.detail,
    valueDate: kind.valueDate ? dayText(terms.valueDate) : null,
    postedAt: timeText(block.timestamp),
    document: BigInt(event.document) === 0n ? null : event.document,
    cites: terms.cites === 0n ? null : Number(terms.cites),
    undone: String(undone),
    settlement: relations.token ? "token" : "attested",
    confirmed: null,
    // What came back in full never arrived: no bank will confirm it.
    awaitsConfirmation: paid && !relations.token && !isConfirmed && undone < event.amount,
    imported: isImported(terms),
    chain: {
      block: Number(log.blockNumber),
      blockHash: log.blockHash,
      transaction: log.transactionHash,
      logIndex: log.logIndex,
      address: log.address,
    },
    // How deep is deep enough is the indexer's setting; without it the page makes no claim against the movement.
    final: true,
    raw: { topics: [...log.topics], data: log.data },
    transactionFrom: null,
    citesMovement: null,
    citedBy: [],
    // Which case it came of stands in another record, and only the indexer finds it.
    case: null,
    authority: relations.authority.flatMap((account) => ref(account) ?? []),
  };
  return { movement, accounts: accountsOf(relations) };
}

function unnamed(account: bigint): AccountRef {
  return { id: accountText(account), kind: accountKind(account), name: "", otherName: "" };
}

function code(text: string | null): Code | null {
  return text === null ? null : { code: text, label: null, otherLabel: null };
}

/** Running totals of the accounts around the movement; what they are called is in the movement. */
function accountsOf({ states, currency }: Relations): ReadonlyMap<string, Account> {
  const nobody = { id: 0, kind: "agency" as const, name: "", otherName: "" };
  return new Map(
    [...states].map(([number, state]): [string, Account] => {
      const id = accountText(number);
      const account: Account = {
        id,
        kind: accountKind(number),
        name: "",
        otherName: "",
        number: String(number),
        openedRecord: 0,
        government: nobody,
        fund: null,
        line: null,
        allotment: null,
        agency: null,
        party: null,
        payeeFund: null,
        year: null,
        currency: currency.code,
        exponent: currency.exponent,
        totalIn: String(state.totalIn),
        totalOut: String(state.totalOut),
        balance: String(state.balance),
        flows: [],
        code: null,
        document: null,
        children: 0,
      };
      return [id, account];
    }),
  );
}
