// Every kind of movement in batches of 1, 10, 100 and 300: gas of the whole transaction, shared out.
import type { Citation } from "@mingzhang/sdk/log";
import type { KindName } from "@mingzhang/sdk/kinds";
import type { Entry, Order } from "../../chain/orders.ts";
import { Cases } from "./cases.ts";
import { measureCheckpoints } from "./checkpoints.ts";
import {
  ACCOUNTS,
  WIDTH,
  amount,
  granted,
  nextSpareLine,
  paid,
  reference,
  right,
  spareAllotment,
  spareLine,
} from "./suite.ts";
import type { Suite } from "./suite.ts";

export type Metrics = Record<string, number>;

const BATCHES = [1, 10, 100, 300] as const;
/** Corrections carry a proof each, and a transaction is bounded: 300 do not fit. */
const CITING_BATCHES = [1, 10, 100] as const;
const SINGLES = 64;

/** What one kind is measured by: orders over `count` accounts from the `start`th on. */
type Drawn = { orders: Order[]; citations?: Citation[] };
type Draw = (start: number, count: number) => Drawn;

/** Accounts are used up in this order by batches of 1, 10, 100; batches of 300 go over all of them. */
const STARTS: Record<number, number> = { 1: 0, 10: 1, 100: 11, 300: 0 };

export class Matrix {
  readonly metrics: Metrics = {};
  private readonly suite: Suite;
  private readonly say: (line: string) => void;

  constructor(suite: Suite, say: (line: string) => void) {
    this.suite = suite;
    this.say = say;
  }

  async run(): Promise<Metrics> {
    await this.budget();
    await this.payments();
    await new Cases(this.suite, this.metrics).run();
    await this.corrections();
    await this.endOfYear();
    await this.log();
    await measureCheckpoints(this.suite, this.metrics);
    return this.metrics;
  }

  /** The way down from the act to commitments, over accounts that never took part, and again over the same. */
  private async budget(): Promise<void> {
    const { act, line, allotment, source, fund, otherFund } = ACCOUNTS;
    await this.known("receipt", this.toOne("receipt", source, fund));
    await this.known("cash-transfer", this.toOne("cash-transfer", fund, otherFund));
    await this.newAndKnown("appropriation", this.toEach("appropriation", act, spareLine));
    await this.known("virement", this.toEach("virement", line, spareLine));
    await this.newAndKnown("allotment", this.toEach("allotment", line, spareAllotment));
    await this.newAndKnown("commitment", this.toEach("commitment", allotment, paid));
    await this.suite.post([this.suite.order("commitment", allotment, this.entries(granted, 0, WIDTH, 4n))]);
    await this.suite.post([this.suite.order("commitment", allotment, this.entries(right, 0, WIDTH, 4n))]);
  }

  private async payments(): Promise<void> {
    const { fund } = ACCOUNTS;
    // Each on its own commitment, of which some is left after all that follows.
    await this.suite.post([this.suite.order("commitment", ACCOUNTS.allotment, this.entries(paid, 0, WIDTH, 20n))]);
    await this.newAndKnown("payment", this.toEach("payment", fund, paid));
    await this.newAndKnown("transfer-payment", this.toEach("transfer-payment", fund, granted));
    await this.mean("payment.single.mean64", (i) =>
      this.suite.post([this.suite.order("payment", fund, this.entries(paid, 100 + i, 1))]),
    );
    await this.mean("receipt.single.viaBankFacts", () =>
      this.suite.postFacts([
        this.suite.order(
          "receipt",
          ACCOUNTS.source,
          this.entries(() => fund, 0, 1),
        ),
      ]),
    );
    await this.known(
      "release",
      this.fromEach("release", paid, () => ACCOUNTS.allotment),
    );
    await this.known(
      "withdrawal",
      this.fromEach("withdrawal", spareAllotment, () => ACCOUNTS.line),
    );
    await this.known(
      "cut",
      this.fromEach("cut", spareLine, () => ACCOUNTS.act),
    );
  }

  /** Each cites a movement of its own, by a path in a log of thousands of records. */
  private async corrections(): Promise<void> {
    const { suite } = this;
    const { fund, source } = ACCOUNTS;
    const receipts = await suite.size();
    await suite.post([
      suite.order(
        "receipt",
        source,
        this.entries(() => fund, 0, WIDTH),
      ),
    ]);
    const payments = await suite.size();
    await suite.post([suite.order("payment", fund, this.entries(paid, 0, WIDTH, 2n))]);
    await suite.seal();

    const citing = (first: number, draw: Draw): Draw => {
      return (start, count) => {
        const citations = Array.from({ length: count }, (_, i) => suite.cite(first + start + i));
        return { ...draw(start, count), citations };
      };
    };
    await this.known("refund", citing(receipts, this.toOne("refund", fund, source)), CITING_BATCHES);
    await this.known(
      "recovery",
      citing(
        payments,
        this.fromEach("recovery", paid, () => fund),
      ),
      CITING_BATCHES,
    );
    const moved = citing(payments, this.fromEach("reclassification", paid, right));
    await this.known("reclassification", moved, CITING_BATCHES);
    for (const count of CITING_BATCHES) {
      const citations = Array.from({ length: count }, (_, i) => suite.cite(payments + (STARTS[count] ?? 0) + i));
      this.set(`confirmation.batch${count}`, (await suite.confirm(citations)) / count);
    }
  }

  private async endOfYear(): Promise<void> {
    this.suite.meter.pass(370);
    await this.known(
      "lapse",
      this.fromEach("lapse", spareLine, () => ACCOUNTS.act),
    );
    await this.newAndKnown("carry-over", this.toEach("carry-over", ACCOUNTS.line, nextSpareLine));
  }

  /** What the log takes of it all, seen from its writer. */
  private async log(): Promise<void> {
    const { writer, trail } = this.suite.contracts;
    this.set("log.append.each100", Number(await writer.measure.staticCall(100)) / 100);
    this.set("log.append.one", Number(await writer.measureCold.staticCall(await trail.size())));
  }

  /** Mean of single movements in a row, over accounts that have moved before. */
  private async mean(key: string, post: (i: number) => Promise<number>): Promise<void> {
    let sum = 0;
    for (let i = 0; i < SINGLES; i += 1) sum += await post(i);
    this.set(key, sum / SINGLES);
  }

  /** First over accounts without any movement on that side, then over the same again. */
  private async newAndKnown(kind: KindName, draw: Draw): Promise<void> {
    for (const count of [1, 10, 100]) await this.measure(`${kind}.batch${count}.new`, draw, count);
    // 300 new ones together, for which there are 189 left beside the 111 just used: made known, not measured.
    const used = 111;
    const { orders } = draw(used, WIDTH - used);
    await this.suite.post(orders);
    await this.known(kind, draw);
  }

  private async known(kind: KindName, draw: Draw, batches: readonly number[] = BATCHES): Promise<void> {
    for (const count of batches) await this.measure(`${kind}.batch${count}.known`, draw, count);
  }

  private async measure(key: string, draw: Draw, count: number): Promise<void> {
    const { orders, citations } = draw(STARTS[count] ?? 0, count);
    const gas = await this.suite.post(orders, citations);
    this.set(key, gas / count);
    if (count === WIDTH) this.set(key.replace(/\.\w+$/u, ".transaction"), gas);
  }

  private set(key: string, gas: number): void {
    this.metrics[key] = Math.round(gas);
    this.say(`  ${key.padEnd(40)} ${Math.round(gas).toLocaleString("en-GB").padStart(12)}`);
  }

  private entries(to: (i: number) => bigint, start: number, count: number, times = 1n): Entry[] {
    return Array.from({ length: count }, (_, i) => {
      const at = start + i;
      return { to: to(at), amount: amount(at) * times, detail: reference(at) };
    });
  }

  /** One order from one account to many. */
  private toEach(kind: KindName, from: bigint, to: (i: number) => bigint): Draw {
    return (start, count) => ({ orders: [this.suite.order(kind, from, this.entries(to, start, count))] });
  }

  private toOne(kind: KindName, from: bigint, to: bigint): Draw {
    return this.toEach(kind, from, () => to);
  }

  /** An order for each, from its own account; a tenth of the amount, so that enough is there. */
  private fromEach(kind: KindName, from: (i: number) => bigint, to: (i: number) => bigint): Draw {
    return (start, count) => ({
      orders: Array.from({ length: count }, (_, i) => {
        const at = start + i;
        return this.suite.order(kind, from(at), [{ to: to(at), amount: amount(at) / 10n, detail: reference(at) }]);
      }),
    });
  }
}
