// Jobs and transactions in memory, each change written to the journal before it counts.
import type { Hex } from "@mingzhang/sdk/hex";
import { actFromJson, actToJson } from "../acts/json.ts";
import type { Act } from "../acts/schema.ts";
import { isFinal, type Job, type Sent } from "./job.ts";
import { Journal } from "./journal.ts";

/** How long a finished act is remembered, in milliseconds. */
const KEEP_MS = 90 * 86_400_000;

/** One line of the journal: what is there afterwards. */
interface Change {
  jobs?: Job[];
  acts?: { id: Hex; act: Act }[];
  sent?: Sent[];
  /** Nonces that need no more watching. */
  settled?: number[];
}

interface Line {
  jobs?: Job[];
  acts?: { id: Hex; act: unknown }[];
  sent?: Sent[];
  settled?: number[];
}

export class Store {
  readonly #journal: Journal;
  readonly #jobs = new Map<Hex, Job>();
  /** Those that are not final. */
  readonly #open = new Map<Hex, Job>();
  /** Acts of jobs that are not finished for good. */
  readonly #acts = new Map<Hex, Act>();
  /** By any digest that was signed: the latest job. */
  readonly #byDigest = new Map<Hex, Hex>();
  readonly #sent = new Map<number, Sent>();
  #groups = 0;

  constructor(path: string) {
    // This process alone writes the journal, with write() below.
    this.#journal = Journal.open(path, (line) => this.#read(line as Line));
    const long = Date.now() - KEEP_MS;
    for (const job of this.#jobs.values()) if (isFinal(job) && job.updatedAt < long) this.#forget(job);
    this.#compact();
  }

  /** By id, or by any digest. */
  find(key: Hex): Job | undefined {
    return this.#jobs.get(key) ?? this.#jobs.get(this.#byDigest.get(key) ?? key);
  }

  jobs(): Job[] {
    return [...this.#jobs.values()];
  }

  /** Jobs that wait or are sent. */
  open(): Job[] {
    return [...this.#open.values()];
  }

  /** The act of a job that waits, or whose transaction is watched. */
  actOf(job: Job): Act {
    const act = this.#acts.get(job.id);
    if (act === undefined) throw new Error(`The act of ${job.id} is gone.`);
    return act;
  }

  /** Jobs that wait, those that came together side by side, in the order in which they came. */
  waiting(): Job[][] {
    const groups = new Map<number, Job[]>();
    for (const job of this.#open.values()) {
      if (job.state !== "queued") continue;
      const group = groups.get(job.group);
      if (group === undefined) groups.set(job.group, [job]);
      else group.push(job);
    }
    return [...groups].sort(([a], [b]) => a - b).map(([, jobs]) => jobs);
  }

  /** Transactions that are watched, by nonce. */
  sent(): Sent[] {
    return [...this.#sent.values()].sort((a, b) => a.nonce - b.nonce);
  }

  nextGroup(): number {
    return this.#groups + 1;
  }

  write(change: Change): void {
    const acts = change.acts?.map(({ id, act }) => ({ id, act: actToJson(act) }));
    this.#journal.append({ ...change, ...(acts === undefined ? {} : { acts }) });
    this.#apply(change);
  }

  close(): void {
    this.#journal.close();
  }

  #read(line: Line): void {
    this.#apply({ ...line, acts: line.acts?.map(({ id, act }) => ({ id, act: actFromJson(act) })) });
  }

  #apply({ jobs = [], acts = [], sent = [], settled = [] }: Change): void {
    for (const { id, act } of acts) this.#acts.set(id, act);
    for (const job of jobs) {
      // Within a group the order is that of the map.
      if (isFinal(job) || this.#open.get(job.id)?.group !== job.group) this.#open.delete(job.id);
      if (!isFinal(job)) this.#open.set(job.id, job);
      this.#jobs.set(job.id, job);
      for (const digest of job.digests) this.#byDigest.set(digest, job.id);
      this.#groups = Math.max(this.#groups, job.group);
    }
    for (const one of sent) this.#sent.set(one.nonce, one);
    const touched = jobs.map((job) => job.id);
    for (const nonce of settled) {
      touched.push(...(this.#sent.get(nonce)?.jobs ?? []));
      this.#sent.delete(nonce);
    }
    for (const id of touched) this.#dropAct(id);
  }

  /** A fork may undo what was mined: an act is wanted until its transaction is no longer watched. */
  #dropAct(id: Hex): void {
    const job = this.#jobs.get(id);
    if (job !== undefined && !isFinal(job)) return;
    for (const sent of this.#sent.values()) if (sent.jobs.includes(id)) return;
    this.#acts.delete(id);
  }

  #forget(job: Job): void {
    this.#jobs.delete(job.id);
    for (const digest of job.digests) this.#byDigest.delete(digest);
  }

  #compact(): void {
    const acts = [...this.#acts].map(([id, act]) => ({ id, act: actToJson(act) }));
    const jobs = this.jobs();
    this.#journal.replace([
      ...acts.map((act) => ({ acts: [act] })),
      ...jobs.map((job) => ({ jobs: [job] })),
      ...this.sent().map((sent) => ({ sent: [sent] })),
    ]);
  }
}
