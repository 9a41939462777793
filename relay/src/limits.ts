// Counts what each address brings, and says when it may bring more.

/** Buckets that are kept at once; the ones that are full again are thrown away first. */
const MAX_BUCKETS = 20_000;

/** A token bucket for each key: `most` at once, and as many again in each window, which is a minute if nothing else is said. */
export class Limit {
  readonly #most: number;
  readonly #now: () => number;
  readonly #windowMs: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** @param now milliseconds, as is the window */
  constructor(most: number, now: () => number = Date.now, windowMs = 60_000) {
    this.#most = most;
    this.#now = now;
    this.#windowMs = windowMs;
  }

  /** Takes `count` if they are there. @returns 0, or the seconds until they are; more than a window's worth never is */
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
    return missing <= 0 ? 0 : Math.ceil((missing * this.#windowMs) / 1000 / this.#most);
  }

  #tokens(key: string): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return this.#most;
    const grown = ((this.#now() - bucket.at) / this.#windowMs) * this.#most;
    return Math.min(this.#most, bucket.tokens + grown);
  }

  #prune(): void {
    for (const key of this.#buckets.keys()) if (this.#tokens(key) >= this.#most) this.#buckets.delete(key);
    // All of them are in use: the oldest goes.
    for (const key of this.#buckets.keys()) {
      if (this.#buckets.size < MAX_BUCKETS) break;
      this.#buckets.delete(key);
    }
  }
}
