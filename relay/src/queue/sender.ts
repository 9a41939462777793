// Sends what is queued, in order, from one account, and stays with each transaction until it is final.
import type { Hex } from "@mingzhang/sdk/hex";
import type { Logger } from "pino";
import { CallRefused, type Fees, NotTaken, type Receipt } from "../chain/chain.ts";
import type { Parts } from "./admit.ts";
import { build } from "./build.ts";
import type { Attempt, Job, Sent } from "./job.ts";
import { settle } from "./settle.ts";

/** Transactions that wait to be mined at one time. */
const MAX_IN_FLIGHT = 8;
/** Looks at which a spent nonce must have no receipt of ours: nodes behind one address may be a moment apart. */
const MISSING_LOOKS = 3;
/** Times that a node may refuse a transaction before its nonce is used for nothing instead. */
const MAX_REFUSALS = 10;
const NO_FUNDS = /insufficient funds|enough funds|insufficient balance/i;
const FEE_TOO_LOW = /underpriced|fee too low|max fee per gas less|fee cap|base ?fee/i;

export interface SenderSettings {
  bumpSeconds: number;
  finalityDepth: number;
}

export class Sender {
  readonly #parts: Parts;
  readonly #settings: SenderSettings;
  readonly #log: Logger;
  /** By nonce. */
  readonly #missing = new Map<number, number>();
  readonly #refusals = new Map<number, number>();
  #head = -1;
  /** Said by the node when it last refused a transaction for want of money. */
  poor: string | null = null;

  constructor(parts: Parts, settings: SenderSettings, log: Logger) {
    this.#parts = parts;
    this.#settings = settings;
    this.#log = log;
  }

  /** Looks after what was sent, then sends what can be sent. Throws ChainUnavailable; nothing is lost by it. */
  async tick(): Promise<void> {
    await this.#lookAfter();
    while (await this.#sendNext());
  }

  async #lookAfter(): Promise<void> {
    const { store, chain } = this.#parts;
    const all = store.sent();
    if (all.length === 0) return;
    const count = await chain.transactionCount();
    const head = await chain.head();
    let lowest = true;
    for (const sent of all) {
      // A fork shows in another head.
      if (sent.mined !== null && head === this.#head) continue;
      const receipt = await this.#receiptOf(sent);
      if (receipt !== null) await this.#mined(sent, receipt, head);
      else {
        await this.#notMined(sent, count, lowest);
        lowest = false;
      }
    }
    this.#head = head;
  }

  async #receiptOf(sent: Sent): Promise<Receipt | null> {
    for (const { hash } of sent.attempts.toReversed()) {
      const receipt = await this.#parts.chain.receipt(hash);
      if (receipt !== null) return receipt;
    }
    return null;
  }

  async #mined(sent: Sent, receipt: Receipt, head: number): Promise<void> {
    const { store } = this.#parts;
    const { block, blockHash } = receipt;
    this.#missing.delete(sent.nonce);
    this.#refusals.delete(sent.nonce);
    if (sent.mined?.blockHash !== blockHash) {
      const jobs = await settle(this.#parts, sent, receipt);
      store.write({ jobs, sent: [{ ...sent, mined: { block, blockHash } }] });
      for (const job of jobs) this.#say(job, "mined");
    }
    if (head - block >= this.#settings.finalityDepth) store.write({ settled: [sent.nonce] });
  }

  async #notMined(sent: Sent, count: number, lowest: boolean): Promise<void> {
    const { store, chain, now } = this.#parts;
    if (sent.mined !== null) {
      this.#log.warn({ nonce: sent.nonce, block: sent.mined.block }, "a fork undid a transaction");
      sent = { ...sent, mined: null };
      store.write({
        jobs: this.#changed(sent, { state: "sent", block: null, records: [], executed: false }),
        sent: [sent],
      });
    }
    if (sent.nonce < count) {
      const looks = (this.#missing.get(sent.nonce) ?? 0) + 1;
      this.#missing.set(sent.nonce, looks);
      if (looks < MISSING_LOOKS) return;
      this.#missing.delete(sent.nonce);
      this.#log.warn({ nonce: sent.nonce }, "the nonce was used by somebody else; its acts wait again");
      store.write({ jobs: this.#changed(sent, { state: "queued", hash: null }), settled: [sent.nonce] });
      return;
    }
    const last = sent.attempts.at(-1);
    if (last === undefined) return;
    if (!(await chain.knows(last.hash))) await this.#broadcast(sent, last);
    else if (lowest && now() - last.at > this.#settings.bumpSeconds * 1000) await this.#replace(sent, last, false);
  }

  /** Sends the next acts; false if there are none, or they have to wait. */
  async #sendNext(): Promise<boolean> {
    const { store, chain, suite } = this.#parts;
    const all = store.sent();
    const flying = all.filter(({ mined }) => mined === null);
    if (flying.length >= MAX_IN_FLIGHT) return false;
    const [group] = store.waiting();
    if (group === undefined) return false;
    // What is tried on a case is only true once its earlier acts are mined.
    const busy = new Set(flying.flatMap(({ jobs }) => jobs.map((id) => store.find(id)?.case)));
    const blocked = group.findIndex((job) => busy.has(job.case));
    const free = blocked === -1 ? group : group.slice(0, blocked);
    const [first, ...others] = free.map((job) => ({ job, act: store.actOf(job) }));
    if (first === undefined) return false;

    const { jobs, to, data, gas, refused } = await build(chain, suite, [first, ...others]);
    const failed = refused.map(({ job, reason }) => this.#touch(job, { state: "failed", reason }));
    if (failed.length > 0) store.write({ jobs: failed });
    for (const job of failed) this.#say(job, "refused before sending");
    if (jobs.length === 0) return true;

    const nonce = Math.max(await chain.transactionCount(), (all.at(-1)?.nonce ?? -1) + 1);
    const fees = await chain.fees();
    const attempt = await this.#sign(to, data, gas, nonce, fees, false);
    const sent: Sent = {
      nonce,
      jobs: jobs.map(({ job }) => job.id),
      to,
      data,
      gas: String(gas),
      attempts: [attempt],
      mined: null,
    };
    const now = jobs.map(({ job, plan }) =>
      this.#touch(job, { state: "sent", hash: attempt.hash, notFollowed: plan.notFollowed }),
    );
    // On the disk first: after a crash the relay knows what it may have sent, and sends it again under the same nonce.
    store.write({ jobs: now, sent: [sent] });
    for (const job of now) this.#say(job, "sent");
    await this.#broadcast(sent, attempt);
    return true;
  }

  /** A refusal is looked at again with the next tick: what matters is whether the transaction is mined. */
  async #broadcast(sent: Sent, attempt: Attempt): Promise<void> {
    try {
      await this.#parts.chain.broadcast(attempt.raw);
      this.#refusals.delete(sent.nonce);
      this.poor = null;
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      this.#log.warn({ nonce: sent.nonce, hash: attempt.hash, node: error.message }, "the node did not take it");
      if (NO_FUNDS.test(error.message)) {
        this.poor = error.message;
        return;
      }
      const refusals = (this.#refusals.get(sent.nonce) ?? 0) + 1;
      this.#refusals.set(sent.nonce, refusals);
      if (refusals >= MAX_REFUSALS) await this.#replace(sent, attempt, true);
      else if (FEE_TOO_LOW.test(error.message)) await this.#replace(sent, attempt, false);
    }
  }

  /** Takes the transaction's place for a higher fee; by one that does nothing if the act would not succeed any more. */
  async #replace(sent: Sent, last: Attempt, cancel: boolean): Promise<void> {
    const { store, chain, suite } = this.#parts;
    const cancels = cancel || last.cancels || !(await this.#stillSucceeds(sent));
    const fees = raised(last, await chain.fees());
    const [to, data, gas] = cancels
      ? ([chain.account, "0x", 21_000n] as const)
      : ([sent.to ?? suite.approvals, sent.data, BigInt(sent.gas)] as const);
    const attempt = await this.#sign(to, data, gas, sent.nonce, fees, cancels);
    const replaced = { ...sent, attempts: [...sent.attempts, attempt] };
    store.write({ jobs: this.#changed(sent, { hash: attempt.hash }), sent: [replaced] });
    this.#refusals.delete(sent.nonce);
    this.#log.info({ nonce: sent.nonce, hash: attempt.hash, cancels }, "sent again for a higher fee");
    try {
      await chain.broadcast(attempt.raw);
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      this.#log.warn({ nonce: sent.nonce, hash: attempt.hash, node: error.message }, "the node did not take it");
    }
  }

  /** On mined blocks alone: pending ones may hold this very transaction. */
  async #stillSucceeds({ to, data }: Sent): Promise<boolean> {
    try {
      await this.#parts.chain.call(to ?? this.#parts.suite.approvals, data, "latest");
      return true;
    } catch (error) {
      if (error instanceof CallRefused) return false;
      throw error;
    }
  }

  async #sign(to: Hex, data: Hex, gas: bigint, nonce: number, fees: Fees, cancels: boolean): Promise<Attempt> {
    const { hash, raw } = await this.#parts.chain.sign({ to, data, gas, nonce, ...fees });
    const { maxFee, tip } = pricesOf(fees);
    return { hash, raw, maxFee: String(maxFee), tip: tip === null ? "" : String(tip), at: this.#parts.now(), cancels };
  }

  #changed(sent: Sent, change: Partial<Job>): Job[] {
    return sent.jobs.flatMap((id) => {
      const job = this.#parts.store.find(id);
      return job === undefined ? [] : [this.#touch(job, change)];
    });
  }

  #touch(job: Job, change: Partial<Job>): Job {
    return { ...job, ...change, updatedAt: this.#parts.now() };
  }

  /** Never the act itself: it holds signatures. */
  #say(job: Job, what: string): void {
    const { digests, act, state, hash, block, reason } = job;
    this.#log.info({ digest: digests[0], act, case: job.case, state, hash, block, reason: reason?.text }, what);
  }
}

function pricesOf(fees: Fees): { maxFee: bigint; tip: bigint | null } {
  if ("gasPrice" in fees) return { maxFee: fees.gasPrice, tip: null };
  return { maxFee: fees.maxFeePerGas, tip: fees.maxPriorityFeePerGas };
}

/** Nodes want at least 10 % more than before. */
function raised(last: Attempt, now: Fees): Fees {
  const more = (before: bigint, today: bigint) => {
    const raise = (before * 5n) / 4n + 1n;
    return raise > today ? raise : today;
  };
  const { maxFee } = last;
  if ("gasPrice" in now) return { gasPrice: more(BigInt(maxFee), now.gasPrice) };
  const tip = more(BigInt(last.tip || "0"), now.maxPriorityFeePerGas);
  const max = more(BigInt(maxFee), now.maxFeePerGas);
  return { maxPriorityFeePerGas: tip, maxFeePerGas: max > tip ? max : tip };
}
