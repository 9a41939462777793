// Cases from records to answers: lists by the clock, one case, inboxes, timeliness by hand, links both ways.
import { readFileSync } from "node:fs";
import type { MovementDetail, SearchResult } from "@mingzhang/sdk/api";
import type {
  Case,
  CaseDetail,
  CasePage,
  Inbox,
  Officials,
  ProcedureDetail,
  Procedures,
  Timeliness,
} from "@mingzhang/sdk/api-cases";
import { expect } from "chai";
import { sql } from "../src/store/drizzle.ts";
import {
  APPROVER,
  CaseCity,
  CHECKER,
  CITIZEN,
  EDUCATION,
  GOVERNMENT,
  ID,
  iso,
  MAKER,
  T0,
  TREASURY,
} from "./support/case-city.ts";
import { DAY } from "./support/cases.ts";
import { onBothEngines } from "./support/engines.ts";

onBothEngines("cases", (engine) => {
  const city = new CaseCity();
  const { numbers } = city;
  const get = <T>(path: string) => city.get<T>(path);
  const list = (query: string) => city.list(query);
  before(() => city.start(engine));
  after(() => city.stop());

  it("shows every case as it is in effect, silence and escalation counted in", async () => {
    const { items, asOf } = await get<CasePage>("/v1/cases?order=asc");
    expect(items.map((each) => each.number)).to.deep.equal([numbers.a, numbers.b, numbers.c, numbers.d]);
    const [a, b, c, d] = items as [Case, Case, Case, Case];
    expect([a.status, a.desks, a.overdue, a.late, a.amount, a.currency]).to.deep.equal([
      "executed",
      [],
      false,
      false,
      "500",
      "CNY",
    ]);
    // B: the treasury's three days passed on T0 + 12 d; the government's approver has three more.
    expect([b.status, b.round, b.stageNumber, b.stages, b.lapsable, b.late, b.overdue]).to.deep.equal([
      "open",
      1,
      2,
      2,
      true,
      true,
      false,
    ]);
    expect(b.desks.map(({ duty, agency, escalated, due }) => [duty, agency?.id, escalated, due])).to.deep.equal([
      ["approver", GOVERNMENT, true, iso(T0 + 15 * DAY)],
    ]);
    expect(b.title).to.equal("Roof, part 2 with invoice");
    // C: nobody decided within five days. Execution has 20 days from whenever that is put on record.
    expect([c.status, c.silent, c.lapsable, c.desks[0]?.who, c.official]).to.deep.equal([
      "approved",
      true,
      true,
      "anyone",
      null,
    ]);
    expect(c.due).to.equal(iso(Date.parse(asOf) / 1000 + 20 * DAY));
    expect([d.status, d.desks[0]?.duty, d.due, d.late, d.lapsable]).to.deep.equal([
      "open",
      "checker",
      iso(T0 + 15 * DAY),
      false,
      false,
    ]);
    expect(d.official?.name).to.equal("Chen");
  });

  it("filters and pages in the address alone", async () => {
    const { a, b, c, d } = numbers;
    const cases: [string, number[]][] = [
      ["status=executed", [a]],
      ["status=open,approved", [d, c, b]],
      ["overdue=true", []],
      ["late=true", [c, b]],
      ["late=false", [d, a]],
      ["agency=1", [d, c, b, a]],
      ["agency=1&within=self", []],
      ["agency=2&within=self&procedure=permit", [c]],
      ["agency=1&status=open,approved", [d, c, b]],
      ["agency=2&within=self&status=executed", [a]],
      ["agency=3&status=open", []],
      ["procedure=1", [d, b, a]],
      ["official=3", [a]],
      ["official=2", [b, a]],
      ["duty=approver", [b]],
      ["duty=checker&desk=2", [d]],
      ["desk=3", []],
      ["currency=CNY&minAmount=600", [b]],
      ["maxAmount=100", [d]],
      ["from=2026-03-03&to=2026-03-03", [c]],
      ["text=roof%20invoice", [b]],
      ["text=%E6%95%99%E8%82%B2%E5%B1%80%20chalk", [d]],
      ["sort=amount&order=asc", [c, d, a, b]],
      ["sort=due&order=asc&status=open", [b, d]],
    ];
    for (const [query, wanted] of cases) expect(await list(query), query).to.deep.equal(wanted);
    const walked: number[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page: CasePage = await get(
        `/v1/cases?sort=updated&limit=1&count=true${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      expect(page.total).to.equal(4);
      walked.push(...page.items.map((each) => each.number));
      cursor = page.next;
    }
    expect(walked).to.deep.equal([d, b, a, c]);
    for (const bad of [
      "status=lost",
      "duty=king",
      "within=self",
      "sort=luck",
      "minAmount=1.5",
      "nonsense=1",
      "function=9",
      "account=x",
    ]) {
      expect((await fetch(`${city.service.url}/v1/cases?${bad}`)).status, bad).to.equal(400);
    }
  });

  it("gives phases the agency of their case where a store is of an earlier version", async () => {
    const migration = readFileSync(new URL("../migrations/0016_phase_agency.sql", import.meta.url), "utf8");
    const fill = migration.split("--> statement-breakpoint").find((each) => each.trim().startsWith("UPDATE"));
    if (fill === undefined) throw new Error("0016_phase_agency fills nothing");
    const { store } = city.service;
    const agencies = () => store.rows(sql`select number, agency from case_phases order by number, from_time`);
    const before = await agencies();
    expect(before).to.not.be.empty;
    await store.write(async (db) => {
      await db.rows(sql`update case_phases set agency = 0`);
      await db.rows(sql.raw(fill));
    });
    expect(await agencies()).to.deep.equal(before);
  });

  it("finds cases by what carrying them out moved money of", async () => {
    const { items } = await get<CasePage>("/v1/cases?order=asc");
    const about = new Map<string, Set<number>>();
    const add = (filter: string, number: number) => about.set(filter, (about.get(filter) ?? new Set()).add(number));
    for (const { number } of items) {
      const { execution } = await get<CaseDetail>(`/v1/cases/${number}`);
      for (const { record } of execution?.movements ?? []) {
        const { from, to, fund, line, payee } = await get<MovementDetail>(`/v1/movements/${record}`);
        for (const account of [from, to, fund, line]) if (account) add(`account=${account.id}`, number);
        if (payee) add(`party=${payee.id}`, number);
      }
    }
    expect(about.size).to.be.greaterThan(2);
    for (const [filter, numbers] of about) {
      expect(await list(filter), filter).to.deep.equal([...numbers].sort((a, b) => b - a));
    }
    expect(await list("account=fund-999")).to.deep.equal([]);
    expect(await list("function=10")).to.deep.equal([]);
    const all = await list("");
    const divisions = await Promise.all(["00", "01", "04", "07", "09"].map((code) => list(`function=${code}`)));
    expect(divisions.flat().length).to.be.greaterThan(0);
    expect(all).to.include.members(divisions.flat());
  });

  it("gives one case whole, by number and by id", async () => {
    const b = await get<CaseDetail>(`/v1/cases/${numbers.b}`);
    const same = await get<CaseDetail>(`/v1/cases/${ID.b}`);
    expect(same.number).to.equal(numbers.b);
    expect(
      b.timeline.map(({ type, verdict, official, duty, took, late }) => [
        type,
        verdict,
        official?.name,
        duty,
        took,
        late,
      ]),
    ).to.deep.equal([
      ["submitted", null, "Chen", "maker", null, false],
      ["decided", "return", "Wang", "checker", 2 * DAY + 60, false],
      ["submitted", null, "Chen", "maker", null, false],
      ["decided", "approve", "Wang", "checker", 6 * DAY, true],
    ]);
    expect(b.timeline[1]?.reason).to.equal("The invoice is missing.");
    expect(b.steps.map(({ state, late, escalated }) => [state, late, escalated])).to.deep.equal([
      ["approved", true, false],
      ["open", true, true],
    ]);
    expect(b.rounds.map(({ round, amount }) => [round, amount])).to.deep.equal([
      [0, "800"],
      [1, "700"],
    ]);
    expect(b.body.steps.every((step) => /^\d+$/.test(step))).to.equal(true);
    expect(b.body).to.deep.equal(b.rounds[1]?.body);
    expect(b.handler).to.equal("ledgerOrders");
    if (b.content.type !== "orders") throw new Error("The content is not that of orders.");
    const [row] = b.content.rows;
    expect([b.content.total, b.content.count, row?.payee?.name, row?.to.name, row?.detail]).to.deep.equal([
      "700",
      1,
      "Bridge Works Ltd",
      "School roof",
      "Invoice 7",
    ]);
    const c = await get<CaseDetail>(`/v1/cases/${numbers.c}`);
    expect(c.steps.map(({ state, late }) => [state, late])).to.deep.equal([["deemed-approved", true]]);
    expect(c.content.type).to.equal("permit");
    expect((await fetch(`${city.service.url}/v1/cases/${numbers.a + 1000}`)).status).to.equal(404);
  });

  it("links a payment with its case, both ways", async () => {
    const a = await get<CaseDetail>(`/v1/cases/${numbers.a}`);
    expect(a.execution?.movements.map((each) => [each.record, each.payee?.name])).to.deep.equal([
      [numbers.payment, "Bridge Works Ltd"],
    ]);
    const movement = await get<MovementDetail>(`/v1/movements/${numbers.payment}`);
    expect([movement.case?.number, movement.case?.procedure.code, movement.case?.status]).to.deep.equal([
      numbers.a,
      "payment",
      "executed",
    ]);
    expect((await get<MovementDetail>(`/v1/movements/${numbers.receipt}`)).case).to.equal(null);
    for (const query of [String(numbers.a), ID.a, "Roof, part 1".replaceAll(" ", "%20")]) {
      const { hits } = await get<SearchResult>(`/v1/search?q=${query}`);
      expect(
        hits.some((hit) => hit.type === "case" && hit.id === String(numbers.a)),
        query,
      ).to.equal(true);
    }
  });

  it("sorts an inbox by duty, and keeps out what a conflict rule forbids", async () => {
    const inbox = (of: string) => get<Inbox>(`/v1/inbox?address=${of}`);
    const checker = await inbox(CHECKER);
    expect(checker.official?.name).to.equal("Wang");
    expect(
      checker.toDecide.items.map(({ number, decides }) => [number, decides[0]?.step, decides[0]?.duty]),
    ).to.deep.equal([[numbers.d, 0, "checker"]]);
    const approver = await inbox(APPROVER);
    expect(approver.toDecide.items.map((each) => each.number)).to.deep.equal([numbers.b]);
    const own = await inbox(MAKER);
    expect([own.toDecide.total, own.returned.total, own.mine.items.map((each) => each.number)]).to.deep.equal([
      0,
      0,
      [numbers.b, numbers.d],
    ]);
    const citizen = await inbox(CITIZEN);
    expect([citizen.official, citizen.mine.items.map((each) => each.number)]).to.deep.equal([null, [numbers.c]]);
    const { items } = await get<Officials>("/v1/officials?agency=2");
    expect(items.map(({ official, duty }) => [official.name, duty])).to.deep.equal([
      ["Chen", "maker"],
      ["Wang", "checker"],
    ]);
  });

  it("adds up timeliness as by hand", async () => {
    const { items, agencies } = await get<Timeliness>("/v1/timeliness");
    const figures = (row: Omit<Timeliness["items"][number], "procedure"> | undefined) =>
      row && [row.decided, row.medianSeconds, row.limited, row.onTime, row.lapsed, row.open, row.overdue];
    const of = (agency: number, code: string) =>
      figures(items.find((row) => row.agency.id === agency && row.procedure.code === code));
    // Education, payment: 1 d, 2 d and a minute, 6 d (limit 5 d): median 2 d and a minute, two of three on time; D waits.
    expect(of(EDUCATION, "payment")).to.deep.equal([3, 2 * DAY + 60, 3, 2, 0, 1, 0]);
    expect(of(EDUCATION, "permit")).to.deep.equal([0, null, 1, 0, 1, 0, 0]);
    // Treasury: 1 d on A; B went to the government.
    expect(of(TREASURY, "payment")).to.deep.equal([1, DAY, 2, 1, 1, 0, 0]);
    expect(of(GOVERNMENT, "payment")).to.deep.equal([0, null, 0, 0, 0, 1, 0]);
    expect(figures(agencies.find((row) => row.agency.id === EDUCATION))).to.deep.equal([
      3,
      2 * DAY + 60,
      4,
      2,
      1,
      1,
      0,
    ]);
  });

  it("gives the catalogue and timeliness as files, as the pages have them", async () => {
    type Row = Record<string, string | number | boolean | null>;
    for (const query of ["", "?all=true"]) {
      const { items } = await get<Procedures>(`/v1/procedures${query}`);
      const rows = await get<Row[]>(`/v1/procedures.json${query}`);
      expect(items.length).to.be.greaterThan(0);
      expect(
        rows.map((row) => [row["procedure"], row["code"], row["standing"], row["cases"], row["open"]]),
      ).to.deep.equal(items.map(({ number, code, standing, cases, open }) => [number, code, standing, cases, open]));
      expect(rows.map((row) => JSON.parse(String(row["steps"])) as unknown)).to.deep.equal(
        items.map(({ steps }) => steps),
      );
    }
    const { items, agencies } = await get<Timeliness>("/v1/timeliness");
    const rows = await get<Row[]>("/v1/timeliness.json");
    const cells = (row: Omit<Timeliness["items"][number], "procedure">, code: string | null) => [
      ...[
        row.agency.id,
        code,
        row.decided,
        row.medianSeconds,
        row.limited,
        row.onTime,
        row.lapsed,
        row.open,
        row.overdue,
      ],
    ];
    const names = [
      "agency",
      "procedure",
      "decided",
      "median_seconds",
      "limited",
      "on_time",
      "lapsed",
      "open",
      "overdue",
    ];
    expect(rows.map((row) => names.map((name) => row[name]))).to.have.deep.members([
      ...agencies.map((row) => cells(row, null)),
      ...items.map((row) => cells(row, row.procedure.code)),
    ]);
    expect((await get<Row[]>(`/v1/timeliness.json?agency=${TREASURY}`)).map((row) => row["agency"])).to.deep.equal(
      agencies.filter(({ agency }) => agency.id === TREASURY).flatMap(() => [TREASURY, TREASURY]),
    );
  });

  it("leads from each figure of timeliness to its cases", async () => {
    const { items } = await get<Timeliness>("/v1/timeliness");
    const total = async (query: string) =>
      (await get<CasePage>(`/v1/cases?count=true&procedure=payment&${query}`)).total ?? 0;
    for (const row of items.filter(({ procedure }) => procedure.code === "payment")) {
      const decider = `decider=${row.agency.id}`;
      // A case that was returned, or stood at two desks, has several steps: fewer cases than steps, but never none.
      const leads = (cases: number, steps: number, figure: string) => {
        expect(cases, figure).to.be.at.most(steps);
        expect(cases > 0, figure).to.equal(steps > 0);
      };
      leads(await total(`${decider}&outcome=decided`), row.decided, "decided");
      leads(await total(`${decider}&outcome=in-time`), row.onTime, "in time");
      leads(await total(`${decider}&outcome=limited`), row.limited, "limited");
      leads(await total(`${decider}&outcome=lapsed`), row.lapsed, "lapsed");
      leads(await total(`desk=${row.agency.id}&status=open`), row.open, "open");
    }
  });

  it("knows the catalogue", async () => {
    const { items } = await get<Procedures>("/v1/procedures");
    expect(items.map(({ code, standing, cases, open, allows }) => [code, standing, cases, open, allows])).to.deep.equal(
      [
        ["payment", "current", 3, 2, ["payment"]],
        ["permit", "current", 1, 0, ["type-4"]],
      ],
    );
    const payment = await get<ProcedureDetail>("/v1/procedures/1");
    expect(
      payment.steps.map(({ duty, agency, limit, lateness, escalation }) => [
        duty,
        agency?.id ?? null,
        limit,
        lateness,
        escalation,
      ]),
    ).to.deep.equal([
      ["checker", null, 5 * DAY, "overdue", null],
      ["treasurer", TREASURY, 3 * DAY, "escalate", "approver"],
    ]);
  });

  it("says 304 to who has the answer of this head and moment", async () => {
    const first = await fetch(`${city.service.url}/v1/cases`);
    const tag = first.headers.get("etag") ?? "";
    const again = await fetch(`${city.service.url}/v1/cases`, { headers: { "if-none-match": tag } });
    // The clock may have gone on by a step in between: then the tag has too.
    expect(again.status).to.equal(again.headers.get("etag") === tag ? 304 : 200);
    const other = await fetch(`${city.service.url}/v1/cases`, { headers: { "if-none-match": 'W/"another"' } });
    expect(other.status).to.equal(200);
  });
});
