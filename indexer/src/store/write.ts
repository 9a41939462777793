// Writes one range of blocks, and undoes blocks that the chain dropped. Each call is one transaction of its caller.
import { writeAccounts } from "./accounts.ts";
import type { Batch, MovementRow } from "./batch.ts";
import { insertRows, relation } from "./bulk.ts";
import { CASE_TABLES, undoCases, undoSubjects, writeCases } from "./cases.ts";
import { sql } from "./drizzle.ts";
import { FINDING_TABLES, undoFindings, writeFindings } from "./findings.ts";
import type { Db } from "./open.ts";
import { extendSearch, SEARCH_TABLES, undoSearch } from "./search.ts";
import { addTallies, takeTallies } from "./tallies.ts";
import { truncateTiles, writeTiles } from "./tiles.ts";
import { addTurnover, movedYears, takeTurnover, TURNOVER_TABLES } from "./turnover.ts";

/** Fiscal year of a government on a day, else the calendar year. Where years overlap, the earlier counts. */
const fiscalYear = (government: string, day: string) =>
  sql.raw(`coalesce(
    (select min(y.year) from years y where y.government = ${government} and ${day} between y.first_day and y.last_day),
    least(extract(year from date '1970-01-01' + ${day}), 32767)::int)`);

/** Writes everything that a range of blocks brought, journal included. */
export async function writeBatch(db: Db, batch: Batch): Promise<void> {
  await insertRows(db, "blocks", batch.blocks, {
    number: "bigint",
    hash: "bytea",
    parentHash: "bytea",
    time: "bigint",
    nextRecord: "bigint",
  });
  if (batch.nextRecord === batch.firstRecord) return;
  await writeTiles(db, batch.firstRecord, batch.leaves);
  await insertRows(db, "transactions", batch.transactions, { block: "bigint", txIndex: "int", hash: "bytea" });
  await insertRows(db, "records", batch.records, {
    number: "bigint",
    block: "bigint",
    txIndex: "int",
    logIndex: "int",
    address: "bytea",
    event: "text",
    topics: "bytea",
    data: "bytea",
  });
  await writeParties(db, batch);
  await insertRows(db, "years", batch.years, {
    government: "int",
    year: "int",
    record: "bigint",
    firstDay: "int",
    lastDay: "int",
    commitUntil: "int",
    payUntil: "int",
  });
  await writeAccounts(db, batch.accounts);
  await writeMovements(db, batch);
  await insertRows(db, "confirmations", batch.confirmations, {
    movement: "bigint",
    record: "bigint",
    valueDate: "int",
    document: "bytea",
  });
  if (batch.movements.length + batch.confirmations.length > 0) await addTurnover(db, batch.firstRecord);
  for (const government of new Set(batch.years.map((year) => year.government))) await dateCash(db, government);
  await writeCases(db, batch.cases);
  await writeFindings(db, batch.findings);
  await extendSearch(db, batch.nextRecord);
}

async function writeMovements(db: Db, batch: Batch): Promise<void> {
  if (batch.movements.length === 0) return;
  const rows = relation(withCitedBefore(batch.movements), {
    record: "bigint",
    block: "bigint",
    txIndex: "int",
    logIndex: "int",
    postedAt: "bigint",
    kind: "smallint",
    flags: "smallint",
    code: "bigint",
    valueDate: "int",
    fromId: "bigint",
    toId: "bigint",
    amount: "numeric",
    fromPosition: "numeric",
    toPosition: "numeric",
    beyond: "numeric",
    cites: "bigint",
    citedBefore: "numeric",
    document: "bytea",
    detail: "bytea",
    search: "text",
  });
  const [written] = await db.rows<{ count: number }>(sql`
    with written as (insert into movements (record, block, tx_index, log_index, posted_at, day, kind, flags, code, value_date,
      from_id, to_id, amount, from_position, to_position, beyond, cites, cited_position, document, detail,
      search, fund, other_fund, line, other_line, agency, payee, payer, year)
    select j.record, j.block, j."txIndex", j."logIndex", j."postedAt",
      case when j."valueDate" > 0 then j."valueDate" else (j."postedAt" / 86400)::int end,
      j.kind, j.flags, j.code, j."valueDate", j."fromId", j."toId", j.amount, j."fromPosition", j."toPosition",
      j.beyond, j.cites,
      case when j.cites is not null then
        j."citedBefore" + coalesce((select sum(p.amount) from movements p where p.cites = j.cites), 0) end,
      j.document, j.detail, lower(j.search),
      coalesce(f.fund, t.fund),
      case j.kind when 3 then t.fund when 5 then t.payee_fund when 6 then f.payee_fund end,
      coalesce(t.line, f.line),
      case when f.line <> t.line then f.line end,
      case when t.line is not null then t.agency when f.line is not null then f.agency
        else coalesce(f.agency, t.agency) end,
      case when t.kind = 6 then t.party when f.kind = 6 then f.party end,
      case when t.kind = 1 then t.party when f.kind = 1 then f.party end,
      case when t.line is not null then t.year when f.line is not null then f.year
        else ${fiscalYear("f.government", 'j."valueDate"')} end
    from ${rows} join accounts f on f.id = j."fromId" join accounts t on t.id = j."toId"
    order by j.record returning 1) select count(*)::int as count from written`);
  const first = batch.movements[0]?.record ?? 0;
  if (written?.count !== batch.movements.length) {
    throw new Error(
      `Of ${batch.movements.length} movements from record ${first} on, ${written?.count} are between known accounts. ` +
        "The records before them do not open the accounts that they name.",
    );
  }
  await addTallies(db, first);
}

/** Beside each correction of a batch: what those before it in the batch took of the movement that it cites. */
function withCitedBefore(movements: readonly MovementRow[]): (MovementRow & { citedBefore?: string })[] {
  const taken = new Map<number, bigint>();
  return movements.map((movement) => {
    const { cites, amount } = movement;
    if (cites === null) return movement;
    const before = taken.get(cites) ?? 0n;
    taken.set(cites, before + BigInt(amount));
    return { ...movement, citedBefore: before.toString() };
  });
}

/** A year that opens, or is undone, dates the cash that moved in it before. */
async function dateCash(db: Db, government: number): Promise<void> {
  const dated = await db.rows<{ record: number; year: number | null }>(sql`
    select c.record::float8 as record, c.year from (
      select m.record, m.year as old, ${fiscalYear("f.government", "m.value_date")} as year
      from movements m join accounts f on f.id = m.fund
      where m.kind in (1, 2, 3) and f.government = ${government}
    ) c where c.year is distinct from c.old`);
  if (dated.length === 0) return;
  const given = relation(dated, { record: "bigint", year: "int" });
  await movedYears(db, sql`m.record in (select record from ${given})`, async () => {
    await db.rows(sql`update movements m set year = j.year from ${given} where j.record = m.record`);
  });
}

async function writeParties(db: Db, batch: Batch): Promise<void> {
  const first = batch.parties[0];
  if (first !== undefined) {
    const rows = relation(batch.parties, {
      id: "int",
      kind: "smallint",
      record: "bigint",
      parent: "int",
      name: "text",
      otherName: "text",
      scheme: "text",
      identifier: "text",
    });
    await db.rows(sql`
      insert into parties (id, kind, record, parent, root, depth, name, other_name, scheme, identifier, search)
      select id, kind, record, parent, 0, 0, name, "otherName", scheme, identifier, '' from ${rows}`);
    await db.rows(sql`
      with recursive up as (
        select id, id as top, parent, 0 as depth from parties where record >= ${first.record} and kind = 1
        union all
        select up.id, p.id, p.parent, up.depth + 1 from up join parties p on p.id = up.parent
      )
      update parties p set root = up.top, depth = up.depth from up where up.id = p.id and up.parent = 0`);
  }
  await insertRows(db, "party_names", batch.names, {
    record: "bigint",
    party: "int",
    name: "text",
    otherName: "text",
    givenAt: "bigint",
  });
  await insertRows(db, "wallets", batch.wallets, { record: "bigint", party: "int", wallet: "bytea" });
  const touched = new Set([...batch.names, ...batch.wallets].map((row) => row.party));
  await refreshParties(db, [...touched]);
}

/** Sets name, wallet and search text of parties from what was recorded about them last. */
async function refreshParties(db: Db, parties: number[]): Promise<void> {
  if (parties.length === 0) return;
  await db.rows(sql`
    update parties p set name = n.name, other_name = n.other_name,
      search = lower(concat_ws(' ', n.name, n.other_name, p.identifier)),
      wallet = (select w.wallet from wallets w where w.party = p.id order by w.record desc limit 1)
    from (
      select distinct on (party) party, name, other_name from party_names
      where party in (select value::int from json_array_elements_text(${JSON.stringify(parties)}::json))
      order by party, record desc
    ) n where n.party = p.id`);
}

/**
 * Undoes every block above `block`, exactly: what remains is what a sync up to `block` would have written.
 * @returns number of the first record that is gone
 */
export async function undoAbove(db: Db, block: number): Promise<number> {
  const [kept] = await db.rows<{ next: number }>(
    sql`select next_record::float8 as next from blocks where number <= ${block} order by number desc limit 1`,
  );
  const next = kept?.next ?? 0;
  const renamed = await db.rows<{ party: number }>(sql`
    select party from party_names where record >= ${next} union select party from wallets where record >= ${next}`);
  const redated = await db.rows<{ government: number }>(
    sql`select distinct government from years where record >= ${next}`,
  );
  await takeTallies(db, next);
  await takeTurnover(db, next);
  await undoSubjects(db, next);
  for (const table of ["movements", "confirmations", "accounts", "years", "parties", "party_names", "wallets"]) {
    await db.rows(sql`delete from ${sql.raw(table)} where record >= ${next}`);
  }
  await undoCases(db, next);
  await truncateTiles(db, next);
  await undoFindings(db, next);
  await undoSearch(db, next);
  // Signed checkpoints of what is gone are compared anew; until then none of them speaks for a record.
  await db.rows(sql`delete from checkpoint_roots where size > ${next}`);
  await db.rows(sql`delete from records where number >= ${next}`);
  await db.rows(sql`delete from transactions where block > ${block}`);
  await db.rows(sql`delete from blocks where number > ${block}`);
  await refreshParties(
    db,
    renamed.map((row) => row.party),
  );
  for (const { government } of redated) await dateCash(db, government);
  return next;
}

/** Empties the store. */
export async function wipe(db: Db): Promise<void> {
  const derived = [...CASE_TABLES, ...FINDING_TABLES, ...SEARCH_TABLES, ...TURNOVER_TABLES].join(", ");
  await db.rows(sql`truncate origin, blocks, checkpoint_roots, log_tiles, transactions, records, movements, confirmations, accounts, parties,
    party_names, wallets, years, tallies, ${sql.raw(derived)}`);
}
