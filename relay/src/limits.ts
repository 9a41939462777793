// Counts what each address brings, and says when it may bring more.

/** Buckets that are kept at once; the ones that are full again are thrown away first. */
const MAX_BUCKETS = 20_000;

/** A token bucket for each key: `perMinute` at once, and as many again each minute. */
export class Limit {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** @param now milliseconds */
  constructor(perMinute: number, now: () => number = Date.now) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Takes `count` if they are there. @returns 0, or the seconds until they are; more than a minute's worth never is */
  take(key: string, count = 1): number {
    const wait = this.wait(key, count);
    if (wait > 0) return wait;
    if (this.#buckets.size >= MAX_BUCKETS) this.#prune();
    this.#buckets.set(key, { tokens: this.#tokens(key) - count, at: this.#now() });
    return 0;
  }

  /** Seconds until `count` are there, 0 if they are. */
  wait(key: string, count = 1): number {
    const missing = count - this.#tokens(key);
    return missing <= 0 ? 0 : Math.ceil((missing * 60) / this.#perMinute);
  }

  #tokens(key: string): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return this.#perMinute;
    const grown = ((this.#now() - bucket.at) / 60_000) * this.#perMinute;
    return Math.min(this.#perMinute, bucket.tokens + grown);
  }

  #prune(): void {
    for (const key of this.#buckets.keys()) if (this.#tokens(key) >= this.#perMinute) this.#buckets.delete(key);
    // All of them are in use: the oldest goes.
    for (const key of this.#buckets.keys()) {
      if (this.#buckets.size < MAX_BUCKETS) break;
      this.#buckets.delete(key);
    }
  }
}
