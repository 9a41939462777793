// Reads funds with what came in, what went out and what is there; and the sources that feed them.
import type { Flow, Fund, FundDetail, Page, Source } from "@mingzhang/sdk/api";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { hashOrNull, hex, idText } from "./cells.ts";
import { flowsOf, received, sumFlows } from "./execution.ts";
import { type KeyCells, pageWindow, toPage } from "./keyset.ts";
import { Refs } from "./refs.ts";

interface FundCells extends KeyCells {
  id: string;
  record: number;
  government: number;
  agency: number;
  currency: string;
  exponent: number;
  token: string | null;
  code: string;
  unconfirmed: string;
}

export interface FundRequest {
  limit: number;
  cursor?: string | undefined;
  currency?: string | undefined;
}

const columns = sql`a.id::text as id, a.record::float8 as record, a.government, a.agency, a.currency, a.exponent,
  ${hex("a.token")} as token, a.code,
  coalesce((select sum(u.amount) from unconfirmed u where u.fund = a.id), 0)::text as unconfirmed`;

/** Funds in the order in which they were opened. */
export async function fundPage(db: Db, request: FundRequest): Promise<Page<Fund>> {
  const id = sql`a.id`;
  const window = pageWindow({ name: "id", key: id, keyType: "bigint", id, order: "asc" }, request);
  const where = request.currency === undefined ? sql`true` : sql`a.currency = ${request.currency}`;
  const rows = await db.rows<FundCells>(sql`
    select ${columns}, ${window.cells} from accounts a where a.kind = 2 and ${where} and ${window.where} ${window.tail}`);
  const page = window.finish(rows);
  const items = await toFunds(db, page.rows);
  return { items: items.map((item) => item.fund), next: page.next, previous: page.previous };
}

async function toFunds(db: Db, rows: FundCells[]): Promise<{ fund: Fund; flows: Flow[] }[]> {
  const ids = rows.map((row) => row.id);
  const refs = await Refs.load(
    db,
    ids,
    rows.flatMap((row) => [row.government, row.agency]),
  );
  const flows = await flowsOf(db, ids);
  return rows.map((row) => {
    const own = flows.get(row.id) ?? [];
    const { name, otherName } = refs.account(row.id);
    const sum = (side: Flow["side"], ...kinds: string[]) => sumFlows(own, side, kinds);
    const fund: Fund = {
      id: idText(row.id),
      name,
      otherName,
      code: row.code === "" ? null : row.code,
      government: refs.party(row.government),
      owner: refs.party(row.agency),
      currency: row.currency,
      exponent: row.exponent,
      settlement: row.token === null ? "attested" : "token",
      token: hashOrNull(row.token),
      openedRecord: row.record,
      received: sum("in", "receipt").toString(),
      refunded: sum("out", "refund").toString(),
      transferredIn: sum("in", "cash-transfer").toString(),
      transferredOut: sum("out", "cash-transfer").toString(),
      paid: (sum("out", "payment", "transfer-payment") - sum("in", "recovery")).toString(),
      takenFromFunds: (sum("in", "transfer-payment") - sum("out", "recovery")).toString(),
      balance: (sumFlows(own, "in") - sumFlows(own, "out")).toString(),
      unconfirmed: row.unconfirmed,
    };
    return { fund, flows: own };
  });
}

/** A fund by its account number. Null if there is none. */
export async function fundById(db: Db, id: bigint): Promise<FundDetail | null> {
  const [row] = await db.rows<FundCells>(sql`
    select ${columns}, '' as page_key, '' as page_id from accounts a where a.kind = 2 and a.id = ${id.toString()}::bigint`);
  if (row === undefined) return null;
  const [found] = await toFunds(db, [row]);
  if (found === undefined) return null;
  const years = await db.rows<{ year: number }>(
    sql`select distinct year from turnover_lines where fund = ${row.id}::bigint and year <> 0 order by year desc`,
  );
  const sources = await sourcePage(db, { limit: 200, fund: id });
  return {
    ...found.fund,
    flows: found.flows,
    sources: sources.items.map(({ id: source, party, received: brought, refunded }) => ({
      id: source,
      kind: "source",
      name: party.name,
      otherName: party.otherName,
      party,
      received: brought,
      refunded,
    })),
    years: years.map((each) => each.year),
  };
}

interface SourceCells extends KeyCells {
  id: string;
  record: number;
  party: number;
  fund: string;
  currency: string;
  exponent: number;
  received: string;
  refunded: string;
  classes: string[];
}

export interface SourceRequest {
  limit: number;
  cursor?: string | undefined;
  fund?: bigint | undefined;
  party?: number | undefined;
}

/** Sources, largest net receipts first. */
export async function sourcePage(db: Db, request: SourceRequest): Promise<Page<Source>> {
  const sorting = { name: "net", key: sql`s.net`, keyType: "numeric", id: sql`s.id`, order: "desc" } as const;
  const window = pageWindow(sorting, request);
  const filters: SQL[] = [sql`a.kind = 1`];
  if (request.fund !== undefined) filters.push(sql`a.fund = ${request.fund.toString()}::bigint`);
  if (request.party !== undefined) filters.push(sql`a.party = ${request.party}`);
  const rows = await db.rows<SourceCells>(sql`
    select s.id::text as id, s.record, s.party, s.fund, s.currency, s.exponent, s.received, s.refunded, ${window.cells},
      coalesce((select json_agg(distinct r.code::text) from turnover_parties r
        where r.payer = s.party and r.payer <> 0 and r.fund = s.fund::bigint and r.kind = 1), '[]'::json) as classes
    from (
      select a.id, a.record::float8 as record, a.party, a.fund::text as fund, a.currency, a.exponent,
        coalesce(sum(t.amount) filter (where t.kind = 1), 0)::text as received,
        coalesce(sum(t.amount) filter (where t.kind = 2), 0)::text as refunded, ${received} as net
      from accounts a left join tallies t on t.owner = a.id
      where ${sql.join(filters, sql` and `)} group by a.id
    ) s where ${window.where} ${window.tail}`);
  const page = window.finish(rows);
  const refs = await Refs.load(
    db,
    page.rows.map((row) => row.fund),
    page.rows.map((row) => row.party),
  );
  return toPage(page, (row) => ({
    id: idText(row.id),
    party: refs.party(row.party),
    fund: refs.account(row.fund),
    currency: row.currency,
    exponent: row.exponent,
    received: row.received,
    refunded: row.refunded,
    net: (BigInt(row.received) - BigInt(row.refunded)).toString(),
    classes: row.classes.toSorted(),
    openedRecord: row.record,
  }));
}
