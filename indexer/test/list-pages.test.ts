// Pages of lists in a log of many spans: whatever is asked for, forwards and back, each movement once and in its order.
import type { MovementQuery, MovementSort } from "@mingzhang/sdk/api";
import { ACCOUNT_KINDS, type AccountKind, accountNumber } from "@mingzhang/sdk/accounts";
import { dayText } from "@mingzhang/sdk/days";
import { FIGURES_OF, figureSubject } from "@mingzhang/sdk/figures";
import { KINDS } from "@mingzhang/sdk/kinds";
import { expect } from "chai";
import { type FigureAt, figureAt } from "../src/read/figures.ts";
import { type MovementFilters, movementWhere } from "../src/read/filters.ts";
import { lookedUp } from "../src/read/movement-list.ts";
import { addUpMovements, sumMovements } from "../src/read/movement-sums.ts";
import { isRare } from "../src/read/movement-rare.ts";
import { movementPage, type MovementPageRequest } from "../src/read/movements.ts";
import { sql, type SQL } from "../src/store/drizzle.ts";
import { openStore, type Store } from "../src/store/open.ts";
import { addTallies } from "../src/store/tallies.ts";
import { addTurnover, SPAN_RECORDS } from "../src/store/turnover.ts";
import { randomOf } from "./support/city.ts";

const MOVEMENTS = 500;
const QUESTIONS = 70;
const FIRST_DAY = 20_000;
/** Accounts of each kind. */
const OF_EACH = 9;

const CONTEXT = { finalityDepth: 12, ledger: "0x00" as const };
const KEYS: Record<MovementSort, SQL> = { record: sql`m.record`, amount: sql`m.amount`, valueDate: sql`m.day` };

describe("pages of lists", () => {
  const random = randomOf(7);
  const between = (low: number, high: number) => low + random(high - low + 1);
  const often = (percent: number) => random(100) < percent;
  const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;
  const id = (kind: AccountKind, number: number) => accountNumber(kind, number).toString();
  const yearOf = (line: number) => 2024 + (line % 3);
  /** Whose a source or a commitment is; other accounts are nobody's. */
  const partyOf = (kind: AccountKind, number: number) =>
    kind === "source" || kind === "commitment" ? 6 + (number % 3) : null;
  let store: Store;
  let last = 0;

  before(async () => {
    store = await openStore({ dataDir: "memory://" });
    await store.rows(sql`insert into blocks values (1, '\\x01', '\\x00', 1, 1000000000)`);
    await store.rows(sql`insert into transactions values (1, 0, '\\x01')`);
    // Five agencies in a tree of three levels, and three payees.
    await store.rows(sql`
      insert into parties (id, kind, record, parent, root, depth, name, other_name, scheme, identifier, search)
      select p, case when p <= 5 then 1 else 2 end, 0, (array[0, 1, 1, 2, 2, 0, 0, 0])[p], 1, 0, 'party', '', '', '', 'party'
      from generate_series(1, 8) p`);
    await store.rows(sql`
      insert into party_names (record, party, name, other_name, given_at)
      select -p, p, 'party', '', 0 from generate_series(1, 8) p`);
    for (const kind of ACCOUNT_KINDS) {
      for (let number = 1; number <= OF_EACH; number += 1) {
        const line = kind === "line";
        await store.rows(sql`
          insert into accounts (id, kind, record, opened_at, government, party, year, func, currency, exponent, name, other_name, code, search)
          values (${id(kind, number)}::bigint, ${ACCOUNT_KINDS.indexOf(kind) + 1}, 0, 0, 1, ${partyOf(kind, number)}::int, ${line ? yearOf(number) : null}::int,
            ${line ? 900 + number * 10 : null}::int, ${number === 3 ? "USD" : "CNY"}, 2, 'x', '', '', 'x')`);
      }
    }
    await store.rows(sql`
      insert into movements (record, block, tx_index, log_index, posted_at, day, kind, flags, code, value_date, from_id, to_id,
        amount, from_position, to_position, beyond, fund, other_fund, line, other_line, agency, payee, payer, year)
      values ${sql.join(Array.from({ length: MOVEMENTS }, movement), sql`, `)}`);
    await addTurnover(store, 0);
    await addTallies(store, 0);
    expect(last / SPAN_RECORDS).to.be.greaterThan(60);
  });
  after(() => store.close());

  /** A movement some records after the last, now and then some spans; its day goes with the log by and large. */
  function movement(_: unknown, at: number): SQL {
    last += often(30) ? between(1, 20) : often(10) ? between(10_000, 60_000) : between(100, 4_000);
    const kind = pick(KINDS);
    const line = kind.number >= 4 ? between(1, OF_EACH) : null;
    const otherLine = line !== null && (kind.number >= 10 || often(10)) ? between(1, OF_EACH) : null;
    const account = (of: AccountKind, number: number | null) => (number === null ? null : id(of, number));
    const [from, other] = [between(1, OF_EACH), between(1, OF_EACH)];
    // Accounts are of one currency at both ends, and that of the fund: the third of each kind has another.
    const to = from === 3 || other === 3 ? from : other;
    const fund = () => (from === 3 ? 3 : between(1, 2));
    // As the store has it: the party of the account that is entered, else of the one that is left.
    const party = (of: AccountKind) =>
      (kind.to === of ? partyOf(of, to) : null) ?? (kind.from === of ? partyOf(of, from) : null);
    return sql`(${last}, 1, 0, ${at}, 0, ${FIRST_DAY + Math.floor(at / 3) + between(-90, 10)}, ${kind.number}, ${often(20) ? 2 : 0},
      ${kind.number <= 2 ? pick([111, 1111, 12, 99, 31]) : 0}, 0, ${id(kind.from, from)}::bigint,
      ${id(kind.to, to)}::bigint, ${between(1, 6) * 100}::numeric, 0, 0, 0, ${id("fund", fund())}::bigint,
      ${account("fund", often(20) ? fund() : null)}::bigint, ${account("line", line)}::bigint,
      ${account("line", otherLine)}::bigint, ${often(90) ? between(1, 5) : null}::int, ${party("commitment")}::int,
      ${party("source")}::int, ${line === null ? (often(50) ? 2025 : null) : yearOf(line)}::int)`;
  }

  const kinds = KINDS.map(({ name }) => name);
  const FILTERS: readonly (() => MovementFilters)[] = [
    () => ({ kind: often(50) ? pick(kinds) : [pick(kinds), pick(kinds), pick(kinds)].join(",") }),
    () => ({ fund: `fund-${between(1, 3)}` }),
    () => ({ line: `line-${between(1, OF_EACH)}` }),
    () => ({ account: `${pick(ACCOUNT_KINDS)}-${between(1, OF_EACH)}` }),
    () => ({ agency: between(1, 5), ...(often(40) && { within: "self" as const }) }),
    () => ({ payee: between(6, 8) }),
    () => ({ party: between(6, 8) }),
    () => ({ function: pick(["09", "09.2", "09.3"]) }),
    () => ({ class: pick(["11", "1", "99", "111,31"]) }),
    () => ({ year: between(2024, 2026) }),
    () => ({ currency: pick(["CNY", "USD"]) }),
    () => ({ minAmount: "300" }),
    () => ({ from: dayText(FIRST_DAY + between(-60, 160)) }),
    () => ({ to: dayText(FIRST_DAY + between(-60, 170)) }),
    () => ({ imported: often(50) }),
    () => ({ below: between(1, last) }),
    () => ({ since: between(0, last) }),
  ];

  /** Every page of a list from its first on, or from a cursor back to its first. */
  async function pages(request: Omit<MovementPageRequest, "cursor">, from?: string) {
    const found: number[][] = [];
    let cursor = from;
    let back: string | null = null;
    do {
      const page = await movementPage(store, CONTEXT, { ...request, cursor });
      found.push(page.items.map(({ record }) => record));
      if (from === undefined) back = page.previous;
      cursor = (from === undefined ? page.next : page.previous) ?? undefined;
    } while (cursor !== undefined);
    return { found, back };
  }

  it("have what the filters ask for, once and in order, also on the way back", async () => {
    let withMovements = 0;
    for (let question = 0; question < QUESTIONS; question += 1) {
      const filters = Object.assign({}, ...Array.from({ length: random(4) }, () => pick(FILTERS)())) as MovementFilters;
      const sort = pick(["record", "record", "amount", "valueDate"] as const);
      const order = pick(["asc", "desc"] as const);
      const limit = pick([7, 20, 50]);
      const said = `${JSON.stringify(filters)} by ${sort} ${order}, ${limit} at a time`;
      const direction = sql.raw(order);
      const rows = await store.rows<{ record: number }>(sql`
        select m.record::float8 as record from movements m where ${movementWhere(filters)}
        order by ${KEYS[sort]} ${direction}, m.record ${direction}`);
      const wanted = rows.map(({ record }) => record);
      if (wanted.length > 0) withMovements += 1;
      const asked = often(50) ? filters : await lookedUp(store, filters);
      // A log so short has little that is not rare.
      const judge = pick([isRare, () => Promise.resolve(false)]);
      const request = { filters: asked, sort, order, limit, judge };
      const { found, back } = await pages(request);
      expect(found.flat(), said).to.deep.equal(wanted);
      if (back !== null) {
        const before = (await pages(request, back)).found.toReversed().flat();
        expect(before, `${said}, backwards`).to.deep.equal(found.slice(0, -1).flat());
      }
      expect(await sumMovements(store, asked), said).to.deep.equal(await addUpMovements(store, filters));
    }
    expect(withMovements).to.be.greaterThan(QUESTIONS / 2);
  });

  it("have figures that are the same however far the log went since they were cited", async () => {
    const subjects = [
      ...["fund-1", "fund-3", "commitment-2", "source-1", "line-2", "allotment-1", "act-1"].map((account) => ({
        account,
      })),
      ...[
        { line: "line-2" },
        { party: 6 },
        { party: 7, currency: "CNY" },
        { agency: 2 },
        { agency: 3, within: "self" as const, year: 2025 },
      ],
      ...[{ function: "09.2" }, { function: "09", year: 2024 }, {}, { year: 2025 }, { currency: "USD", year: 2026 }],
    ];
    let changed = 0;
    for (const filters of subjects) {
      for (const name of FIGURES_OF[figureSubject(filters)]) {
        const size = 1 + random(last);
        const at = (head: number) => figureAt(store, { name, filters }, size, { head, most: MOVEMENTS });
        // Read from the log's beginning, and from its end.
        const [first, second] = [await at(size * 2 + 2), await at(size + 1)];
        const said = `${name} of ${JSON.stringify(filters)} at ${size}`;
        const told = ({ then, added }: FigureAt) => [then, added].map((sums) => sums.filter(({ count }) => count > 0));
        expect(told(first), said).to.deep.equal(told(second));
        expect(first.now, said).to.deep.equal(second.now);
        const added = new Map<string, bigint>();
        for (const { currency, amount } of first.changes) {
          added.set(currency, (added.get(currency) ?? 0n) + BigInt(amount));
        }
        for (const sum of first.added) expect(added.get(sum.currency), said).to.equal(BigInt(sum.amount));
        if (first.added.length > 0) changed += 1;
      }
    }
    expect(changed).to.be.greaterThan(20);
  });

  it("refuse what cannot be asked also where nothing can be found", async () => {
    const refused: MovementQuery[] = [
      { year: 2031, minAmount: "9".repeat(32) },
      { from: "2031-01-01", to: "2031-02-01", within: "self" },
    ];
    for (const filters of refused) {
      const asked = { filters, sort: "record", order: "desc", limit: 5 } as const;
      const error = await movementPage(store, CONTEXT, asked).catch((thrown: unknown) => thrown);
      expect(error, JSON.stringify(filters)).to.be.an("error").with.property("field");
    }
  });
});
