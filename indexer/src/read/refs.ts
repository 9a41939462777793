// Loads the names behind account and party numbers, all those of a page at once.
import type { AccountRef, PartyRef } from "@mingzhang/sdk/api";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { accountKindName, idText, numbers, partyKind } from "./cells.ts";

interface AccountCells {
  id: string;
  kind: number;
  name: string;
  other_name: string;
}

interface PartyCells {
  id: number;
  kind: number;
  name: string;
  other_name: string;
}

/** Parties with their names of now, or of then. */
const named = (below: number | undefined): SQL =>
  below === undefined
    ? sql`parties`
    : sql`(select q.id, q.kind, n.name, n.other_name from parties q join lateral (
        select name, other_name from party_names where party = q.id and record < ${below} order by record desc limit 1) n on true)`;

/** Null where there is none. */
export interface FoundNames {
  accounts: AccountCells[] | null;
  parties: PartyCells[] | null;
}

/** The values that are there, each once. */
export const given = <T>(values: Iterable<T | null | undefined>): T[] =>
  [...new Set(values)].filter((value) => value !== null && value !== undefined);

/** The columns of FoundNames. @param parties a subquery of their numbers */
export const namesOf = (accounts: readonly string[], parties: SQL, below?: number): SQL => sql`
  (select json_agg(each) from (
    select a.id::text as id, a.kind, coalesce(p.name, a.name) as name, coalesce(p.other_name, a.other_name) as other_name
    from accounts a left join ${named(below)} p on a.kind = 1 and p.id = a.party
    where a.id in ${numbers(accounts)}) each) as accounts,
  (select json_agg(each) from (
    select p.id, p.kind, p.name, p.other_name from ${named(below)} p where p.id in ${parties}) each) as parties`;

/** Names that a page needs. A number that is not there is a broken store: `account` and `party` throw. */
export class Refs {
  readonly #accounts = new Map<string, AccountRef>();
  readonly #parties = new Map<number, PartyRef>();

  /** @param below gives the names that parties had before the record of this number */
  static async load(
    db: Db,
    accounts: Iterable<string | null | undefined>,
    parties: Iterable<number | null | undefined>,
    below?: number,
  ): Promise<Refs> {
    const accountIds = given(accounts);
    const partyIds = given(parties);
    if (accountIds.length === 0 && partyIds.length === 0) return new Refs(undefined);
    // In one question: each costs more than what it finds.
    const [found] = await db.rows<FoundNames>(sql`select ${namesOf(accountIds, numbers(partyIds), below)}`);
    return new Refs(found);
  }

  constructor(found: FoundNames | undefined) {
    for (const { id, kind, name, other_name } of found?.accounts ?? []) {
      this.#accounts.set(id, { id: idText(id), kind: accountKindName(kind), name, otherName: other_name });
    }
    for (const { id, kind, name, other_name } of found?.parties ?? []) {
      this.#parties.set(id, { id, kind: partyKind(kind), name, otherName: other_name });
    }
  }

  account(id: string): AccountRef {
    const ref = this.#accounts.get(id);
    if (ref === undefined) throw new Error(`The store has no account ${id}.`);
    return ref;
  }

  party(id: number): PartyRef {
    const ref = this.#parties.get(id);
    if (ref === undefined) throw new Error(`The store has no party ${id}.`);
    return ref;
  }

  /** For numbers that came from a payload, where anything may stand. */
  findAccount(id: string): AccountRef | null {
    return this.#accounts.get(id) ?? null;
  }

  findParty(id: number): PartyRef | null {
    return this.#parties.get(id) ?? null;
  }

  accountOrNull(id: string | null): AccountRef | null {
    return id === null ? null : this.account(id);
  }

  partyOrNull(id: number | null): PartyRef | null {
    return id === null ? null : this.party(id);
  }
}
