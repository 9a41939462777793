// What stands out by the API is what a search of every movement by the SDK's rules finds, on both engines.
import { expect } from "chai";
import type { Movement, Page, Party, Problem } from "@mingzhang/sdk/api";
import type { Flag, Flags } from "@mingzhang/sdk/api-charts";
import { parseDay } from "@mingzhang/sdk/days";
import {
  isRoundSum,
  isYearEndRush,
  justUnder,
  mayBePurchase,
  NEW_PAYEE,
  type SplitPayment,
  splitRuns,
  YEAR_END,
} from "@mingzhang/sdk/flags";
import { LAST_DAY } from "./support/city.ts";
import { onServedCity } from "./support/served.ts";

/** Sums of the small city. */
const THRESHOLD = 700_000n;
const LARGE = 300_000n;
const ROUND = 1_000n;
const ASK = `/v1/flags?currency=CNY&year=2026&threshold=${THRESHOLD}&large=${LARGE}&round=${ROUND}&limit=500`;

onServedCity("flags", (served) => {
  let all: Movement[];
  let classes: Set<number>;
  let found: Flags;
  const day = (movement: Movement) => parseDay(movement.valueDate ?? movement.postedAt.slice(0, 10));
  /** To one party: neither persons nor a fund. */
  const toOne = ({ payee, otherFund }: Movement) => payee !== null && !classes.has(payee.id) && otherFund === null;
  /** Of a line that buys, or bears no class. */
  const buys = ({ economic }: Movement) => mayBePurchase(Number(economic?.code ?? "0"));
  const of = (rule: Flag["rule"]): Flag[] => found.rules.find((each) => each.rule === rule)?.flags ?? [];
  const records = (rule: Flag["rule"]) =>
    of(rule)
      .map(({ record }) => record)
      .sort((a, b) => (a ?? 0) - (b ?? 0));

  before(async () => {
    all = await served.list("year=2026&order=asc");
    const { items } = await served.get<Page<Party>>("/v1/parties?kind=payee-class&limit=200");
    classes = new Set(items.map(({ id }) => id));
    found = await served.get<Flags>(ASK);
  });

  it("name each movement by a rule that it meets, and no other", async () => {
    const transfers = new Set<string>();
    for (const { to } of all.filter(({ kind }) => kind === "commitment")) {
      const { payeeFund } = await served.get<{ payeeFund: object | null }>(`/v1/commitments/${to.id}`);
      if (payeeFund !== null) transfers.add(to.id);
    }
    const promised = all.filter(
      (each) => each.kind === "commitment" && toOne(each) && buys(each) && !transfers.has(each.to.id),
    );
    const under = promised.filter(({ amount }) => justUnder(BigInt(amount), [THRESHOLD]) !== null);
    expect(records("just-under")).to.deep.equal(under.map(({ record }) => record));
    // The city promises benefits of the same sums, which are no purchases.
    expect(promised.some((each) => buys(each)) && all.some((each) => toOne(each) && !buys(each))).to.equal(true);
    const payments = all.filter((each) => each.kind === "payment" && toOne(each));
    const round = payments.filter(({ amount }) => isRoundSum(BigInt(amount), ROUND));
    expect(records("round")).to.deep.equal(round.map(({ record }) => record));
    const paid = (await served.list("kind=payment,transfer-payment&order=asc")).filter(({ payee }) => payee !== null);
    const start = paid[0];
    const firsts = paid.filter((each, at) => paid.findIndex(({ payee }) => payee?.id === each.payee?.id) === at);
    const fresh = firsts.filter(
      (each) =>
        toOne(each) &&
        each.kind === "payment" &&
        BigInt(each.amount) >= LARGE &&
        start !== undefined &&
        day(each) >= day(start) + NEW_PAYEE.days,
    );
    expect(records("new-payee")).to.deep.equal(fresh.map(({ record }) => record));
  });

  it("find split payments as the SDK does, agency by agency and payee by payee", async () => {
    const pairs = new Map<string, SplitPayment[]>();
    for (const each of all.filter((movement) => movement.kind === "payment" && toOne(movement) && buys(movement))) {
      const key = `${each.agency?.id} ${each.payee?.id}`;
      const list = pairs.get(key) ?? [];
      pairs.set(key, [...list, { record: each.record, day: day(each), amount: BigInt(each.amount) }]);
    }
    for (const threshold of [THRESHOLD, 1_500_000n, 4_000_000n]) {
      const { rules } = await served.get<Flags>(
        `/v1/flags?currency=CNY&year=2026&rule=split&threshold=${threshold}&limit=500`,
      );
      const runs = [...pairs.values()].flatMap((list) => splitRuns(list, [threshold]));
      expect(rules[0]?.count).to.equal(runs.length);
      const texts = (list: readonly { amount: bigint | string; movements: number }[]) =>
        list.map(({ amount, movements }) => `${amount} ${movements}`).sort();
      expect(texts(rules[0]?.flags ?? [])).to.deep.equal(
        texts(runs.map(({ amount, payments }) => ({ amount, movements: payments.length }))),
      );
    }
  });

  it("find the rush at the year's end, line by line", () => {
    const expected = new Map<string, bigint>();
    for (const line of ["line-1", "line-2", "line-3", "line-4"]) {
      const its = all.filter(
        (each) => each.line?.id === line && (each.kind === "payment" || each.kind === "transfer-payment"),
      );
      const sum = (list: readonly Movement[]) => list.reduce((total, { amount }) => total + BigInt(amount), 0n);
      const late = its.filter((each) => day(each) > LAST_DAY - YEAR_END.days && day(each) <= LAST_DAY);
      if (late.length > 0 && isYearEndRush(sum(late), sum(its), LARGE)) expected.set(line, sum(late));
    }
    const flagged = of("year-end").map(({ line, amount }): [string, bigint] => [line?.id ?? "", BigInt(amount)]);
    expect(new Map(flagged)).to.deep.equal(expected);
  });

  it("count all and give the largest, for an agency or a payee alone too; and refuse what does not fit", async () => {
    const cut = await served.get<Flags>(`${ASK.replace("limit=500", "limit=1")}&rule=round`);
    expect(cut.rules[0]?.count).to.equal(of("round").length);
    expect(cut.rules[0]?.flags).to.deep.equal(of("round").slice(0, 1));
    const payee = of("round")[0]?.payee?.id ?? 0;
    const own = await served.get<Flags>(`${ASK}&payee=${payee}`);
    for (const { rule, flags } of own.rules) {
      if (rule === "split") continue;
      expect(flags).to.deep.equal(of(rule).filter((each) => each.payee?.id === payee));
    }
    for (const [query, field] of [
      ["currency=CNY", "year"],
      ["currency=CNY&year=2026&rule=fraud", "rule"],
      ["currency=CNY&year=2026&threshold=0", "threshold"],
      ["currency=CNY&year=2026&large=abc", "large"],
    ] as const) {
      const answer = await served.fetch(`/v1/flags?${query}`);
      expect([answer.status, ((await answer.json()) as Problem).errors?.[0]?.field]).to.deep.equal([400, field]);
    }
  });
});
