// Lists of the API: pages both ways equal one list, filters and CSV say the same, raw events come back bit for bit.
import type { Movement, MovementDetail, Page } from "@mingzhang/sdk/api";
import { leafHash, recordHash } from "@mingzhang/sdk/hash";
import { detailToText } from "@mingzhang/sdk/text";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
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
      const counted = await served.get<Page<Movement>>(`/v1/movements?${query}&count=true&limit=1`);
      expect(counted.total, query).to.equal(found.length);
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
});
