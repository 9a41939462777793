// Under which names a row's agency, payee, line and commitment stand on the chain, and whether they do already.
import { currencyToBytes } from "@mingzhang/sdk/money";
import { fiscalYearOf } from "./dates.ts";
import type { Profile } from "./profile.ts";
import type { Identifier, SpendRow } from "./rows.ts";
import { commitmentKey, fundKey, lineKey, partyKey, PARTY } from "./state.ts";
import type { ChainState, PartyKindNumber } from "./state.ts";
import { fold } from "./text.ts";

/** A party that an import wants to stand in the directory. */
export interface WantedParty {
  kind: PartyKindNumber;
  /** Party above it, or 0. */
  parent: number;
  name: string;
  otherName: string;
  identifier?: Identifier | null;
}

/** Looks up, by the mapping's names, what a publisher's rows need. Undefined where it does not stand yet. */
export class Lookup {
  readonly #state: ChainState;
  readonly #profile: Profile;
  readonly #departmentNames: ReadonlyMap<string, string>;

  constructor(state: ChainState, profile: Profile) {
    this.#state = state;
    this.#profile = profile;
    this.#departmentNames = new Map(profile.departments.map(({ name, otherName }) => [fold(name), otherName]));
  }

  yearOf(row: SpendRow): number {
    return fiscalYearOf(row.day, this.#profile.fiscalYear.firstMonth);
  }

  get government(): number | undefined {
    return this.party(this.governmentWanted);
  }

  get governmentWanted(): WantedParty {
    return { kind: PARTY.agency, parent: 0, ...this.#profile.government };
  }

  get publisherWanted(): WantedParty | undefined {
    const parent = this.government;
    return parent === undefined ? undefined : { kind: PARTY.agency, parent, ...this.#profile.publisher };
  }

  get publisher(): number | undefined {
    const wanted = this.publisherWanted;
    return wanted === undefined ? undefined : this.party(wanted);
  }

  /** The publisher's own rows stand under the publisher itself. Undefined: its parent does not stand yet. */
  departmentWanted(department: string): WantedParty | undefined {
    if (fold(department) === fold(this.#profile.publisher.name)) return this.publisherWanted;
    const parent = this.publisher;
    if (parent === undefined) return undefined;
    const otherName = this.#departmentNames.get(fold(department)) ?? "";
    return { kind: PARTY.agency, parent, name: department, otherName };
  }

  payeeWanted(row: SpendRow): WantedParty {
    if (row.person) return { kind: PARTY.payeeClass, parent: 0, ...this.#profile.persons.class };
    return { kind: PARTY.payee, parent: 0, name: row.supplier, otherName: "", identifier: row.supplierIdentifier };
  }

  get sourceWanted(): WantedParty {
    return { kind: PARTY.source, parent: 0, ...this.#profile.source };
  }

  party(wanted: WantedParty): number | undefined {
    return this.#state.parties.get(partyKey(wanted.kind, wanted.parent, wanted.name));
  }

  get fund(): bigint | undefined {
    const owner = this.publisher;
    if (owner === undefined) return undefined;
    const bytes = currencyToBytes(this.#profile.amount.currency);
    return this.#state.funds.get(fundKey(owner, bytes, this.#profile.fund.name));
  }

  line(row: SpendRow, year = this.yearOf(row)): bigint | undefined {
    const wanted = this.departmentWanted(row.department);
    const agency = wanted === undefined ? undefined : this.party(wanted);
    const fund = this.fund;
    if (agency === undefined || fund === undefined) return undefined;
    return this.#state.lines.get(lineKey(fund, agency, year, row.area));
  }

  commitment(row: SpendRow, year = this.yearOf(row)): bigint | undefined {
    const line = this.line(row, year);
    const allotment = line === undefined ? undefined : this.#state.allotments.get(line);
    const payee = this.party(this.payeeWanted(row));
    return allotment === undefined || payee === undefined
      ? undefined
      : this.#state.commitments.get(commitmentKey(allotment, payee, row.contract));
  }

  /** The commitments of a row's line and payee in every year that stands on the chain. */
  commitmentsOfAllYears(row: SpendRow): bigint[] {
    const government = this.government;
    const found: bigint[] = [];
    for (const key of this.#state.years) {
      const [of, year] = key.split("/").map(Number);
      if (of !== government || year === undefined) continue;
      const commitment = this.commitment(row, year);
      if (commitment !== undefined) found.push(commitment);
    }
    return found;
  }
}

/** Names a line within the import, whatever stands on the chain. */
export function lineName(row: SpendRow, year: number): string {
  return JSON.stringify([fold(row.department), year, fold(row.area)]);
}

/** Names what a credit note may credit: department, area, contract and payee, in any year. A person is only that person. */
export function creditName(row: SpendRow): string {
  return JSON.stringify([fold(row.department), fold(row.area), row.contract, row.person, row.payeeKey]);
}
