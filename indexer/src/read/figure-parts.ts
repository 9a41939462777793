// What a figure is a sum of: the movements at each end of what it is of, and how each kind of them counts.
import { ACCOUNT_KINDS, type AccountKind, parseAccount } from "@mingzhang/sdk/accounts";
import {
  type Ends,
  FIGURE_FILTERS,
  type FigureName,
  FIGURES,
  FIGURES_OF,
  figureSubject,
  type Sign,
} from "@mingzhang/sdk/figures";
import { type KindInfo, KINDS } from "@mingzhang/sdk/kinds";
import { sql, type SQL } from "../store/drizzle.ts";
import { BadParameter } from "./errors.ts";
import { agencyTree, functionRange, type MovementFilters, movementWhere } from "./filters.ts";

type Signs = [kind: number, sign: Sign][];

/** Movements `m` at one end of what a figure is of, and how each kind of them counts. */
export interface Part {
  where: SQL;
  signs: Signs;
  /** Rollup by spans of the log that tells them apart. */
  spans: "turnover_spans" | "turnover_line_spans" | "turnover_account_spans";
  /** What picks the rollup's rows, where it lacks a column of `where`. */
  inSpans?: SQL;
  /** Filters of lists that all of them pass, by which the rollup by spans says where in the log they are. */
  among?: MovementFilters;
  /** An index has them in the order of the log, nearly all of the kinds that count. */
  inOrder?: boolean;
  /** All that pass those filters are of the part. */
  exact?: boolean;
}

export interface Parts {
  parts: Part[];
  /** Rollup that tells the parts apart, as `m`; null for an account, whose sums are its tallies. */
  kept: "turnover_lines" | "turnover_parties" | null;
  account?: bigint;
}

export interface FigureQuery {
  name: FigureName;
  filters: MovementFilters;
}

const BUDGET_OWNERS: readonly string[] = ["line", "allotment", "commitment"];
const PARTY_OWNERS: readonly string[] = ["source", "commitment"];

function signs(name: FigureName, sign: (kind: KindInfo, ends: Ends) => number | undefined): Signs {
  const { kinds } = FIGURES[name];
  return KINDS.flatMap((kind) => {
    const counted = sign(kind, kinds[kind.name] ?? {}) ?? 0;
    return counted === 0 ? [] : [[kind.number, counted > 0 ? 1 : -1] satisfies Signs[number]];
  });
}

/** What each kind counts at those of its ends that belong to some kinds of accounts. */
const atEnds = (name: FigureName, owners: readonly string[]): Signs =>
  signs(
    name,
    ({ from, to }, ends) => (owners.includes(from) ? (ends.from ?? 0) : 0) + (owners.includes(to) ? (ends.to ?? 0) : 0),
  );

/** The ends of the lines that a condition on their numbers names; what goes from one of them to another changes nothing. */
function ofLines(name: FigureName, isOne: (column: SQL) => SQL, among?: MovementFilters): Part[] {
  const both = ({ from, to }: KindInfo) => from === to;
  const single = signs(name, (kind, ends) => {
    if (both(kind)) return 0;
    const { from, to } = kind;
    return (BUDGET_OWNERS.includes(from) ? (ends.from ?? 0) : 0) + (BUDGET_OWNERS.includes(to) ? (ends.to ?? 0) : 0);
  });
  const entering = signs(name, (kind, ends) => (both(kind) ? ends.to : 0));
  const leaving = signs(name, (kind, ends) => (both(kind) ? ends.from : 0));
  const [line, other] = [isOne(sql`m.line`), isOne(sql`m.other_line`)];
  const spans = "turnover_line_spans";
  return [
    { where: line, signs: single, spans, ...(among && { among }) },
    { where: sql`m.other_line <> 0 and ${line} and not ${other}`, signs: entering, spans },
    { where: sql`m.other_line <> 0 and ${other} and not ${line}`, signs: leaving, spans },
  ];
}

function ofAccount(name: FigureName, account: bigint): Parts {
  const kind = ACCOUNT_KINDS[Number(account >> 56n) - 1];
  const id = account.toString();
  if (kind === "fund") {
    const spans = "turnover_spans";
    const parts: Part[] = [
      {
        where: sql`m.fund = ${id}::bigint`,
        signs: signs(name, ({ from, to }, ends) => (from === kind ? ends.from : to === kind ? ends.to : 0)),
        spans,
      },
      {
        where: sql`m.other_fund = ${id}::bigint`,
        signs: signs(name, ({ from, to }, ends) => (from === kind && to === kind ? ends.to : ends.beyond)),
        spans,
      },
    ];
    return { parts, kept: "turnover_lines" };
  }
  const spans = "turnover_account_spans";
  return {
    parts: [
      {
        where: sql`m.from_id = ${id}::bigint`,
        signs: signs(name, ({ from }, ends) => (from === kind ? ends.from : 0)),
        spans,
        inOrder: true,
      },
      {
        where: sql`m.to_id = ${id}::bigint`,
        signs: signs(name, ({ to }, ends) => (to === kind ? ends.to : 0)),
        spans,
        inOrder: true,
      },
    ],
    kept: null,
    account,
  };
}

/** What counts at a party's own accounts: a payee's commitments, a payer's sources. Nothing counts at two of them. */
function ofParty(name: FigureName, party: number, currency: string | undefined): Parts {
  const where = movementWhere({ currency });
  const of = atEnds(name, PARTY_OWNERS);
  const part = (column: "payee" | "payer", kind: AccountKind): Part => {
    const own = sql`any(array(select id from accounts where party = ${party}::int and kind = ${ACCOUNT_KINDS.indexOf(kind) + 1}))`;
    return {
      where: sql`${where} and ${sql.raw(`m.${column}`)} = ${party}::int`,
      signs: of,
      spans: "turnover_account_spans",
      inSpans: sql`${where} and (m.to_id = ${own} or m.from_id = ${own})`,
    };
  };
  return { parts: [part("payee", "commitment"), part("payer", "source")], kept: "turnover_parties" };
}

/** Of a currency and a year, or of all. Only what joins two years has to be looked at one by one. */
function ofTotal(name: FigureName, { year, currency }: MovementFilters): Parts {
  const { classes } = FIGURES[name];
  const where = movementWhere({ currency, class: classes });
  const inYear = (column: SQL) =>
    sql`${column} = any(array(select id from accounts where kind = 4 and year = ${year}))`;
  const [single, entering, leaving] = ofLines(name, inYear);
  const ofYear = year === undefined ? sql`true` : sql`m.year = ${year}`;
  const signs = classes === undefined ? (single?.signs ?? []) : atEnds(name, ["source"]);
  const among = { year, currency, class: classes };
  const all: Part = { where: sql`${where} and ${ofYear}`, signs, spans: "turnover_spans", among, exact: true };
  const joining = year === undefined || classes !== undefined ? [] : [entering, leaving].flatMap((part) => part ?? []);
  const parts = [all, ...joining.map((part) => ({ ...part, where: sql`${where} and ${part.where}` }))];
  return { parts, kept: "turnover_lines" };
}

/** Throws BadParameter where there is no such figure. */
export function partsOf({ name, filters }: FigureQuery): Parts {
  const subject = figureSubject(filters);
  const given = Object.entries(filters).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  const named: readonly string[] = FIGURE_FILTERS[subject];
  const other = given.find((field) => !named.includes(field));
  if (other !== undefined) {
    const remedy = `Leave ${other} out: figures are of a line, an account, an agency, a party, a function, or all.`;
    throw new BadParameter("figure", name, remedy);
  }
  if (!FIGURES_OF[subject].includes(name)) {
    throw new BadParameter("figure", name, `For this (${subject}), give one of ${FIGURES_OF[subject].join(", ")}.`);
  }
  const { line, account, agency, within, party, function: code, year, currency } = filters;
  if (line !== undefined) {
    const id = parseAccount(line).toString();
    return { parts: ofLines(name, (column) => sql`${column} = ${id}::bigint`), kept: "turnover_lines" };
  }
  if (account !== undefined) return ofAccount(name, parseAccount(account));
  if (party !== undefined) return ofParty(name, party, currency);
  if (subject === "total") return ofTotal(name, filters);
  const all: SQL[] = [sql`kind = 4`];
  if (agency !== undefined) {
    all.push(within === "self" ? sql`agency = ${agency}::int` : sql`agency = any(${agencyTree(agency)})`);
  }
  if (code !== undefined) {
    const [low, high] = functionRange(code);
    all.push(sql`func between ${low} and ${high}`);
  }
  if (year !== undefined) all.push(sql`year = ${year}`);
  if (currency !== undefined) all.push(sql`currency = ${currency}`);
  const lines = sql`array(select id from accounts where ${sql.join(all, sql` and `)})`;
  const parts = ofLines(name, (column) => sql`${column} = any(${lines})`, { year, currency });
  return { parts, kept: "turnover_lines" };
}
