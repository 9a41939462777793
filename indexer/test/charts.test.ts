// Charts by the API are those of a recount from the list of movements, on both engines.
import { expect } from "chai";
import type { LineTree, Movement, Page, Party, Problem } from "@mingzhang/sdk/api";
import type {
  BudgetLevel,
  Calendar,
  Comparison,
  Concentration,
  Flows,
  LineCurve,
  NamedDocuments,
} from "@mingzhang/sdk/api-charts";
import { flowGraph } from "@mingzhang/sdk/charts";
import { onServedCity, type Served } from "./support/served.ts";

/** Kinds that spend, and with which sign; a reclassification counts on both its sides. */
const SPENDS: Readonly<Record<string, bigint>> = { payment: 1n, "transfer-payment": 1n, recovery: -1n };

const total = (amounts: readonly (string | bigint)[]) => amounts.reduce<bigint>((sum, each) => sum + BigInt(each), 0n);

/** What was paid by commitment, from the movements one by one. */
function paidByCommitment(movements: readonly Movement[]): Map<string, bigint> {
  const paid = new Map<string, bigint>();
  const add = (id: string, amount: bigint) => paid.set(id, (paid.get(id) ?? 0n) + amount);
  for (const { kind, from, to, amount } of movements) {
    const sign = SPENDS[kind];
    if (sign !== undefined) add(kind === "recovery" ? from.id : to.id, sign * BigInt(amount));
    if (kind === "reclassification") {
      add(from.id, -BigInt(amount));
      add(to.id, BigInt(amount));
    }
  }
  return paid;
}

onServedCity("charts", (served) => {
  let all: Movement[];
  before(async () => {
    all = await served.list("order=asc");
    expect(all.length).to.be.above(300);
  });

  describe("flows", () => {
    it("hold every receipt, transfer and payment, the smaller payees together", async () => {
      const flows = await served.get<Flows>("/v1/flows?currency=CNY&payees=1");
      const paid = paidByCommitment(all);
      expect(total(flows.paid.map(({ amount }) => amount))).to.equal(total([...paid.values()]));
      const net = (kinds: readonly [string, string]) =>
        total(all.filter(({ kind }) => kind === kinds[0]).map(({ amount }) => amount)) -
        total(all.filter(({ kind }) => kind === kinds[1]).map(({ amount }) => amount));
      expect(total(flows.receipts.map(({ amount }) => amount))).to.equal(net(["receipt", "refund"]));
      expect(total(flows.transfers.map(({ amount }) => amount))).to.equal(net(["cash-transfer", ""]));
      const parts = (["gross", "recovered", "rebooked"] as const).map((part) =>
        total(flows.paid.map((cell) => cell[part])),
      );
      expect(parts).to.deep.equal([
        net(["payment", ""]) + net(["transfer-payment", ""]),
        net(["recovery", ""]),
        net(["reclassification", ""]),
      ]);
      const parties = await served.get<Page<Party>>("/v1/parties?limit=200");
      const [toFunds, toPayees] = [true, false].map((fund) =>
        flows.paid.filter(({ payeeFund }) => (payeeFund !== null) === fund),
      );
      // What went to a fund says whose it is, as its movements do.
      const transfer = all.find(({ kind }) => kind === "transfer-payment");
      expect(new Set(toFunds?.map(({ payee }) => payee?.id))).to.include(transfer?.payee?.id);
      expect(toFunds?.map(({ payee }) => payee)).to.not.include(null);
      const payees = new Set(toPayees?.flatMap(({ payee }) => (payee === null ? [] : [payee.id])));
      expect(payees.size).to.equal(1);
      const own = await byPayee(served, paid);
      expect(flows.smallerPayees).to.equal(own.size - 1);
      const [most] = [...own].sort((a, b) => (a[1] < b[1] ? 1 : -1));
      expect([...payees]).to.deep.equal([most?.[0]]);
      expect(parties.items.map(({ id }) => id)).to.include(most?.[0]);
    });

    it("are of a year, and make a picture in which every fund's balance is what the ledger says", async () => {
      const [year, every] = await Promise.all([
        served.get<Flows>("/v1/flows?currency=CNY&year=2026"),
        served.get<Flows>("/v1/flows?currency=CNY"),
      ]);
      expect(year.paid).to.deep.equal(every.paid);
      expect(year.receipts).to.not.deep.equal(every.receipts);
      const graph = flowGraph({ ...every, imported: false }, 100);
      for (const id of ["fund-1", "fund-2", "fund-3"]) {
        const { balance } = await served.get<{ balance: string }>(`/v1/funds/${id}`);
        const between = (from: string, to: string) =>
          graph.links.find((link) => link.from === from && link.to === to)?.amount ?? 0n;
        expect(between(id, "kept") - between("earlier", id), id).to.equal(BigInt(balance));
      }
    });
  });

  describe("levels of the budget", () => {
    it("add up to the tree of lines, level by level", async () => {
      const tree = await served.get<LineTree>("/v1/lines?year=2026");
      const lines = tree.agencies.flatMap((agency) => agency.lines);
      const sum = (field: "appropriated" | "committed" | "paid" | "lapsed", of = lines) =>
        total(of.map((line) => line[field])).toString();
      const root = await served.get<BudgetLevel>("/v1/budget/tree?currency=CNY&year=2026");
      for (const field of ["appropriated", "committed", "paid", "lapsed"] as const) {
        expect(root.total[field]).to.equal(sum(field));
      }
      expect(root.tiles.map(({ function: each }) => each?.code ?? "").sort()).to.deep.equal(["00", "07", "09"]);
      for (const tile of root.tiles) {
        const division = tile.function?.code ?? "";
        const level = await served.get<BudgetLevel>(`/v1/budget/tree?currency=CNY&year=2026&function=${division}`);
        expect([level.of, level.total.paid, level.total.appropriated]).to.deep.equal([
          "agency",
          tile.paid,
          tile.appropriated,
        ]);
        for (const { agency, paid, lines: count } of level.tiles) {
          const path = `/v1/budget/tree?currency=CNY&year=2026&function=${division}&agency=${agency?.id}`;
          const lowest = await served.get<BudgetLevel>(path);
          expect([lowest.of, lowest.total.paid, lowest.tiles.length]).to.deep.equal(["line", paid, count]);
          for (const { line, appropriated } of lowest.tiles) {
            expect(appropriated).to.equal(lines.find(({ id }) => id === line?.id)?.appropriated);
          }
        }
      }
    });

    it("have the lines of one agency alone, or of those under it too", async () => {
      const lines = async (query: string) => (await served.get<LineTree>(`/v1/lines?year=2026${query}`)).agencies;
      const all = await lines("");
      const own = (id: number) => all.filter(({ agency }) => agency.id === id);
      expect(own(2)).to.have.length.greaterThan(0);
      expect(all.length).to.be.greaterThan(own(2).length);
      expect(await lines("&agency=2&within=self")).to.deep.equal(own(2));
      // Everything is under the first, which has no lines of its own.
      expect(await lines("&agency=1")).to.deep.equal(all);
      expect(await lines("&agency=1&within=self")).to.deep.equal(own(1));
    });

    it("put the tail together and say how many it is", async () => {
      const [whole, cut] = await Promise.all([
        served.get<BudgetLevel>("/v1/budget/tree?currency=CNY"),
        served.get<BudgetLevel>("/v1/budget/tree?currency=CNY&limit=1"),
      ]);
      expect(cut.tiles).to.deep.equal(whole.tiles.slice(0, 1));
      expect(cut.smaller?.count).to.equal(whole.tiles.length - 1);
      expect(BigInt(cut.smaller?.appropriated ?? 0) + BigInt(cut.tiles[0]?.appropriated ?? 0)).to.equal(
        BigInt(whole.total.appropriated),
      );
    });
  });

  describe("a line's curve", () => {
    it("ends at the line's own execution, and is on each day what the movements up to it make", async () => {
      for (const id of ["line-1", "line-2", "line-3", "line-4"]) {
        const [curve, line] = await Promise.all([
          served.get<LineCurve>(`/v1/lines/${id}/curve`),
          served.get<{ appropriated: string; committed: string; paid: string }>(`/v1/lines/${id}`),
        ]);
        const last = curve.points.at(-1);
        expect([last?.appropriated, last?.committed, last?.paid], id).to.deep.equal([
          line.appropriated,
          line.committed,
          line.paid,
        ]);
        const days = curve.points.map(({ day }) => day);
        expect(days).to.deep.equal([...new Set(days)].sort());
        const middle = curve.points[Math.floor(curve.points.length / 2)];
        const until = await served.list(`line=${id}&kind=commitment,release&to=${middle?.day}`);
        const committed = total(
          until.map(({ kind, amount }) => (kind === "release" ? -BigInt(amount) : BigInt(amount))),
        );
        expect(middle?.committed).to.equal(committed.toString());
      }
    });
  });

  describe("a calendar", () => {
    it("has every payment and receipt once, by day and by month, under any filter", async () => {
      const sums = (periods: Calendar["periods"], field: "paid" | "recovered" | "received" | "refunded") =>
        total(periods.map((period) => period[field]));
      const of = (list: readonly Movement[], ...kinds: string[]) =>
        total(list.filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount));
      for (const filter of ["", "&agency=2", "&agency=2&within=self", "&function=09", "&account=fund-1", "&party=5"]) {
        const list = filter === "" ? all : await served.list(filter.slice(1));
        const months = await served.get<Calendar>(`/v1/calendar?currency=CNY&by=month${filter}`);
        expect(sums(months.periods, "paid"), filter).to.equal(of(list, "payment", "transfer-payment"));
        expect(sums(months.periods, "recovered"), filter).to.equal(of(list, "recovery"));
        expect(sums(months.periods, "received"), filter).to.equal(of(list, "receipt"));
        expect(sums(months.periods, "refunded"), filter).to.equal(of(list, "refund"));
        const { periods } = months;
        expect(periods.reduce((sum, { payments }) => sum + payments, 0)).to.equal(
          list.filter(({ kind }) => kind === "payment" || kind === "transfer-payment").length,
        );
        for (const month of periods.slice(0, 3)) {
          const days = await served.get<Calendar>(
            `/v1/calendar?currency=CNY&from=${month.first}&to=${month.last}${filter}`,
          );
          expect(sums(days.periods, "paid")).to.equal(BigInt(month.paid));
          expect(
            days.periods.every(({ first, last }) => first === last && first.slice(0, 7) === month.first.slice(0, 7)),
          ).to.equal(true);
        }
      }
    });
  });

  describe("concentration", () => {
    it("is that of the payees' own sums, persons and funds beside it", async () => {
      const own = await byPayee(served, paidByCommitment(all));
      const { items } = await served.get<Page<Party>>("/v1/parties?kind=payee-class&limit=200");
      const classes = new Set(items.map(({ id }) => id));
      const payees = [...own]
        .filter(([id, paid]) => !classes.has(id) && paid > 0n)
        .sort((a, b) => (a[1] < b[1] ? 1 : -1));
      const found = await served.get<Concentration>("/v1/payees/concentration?currency=CNY&limit=1");
      const whole = total(payees.map(([, paid]) => paid));
      expect([found.paid, found.payees]).to.deep.equal([whole.toString(), payees.length]);
      expect(found.top.map(({ payee, paid }) => [payee.id, paid])).to.deep.equal(
        payees.slice(0, 1).map(([id, paid]) => [id, paid.toString()]),
      );
      expect(found.toPersons).to.equal(
        total([...own].filter(([id]) => classes.has(id)).map(([, paid]) => paid)).toString(),
      );
      const squares = payees.reduce((sum, [, paid]) => sum + paid * paid, 0n);
      expect(found.index).to.equal(whole === 0n ? null : Number((squares * 10_000n) / (whole * whole)));
      expect(found.largest[0]).to.deep.equal({ payees: 1, paid: payees[0]?.[1].toString() });
      const none = await served.get<Concentration>("/v1/payees/concentration?currency=CNY&year=1999");
      expect([none.paid, none.payees, none.index, none.top]).to.deep.equal(["0", 0, null, []]);
    });
  });

  describe("a comparison", () => {
    it("has both years' execution, and nothing for a year that is not there", async () => {
      for (const by of ["function", "agency"] as const) {
        const found = await served.get<Comparison>(`/v1/compare?currency=CNY&year=2026&by=${by}`);
        const { total: whole } = await served.get<BudgetLevel>("/v1/budget/tree?currency=CNY&year=2026");
        expect([found.before, found.total.now, found.total.before.paid]).to.deep.equal([2025, whole, "0"]);
        expect(total(found.rows.map(({ now }) => now.paid)).toString()).to.equal(whole.paid);
        const turned = await served.get<Comparison>(`/v1/compare?currency=CNY&year=2025&before=2026&by=${by}`);
        expect(turned.total.before).to.deep.equal(whole);
      }
    });
  });

  describe("documents", () => {
    it("are those that the movements name, with how many do", async () => {
      for (const filter of ["", "agency=2", "payee=5"]) {
        const list = await served.list(filter);
        const named = new Map<string, number[]>();
        for (const { document, record } of list) {
          if (document !== null) named.set(document, [...(named.get(document) ?? []), record]);
        }
        const found = await served.get<NamedDocuments>(`/v1/documents?${filter}`);
        expect(found.items.length).to.equal(named.size);
        for (const { digest, movements, record } of found.items) {
          const records = named.get(digest) ?? [];
          expect([movements, record]).to.deep.equal([records.length, Math.max(...records)]);
        }
      }
    });
  });

  it("refuse what does not fit, and say what does", async () => {
    const refusals: [string, number, string][] = [
      ["/v1/flows", 400, "currency"],
      ["/v1/flows?currency=XXX", 400, "currency"],
      ["/v1/flows?currency=CNY&payees=0", 400, "payees"],
      ["/v1/budget/tree?currency=CNY&function=99", 400, "function"],
      ["/v1/budget/tree?currency=CNY&function=09&agency=9999", 400, "agency"],
      ["/v1/calendar?currency=CNY&by=week", 400, "by"],
      ["/v1/calendar?currency=CNY&from=2026-02-30", 400, "from"],
      ["/v1/payees/concentration?currency=CNY&limit=0", 400, "limit"],
      ["/v1/compare?currency=CNY", 400, "year"],
      ["/v1/documents?kind=payment", 400, "kind"],
      ["/v1/lines/line-99/curve", 404, ""],
      ["/v1/lines/fund-1/curve", 400, "id"],
    ];
    for (const [path, status, field] of refusals) {
      const answer = await served.fetch(path);
      expect(answer.status, path).to.equal(status);
      const problem = (await answer.json()) as Problem;
      expect(problem.errors?.[0]?.field ?? "", path).to.equal(field);
    }
  });
});

/** What was paid to each party, but for funds that are payees. */
async function byPayee(served: Served, paid: ReadonlyMap<string, bigint>): Promise<Map<number, bigint>> {
  const sums = new Map<number, bigint>();
  for (const [id, amount] of paid) {
    const { payee, payeeFund } = await served.get<{ payee: { id: number }; payeeFund: object | null }>(
      `/v1/commitments/${id}`,
    );
    if (payeeFund === null) sums.set(payee.id, (sums.get(payee.id) ?? 0n) + amount);
  }
  return sums;
}
