// Lists of the API: pages both ways equal one list, filters and CSV say the same, raw events come back bit for bit.
import type { Movement, MovementDetail, MovementPage, Page, Problem, SearchResult, Status } from "@mingzhang/sdk/api";
import type { Citation } from "@mingzhang/sdk/api-citations";
import type { LogHead } from "@mingzhang/sdk/api-log";
import { leafHash, recordHash } from "@mingzhang/sdk/hash";
import { detailToText } from "@mingzhang/sdk/text";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { paidTo } from "../../sdk/examples/paid-to.ts";
import { ready } from "./support/engines.ts";
import { onServedCity } from "./support/served.ts";

const FILTERS = [
  "",
  "kind=payment,recovery",
  "fund=fund-1",
  "line=line-1",
  "line=line-2&kind=virement",
  "account=commitment-1",
  "agency=2",
  "payee=6",
  "party=8",
  "function=09",
  "function=09.1.2",
  "class=11",
  "agency=2&within=self",
  "class=11,99",
  "except=payee-6,agency-3,function-09.1,class-11,fund-2",
  "year=2026",
  "currency=CNY",
  "minAmount=1000&maxAmount=500000",
  "from=2026-03-01&to=2026-06-30",
  "text=%E6%A1%A5%E6%A2%81",
  "text=bridge%20ref",
  "text=%25_",
  "document=0xd0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0",
  "confirmed=true",
  "confirmed=false",
  "imported=true",
  "imported=false&kind=receipt",
];
const SORTS = ["record", "amount", "valueDate"].flatMap((sort) => [
  `sort=${sort}&order=asc`,
  `sort=${sort}&order=desc`,
]);

onServedCity("API lists", (served) => {
  it("pages both ways through the same list, for every sort", async () => {
    for (const sort of SORTS) {
      const whole = (await served.list(sort)).map((each) => each.record);
      expect(new Set(whole).size).to.equal(whole.length);
      const walk = async (step: "next" | "previous", start: string | null) => {
        const pages: number[][] = [];
        let cursor = start;
        let page: Page<Movement>;
        do {
          page = await served.get(`/v1/movements?${sort}&limit=37${cursor === null ? "" : `&cursor=${cursor}`}`);
          pages.push(page.items.map((each) => each.record));
          cursor = page[step];
        } while (cursor !== null);
        return { pages, page };
      };
      const forth = await walk("next", null);
      expect(forth.pages.flat(), sort).to.deep.equal(whole);
      const back = await walk("previous", forth.page.previous);
      const last = forth.pages.at(-1) ?? [];
      expect([...back.pages].reverse().flat(), sort).to.deep.equal(whole.slice(0, whole.length - last.length));
    }
  });

  it("filters as each movement's own fields say", async () => {
    const all = await served.list("");
    const agrees = async (query: string, keep: (movement: Movement) => boolean) => {
      const found = await served.list(query);
      expect(
        found.map((each) => each.record),
        query,
      ).to.deep.equal(all.filter(keep).map((each) => each.record));
      expect(found.length, query).to.be.greaterThan(0);
      const counted = await served.get<MovementPage>(`/v1/movements?${query}&count=true&limit=1`);
      expect(counted.total, query).to.equal(found.length);
      const amount = found.reduce((sum, each) => sum + BigInt(each.amount), 0n).toString();
      expect(counted.sums, query).to.deep.equal([{ currency: "CNY", exponent: 2, amount, count: found.length }]);
    };
    await agrees("kind=payment,recovery", (m) => m.kind === "payment" || m.kind === "recovery");
    await agrees("fund=fund-2", (m) => m.fund?.id === "fund-2" || m.otherFund?.id === "fund-2");
    await agrees("account=commitment-1", (m) => m.from.id === "commitment-1" || m.to.id === "commitment-1");
    await agrees("agency=2", (m) => m.agency?.id === 2 || m.agency?.id === 3);
    await agrees("payee=6", (m) => m.payee?.id === 6);
    await agrees("party=8", (m) => m.payer?.id === 8 || m.payee?.id === 8);
    await agrees("function=09", (m) => m.function?.code.startsWith("09") ?? false);
    await agrees("function=09.1.2", (m) => m.function?.code === "09.1.2");
    await agrees("class=11", (m) => m.class?.code.startsWith("11") ?? false);
    await agrees("class=11,99", (m) => /^11|^99$/.test(m.class?.code ?? ""));
    await agrees("agency=2&within=self", (m) => m.agency?.id === 2);
    const isOf = (m: Movement, fund: string) => m.fund?.id === fund || m.otherFund?.id === fund;
    const isReceipt = (m: Movement) => m.kind === "receipt" || m.kind === "refund";
    await agrees("except=fund-2", (m) => !isOf(m, "fund-2"));
    await agrees("except=agency-2", (m) => m.agency?.id !== 2);
    await agrees("except=payee-6,payee-8", (m) => m.payee?.id !== 6 && m.payee?.id !== 8);
    await agrees("except=function-09.1", (m) => !(m.function?.code.startsWith("09.1") ?? false));
    await agrees("except=class-11,class-99", (m) => !(isReceipt(m) && /^11|^99$/.test(m.class?.code ?? "")));
    await agrees(
      "kind=payment,recovery,receipt&except=payee-6,agency-3,function-07,class-12,fund-2",
      (m) =>
        ["payment", "recovery", "receipt"].includes(m.kind) &&
        ![m.payee?.id === 6, m.agency?.id === 3, m.function?.code.startsWith("07"), isOf(m, "fund-2")].includes(true) &&
        !(isReceipt(m) && (m.class?.code.startsWith("12") ?? false)),
    );
    await agrees("year=2026", (m) => m.year === 2026);
    await agrees("minAmount=1000&maxAmount=500000", (m) => BigInt(m.amount) >= 1000n && BigInt(m.amount) <= 500_000n);
    await agrees("from=2026-03-01&to=2026-06-30", (m) => {
      const day = m.valueDate ?? m.postedAt.slice(0, 10);
      return day >= "2026-03-01" && day <= "2026-06-30";
    });
    await agrees("confirmed=true", (m) => m.confirmed !== null);
    await agrees("confirmed=false", (m) => m.awaitsConfirmation);
    await agrees("imported=true", (m) => m.imported);
    await agrees("text=%25_", (m) => detailToText(m.detailRaw)?.includes("%_") ?? false);
    await agrees("text=%E6%A1%A5%E6%A2%81", (m) => m.payee?.otherName.includes("桥梁") ?? false);
    const some = all.find((m) => m.kind === "payment");
    await agrees(`transaction=${some?.chain.transaction}`, (m) => m.chain.transaction === some?.chain.transaction);
  });

  it("gives as CSV exactly what the filters say, safe for spreadsheets", async () => {
    for (const filter of FILTERS) {
      const answer = await served.fetch(`/v1/movements.csv?${filter}`);
      expect(answer.headers.get("content-type")).to.contain("text/csv");
      const text = await answer.text();
      const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
      const movements = await served.list(filter);
      expect(
        rows.map((row) => Number(row.record)),
        filter,
      ).to.deep.equal(movements.map((each) => each.record));
      for (const [at, row] of rows.entries()) {
        expect(row.amount_minor).to.equal(movements[at]?.amount);
        expect(row.payee_other_name).to.equal(movements[at]?.payee?.otherName ?? "");
        for (const value of Object.values(row)) expect(value).to.not.match(/^\s*[=+@]/);
      }
    }
    const accepted = await served.fetch("/v1/movements?kind=receipt", { headers: { accept: "text/csv" } });
    expect(accepted.headers.get("content-type")).to.contain("text/csv");
    await accepted.body?.cancel();
    const refused = await served.fetch("/v1/movements?limit=5", { headers: { accept: "text/csv" } });
    expect(refused.status).to.equal(400);
  });

  it("rebuilds every movement's raw event, and its leaf, bit for bit", async () => {
    const logs = await served.chain.client.getLogs({
      address: served.suite.deployment.contracts.fundLedger,
      fromBlock: 0n,
    });
    const moved = logs.filter((log) => log.topics.length === 4);
    expect(moved.length).to.be.greaterThan(300);
    for (const log of moved.slice(0, 120)) {
      const one = await served.get<MovementDetail>(`/v1/movements/by-log/${log.transactionHash}/${log.logIndex}`);
      expect(one.raw).to.deep.equal({ topics: log.topics, data: log.data });
      expect(one.chain.blockHash).to.equal(log.blockHash);
      const record = await served.get<{ record: `0x${string}`; stamp: `0x${string}`; leaf: string }>(
        `/v1/records/${one.record}`,
      );
      expect(record.record).to.equal(recordHash(log.topics, log.data));
      expect(record.leaf).to.equal(leafHash(record.stamp, record.record));
    }
  });

  it("finds what stands in two years, on a confirmation, or is written another way", async () => {
    const { suite, city } = served;
    const [fund = 0n] = city.funds;
    const [, education = 0] = city.agencies;
    const next = suite.line(fund, education, 2027, "Next schools", { func: 912 });
    const carried = suite.move({ kind: "carry-over", from: city.lines[0] ?? 0n, to: next, amount: 78_578_460n });
    const paid = suite.move({
      kind: "payment",
      from: fund,
      to: city.commitments[0]?.id ?? 0n,
      amount: 7n,
      valueDate: 20_500,
    });
    const statement = "c5".repeat(32);
    suite.confirm(paid, 20_501, `0x${statement}`);
    await suite.send();
    await ready(served.service);
    const records = async (query: string) => (await served.list(query)).map((each) => each.record);
    expect(await records("year=2027&kind=carry-over")).to.deep.equal([carried]);
    expect(await records("year=2026&line=line-5&kind=carry-over")).to.deep.equal([carried]);
    expect(await records("year=2028&kind=carry-over")).to.deep.equal([]);
    expect(await records(`document=0x${statement}`)).to.deep.equal([paid]);

    const found = async (q: string) => {
      const { hits } = await served.get<SearchResult>(`/v1/search?q=${encodeURIComponent(q)}`);
      return hits.map((hit) => `${hit.type} ${hit.id}`);
    };
    for (const q of [statement, `0x${statement}`, `SHA-256 ${statement}`, `sha256:${statement.toUpperCase()}`]) {
      expect(await found(q), q).to.deep.equal([`document 0x${statement}`]);
    }
    for (const q of ["785,784.60", "785784.6", " 785784.60 ", "７８５，７８４．６０", "¥785,784.60"]) {
      expect(await found(q), q).to.deep.equal([`movement ${carried}`]);
    }
    expect(await found("785,784.605")).to.deep.equal([]);
    for (const q of ["CN-USCC 91330000MA", "cn-uscc:91330000ma", "９１３３００００ＭＡ"]) {
      expect(await found(q), q).to.deep.equal([`party ${city.payees[0]}`]);
    }
    for (const q of ["Primary education", "初等教育", "09.1.2"]) {
      expect(await found(q), q).to.include.members(["account line-1", "account line-5"]);
    }
    expect(await found("ｌｉｎｅ－５")).to.deep.equal(["account line-5"]);
    expect(await found("\u3000")).to.deep.equal([]);
  });

  it("pins a list to a size of the log, and says what has come since", async () => {
    const { suite, city } = served;
    const size = async () => (await served.get<Status>("/v1/status")).records;
    const cited = await size();
    const kinds = "kind=payment,recovery&fund=fund-1";
    const first = await served.get<Citation>(`/v1/citations?size=${cited}&${kinds}`);
    const { sums } = await served.get<MovementPage>(`/v1/movements?${kinds}`);
    expect([first.then, first.now, first.added, first.gone, first.corrections]).to.deep.equal([sums, sums, [], [], 0]);
    const { root } = await served.get<LogHead>("/v1/log");
    expect([first.size, first.root]).to.deep.equal([cited, root]);

    const [fund = 0n] = city.funds;
    const of = city.commitments.find((each) => each.fund === fund && each.payments.length > 0);
    const paid = of?.payments[0];
    if (of === undefined || paid === undefined) throw new Error("The city has paid nothing.");
    const back = suite.move({
      kind: "recovery",
      from: of.id,
      to: fund,
      amount: 1n,
      valueDate: 20_500,
      cites: BigInt(paid.record),
    });
    await suite.send();
    await ready(served.service);
    const later = await served.get<Citation>(`/v1/citations?size=${cited}&${kinds}`);
    expect([later.size, later.root, later.block, later.then]).to.deep.equal([cited, root, first.block, sums]);
    expect(later.indexed.size).to.equal(await size());
    expect(later.added).to.deep.equal([{ currency: "CNY", exponent: 2, amount: "1", count: 1 }]);
    expect([later.gone, later.corrections]).to.deep.equal([[], 1]);
    expect(later.corrected).to.deep.equal([
      { record: back, kind: "recovery", currency: "CNY", exponent: 2, amount: "1", cites: paid.record },
    ]);
    const one = await served.get<Citation>(`/v1/citations?size=${cited}&record=${paid.record}`);
    expect([one.then, one.now, one.corrections]).to.deep.equal([
      [{ currency: "CNY", exponent: 2, amount: paid.amount.toString(), count: 1 }],
      one.then,
      1,
    ]);
    for (const [left, named] of [
      ["payee-6,payee-99999999", "There is no party 99999999."],
      ["agency-2,fund-999", "There is no fund-999."],
    ] as const) {
      const answer = await served.fetch(`/v1/citations?size=${cited}&except=${left}`);
      expect(answer.status, left).to.equal(404);
      expect(((await answer.json()) as Problem).detail).to.contain(named);
    }
    expect((await served.fetch(`/v1/citations?size=${cited}&except=payee-6,agency-2,fund-1`)).status).to.equal(200);
    for (const query of ["size=0", "size=999999999", "", `size=${cited}&limit=1`]) {
      expect((await served.fetch(`/v1/citations?${query}`)).status, query).to.be.oneOf([400, 404]);
    }
  });

  it("answers the examples that developers are shown", async () => {
    const { url } = served.service;
    const [payee = 0] = served.city.payees;
    const movements = await served.list(`payee=${payee}&kind=payment,recovery`);
    const net = movements.reduce((sum, { kind, amount }) => sum + BigInt(amount) * (kind === "payment" ? 1n : -1n), 0n);
    expect([...(await paidTo(url, payee))]).to.deep.equal([["CNY", net]]);
  });

  it("refuses what cannot be decoded, and filters that do not fit together", async () => {
    const bad = [
      "text=%ff",
      "text=%ED%A0%80",
      "text=%",
      "%=1",
      "within=self",
      "agency=2&within=all",
      "class=11,",
      "class=0",
      "except=payee-0",
      "except=line-1",
      "except=payee-6,",
      "except=function-99",
      `except=${Array.from({ length: 61 }, (_, at) => `payee-${at + 1}`).join()}`,
    ];
    for (const query of bad) {
      for (const path of ["/v1/movements", "/v1/movements.csv"]) {
        const answer = await served.fetch(`${path}?${query}`);
        expect(answer.status, query).to.equal(400);
        expect(answer.headers.get("content-type")).to.equal("application/problem+json");
      }
    }
    expect((await served.fetch("/v1/search?q=%ff")).status).to.equal(400);
    expect((await served.fetch("/v1/search?q=100%25")).status).to.equal(200);
  });
});
