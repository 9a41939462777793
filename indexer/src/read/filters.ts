// The filters of the list of movements as SQL conditions, all of which must hold.
import { parseAccount } from "@mingzhang/sdk/accounts";
import type { MovementQuery } from "@mingzhang/sdk/api";
import { COFOG, NOT_CLASSIFIED, OPENING_BALANCE, parseCofog } from "@mingzhang/sdk/classification";
import { parseDay } from "@mingzhang/sdk/days";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { type ExceptKind, parseExcept } from "@mingzhang/sdk/except";
import { kindByName, type KindName } from "@mingzhang/sdk/kinds";
import { MAX_AMOUNT } from "@mingzhang/sdk/money";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { anywhere } from "./cells.ts";
import { BadParameter } from "./errors.ts";

export type MovementFilters = Omit<MovementQuery, "sort" | "order" | "limit" | "cursor" | "count"> & {
  /** Records below this number alone: what a reader had when it began. */
  below?: number;
  /** Records from this number on alone. */
  since?: number;
  /** One movement alone. */
  record?: number | undefined;
  /** In the place of `agency`, once they are looked up: those of these agencies alone. */
  agencies?: readonly number[];
  /** Funds that have the `currency`, once they are looked up. */
  currencyFunds?: readonly string[];
  /** In the place of `text`, once it is looked up: a condition that says the same. */
  words?: SQL;
  /** Of `account`, `line` or `party` only those that are at one of two ends. */
  end?: End;
};

/** Filters that a movement passes by either of two columns, each with an index of its own. */
export const TWO_ENDED = ["account", "line", "party"] as const;
export interface End {
  of: (typeof TWO_ENDED)[number];
  which: 0 | 1;
}

/** Either of two conditions, or the one that is named. */
function either(end: MovementFilters["end"], of: End["of"], conditions: readonly [SQL, SQL]): SQL {
  return end?.of === of ? conditions[end.which] : sql`(${conditions[0]} or ${conditions[1]})`;
}

const MAX_WORDS = 8;

/** Turns an SDK error about a value into one about the parameter that held it. */
export function parameter<T>(field: string, value: string, parse: (text: string) => T): T {
  try {
    return parse(value);
  } catch (error) {
    if (error instanceof MingzhangError) throw new BadParameter(field, value, `${error.remedy}.`);
    throw error;
  }
}

/** As many digits as the greatest amount has. */
export const AMOUNT_DIGITS = /^\d{1,32}$/;
export const AMOUNT_REMEDY = `Give whole minor units as digits, at most ${MAX_AMOUNT}`;
export const isAmount = (text: string): boolean => AMOUNT_DIGITS.test(text) && BigInt(text) <= MAX_AMOUNT;

const amount = (field: string, text: string): string => {
  if (!isAmount(text)) throw new BadParameter(field, text, `${AMOUNT_REMEDY}.`);
  return text;
};

const accountOf = (field: string, text: string, kinds: readonly string[]): string => {
  const id = parameter(field, text, parseAccount);
  if (!kinds.includes(text.slice(0, text.indexOf("-")))) {
    throw new BadParameter(field, text, `Give a ${kinds.join(" or ")}, for example ${kinds[0]}-1.`);
  }
  return id.toString();
};

const ANY_KIND = ["source", "fund", "act", "line", "allotment", "commitment"];

/** An agency and those under it, as an array: looked up once, whatever it is compared with. */
export const agencyTree = (agency: number): SQL => sql`array(
  with recursive under as (
    select id from parties where id = ${agency}
    union all select p.id from parties p join under u on p.parent = u.id where p.kind = 1
  ) select id from under)`;

/** The same, looked up beforehand: so the planner knows how many of a list are theirs. */
export async function agenciesUnder(db: Db, agency: number): Promise<number[]> {
  const rows = await db.rows<{ id: number }>(sql`select unnest(${agencyTree(agency)}) as id`);
  return rows.map(({ id }) => id);
}

/** Whether a column has one of some agencies. */
export const ofAgencies = (column: SQL, ids: readonly number[]): SQL =>
  ids.length === 1 ? sql`${column} = ${ids[0]}::int` : sql`${column} = any(${`{${ids.join(",")}}`}::int[])`;

function cofog(code: string, field: string): number {
  try {
    return parseCofog(code);
  } catch (error) {
    if (!(error instanceof MingzhangError)) throw error;
    const groups = COFOG.map((each) => each.code).filter((each) => each.startsWith(`${code.slice(0, 2)}.`));
    const remedy =
      groups.length === 0
        ? "Give a division from 01 to 10, or a group or class within one such as 09.1 or 09.1.2; 00 is what is not classified."
        : `Give ${code.slice(0, 2)}, or what is in it: ${groups.filter((each) => each.length === 4).join(", ")}, or a class of these.`;
    throw new BadParameter(field, code, remedy);
  }
}

/** Functions from a division, group or class down; "00" is what is not classified. */
export function functionRange(code: string, field = "function"): [number, number] {
  if (code === "00") return [NOT_CLASSIFIED, NOT_CLASSIFIED];
  const low = cofog(code, field);
  return [low, low % 100 === 0 ? low + 99 : low % 10 === 0 ? low + 9 : low];
}

/** Conditions on `movements m`. Throws BadParameter. */
export function movementWhere(filters: MovementFilters): SQL {
  const all: SQL[] = [sql`true`];
  const add = <V>(value: V | undefined, condition: (value: V) => SQL) => {
    if (value !== undefined) all.push(condition(value));
  };
  add(filters.kind, (list) => {
    const kinds = list.split(",").map((name) => parameter("kind", name, kindByName).number);
    return sql`m.kind in (${sql.join(
      kinds.map((kind) => sql`${kind}`),
      sql`, `,
    )})`;
  });
  add(filters.fund, (text) => {
    const id = accountOf("fund", text, ["fund"]);
    return sql`(m.fund = ${id}::bigint or m.other_fund = ${id}::bigint)`;
  });
  add(filters.line, (text) => {
    const id = accountOf("line", text, ["line"]);
    return either(filters.end, "line", [sql`m.line = ${id}::bigint`, sql`m.other_line = ${id}::bigint`]);
  });
  add(filters.account, (text) => {
    const id = accountOf("account", text, ANY_KIND);
    return either(filters.end, "account", [sql`m.from_id = ${id}::bigint`, sql`m.to_id = ${id}::bigint`]);
  });
  add(filters.agency, (id) =>
    filters.within === "self" ? sql`m.agency = ${id}::int` : sql`m.agency = any(${agencyTree(id)})`,
  );
  add(filters.agencies, (ids) => ofAgencies(sql`m.agency`, ids));
  if (filters.within !== undefined && filters.agency === undefined) {
    throw new BadParameter("within", filters.within, "Give agency with it, or leave it out.");
  }
  add(filters.payee, (id) => sql`m.payee = ${id}::int`);
  add(filters.party, (id) => either(filters.end, "party", [sql`m.payee = ${id}::int`, sql`m.payer = ${id}::int`]));
  add(filters.function, (code) => {
    const [low, high] = functionRange(code);
    return sql`m.line in (select id from accounts where kind = 4 and func between ${low} and ${high})`;
  });
  add(filters.class, classWhere);
  add(filters.except, exceptWhere);
  add(filters.year, inYear);
  // "is true" keeps it a look-up in a set: made a join, the planner thinks that few pass and does not walk the order's index.
  add(filters.currency, (code) =>
    filters.currencyFunds === undefined
      ? sql`(m.fund in (select id from accounts where kind = 2 and currency = ${code})) is true`
      : sql`m.fund = any(${`{${filters.currencyFunds.join(",")}}`}::bigint[])`,
  );
  add(filters.minAmount, (text) => sql`m.amount >= ${amount("minAmount", text)}::numeric`);
  add(filters.maxAmount, (text) => sql`m.amount <= ${amount("maxAmount", text)}::numeric`);
  add(filters.from, (text) => sql`m.day >= ${parameter("from", text, parseDay)}`);
  add(filters.to, (text) => sql`m.day <= ${parameter("to", text, parseDay)}`);
  add(filters.document, hasDocument);
  add(filters.transaction, inTransaction);
  add(filters.confirmed, (confirmed) => (confirmed ? isConfirmed(filters.below) : awaitsConfirmation(filters.below)));
  add(filters.imported, (imported) => (imported ? sql`m.flags & 2 <> 0` : sql`m.flags & 2 = 0`));
  add(filters.text, textWhere);
  add(filters.words, (condition) => condition);
  add(filters.below, (record) => sql`m.record < ${record}`);
  add(filters.since, (record) => sql`m.record >= ${record}`);
  add(filters.record, (record) => sql`m.record = ${record}`);
  return sql.join(all, sql` and `);
}

/** Receipts and refunds of some classes and those below; 99 is the opening balance and has none below. */
function classWhere(list: string): SQL {
  const codes = list.split(",").map((code) => {
    return Number(code) === OPENING_BALANCE ? sql`m.code = ${OPENING_BALANCE}` : sql`m.code::text like ${`${code}%`}`;
  });
  return sql`m.kind in (1, 2) and (${sql.join(codes, sql` or `)})`;
}

/** Movements of none of these; what has no agency, payee or line at all is not of one that is left out. */
function exceptWhere(list: string): SQL {
  const all = parseExcept(list);
  const of = (kind: ExceptKind) => all.flatMap((each) => (each.kind === kind ? [each.id] : []));
  const none = (column: SQL, numbers: readonly string[], type: SQL) =>
    sql`(${column} is null or ${column} <> all(${`{${numbers.join(",")}}`}::${type}[]))`;
  const conditions: SQL[] = [];
  const add = (kind: ExceptKind, condition: (ids: readonly string[]) => SQL) => {
    const ids = of(kind);
    if (ids.length > 0) conditions.push(condition(ids));
  };
  add("fund", (ids) => {
    const funds = ids.map((id) => accountOf("except", `fund-${id}`, ["fund"]));
    return sql`${none(sql`m.fund`, funds, sql`bigint`)} and ${none(sql`m.other_fund`, funds, sql`bigint`)}`;
  });
  add("agency", (ids) => none(sql`m.agency`, ids, sql`int`));
  add("payee", (ids) => none(sql`m.payee`, ids, sql`int`));
  add("function", (codes) => {
    const ranges = codes.map((code) => {
      const [low, high] = functionRange(code, "except");
      return sql`func between ${low} and ${high}`;
    });
    return sql`(m.line is null or m.line not in (
      select id from accounts where kind = 4 and (${sql.join(ranges, sql` or `)})))`;
  });
  add("class", (codes) => sql`not (${classWhere(codes.join(","))})`);
  return sql.join(conditions, sql` and `);
}

/** Movements of a fiscal year. A carry-over (11) leaves the year of one line for that of the other: both count it. */
export const inYear = (year: number): SQL => sql`(m.year = ${year}
  or (m.kind = 11 and m.other_line in (select id from accounts where kind = 4 and year = ${year})))`;

/** Movements with a document of their own or of their bank confirmation. */
export const hasDocument = (digest: string): SQL => sql`(m.document = decode(${digest.slice(2)}, 'hex')
  or m.record = any(array(select movement from confirmations where document = decode(${digest.slice(2)}, 'hex'))))`;

/** Whether the bank's confirmation of `m` is among the records below a number, or among all. */
export const isConfirmed = (below?: number): SQL => sql`exists (
  select 1 from confirmations c where c.movement = m.record${below === undefined ? sql`` : sql` and c.record < ${below}`})`;
/** How much of `m` recoveries brought back. What was reclassified did reach its payee. */
export const recovered = (below?: number): SQL => sql`coalesce((select sum(u.amount) from movements u
  where u.cites = m.record and u.kind = 6${below === undefined ? sql`` : sql` and u.record < ${below}`}), 0)`;
/** Kinds that a bank confirms. */
export const CONFIRMED_KINDS: readonly KindName[] = ["refund", "payment", "transfer-payment"];
/** Attested payments, transfer payments and refunds that no confirmation followed and that were not recovered in full. */
export const awaitsConfirmation = (
  below?: number,
): SQL => sql`(m.kind in (${sql.raw(CONFIRMED_KINDS.map((name) => kindByName(name).number).join(", "))})
  and m.fund = any(array(select id from accounts where kind = 2 and token is null)) and not ${isConfirmed(below)}
  and m.amount > ${recovered(below)})`;

/** A block's records are a range, which the primary key finds; its transactions stand in it one after the other. */
export function inTransaction(hash: string): SQL {
  const place = sql`select block, tx_index from transactions where hash = decode(${hash.slice(2)}, 'hex') limit 1`;
  const block = sql`(select t.block from (${place}) t)`;
  return sql`m.tx_index = (select t.tx_index from (${place}) t)
    and m.record >= coalesce((select max(next_record) from blocks where number < ${block}), 0)
    and m.record < (select next_record from blocks where number = ${block})`;
}

/** Words of the filter `text`. Throws BadParameter where there are too many. */
export function textWords(text: string): string[] {
  const words = text.split(/\s+/u).filter((word) => word !== "");
  if (words.length > MAX_WORDS) throw new BadParameter("text", text, `Give at most ${MAX_WORDS} words.`);
  return words;
}

const wordPattern = (word: string): SQL => sql`lower(${anywhere(word)})`;

/** Accounts or parties with a word in their names, as a subquery of `id`. */
export const namedWith = (table: "accounts" | "parties", word: string): SQL =>
  sql`(select id from ${sql.raw(table)} where search like ${wordPattern(word)})`;

/** A condition on a column that refers to an account or a party. */
export type Among = (column: SQL) => SQL;
export const among =
  (subquery: SQL): Among =>
  (column) =>
    sql`${column} in ${subquery}`;

/** Movements `m` with a word in their reference, where that may be, or in the names of what they join. */
export const wordWhere = (word: string, maybe: SQL, accounts: Among, parties: Among): SQL => sql`(
  (${maybe} and m.search like ${wordPattern(word)})
  or ${accounts(sql`m.from_id`)} or ${accounts(sql`m.to_id`)} or ${accounts(sql`m.line`)}
  or ${parties(sql`m.payee`)} or ${parties(sql`m.payer`)} or ${parties(sql`m.agency`)})`;

function textWhere(text: string): SQL {
  const conditions = textWords(text).map((word) =>
    wordWhere(word, sql`true`, among(namedWith("accounts", word)), among(namedWith("parties", word))),
  );
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
