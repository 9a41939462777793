// Findings from records to answers: lists by the clock, one finding with its acts, what concerns what, the scorecard by hand, reorganisations.
import type { FindingDetail, FindingPage, Scorecard } from "@mingzhang/sdk/api-findings";
import { expect } from "chai";
import { EDUCATION, GOVERNMENT, ID, iso, T0, TREASURY } from "./support/case-city.ts";
import { DAY, word } from "./support/cases.ts";
import { dump, index, onBothEngines, ready } from "./support/engines.ts";
import { FindingCity } from "./support/finding-city.ts";

onBothEngines("findings", (engine) => {
  const city = new FindingCity();
  const { at } = city;
  const get = <T>(path: string) => city.get<T>(path);
  const list = async (query: string) =>
    (await get<FindingPage>(`/v1/findings?${query}`)).items.map((each) => each.number);

  before(() => city.start(engine));
  after(() => city.stop());

  it("shows every finding as it stands, lateness counted in", async () => {
    const { items, total } = await get<FindingPage>("/v1/findings?order=asc&count=true");
    expect(total).to.equal(5);
    const told = items.map(({ number, status, severity, agency, asked, turn, due, overdue }) => [
      ...[number, status, severity, agency.id, asked.id, turn, due, overdue],
    ]);
    expect(told).to.deep.equal([
      [at["payment"], "resolved", "major", EDUCATION, EDUCATION, 3, null, false],
      [at["case"], "reopened", "minor", GOVERNMENT, EDUCATION, 4, iso(T0 + 38 * DAY), false],
      [at["line"], "open", "note", EDUCATION, EDUCATION, 1, iso(T0 + 24 * DAY), true],
      [at["party"], "open", "critical", TREASURY, TREASURY, 1, iso(T0 + 44 * DAY), false],
      [at["period"], "answered", "major", TREASURY, TREASURY, 2, null, false],
    ]);
    const subjects = items.map(({ subject }) => subject);
    const { numbers } = city;
    expect(subjects[0]).to.deep.equal({ kind: "record", record: numbers.payment, event: "Movement" });
    expect(subjects[1]).to.have.nested.property("case.number", numbers.b);
    expect(subjects[2]).to.have.nested.property("line.id", "line-1");
    expect(subjects[3]).to.have.nested.property("party.name", "Bridge Works Ltd");
    expect(subjects[4]).to.deep.equal({ kind: "period", from: "2026-01-01", to: "2026-02-28" });
    expect(items[0]?.document).to.equal(word(0xd0c));
    expect(items[0]?.official.name).to.equal("Sun");
  });

  it("filters and pages in the address alone", async () => {
    const [payment, case_, line, party, period] = ["payment", "case", "line", "party", "period"].map(
      (name) => at[name],
    );
    const { numbers } = city;
    const queries: [string, (number | undefined)[]][] = [
      ["status=open", [party, line]],
      ["status=open,reopened", [party, line, case_]],
      ["severity=critical,note", [party, line]],
      ["overdue=true", [line]],
      ["overdue=false", [period, party, case_, payment]],
      ["agency=1", [period, party, line, case_, payment]],
      ["agency=1&within=self", [case_]],
      [`agency=${EDUCATION}`, [line, case_, payment]],
      [`agency=${EDUCATION}&within=self`, [line, payment]],
      ["office=1", [period, party, line, case_, payment]],
      ["office=2", []],
      ["subject=period", [period]],
      ["text=%E9%AA%8C%E6%94%B6%E5%8D%95", [payment]],
      ["text=finding%20treasury", [period, party]],
      ["from=2026-03-18&to=2026-03-18", [period]],
      ["sort=severity", [party, period, payment, case_, line]],
      ["sort=due&order=asc", [line, case_, party, payment, period]],
      ["sort=updated", [period, case_, payment, party, line]],
      [`concerns=record-${numbers.payment}`, [payment]],
      [`concerns=movement-${numbers.payment}`, [line, payment]],
      [`concerns=movement-${numbers.receipt}`, []],
      [`concerns=case-${numbers.b}`, [case_]],
      [`concerns=case-${numbers.a}`, [payment]],
      ["concerns=line-1", [line, payment]],
      ["concerns=party-4", [party, payment]],
      [`concerns=party-${TREASURY}`, [period, party]],
      [`concerns=party-${EDUCATION}`, [line, case_, payment]],
    ];
    for (const [query, wanted] of queries) expect(await list(query), query).to.deep.equal(wanted);
    const walked: number[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const from = cursor === "" ? "" : `&cursor=${cursor}`;
      const page: FindingPage = await get(`/v1/findings?sort=severity&limit=2${from}`);
      walked.push(...page.items.map((each) => each.number));
      cursor = page.next;
    }
    expect(walked).to.deep.equal([party, period, payment, case_, line]);
    const bad = ["status=late", "severity=huge", "within=self", "sort=luck", "subject=thing", "concerns=fund-1", "x=1"];
    for (const query of [...bad, "concerns=line-0", "from=2026-02-30"]) {
      expect((await fetch(`${city.service.url}/v1/findings?${query}`)).status, query).to.equal(400);
    }
  });

  it("tells one finding's life, with the names that its signers saw", async () => {
    const detail = await get<FindingDetail>(`/v1/findings/${at["case"]}`);
    expect(await get<FindingDetail>(`/v1/findings/${detail.id}`)).to.deep.include({ number: at["case"] });
    const told = detail.acts.map(({ act, turn, official, agency, status, due, late, signature }) => [
      ...[act, turn, official.name, agency.id, status, due, late, signature],
    ]);
    expect(told).to.deep.equal([
      ["open", 0, "Sun", EDUCATION, "open", iso(T0 + 24 * DAY), false, "0x1234"],
      ["escalate", 1, "Sun", GOVERNMENT, "escalated", iso(T0 + 35 * DAY), true, null],
      ["answer", 2, "Zhao", GOVERNMENT, "answered", null, false, null],
      ["reopen", 3, "Sun", GOVERNMENT, "reopened", iso(T0 + 38 * DAY), false, null],
    ]);
    expect(detail.above).to.equal(null);
    expect([detail.officeName, detail.salt, detail.subjectWord]).to.deep.equal(["City of Mingshui", word(7), ID.b]);
    expect(detail.contract).to.equal(city.suite.deployment.contracts.findings);
    // The agency was renamed on T0 + 20 d.
    const payment = await get<FindingDetail>(`/v1/findings/${at["payment"]}`);
    expect(payment.acts.map(({ agencyName }) => agencyName)).to.deep.equal([
      ...["Education Bureau", "Education Bureau", "Education Bureau"],
    ]);
    expect(payment.agency.name).to.equal("Bureau of Schools");
    expect(payment.above?.id).to.equal(GOVERNMENT);
    const period = await get<FindingDetail>(`/v1/findings/${at["period"]}`);
    expect(period.acts[1]).to.include({ act: "answer", late: true });
    for (const none of ["0", "9999", word(1)]) {
      expect((await fetch(`${city.service.url}/v1/findings/${none}`)).status).to.equal(404);
    }
    expect((await fetch(`${city.service.url}/v1/findings/x`)).status).to.equal(400);
  });

  it("scores agencies as one adds up by hand", async () => {
    const { items } = await get<Scorecard>("/v1/agencies/scorecard");
    const rows = Object.fromEntries(items.map(({ agency, ...row }) => [agency.id, row]));
    expect(items[0]?.agency.id, "overdue first").to.equal(EDUCATION);
    const none = { note: 0, minor: 0, major: 0, critical: 0 };
    expect(rows[EDUCATION]).to.deep.equal({
      asked: 3,
      open: 1,
      overdue: 1,
      answered: 1,
      medianSeconds: 2 * DAY,
      // Answered in time; taken above unanswered; overdue.
      limited: 3,
      onTime: 1,
      unresolved: { ...none, note: 1 },
      resolved: 1,
    });
    expect(rows[GOVERNMENT]).to.deep.equal({
      asked: 2,
      open: 1,
      overdue: 0,
      answered: 1,
      medianSeconds: 2 * DAY,
      limited: 1,
      onTime: 1,
      unresolved: { ...none, minor: 1 },
      resolved: 0,
    });
    expect(rows[TREASURY]).to.deep.equal({
      asked: 2,
      open: 1,
      overdue: 0,
      answered: 1,
      medianSeconds: 12 * DAY,
      limited: 1,
      onTime: 0,
      unresolved: { ...none, major: 1, critical: 1 },
      resolved: 0,
    });
    const under = await get<Scorecard>(`/v1/agencies/scorecard?agency=${TREASURY}`);
    expect(under.items.map(({ agency }) => agency.id)).to.deep.equal([TREASURY]);
  });

  it("takes everything back when the chain drops it", async () => {
    const { chain, suite, emitter, service } = city;
    const before = await get<FindingPage>("/v1/findings");
    const snapshot = await chain.client.snapshot();
    const forget = suite.mark();
    const names = Object.keys(at);
    city.open("undone", { kind: "party", party: GOVERNMENT });
    city.act("line", "answer", 1);
    city.act("payment", "reopen", 3);
    await emitter.at(T0 + 29 * DAY);
    await ready(service);
    expect(await list("status=open")).to.deep.equal([at["undone"], at["party"]]);
    expect((await get<FindingDetail>(`/v1/findings/${at["payment"]}`)).status).to.equal("reopened");
    await chain.client.revert({ id: snapshot });
    forget();
    for (const name of Object.keys(at)) if (!names.includes(name)) delete at[name];
    await emitter.at(T0 + 30 * DAY);
    await ready(service);
    const after = await get<FindingPage>("/v1/findings");
    expect(after.items).to.deep.equal(before.items);
    const fresh = await index(chain.url, suite.deployment, await engine.fresh());
    try {
      await ready(fresh);
      expect(await dump(service.store)).to.deep.equal(await dump(fresh.store));
    } finally {
      await fresh.stop();
    }
  });
});
