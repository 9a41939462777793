// Loads the names behind officials and procedures, with the parties and accounts that a page of cases needs.
import type { OfficialRef, ProcedureRef } from "@mingzhang/sdk/api-cases";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { exponentOf } from "@mingzhang/sdk/money";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { currencies, type CurrencyCells } from "./accounts.ts";
import { numbers } from "./cells.ts";
import { type FoundNames, given, namesOf, Refs } from "./refs.ts";

export interface Wanted {
  accounts?: Iterable<string | null | undefined>;
  parties?: Iterable<number | null | undefined>;
  /** 0 stands for none. */
  officials?: Iterable<number | null | undefined>;
  procedures?: Iterable<number>;
}

interface OfficialCells {
  number: number;
  agency: number;
  name: string;
  other_name: string;
}

interface ProcedureCells {
  number: number;
  code: string;
  name: string;
  other_name: string;
}

/** Null where there is none. */
interface Found extends FoundNames {
  officials: OfficialCells[] | null;
  procedures: ProcedureCells[] | null;
  currencies: CurrencyCells[] | null;
}

export class CaseRefs {
  readonly names: Refs;
  readonly #officials = new Map<number, OfficialRef>();
  readonly #procedures = new Map<number, ProcedureRef>();
  readonly #exponents: Map<string, number>;

  private constructor(names: Refs, exponents: Map<string, number>) {
    this.names = names;
    this.#exponents = exponents;
  }

  static async load(db: Db, wanted: Wanted): Promise<CaseRefs> {
    const officials = numbers(given(wanted.officials ?? []).filter((id) => id !== 0));
    // Those of the officials found as well.
    const parties = sql`(select value from ${numbers(given(wanted.parties ?? []))} w
      union select agency from officials where number in ${officials})`;
    // In one question: each costs more than what it finds.
    const [found] = await db.rows<Found>(sql`select
      (select json_agg(o) from (select number, agency, name, other_name from officials
        where number in ${officials}) o) as officials,
      (select json_agg(p) from (select number, code, name, other_name from procedures
        where number in ${numbers(given(wanted.procedures ?? []))}) p) as procedures,
      (select json_agg(c) from (${currencies}) c) as currencies,
      ${namesOf(given(wanted.accounts ?? []), parties)}`);
    const exponents = new Map((found?.currencies ?? []).map(({ currency, exponent }) => [currency, exponent]));
    const refs = new CaseRefs(new Refs(found), exponents);
    for (const { number, agency, name, other_name } of found?.officials ?? []) {
      refs.#officials.set(number, { id: number, name, otherName: other_name, agency: refs.names.party(agency) });
    }
    for (const { number, code, name, other_name } of found?.procedures ?? []) {
      refs.#procedures.set(number, { number, code, name, otherName: other_name });
    }
    return refs;
  }

  /** Null for 0. Throws for one who is not there: a broken store. */
  official(number: number | null): OfficialRef | null {
    if (number === null || number === 0) return null;
    const ref = this.#officials.get(number);
    if (ref === undefined) throw new Error(`The store has no official ${number}.`);
    return ref;
  }

  /** For numbers that came from a payload. */
  findOfficial(number: number): OfficialRef | null {
    return this.#officials.get(number) ?? null;
  }

  procedure(number: number): ProcedureRef {
    const ref = this.#procedures.get(number);
    if (ref === undefined) throw new Error(`The store has no procedure ${number}.`);
    return ref;
  }

  /** Decimals of a currency: of the funds that have it, else of ISO 4217; null where neither knows it. */
  exponent(currency: string | null): number | null {
    if (currency === null) return null;
    const known = this.#exponents.get(currency);
    if (known !== undefined) return known;
    try {
      return exponentOf(currency);
    } catch (error) {
      if (error instanceof MingzhangError) return null;
      throw error;
    }
  }
}
