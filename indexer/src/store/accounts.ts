// Writes accounts and fills in what each inherits from those above it: fund, line, agency, year, currency.
import type { AccountRow } from "./batch.ts";
import { relation } from "./bulk.ts";
import { sql, type SQL } from "./drizzle.ts";
import type { Db } from "./open.ts";

const columns = {
  id: "bigint",
  kind: "smallint",
  record: "bigint",
  openedAt: "bigint",
  government: "int",
  agency: "int",
  unit: "int",
  fund: "bigint",
  line: "bigint",
  allotment: "bigint",
  party: "int",
  payeeFund: "bigint",
  year: "int",
  func: "int",
  economic: "bigint",
  actType: "smallint",
  currency: "text",
  exponent: "smallint",
  token: "bytea",
  name: "text",
  otherName: "text",
  code: "text",
  document: "bytea",
};

const own = sql.raw(
  `j.id, j.kind, j.record, j."openedAt", coalesce(j.name, ''), coalesce(j."otherName", ''), coalesce(j.code, ''), ` +
    `lower(concat_ws(' ', j.name, j."otherName", j.code))`,
);

/** In this order each kind finds those above it written already. Kind numbers are those of ILedgerAccounts. */
const kinds: readonly { kind: number; inherited: Record<string, string>; join: string }[] = [
  {
    kind: 2,
    inherited: {
      government: "p.root",
      agency: "j.agency",
      fund: "j.id",
      currency: "j.currency",
      exponent: "j.exponent",
      token: "j.token",
    },
    join: "join parties p on p.id = j.agency",
  },
  {
    kind: 1,
    inherited: {
      government: "a.government",
      fund: "a.id",
      party: "j.party",
      currency: "a.currency",
      exponent: "a.exponent",
      token: "a.token",
    },
    join: "join accounts a on a.id = j.fund",
  },
  { kind: 3, inherited: { government: "j.government", year: "j.year", actType: 'j."actType"' }, join: "" },
  {
    kind: 4,
    inherited: {
      government: "a.government",
      agency: "j.agency",
      fund: "a.id",
      line: "j.id",
      year: "j.year",
      func: "j.func",
      economic: "j.economic",
      currency: "a.currency",
      exponent: "a.exponent",
      token: "a.token",
    },
    join: "join accounts a on a.id = j.fund",
  },
  {
    kind: 5,
    inherited: {
      government: "a.government",
      agency: "a.agency",
      unit: "j.unit",
      fund: "a.fund",
      line: "a.id",
      allotment: "j.id",
      year: "a.year",
      func: "a.func",
      economic: "a.economic",
      currency: "a.currency",
      exponent: "a.exponent",
      token: "a.token",
    },
    join: "join accounts a on a.id = j.line",
  },
  {
    kind: 6,
    inherited: {
      government: "a.government",
      agency: "a.agency",
      unit: "a.unit",
      fund: "a.fund",
      line: "a.line",
      allotment: "a.id",
      party: "j.party",
      payeeFund: 'j."payeeFund"',
      year: "a.year",
      func: "a.func",
      economic: "a.economic",
      currency: "a.currency",
      exponent: "a.exponent",
      token: "a.token",
    },
    join: "join accounts a on a.id = j.allotment",
  },
];

/** Writes the accounts that a range of blocks opened. Throws where one stands under an account that is not there. */
export async function writeAccounts(db: Db, accounts: readonly AccountRow[]): Promise<void> {
  for (const { kind, inherited, join } of kinds) {
    const rows = accounts.filter((row) => row.kind === kind);
    if (rows.length === 0) continue;
    const names = Object.keys(inherited);
    const target = names.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).join(", ");
    const values: SQL = sql.raw(names.map((name) => inherited[name] ?? "null").join(", "));
    const written = await db.rows<{ id: string }>(sql`
      insert into accounts (id, kind, record, opened_at, name, other_name, code, search, document, ${sql.raw(target)})
      select ${own}, j.document, ${values} from ${relation(rows, columns)} ${sql.raw(join)}
      returning id::text as id`);
    if (written.length !== rows.length) {
      throw new Error(`Of ${rows.length} accounts of kind ${kind}, ${written.length} stand under known ones.`);
    }
  }
}
