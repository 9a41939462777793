// Search: any part of a name in Chinese and English, misspellings, former names, references old and new, hostile questions, reorganisations.
import { type Movement, SEARCH_TYPES, type SearchResult } from "@mingzhang/sdk/api";
import { accountText } from "@mingzhang/sdk/accounts";
import { detailToBytes } from "@mingzhang/sdk/text";
import { expect } from "chai";
import { sql } from "../src/store/drizzle.ts";
import { extendSearch, SEARCH_TABLES } from "../src/store/search.ts";
import { queryText } from "../src/read/query-text.ts";
import { dump, ready } from "./support/engines.ts";
import { onServedCity } from "./support/served.ts";

describe("what is typed into the search box", () => {
  const amount = (text: string) => {
    const read = queryText(text).amount;
    if (read === null) return null;
    return [read.whole + (read.decimals.replace(/0+$/, "") === "" ? "" : `.${read.decimals}`), read.currencies];
  };

  it("is read as an amount however people write it", () => {
    const written: [string, string, string[] | null][] = [
      ["785784.60", "785784.60", null],
      ["120,000,000.00", "120000000", null],
      ["１２０，０００，０００．００", "120000000", null],
      ["CN¥120,000,000.00", "120000000", ["CNY"]],
      ["¥1,200", "1200", ["CNY", "JPY"]],
      ["CNY 1,200.50", "1200.50", ["CNY"]],
      ["1 200 000 EUR", "1200000", ["EUR"]],
      ["1'200'000", "1200000", null],
      ["1,2000,0000", "120000000", null],
      ["£5m", "5000000", ["GBP"]],
      ["$5m", "5000000", null],
      ["HK$500", "500", []],
      ["￥1,200元", "1200", ["CNY"]],
      ["£5元", "5", []],
      ["£1.25bn", "1250000000", ["GBP"]],
      ["us$ 3 million", "3000000", ["USD"]],
      ["-5k", "5000", null],
      ["1.2亿", "120000000", null],
      ["1.2億元", "120000000", ["CNY"]],
      ["3500万", "35000000", null],
      ["３５００萬", "35000000", null],
      ["人民币2千万", "20000000", ["CNY"]],
      ["1亿2000万", "120000000", null],
      ["1.5万亿", "1500000000000", null],
      ["1,234.50.", "1234.50", null],
      ["１，２３４．５０。", "1234.50", null],
      ["£5M;", "5000000", ["GBP"]],
      ["三百万", "3000000", null],
      ["三百二十万", "3200000", null],
      ["三百二十萬元", "3200000", ["CNY"]],
      ["两千", "2000", null],
      ["兩千", "2000", null],
      ["1.5亿", "150000000", null],
      ["一点五亿", "150000000", null],
      ["一亿二千万", "120000000", null],
      ["一亿零五百", "100000500", null],
      ["一万亿", "1000000000000", null],
      ["十万", "100000", null],
      ["百万元", "1000000", ["CNY"]],
      ["十二", "12", null],
      ["一万十二", "10012", null],
      ["三万五", "35000", null],
      ["三万零五", "30005", null],
      ["三十五", "35", null],
      ["二〇二六", "2026", null],
      ["3千5百万", "35000000", null],
      ["3百二十万", "3200000", null],
      ["3500 万 元", "35000000", ["CNY"]],
      ["人民币叁佰贰拾万圆整", "3200000", ["CNY"]],
      ["壹仟贰佰叁拾肆元伍角陆分", "1234.56", ["CNY"]],
      ["五元零六分", "5.06", ["CNY"]],
      ["12元5角", "12.50", ["CNY"]],
      ["五块钱", "5", ["CNY"]],
      ["两千日元", "2000", ["JPY"]],
    ];
    for (const [text, whole, currencies] of written) expect(amount(text), text).to.deep.equal([whole, currencies]);
    for (const text of [
      "bridge",
      "m",
      "5 bridges",
      "1.2.3",
      "5mm",
      "3万5",
      "12,34",
      "1,2,3",
      "万",
      "十",
      "一",
      "两",
      "二三百",
      "1亿2000",
      "三百千",
      "万三",
      "三点",
      "三.万",
      "1.5元5角",
      "三万万万",
      `${"九千".repeat(40)}`,
      "九".repeat(33),
      "£",
      "9".repeat(33),
      "1e5",
    ]) {
      expect(amount(text), text).to.equal(null);
    }
  });

  it("is read without the marks around it, and in simplified characters", () => {
    expect(queryText("《學校》、 （橋） — bridge").words).to.deep.equal([
      ["《學校》", "學校", "学校"],
      ["（橋）", "(橋)", "橋", "桥"],
      ["bridge"],
    ]);
    for (const text of ["(", "（）", "...", "%_%", "、", "$ £"]) expect(queryText(text).words, text).to.deep.equal([]);
  });
});

onServedCity("search", (served) => {
  const search = (q: string, more = "") => served.get<SearchResult>(`/v1/search?q=${encodeURIComponent(q)}${more}`);
  const found = async (q: string, more = "") => (await search(q, more)).hits.map((hit) => `${hit.type} ${hit.id}`);
  const at = { clinic: 0, renamed: 0, first: 0, last: 0, long: 0 };

  before(async () => {
    const { suite, city } = served;
    at.clinic = suite.party(2, "Saint-Étienne Hospital", {
      otherName: "临江市人民医院",
      scheme: "GB-COH",
      identifier: "00445790",
    });
    at.renamed = suite.party(2, "Northern Water Board", { otherName: "北方水务" });
    suite.rename(at.renamed, "Aqua Holdings", "清流控股");
    at.long = suite.party(2, `${"x".repeat(250)}`, { otherName: "\u202eevil\u202c 100% _off_ 'quoted' \\back" });
    const pay = (text: string) =>
      suite.move({
        kind: "payment",
        from: city.funds[0] ?? 0n,
        to: city.commitments[0]?.id ?? 0n,
        amount: 77_777_777n,
        valueDate: 20_500,
        detail: detailToBytes(text),
      });
    at.first = pay("采购 学校课桌 Größe");
    // More than two rows of the index, all alike, and one among them that is not.
    for (let each = 0; each < 300; each += 1) pay(`Invoice ${10_000 + each}`);
    at.last = pay("Invoice last 尾款");
    await suite.send(100);
    await ready(served.service);
  });

  it("finds any part of a Chinese name, one character or more", async () => {
    const hospital = `party ${at.clinic}`;
    for (const q of ["临江市人民医院", "人民医院", "医院", "院", "江市", "人民 临江"]) {
      expect(await found(q), q).to.include(hospital);
    }
    expect((await search("医院江")).near, "not as written").to.deep.equal([]);
    expect(await found("课桌")).to.deep.equal([`movement ${at.first}`]);
    expect(await found("桌")).to.deep.equal([`movement ${at.first}`]);
    expect(await found("学校")).to.include.members([`movement ${at.first}`, "account line-1"]);
  });

  it("finds any part of a word, without regard to case, accents, width and order", async () => {
    for (const q of ["saint-étienne", "ETIENNE", "hosp", "ospita", "ｈｏｓｐｉｔａｌ", "hospital saint", "et"]) {
      expect(await found(q), q).to.include(`party ${at.clinic}`);
    }
    expect(await found("GB-COH:00445790")).to.deep.equal([`party ${at.clinic}`]);
    expect(await found("grosse")).to.deep.equal([]);
    expect(await found("grÖß")).to.deep.equal([`movement ${at.first}`]);
  });

  it("finds by a former name, and says which it was", async () => {
    const { hits } = await search("Northern Water");
    expect(hits.map(({ id, name, match }) => [id, name, match])).to.deep.equal([
      [String(at.renamed), "Aqua Holdings", "northern water board 北方水务"],
    ]);
    expect(await found("清流")).to.deep.equal([`party ${at.renamed}`]);
  });

  it("finds what is spelt alike where nothing has the words as written", async () => {
    const near = async (q: string) => {
      const { near, hits } = await search(q);
      return [near, hits[0]?.id];
    };
    expect(await near("hopsital")).to.deep.equal([["hospital"], String(at.clinic)]);
    expect(await near("ettienne")).to.deep.equal([["etienne"], String(at.clinic)]);
    expect(await near("Aqua Holdigns")).to.deep.equal([["holdings"], String(at.renamed)]);
    expect(await near("hosppitel")).to.deep.equal([["hospital"], String(at.clinic)]);
    expect(await near("人民医完"), "one wrong").to.deep.equal([[], String(at.clinic)]);
    expect(await near("临江人民医院"), "one missing").to.deep.equal([[], String(at.clinic)]);
    expect(await near("人民大医院"), "one too many").to.deep.equal([[], String(at.clinic)]);
    expect(await near("民院"), "two with one between them").to.deep.equal([[], String(at.clinic)]);
    expect(await near("hospital zzzzqqqq"), "one of two").to.deep.equal([["hospital"], String(at.clinic)]);
    expect((await near("hospital etienne zzzzqqqq"))[1], "two of three before one").to.equal(String(at.clinic));
    expect((await search("hospital")).near).to.equal(null);
    expect((await search("zzzzqqqq")).hits).to.deep.equal([]);
    expect((await search("zzzzqqqq qqqqzzzz")).hits).to.deep.equal([]);
    expect((await search("invioce", "&type=movement&limit=5")).hits.length).to.equal(5);
  });

  it("looks into old and new references, newest first, and says when there are more", async () => {
    const all = await search("invoice", "&type=movement&limit=200");
    expect([all.hits.length, all.hits[0]?.id, all.more, all.moreOf]).to.deep.equal([
      200,
      String(at.last),
      true,
      ["movement"],
    ]);
    const records = all.hits.map((hit) => Number(hit.id));
    expect(records).to.deep.equal([...records].sort((a, b) => b - a));
    expect(await found("invoice 10042")).to.deep.equal([`movement ${at.first + 43}`]);
    expect(await found("尾款")).to.deep.equal([`movement ${at.last}`]);
    const sum = { amount: "77777777", currency: "CNY", exponent: 2 };
    expect((await search("777,777.77", "&limit=3")).hits.map((hit) => [hit.id, hit.match, hit.sum])).to.deep.equal([
      [String(at.last), "Invoice last 尾款", sum],
      [String(at.last - 1), "Invoice 10299", sum],
      [String(at.last - 2), "Invoice 10298", sum],
    ]);
  });

  it("finds an amount and a number as people write them", async () => {
    const last = `movement ${at.last}`;
    for (const q of ["CN¥777,777.77", "￥７７７，７７７．７７", "77.777777万", "777,777.77 元", "0.77777777m"]) {
      expect((await found(q))[0], q).to.equal(last);
    }
    expect(await found("£777,777.77"), "of another currency").to.deep.equal([]);
    for (const q of [
      `#${at.last}`,
      `＃${at.last}`,
      `movement ${at.last}`,
      `流水${at.last}`,
      `流水 第 ${at.last} 号`,
      `第${at.last}號`,
      `receipt ${at.last}`,
      `第 ${at.last.toLocaleString("en")} 号收款`,
      `收款${at.last}`,
      `#${at.last.toLocaleString("en")}`,
    ]) {
      expect((await found(q))[0], q).to.equal(last);
    }
    expect((await found("line 1"))[0]).to.equal("account line-1");
    expect((await found("预算指标1"))[0]).to.equal("account line-1");
    expect((await found("777,777.77."))[0]).to.equal(last);
    expect((await found("七十七万七千七百七十七元七角七分"))[0]).to.equal(last);
  });

  it("finds by a word of either language and a number", async () => {
    const agency = served.city.agencies[0] ?? 0;
    for (const q of [`agency ${agency}`, `Agency #${agency}`, `机构 ${agency}`, `機構${agency}`, `第${agency}号机构`]) {
      expect((await found(q))[0], q).to.equal(`party ${agency}`);
    }
    for (const q of [`payee ${at.clinic}`, `payee no. ${at.clinic}.`, `收款方 ${at.clinic}`, `party-${at.clinic}`]) {
      expect((await found(q))[0], q).to.equal(`party ${at.clinic}`);
    }
    expect(await found(`payee ${agency}`), "of another kind").not.to.include(`party ${agency}`);
    for (const q of ["fund 1", "资金 1", "資金1", "fund-1"]) expect((await found(q))[0], q).to.equal("account fund-1");
    for (const q of ["line 2", "budget line 2", "指标 2"]) expect((await found(q))[0], q).to.equal("account line-2");
    for (const q of [`movement ${at.last}`, `流水 ${at.last}`, `Movement no ${at.last}.`]) {
      expect((await found(q))[0], q).to.equal(`movement ${at.last}`);
    }
    for (const word of [
      "agency",
      "机构",
      "payee",
      "payee class",
      "procedure",
      "事项",
      "case",
      "案件",
      "line",
      "movement",
    ]) {
      for (const number of ["0", "2147483648", "999999999999999", "9999999999999999"]) {
        expect((await search(`${word} ${number}`)).query).to.equal(`${word} ${number}`);
      }
    }
    for (const q of ["constructor 1", "__proto__ 1", "toString 5"]) expect((await search(q)).query, q).to.equal(q);
  });

  it("finds a block by its hash, with the transactions in it", async () => {
    const { chain } = await served.get<Movement>(`/v1/movements/${at.last}`);
    const { hits } = await search(chain.blockHash);
    const [block, ...sent] = hits;
    expect([block?.type, block?.id, block?.kind]).to.deep.equal(["block", String(chain.block), "block"]);
    const first = await served.get<{ chain: { block: number } }>(`/v1/records/${block?.first}`);
    expect(first.chain.block).to.equal(chain.block);
    expect(sent.map(({ type, id }) => [type, id])).to.deep.include(["transaction", chain.transaction]);
    expect(sent.reduce((sum, hit) => sum + (hit.count ?? 0), 0)).to.equal(block?.count);
    expect(await found(chain.blockHash.slice(2).toUpperCase(), "&type=block")).to.deep.equal([`block ${chain.block}`]);
    expect(await found(`0x${"ab".repeat(32)}`)).to.deep.equal([]);
    await served.chain.client.mine({ blocks: 1 });
    await ready(served.service);
    const { hash, number } = await served.chain.client.getBlock();
    const [empty] = (await search(hash)).hits;
    expect([empty?.type, empty?.id, empty?.count, empty?.first]).to.deep.equal(["block", String(number), 0, undefined]);
  });

  it("finds simplified names by traditional characters", async () => {
    for (const q of ["臨江市人民醫院", "醫院", "《人民醫院》", "人民醫院，臨江"])
      expect(await found(q), q).to.include(`party ${at.clinic}`);
    expect(await found("學校課桌")).to.deep.equal([`movement ${at.first}`]);
  });

  it("keeps to a type, and gives some of each where there are many", async () => {
    for (const type of SEARCH_TYPES) {
      const { hits } = await search("1", `&type=${type}`);
      expect(
        hits.every((hit) => hit.type === type),
        type,
      ).to.equal(true);
    }
    const { hits } = await search("bridge", "&limit=8");
    expect(new Set(hits.map((hit) => hit.type))).to.include.keys("party", "movement");
    expect((await served.fetch("/v1/search?q=a&type=none")).status).to.equal(400);
  });

  it("takes what is written literally, whatever it is", async () => {
    expect(await found("100%")).to.deep.equal([`party ${at.long}`]);
    expect(await found("_off_")).to.deep.equal([`party ${at.long}`]);
    expect(await found("'quoted'")).to.deep.equal([`party ${at.long}`]);
    expect(await found("\\back")).to.deep.equal([`party ${at.long}`]);
    expect(await found("\u202eevil"), "what is not seen is not looked for").to.include(`party ${at.long}`);
    expect(await found("x".repeat(200))).to.deep.equal([`party ${at.long}`]);
    for (const q of ["%", "_", "\\", "'", '"', ";--", "{1,2}", "[", "(", "%_%", "\u200b", "😀", "\ud83d\ude00x"]) {
      expect((await search(q)).query, q).to.equal(q.trim());
    }
    for (const q of ["(", "%", "_", "'", "（）", ";--"]) expect(await found(q), q).to.deep.equal([]);
    for (const q of ["a%00b", "%ED%A0%80", "", "x".repeat(201), "x".repeat(100_000)]) {
      expect((await served.fetch(`/v1/search?q=${q}`)).status, q.slice(0, 20)).to.be.oneOf([400, 414, 431]);
    }
    expect((await search(`${"many words ".repeat(18)}`)).hits).to.deep.equal([]);
  });

  it("is the same when it is made anew, and after blocks that the chain dropped", async () => {
    const { service, chain, suite, city } = served;
    const { store } = service;
    const searched = async () => {
      const tables = await dump(store);
      return SEARCH_TABLES.map((table) => tables[table]);
    };
    const before = await searched();
    const [{ next } = { next: 0 }] = await store.rows<{ next: number }>(
      sql`select next::float8 as next from search_progress`,
    );
    await store.write(async (db) => {
      for (const table of SEARCH_TABLES) await db.rows(sql`delete from ${sql.raw(table)}`);
      await extendSearch(db, next);
    });
    expect(await searched()).to.deep.equal(before);

    const undo = suite.mark();
    const snapshot = await chain.client.snapshot();
    suite.rename(at.clinic, "Vanished Clinic");
    suite.line(city.funds[0] ?? 0n, city.agencies[1] ?? 0, 2026, "Unheardof line");
    await suite.send();
    await ready(service);
    expect(await found("unheardof")).to.have.length(1);
    expect(await found("vanished")).to.deep.equal([`party ${at.clinic}`]);
    undo();
    await chain.client.revert({ id: snapshot });
    const line = suite.line(city.funds[0] ?? 0n, city.agencies[1] ?? 0, 2026, "Staying line");
    await suite.send();
    await ready(service);
    expect(await found("vanished")).to.deep.equal([]);
    expect(await found("staying")).to.deep.equal([`account ${accountText(line)}`]);
    expect(await found("hospital")).to.deep.equal([`party ${at.clinic}`]);
  });
});
