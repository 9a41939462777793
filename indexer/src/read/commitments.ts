// Reads commitments and acts.
import type { Act, Commitment, Page, SortOrder } from "@mingzhang/sdk/api";
import { timeText } from "@mingzhang/sdk/days";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { currencyExponents } from "./accounts.ts";
import { actType, anywhere, hashOrNull, hex, idText, numbers } from "./cells.ts";
import { committed, paid } from "./execution.ts";
import { agencyTree } from "./filters.ts";
import { type KeyCells, pageWindow, toPage } from "./keyset.ts";
import { Refs } from "./refs.ts";

interface CommitmentCells extends KeyCells {
  id: string;
  record: number;
  opened_at: number;
  agency: number;
  unit: number;
  fund: string;
  line: string;
  allotment: string;
  party: number;
  payee_fund: string | null;
  year: number;
  currency: string;
  exponent: number;
  code: string;
  document: string | null;
  committed: string;
  paid: string;
  imported: boolean;
}

export interface CommitmentRequest {
  id?: bigint | undefined;
  payee?: number | undefined;
  agency?: number | undefined;
  /** Whose the allotment is: this one alone. */
  unit?: number | undefined;
  line?: bigint | undefined;
  fund?: bigint | undefined;
  allotment?: bigint | undefined;
  year?: number | undefined;
  contract?: string | undefined;
  text?: string | undefined;
  sort: "id" | "committed" | "paid";
  order: SortOrder;
  limit: number;
  cursor?: string | undefined;
}

/** Conditions on `accounts a`. */
export function commitmentWhere(request: Partial<CommitmentRequest>): SQL {
  const all: SQL[] = [sql`a.kind = 6`];
  if (request.id !== undefined) all.push(sql`a.id = ${request.id.toString()}::bigint`);
  if (request.payee !== undefined) all.push(sql`a.party = ${request.payee}`);
  if (request.agency !== undefined) all.push(sql`a.agency = any(${agencyTree(request.agency)})`);
  if (request.unit !== undefined) all.push(sql`a.unit = ${request.unit}`);
  if (request.line !== undefined) all.push(sql`a.line = ${request.line.toString()}::bigint`);
  if (request.fund !== undefined) all.push(sql`a.fund = ${request.fund.toString()}::bigint`);
  if (request.allotment !== undefined) all.push(sql`a.allotment = ${request.allotment.toString()}::bigint`);
  if (request.year !== undefined) all.push(sql`a.year = ${request.year}`);
  if (request.contract !== undefined) all.push(sql`a.code = ${request.contract}`);
  if (request.text !== undefined) {
    const pattern = sql`lower(${anywhere(request.text)})`;
    all.push(sql`(a.search like ${pattern} or a.party in (select id from parties where search like ${pattern}))`);
  }
  return sql.join(all, sql` and `);
}

/** Commitments by filters. */
export async function commitmentPage(db: Db, request: CommitmentRequest): Promise<Page<Commitment>> {
  const keys = { id: sql`s.id`, committed: sql`s.committed`, paid: sql`s.paid` };
  const keyType = request.sort === "id" ? "bigint" : "numeric";
  const window = pageWindow(
    { name: request.sort, key: keys[request.sort], keyType, id: keys.id, order: request.order },
    request,
  );
  const page = window.finish(await db.rows<CommitmentCells>(commitmentQuery(commitmentWhere(request), window)));
  return toPage(page, await commitmentOf(db, page.rows));
}

const commitmentQuery = (where: SQL, window: { where: SQL; tail: SQL; cells: SQL }) => sql`
  select s.id::text as id, s.record, s.opened_at, s.agency, s.unit, s.fund, s.line::text as line, s.allotment, s.party,
    s.payee_fund, s.year, s.currency, s.exponent, s.code, s.document, s.committed::text as committed,
    s.paid::text as paid, ${window.cells},
    exists (select 1 from tallies i where i.owner = s.line and i.side = 2) as imported
  from (
    select a.id, a.record::float8 as record, a.opened_at::float8 as opened_at, a.agency, a.unit, a.fund::text as fund, a.line,
      a.allotment::text as allotment, a.party, a.payee_fund::text as payee_fund, a.year, a.currency, a.exponent, a.code,
      ${hex("a.document")} as document, ${committed} as committed, ${paid} as paid
    from accounts a left join tallies t on t.owner = a.id where ${where}
    group by a.id, a.record, a.opened_at, a.agency, a.unit, a.fund, a.line, a.allotment, a.party, a.payee_fund, a.year,
      a.currency, a.exponent, a.code, a.document
  ) s where ${window.where} ${window.tail}`;

/** A commitment by its account number. Null if there is none. */
export async function commitmentById(db: Db, id: bigint): Promise<Commitment | null> {
  const window = { where: sql`true`, tail: sql``, cells: sql`'' as page_key, '' as page_id` };
  const where = sql`a.kind = 6 and a.id = ${id.toString()}::bigint`;
  const rows = await db.rows<CommitmentCells>(commitmentQuery(where, window));
  const item = await commitmentOf(db, rows);
  return rows[0] === undefined ? null : item(rows[0]);
}

/** Commitments by their account numbers, in the order of the numbers. */
export async function commitmentsByIds(db: Db, ids: readonly string[]): Promise<Commitment[]> {
  const window = { where: sql`true`, tail: sql`order by s.id`, cells: sql`'' as page_key, '' as page_id` };
  const rows = await db.rows<CommitmentCells>(commitmentQuery(sql`a.kind = 6 and a.id in ${numbers(ids)}`, window));
  return rows.map(await commitmentOf(db, rows));
}

async function commitmentOf(db: Db, rows: CommitmentCells[]): Promise<(row: CommitmentCells) => Commitment> {
  const refs = await Refs.load(
    db,
    rows.flatMap((row) => [row.id, row.fund, row.line, row.allotment, row.payee_fund]),
    rows.flatMap((row) => [row.agency, row.unit, row.party]),
  );
  return (row) => {
    const { name, otherName } = refs.account(row.id);
    return {
      id: idText(row.id),
      title: name,
      otherTitle: otherName,
      contractId: row.code === "" ? null : row.code,
      payee: refs.party(row.party),
      payeeFund: refs.accountOrNull(row.payee_fund),
      fund: refs.account(row.fund),
      line: refs.account(row.line),
      allotment: refs.account(row.allotment),
      agency: refs.party(row.agency),
      unit: refs.party(row.unit),
      year: row.year,
      currency: row.currency,
      exponent: row.exponent,
      committed: row.committed,
      paid: row.paid,
      open: (BigInt(row.committed) - BigInt(row.paid)).toString(),
      document: hashOrNull(row.document),
      imported: row.imported,
      openedRecord: row.record,
      openedAt: timeText(row.opened_at),
    };
  };
}

interface ActCells extends KeyCells {
  id: string;
  act_type: number;
  government: number;
  year: number;
  document: string | null;
  record: number;
  opened_at: number;
}

export interface ActRequest {
  year?: number | undefined;
  government?: number | undefined;
  id?: bigint | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Acts, newest first. */
export async function actPage(db: Db, request: ActRequest): Promise<Page<Act>> {
  const id = sql`a.id`;
  const window = pageWindow({ name: "id", key: id, keyType: "bigint", id, order: "desc" }, request);
  const all: SQL[] = [sql`a.kind = 3`];
  if (request.year !== undefined) all.push(sql`a.year = ${request.year}`);
  if (request.government !== undefined) all.push(sql`a.government = ${request.government}`);
  if (request.id !== undefined) all.push(sql`a.id = ${request.id.toString()}::bigint`);
  const page = window.finish(
    await db.rows<ActCells>(sql`
      select a.id::text as id, a.act_type, a.government, a.year, ${hex("a.document")} as document,
        a.record::float8 as record, a.opened_at::float8 as opened_at, ${window.cells}
      from accounts a where ${sql.join(all, sql` and `)} and ${window.where} ${window.tail}`),
  );
  const ids = page.rows.map((row) => row.id);
  const refs = await Refs.load(
    db,
    ids,
    page.rows.map((row) => row.government),
  );
  const sums = await db.rows<{
    owner: string;
    currency: string;
    appropriated: string;
    cut: string;
    lapsed: string;
  }>(sql`
    select owner::text as owner, currency, coalesce(sum(amount) filter (where kind = 7), 0)::text as appropriated,
      coalesce(sum(amount) filter (where kind = 8), 0)::text as cut,
      coalesce(sum(amount) filter (where kind = 9), 0)::text as lapsed
    from tallies where owner in ${numbers(ids)} group by owner, currency order by owner, currency`);
  const exponents = await currencyExponents(db);
  return toPage(page, (row) => {
    const { name, otherName } = refs.account(row.id);
    return {
      id: idText(row.id),
      type: actType(row.act_type),
      title: name,
      otherTitle: otherName,
      government: refs.party(row.government),
      year: row.year,
      document: hashOrNull(row.document),
      openedRecord: row.record,
      openedAt: timeText(row.opened_at),
      money: sums
        .filter((sum) => sum.owner === row.id)
        .map(({ currency, appropriated, cut, lapsed }) => ({
          currency,
          exponent: exponents.get(currency) ?? 0,
          appropriated,
          cut,
          lapsed,
        })),
    };
  });
}
