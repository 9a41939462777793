// Reads parties: agencies, payees, sources and payee classes, with the money that went their way.
import type { AgencyRow, Page, Party, PartyDetail, PartyKindName, SortOrder } from "@mingzhang/sdk/api";
import { timeText } from "@mingzhang/sdk/days";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { currencyExponents } from "./accounts.ts";
import { anywhere, hashOrNull, hex, numbers, partyKindNumber } from "./cells.ts";
import {
  cameBack,
  committed,
  type ExecutionCells,
  executionColumns,
  paid,
  received,
  toExecution,
} from "./execution.ts";
import { type KeyCells, pageWindow, toPage } from "./keyset.ts";
import { Refs } from "./refs.ts";

interface PartyCells extends KeyCells {
  id: number;
  kind: number;
  record: number;
  parent: number;
  root: number;
  depth: number;
  scheme: string;
  identifier: string;
  wallet: string | null;
}

export interface PartyRequest {
  kind?: PartyKindName | undefined;
  text?: string | undefined;
  parent?: number | undefined;
  /** `paid` and `received` sort by sums over all currencies in minor units, so give a currency where there are several. */
  sort: "id" | "name" | "paid" | "received";
  currency?: string | undefined;
  order: SortOrder;
  limit: number;
  cursor?: string | undefined;
}

const columns = sql`p.id, p.kind, p.record::float8 as record, p.parent, p.root, p.depth, p.scheme, p.identifier,
  ${hex("p.wallet")} as wallet`;

/** Parties by filters. */
export async function partyPage(db: Db, request: PartyRequest): Promise<Page<Party>> {
  const all: SQL[] = [sql`true`];
  if (request.kind !== undefined) all.push(sql`p.kind = ${partyKindNumber(request.kind)}`);
  if (request.parent !== undefined) all.push(sql`p.parent = ${request.parent} and p.kind = 1`);
  if (request.text !== undefined) all.push(sql`p.search like lower(${anywhere(request.text)})`);
  const byMoney = request.sort === "paid" || request.sort === "received";
  const inCurrency = request.currency === undefined ? sql`true` : sql`t.currency = ${request.currency}`;
  const sums = byMoney
    ? sql`left join (select t.owner, ${request.sort === "paid" ? paid : received} as money from tallies t
        where t.owner < 4294967296 and ${inCurrency} group by t.owner) s on s.owner = p.id`
    : sql``;
  const key = byMoney ? sql`coalesce(s.money, 0)` : request.sort === "name" ? sql`(p.name collate "C")` : sql`p.id`;
  const keyType = byMoney ? "numeric" : request.sort === "name" ? "text" : "bigint";
  const sorting = {
    name: `${request.sort}-${request.currency ?? ""}`,
    key,
    keyType,
    id: sql`p.id`,
    order: request.order,
  } as const;
  const window = pageWindow(sorting, request);
  const page = window.finish(
    await db.rows<PartyCells>(sql`
      select ${columns}, ${window.cells} from parties p ${sums}
      where ${sql.join(all, sql` and `)} and ${window.where} ${window.tail}`),
  );
  return toPage(page, await partyOf(db, page.rows));
}

/** Parties by their numbers. */
export async function partiesByIds(db: Db, ids: readonly number[]): Promise<Map<number, Party>> {
  const rows = await db.rows<PartyCells>(sql`
    select ${columns}, '' as page_key, '' as page_id from parties p where p.id in ${numbers(ids)}`);
  const item = await partyOf(db, rows);
  return new Map(rows.map((row) => [row.id, item(row)]));
}

interface MoneyCells {
  owner: number;
  currency: string;
  paid: string;
  payments: number;
  cameBack: string;
  committed: string;
  received: string;
}

async function partyOf(db: Db, rows: PartyCells[]): Promise<(row: PartyCells) => Party> {
  const ids = rows.map((row) => row.id);
  const above = rows.flatMap((row) => [row.id, row.parent, row.root]).filter((id) => id !== 0);
  const refs = await Refs.load(db, [], above);
  const exponents = await currencyExponents(db);
  const money = await db.rows<MoneyCells>(sql`
    select t.owner::int as owner, t.currency, ${paid}::text as paid,
      coalesce(sum(t.count) filter (where t.kind in (4, 5)), 0)::float8 as payments,
      ${cameBack}::text as "cameBack", ${committed}::text as committed, ${received}::text as received
    from tallies t where t.owner in ${numbers(ids)} group by t.owner, t.currency order by t.owner, t.currency`);
  return (row) => ({
    ...refs.party(row.id),
    scheme: row.scheme === "" ? null : row.scheme,
    identifier: row.identifier === "" ? null : row.identifier,
    parent: row.parent === 0 ? null : refs.party(row.parent),
    government: row.root === 0 ? null : refs.party(row.root),
    depth: row.depth,
    wallet: hashOrNull(row.wallet),
    registeredRecord: row.record,
    money: money
      .filter((each) => each.owner === row.id)
      .map(({ owner: _, ...each }) => ({ ...each, exponent: exponents.get(each.currency) ?? 0 })),
  });
}

/** A party by its number. Null if there is none. */
export async function partyById(db: Db, id: number): Promise<PartyDetail | null> {
  const rows = await db.rows<PartyCells>(sql`
    select ${columns}, '' as page_key, '' as page_id from parties p where p.id = ${id}`);
  const [row] = rows;
  if (row === undefined) return null;
  const party = (await partyOf(db, rows))(row);
  const exponents = await currencyExponents(db);
  const names = await db.rows<{ name: string; other_name: string; given_at: number; record: number }>(sql`
    select name, other_name, given_at::float8 as given_at, record::float8 as record from party_names
    where party = ${id} order by record`);
  const children = await db.rows<{ id: number }>(
    sql`select id from parties where parent = ${id} and kind = 1 order by id limit 1000`,
  );
  const paidBy = await db.rows<{ agency: number; currency: string; paid: string }>(sql`
    select a.agency, t.currency, ${paid}::text as paid from accounts a join tallies t on t.owner = a.id
    where a.kind = 6 and a.party = ${id} group by a.agency, t.currency having ${paid} <> 0
    order by ${paid} desc, a.agency limit 20`);
  const execution = await db.rows<ExecutionCells & { year: number; currency: string }>(sql`
    select a.year, a.currency, ${executionColumns} from accounts a join tallies t on t.owner = a.id
    where a.kind = 4 and a.agency = ${id} group by a.year, a.currency order by a.year desc, a.currency`);
  const refs = await Refs.load(db, [], [...children.map((child) => child.id), ...paidBy.map((each) => each.agency)]);
  return {
    ...party,
    formerNames: names.slice(0, -1).map(({ name, other_name, record }, at) => ({
      name,
      otherName: other_name,
      until: timeText(names[at + 1]?.given_at ?? 0),
      record,
    })),
    children: children.map((child) => refs.party(child.id)),
    execution: execution.map((each) => ({
      year: each.year,
      currency: each.currency,
      exponent: exponents.get(each.currency) ?? 0,
      imported: each.imported,
      ...toExecution(each),
    })),
    paidBy: paidBy.map((each) => ({
      agency: refs.party(each.agency),
      currency: each.currency,
      exponent: exponents.get(each.currency) ?? 0,
      paid: each.paid,
    })),
  };
}

interface AgencyCells extends ExecutionCells {
  id: number;
  parent: number;
  depth: number;
  currency: string | null;
  line_count: number;
}

/** Every agency with the execution of its own lines in a year (or of all years), one row for each currency. */
export async function agencyRows(db: Db, year: number | undefined): Promise<AgencyRow[]> {
  const inYear = year === undefined ? sql`true` : sql`a.year = ${year}`;
  const rows = await db.rows<AgencyCells>(sql`
    select p.id, p.parent, p.depth, a.currency, count(distinct a.id)::int as line_count, ${executionColumns}
    from parties p left join accounts a on a.kind = 4 and a.agency = p.id and ${inYear}
      left join tallies t on t.owner = a.id
    where p.kind = 1 group by p.id, p.parent, p.depth, a.currency order by p.depth, p.id, a.currency`);
  const refs = await Refs.load(
    db,
    [],
    rows.flatMap((row) => [row.id, row.parent]).filter((id) => id !== 0),
  );
  const exponents = await currencyExponents(db);
  return rows.map((row) => ({
    agency: refs.party(row.id),
    parent: row.parent === 0 ? null : refs.party(row.parent),
    depth: row.depth,
    currency: row.currency,
    exponent: row.currency === null ? 0 : (exponents.get(row.currency) ?? 0),
    imported: row.imported,
    lineCount: row.line_count,
    ...toExecution(row),
  }));
}
