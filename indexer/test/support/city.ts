// A small city that makes every kind of movement, at random from a seed, in sums that stay legal.
import type { Hex } from "@mingzhang/sdk/hex";
import { detailToBytes } from "@mingzhang/sdk/text";
import type { EmittedSuite } from "./emitter.ts";

/** Repeatable pseudo-random integers (mulberry32). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

export interface City {
  government: number;
  agencies: number[];
  payees: number[];
  funds: bigint[];
  sources: bigint[];
  acts: bigint[];
  lines: bigint[];
  allotments: bigint[];
  /** `to fund` marks the commitments whose payee is a fund. */
  commitments: {
    id: bigint;
    fund: bigint;
    payeeFund: bigint | null;
    line: number;
    payments: { record: number; amount: bigint }[];
  }[];
  receipts: { record: number; source: bigint; fund: bigint }[];
}

/** 2026-01-01 and 2026-12-31 in days. */
export const FIRST_DAY = 20_454;
export const LAST_DAY = 20_818;
const DOCUMENT: Hex = `0x${"d0".repeat(32)}`;

/** Drafts parties and accounts. */
export function foundCity(suite: EmittedSuite): City {
  const government = suite.party(1, "City of Mingshui", { otherName: "明水市" });
  const education = suite.party(1, "Education Bureau", { otherName: "教育局", parent: government });
  const school = suite.party(1, "No. 1 School", { otherName: "第一中学", parent: education });
  const health = suite.party(1, "Health Bureau", { otherName: "卫生局", parent: government });
  const payees = [
    suite.party(2, "Bridge Works Ltd", { otherName: "桥梁工程有限公司", scheme: "CN-USCC", identifier: "91330000MA" }),
    suite.party(2, '=HYPERLINK("http://evil")', { otherName: "<script>alert(1)</script>\u202e" }),
    suite.party(4, "Pensioners", { otherName: "退休人员" }),
  ];
  const taxpayers = suite.party(3, "Taxpayers", { otherName: "纳税人" });
  const bank = suite.party(3, "Development Bank", { otherName: "开发银行" });
  const funds = [
    suite.fund(government, "General fund", { otherName: "一般公共预算" }),
    suite.fund(government, "Social insurance", { otherName: "社会保险基金" }),
    suite.fund(government, "Token fund", { token: `0x${"77".repeat(20)}` }),
  ] as [bigint, bigint, bigint];
  const sources = funds.flatMap((fund) => [suite.source(fund, taxpayers), suite.source(fund, bank)]);
  suite.year(government, 2026, FIRST_DAY, LAST_DAY);
  const acts = [suite.act(government, 2026, "Budget 2026"), suite.act(government, 2026, "Supplementary", 2)];
  const lines = [
    suite.line(funds[0], education, 2026, "Schools", { otherName: "学校", func: 912 }),
    suite.line(funds[0], school, 2026, "Roof", { otherName: "屋顶", func: 921 }),
    suite.line(funds[1], health, 2026, "Clinics", { otherName: "诊所", func: 722, economic: 27 }),
    suite.line(funds[0], education, 2026, "Unclassified", { func: 0, economic: 0 }),
  ] as [bigint, bigint, bigint, bigint];
  const allotments = lines.map((line, at) =>
    suite.allotment(line, at === 0 ? school : ([education, school, health, education][at] ?? education)),
  );
  const fundOf = [funds[0], funds[0], funds[1], funds[0]];
  const commitments = allotments.flatMap((allotment, line) => {
    const fund = fundOf[line] ?? funds[0];
    const to = payees.map((payee) => ({
      id: suite.commitment(allotment, payee),
      fund,
      payeeFund: null,
      line,
      payments: [],
    }));
    const other = fund === funds[0] ? funds[1] : funds[0];
    const transfer = suite.commitment(allotment, government, { payeeFund: other, title: "Transfer" });
    return [...to, { id: transfer, fund, payeeFund: other, line, payments: [] }];
  });
  const agencies = [government, education, school, health];
  return { government, agencies, payees, funds, sources, acts, lines, allotments, commitments, receipts: [] };
}

/** Drafts `count` movements of all sixteen kinds. */
export function moveCity(suite: EmittedSuite, city: City, count: number, random: (below: number) => number): void {
  const pick = <T>(list: readonly T[]): T => {
    const item = list[random(list.length)];
    if (item === undefined) throw new Error("Nothing to pick from.");
    return item;
  };
  const day = () => FIRST_DAY - 30 + random(420);
  for (let made = 0; made < count; made += 1) {
    const amount = BigInt(1 + random(1_000_000)) * (random(50) === 0 ? 10n ** 20n : 1n);
    const kind = random(16) + 1;
    const c = pick(city.commitments);
    const source = random(city.sources.length);
    const fund = city.funds[Math.floor(source / 2)] ?? 0n;
    const from = city.sources[source] ?? 0n;
    const detail = detailToBytes(`Ref ${made} ${["道路", "bridge", "=1+1", "%_"][random(4)]}`);
    const line = random(city.lines.length);
    const [a, b] = [city.lines[0] ?? 0n, city.lines[1] ?? 0n];
    const ids = { line: city.lines[line] ?? 0n, allotment: city.allotments[line] ?? 0n };
    const flags = random(10) === 0 ? 2 : 0;
    if (kind === 1) {
      const code = pick([111, 1141, 33, 99]);
      const record = suite.move({ kind: "receipt", from, to: fund, amount, code, valueDate: day(), detail, flags });
      city.receipts.push({ record, source: from, fund });
    } else if (kind === 2 && city.receipts.length > 0) {
      const cited = pick(city.receipts);
      const cites = BigInt(cited.record);
      suite.move({ kind: "refund", from: cited.fund, to: cited.source, amount, code: 111, valueDate: day(), cites });
    } else if (kind === 3) {
      suite.move({
        kind: "cash-transfer",
        from: city.funds[0] ?? 0n,
        to: city.funds[1] ?? 0n,
        amount,
        valueDate: day(),
      });
    } else if (kind === 4 || kind === 5) {
      const isClass = city.commitments.indexOf(c) % 4 === 2;
      const more = c.payeeFund === null ? { code: isClass ? 40 : 0 } : { beyond: BigInt(random(1000)) };
      const name = c.payeeFund === null ? ("payment" as const) : ("transfer-payment" as const);
      const draft = {
        kind: name,
        from: c.fund,
        to: c.id,
        amount,
        valueDate: day(),
        document: DOCUMENT,
        detail,
        ...more,
      };
      c.payments.push({ record: suite.move({ ...draft, flags: flags | random(2) }), amount });
    } else if (kind === 6 && c.payments.length > 0) {
      const paid = pick(c.payments);
      suite.move({
        kind: "recovery",
        from: c.id,
        to: c.fund,
        amount: 1n + paid.amount / 3n,
        valueDate: day(),
        cites: BigInt(paid.record),
      });
    } else if (kind === 7) suite.move({ kind: "appropriation", from: pick(city.acts), to: ids.line, amount, flags });
    else if (kind === 8) suite.move({ kind: "cut", from: ids.line, to: pick(city.acts), amount });
    else if (kind === 9) suite.move({ kind: "lapse", from: ids.line, to: pick(city.acts), amount });
    else if (kind === 10) suite.move({ kind: "virement", from: a, to: b, amount });
    else if (kind === 11) suite.move({ kind: "carry-over", from: b, to: a, amount });
    else if (kind === 12) suite.move({ kind: "allotment", from: ids.line, to: ids.allotment, amount });
    else if (kind === 13) suite.move({ kind: "withdrawal", from: ids.allotment, to: ids.line, amount });
    else if (kind === 14) suite.move({ kind: "commitment", from: city.allotments[c.line] ?? 0n, to: c.id, amount });
    else if (kind === 15) suite.move({ kind: "release", from: c.id, to: city.allotments[c.line] ?? 0n, amount });
    else if (kind === 16 && c.payments.length > 0 && c.payeeFund === null) {
      // Of the same payee, as each line has its commitments in the same order.
      const place = city.commitments.indexOf(c) % 4;
      const other = city.commitments.find(
        (each, at) => each.fund === c.fund && each.line !== c.line && at % 4 === place,
      );
      const cites = BigInt(pick(c.payments).record);
      if (other !== undefined) suite.move({ kind: "reclassification", from: c.id, to: other.id, amount, cites });
    }
    if (random(12) === 0 && c.payments.length > 0) {
      const paid = c.payments.shift();
      if (paid !== undefined) suite.confirm(paid.record, day());
    }
  }
}
