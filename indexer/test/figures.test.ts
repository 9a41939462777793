// A figure that is cited at a size of the log is what the API said when the log had that size, and its changes make the
// difference; what cannot be cited is refused in words.
import { accountText } from "@mingzhang/sdk/accounts";
import type {
  Account,
  AgencyRow,
  ChainRecord,
  Commitment,
  Fund,
  LineDetail,
  Movement,
  Page,
  PartyDetail,
  Problem,
  Totals,
} from "@mingzhang/sdk/api";
import type { BudgetLevel } from "@mingzhang/sdk/api-charts";
import type { Citation } from "@mingzhang/sdk/api-citations";
import type { LogHead } from "@mingzhang/sdk/api-log";
import { FIGURE_NAMES, FIGURES, FIGURES_OF, figureKinds, kindsBeyondList } from "@mingzhang/sdk/figures";
import { expect } from "chai";
import { moveCity, randomOf } from "./support/city.ts";
import { ready } from "./support/engines.ts";
import { onServedCity } from "./support/served.ts";

const YEAR = "year=2026";
const SELF = "within=self";
const EXECUTION = ["appropriated", "allotted", "committed", "paid", "available", "lapsed"] as const;

/** Rows of an agency and of all below it; those above come first. */
function under(rows: readonly AgencyRow[], top: number): AgencyRow[] {
  const ids = new Set([top]);
  return rows.filter(({ agency, parent }) => {
    if (parent !== null && ids.has(parent.id)) ids.add(agency.id);
    return ids.has(agency.id);
  });
}

onServedCity("cited figures", (served) => {
  /** What the API says now of everything that has figures: query of the citation, and the figure. */
  async function said(): Promise<Map<string, string>> {
    const { city } = served;
    const all = new Map<string, string>();
    const keep = (scope: string, figures: object, names: readonly string[]) => {
      for (const name of names) {
        const value = (figures as Record<string, unknown>)[name];
        if (typeof value !== "string") throw new Error(`${scope} says no ${name}`);
        all.set(`figure=${name}&${scope}`, value);
      }
    };
    for (const id of city.lines.map(accountText)) {
      keep(`line=${id}`, await served.get<LineDetail>(`/v1/lines/${id}`), FIGURES_OF.line);
    }
    for (const id of city.funds.map(accountText)) {
      const { received, refunded, ...fund } = await served.get<Fund>(`/v1/funds/${id}`);
      const account = await served.get<Account>(`/v1/accounts/${id}`);
      const net = (BigInt(received) - BigInt(refunded)).toString();
      keep(`account=${id}`, { ...fund, received: net, in: account.totalIn, out: account.totalOut }, FIGURES_OF.fund);
    }
    const [source = 0n] = city.sources;
    const [act = 0n] = city.acts;
    for (const id of [source, act, ...city.lines, ...city.allotments].map(accountText)) {
      const { totalIn, totalOut, balance } = await served.get<Account>(`/v1/accounts/${id}`);
      if (totalIn !== null) keep(`account=${id}`, { in: totalIn, out: totalOut, balance }, FIGURES_OF.account);
    }
    for (const each of city.commitments) {
      const id = accountText(each.id);
      const { committed, paid, open } = await served.get<Commitment>(`/v1/commitments/${id}`);
      keep(`account=${id}`, { committed, paid, balance: open }, FIGURES_OF.commitment);
    }
    for (const agency of city.agencies) {
      const { execution } = await served.get<PartyDetail>(`/v1/parties/${agency}`);
      for (const row of execution) keep(`agency=${agency}&${SELF}&${YEAR}&currency=CNY`, row, FIGURES_OF.agency);
    }
    for (const party of [...city.payees, Math.max(...city.payees) + 1]) {
      const { money } = await served.get<PartyDetail>(`/v1/parties/${party}`);
      for (const row of money) keep(`party=${party}&currency=${row.currency}`, row, FIGURES_OF.party);
    }
    for (const code of ["09", "07", "00"]) {
      const { total } = await served.get<BudgetLevel>(`/v1/budget/tree?${YEAR}&currency=CNY&function=${code}`);
      keep(`function=${code}&${YEAR}&currency=CNY`, total, FIGURES_OF.function);
    }
    const [top = 0, bureau = 0] = city.agencies;
    for (const year of ["", `&${YEAR}`]) {
      const { items } = await served.get<Page<AgencyRow>>(`/v1/agencies?${year.slice(1)}`);
      for (const agency of [top, bureau]) {
        const rows = under(items, agency).filter(({ currency }) => currency === "CNY");
        const added = EXECUTION.map((name) => [
          name,
          rows.reduce((sum, row) => sum + BigInt(row[name]), 0n).toString(),
        ]);
        keep(`agency=${agency}${year}&currency=CNY`, Object.fromEntries(added) as object, FIGURES_OF.agency);
      }
    }
    for (const [query, year] of [
      ["", ""],
      [`?${YEAR}`, `${YEAR}&`],
    ] as const) {
      const { currencies } = await served.get<Totals>(`/v1/totals${query}`);
      for (const row of currencies) {
        keep(`${year}currency=${row.currency}`, { ...row, "opening-balance": row.openingBalance }, FIGURES_OF.total);
      }
    }
    return all;
  }

  const at = async () => {
    const { size } = await served.get<LogHead>("/v1/log");
    const { chain } = await served.get<ChainRecord>(`/v1/records/${size - 1}`);
    return { size, block: chain.blockHash };
  };

  it("are what the API said when the log had that size", async () => {
    const random = randomOf(1789);
    const seen: { size: number; block: string; figures: Map<string, string> }[] = [];
    for (let round = 0; round < 4; round += 1) {
      seen.push({ ...(await at()), figures: await said() });
      moveCity(served.suite, served.city, round === 2 ? 500 : 60, random);
      await served.suite.send(25);
      await ready(served.service);
    }
    const present = await said();
    let changed = 0;
    for (const { size, block, figures } of seen) {
      for (const [query, was] of figures) {
        const cited = await served.get<Citation>(`/v1/citations?size=${size}&block=${block}&${query}`);
        const name = `${query} at ${size}`;
        expect([cited.then.length, cited.then[0]?.amount], name).to.deep.equal([1, was]);
        expect([cited.now.length, cited.now[0]?.amount], name).to.deep.equal([1, present.get(query)]);
        const [added] = cited.added;
        expect(cited.added.length, name).to.be.at.most(1);
        expect(BigInt(was) + BigInt(added?.amount ?? 0), name).to.equal(BigInt(present.get(query) ?? 0));
        expect(cited.changes.length, name).to.equal(Math.min(50, added?.count ?? 0));
        if (cited.changes.length < 50) {
          const sum = cited.changes.reduce((all, change) => all + BigInt(change.amount), 0n);
          expect(sum, name).to.equal(BigInt(added?.amount ?? 0));
        }
        expect(
          cited.changes.every(({ record }) => record >= size),
          name,
        ).to.equal(true);
        if (added !== undefined) changed += 1;
      }
    }
    expect(changed).to.be.greaterThan(100);
  });

  it("are made by the list's movements, but for those kinds that are said to be beyond it", async () => {
    const { size } = await at();
    moveCity(served.suite, served.city, 60, randomOf(1794));
    await served.suite.send();
    await ready(served.service);
    const beyond = new Set<string>();
    for (const query of (await said()).keys()) {
      const { figure, account, within, ...named } = Object.fromEntries(new URLSearchParams(query));
      const name = FIGURE_NAMES.find((each) => each === figure);
      if (name === undefined || account !== undefined) continue;
      const { changes } = await served.get<Citation>(`/v1/citations?size=${size}&${query}`);
      const list = new URLSearchParams({ ...named, ...(within === undefined ? {} : { within }) });
      list.set(
        "kind",
        figureKinds(name, null)
          .map(({ kind }) => kind)
          .join(","),
      );
      const { classes } = FIGURES[name];
      if (classes !== undefined) list.set("class", classes);
      const { items } = await served.get<Page<Movement>>(`/v1/movements?${list.toString()}&limit=200`);
      const listed = new Set(items.map(({ record }) => record));
      const left = changes.filter(({ record }) => !listed.has(record)).map(({ kind }) => kind);
      expect(kindsBeyondList(name, named), query).to.include.members(left);
      for (const kind of left) beyond.add(kind);
    }
    expect(beyond).to.include("virement");
  });

  it("name the kinds of movements that make them", () => {
    const told = (...asked: Parameters<typeof figureKinds>) =>
      figureKinds(...asked).map(({ kind, counted }) => `${counted} ${kind}`);
    const paid = ["plus payment", "plus transfer-payment", "minus recovery"];
    expect(told("paid", null)).to.deep.equal([...paid, "both reclassification"]);
    expect(told("paid", "fund")).to.deep.equal(paid);
    expect(told("out", "source")).to.deep.equal(["plus receipt"]);
    expect(told("balance", "source")).to.deep.equal(["minus receipt", "plus refund"]);
    expect(told("balance", "fund")).to.include.members([
      "both cash-transfer",
      "both transfer-payment",
      "both recovery",
    ]);
  });

  it("of an account without movements are nothing, in its currency", async () => {
    const line = accountText(served.suite.line(served.city.funds[0] ?? 0n, served.city.agencies[1] ?? 0, 2026, "New"));
    await served.suite.send();
    await ready(served.service);
    const { size } = await at();
    const { then, now, changes } = await served.get<Citation>(`/v1/citations?size=${size}&figure=paid&line=${line}`);
    const nothing = [{ currency: "CNY", exponent: 2, amount: "0", count: 0 }];
    expect([then, now, changes]).to.deep.equal([nothing, nothing, []]);
  });

  /** What an answer that is none says. */
  const refusal = async (query: string) => {
    const answer = await served.fetch(`/v1/citations?${query}`);
    const { title, errors, detail } = (await answer.json()) as Problem;
    const said = [title, detail, ...(errors ?? []).map(({ remedy }) => remedy)].join(" ");
    const head = await served.fetch(`/v1/citations?${query}`, { method: "HEAD" });
    expect(head.status, `HEAD, ${query}`).to.equal(answer.status);
    return { status: answer.status, fields: (errors ?? []).map(({ field }) => field), said };
  };

  it("are refused for a block that is unknown, or not there yet", async () => {
    const { size, block } = await at();
    const other = `0x${"ab".repeat(32)}`;
    const unknown = await refusal(`size=${size}&block=${other}&figure=paid&line=line-1`);
    expect([unknown.status, unknown.fields]).to.deep.equal([400, ["block"]]);
    expect(unknown.said).to.contain(block).and.to.contain("reorganisation");
    const future = await refusal(`size=${size + 7}&block=${other}&figure=paid&line=line-1`);
    expect([future.status, future.fields]).to.deep.equal([400, ["size"]]);
    expect(future.said).to.contain(`has ${size} records`);
    expect((await refusal("size=1.5&figure=paid&line=line-1")).status).to.equal(400);
    expect((await refusal(`size=${size}&block=0x12&figure=paid&line=line-1`)).said).to.contain("64 hex digits");
  });

  it("are refused for a name or a thing that has none", async () => {
    const { size } = await at();
    const [payee = 0] = served.city.payees;
    for (const [query, status, words] of [
      ["figure=spent&line=line-1", 400, "appropriated"],
      ["figure=balance&line=line-1", 400, "(line), give one of appropriated"],
      ["figure=paid&account=source-1", 400, "(account), give one of in"],
      ["figure=paid&line=line-1&year=2026", 400, "Leave year out"],
      ["figure=paid&kind=payment", 400, "Leave kind out"],
      ["figure=paid&line=line-999", 404, "line-999"],
      ["figure=in&account=fund-999", 404, "fund-999"],
      ["figure=paid&party=999999&currency=CNY", 404, "party 999999"],
      ["figure=paid&agency=999999", 404, "agency 999999"],
      [`figure=paid&agency=${payee}&currency=CNY`, 404, `agency ${payee}`],
      ["figure=paid&year=20266&currency=CNY", 404, "fiscal year 20266"],
      ["figure=paid&year=2026&currency=XYZ", 404, "fund in XYZ"],
      ["agency=999999", 404, "agency 999999"],
      ["payee=999999", 404, "party 999999"],
      ["record=999999", 404, "movement 999999"],
      ["record=0", 404, "/v1/records/0"],
      ["figure=paid&figure=committed&line=line-1", 400, "figure"],
      ["figure=paid&function=09.9.9", 400, "09.8"],
    ] as const) {
      const refused = await refusal(`size=${size}&${query}`);
      expect(refused.status, query).to.equal(status);
      expect(refused.said, query).to.contain(words);
    }
    for (const query of ["figure=paid&line=line-1", "kind=payment", ""]) {
      const answer = await served.fetch(`/v1/citations?size=${size}&${query}`, { method: "HEAD" });
      expect([answer.status, await answer.text()], query).to.deep.equal([200, ""]);
    }
  });

  it("are refused for a block that a reorganisation has removed", async () => {
    const { chain, suite, city } = served;
    const snapshot = await chain.client.snapshot();
    const forget = suite.mark();
    const act = city.acts[0] ?? 0n;
    const line = city.lines[0] ?? 0n;
    const post = async (amount: bigint) => {
      suite.move({ kind: "appropriation", from: act, to: line, amount });
      await suite.send();
      await ready(served.service);
      return at();
    };
    const removed = await post(1n);
    await chain.client.revert({ id: snapshot });
    forget();
    const now = await post(2n);
    expect(now.size).to.equal(removed.size);
    const refused = await refusal(`size=${removed.size}&block=${removed.block}&figure=appropriated&line=line-1`);
    expect(refused.status).to.equal(400);
    expect(refused.said).to.contain(now.block).and.to.contain("reorganisation");
  });
});
