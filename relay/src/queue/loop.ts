// Lets the sender look again and again, sooner while something is on its way, later while the node does not answer.
import type { Logger } from "pino";
import { ChainUnavailable } from "../chain/chain.ts";
import type { Sender } from "./sender.ts";
import type { Store } from "./store.ts";

const IDLE_MS = 60_000;
const MAX_BACKOFF_MS = 30_000;
/** Watched for forks alone. */
const WATCH_MS = 3_000;

export class Loop {
  readonly #sender: Sender;
  readonly #store: Store;
  readonly #pollMs: number;
  readonly #log: Logger;
  #stopping = false;
  #failures = 0;
  #wake: () => void = () => undefined;
  #woken = false;
  #running: Promise<void> = Promise.resolve();
  /** Why nothing can be sent at present. */
  trouble: string | null = null;

  constructor(sender: Sender, store: Store, pollMs: number, log: Logger) {
    this.#sender = sender;
    this.#store = store;
    this.#pollMs = pollMs;
    this.#log = log;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** There is something new to send. */
  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  /** Returns when no request to the chain is under way any more. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#woken = false;
      await this.#tick();
      if (!this.#stopping && !(this.#woken && this.#failures === 0)) await this.#sleep(this.#delay());
    }
  }

  async #tick(): Promise<void> {
    try {
      await this.#sender.tick();
      if (this.trouble !== null) this.#log.info("the chain's node answers again");
      this.#failures = 0;
      this.trouble = null;
    } catch (error) {
      this.#failures += 1;
      const text = error instanceof Error ? error.message : String(error);
      // A fault of the relay's own must not end the queue either; it is tried again, and stands in the log in full.
      if (!(error instanceof ChainUnavailable)) this.#log.error({ err: error }, "the queue failed");
      else if (this.trouble !== text) this.#log.warn({ node: text }, "the chain's node fails; trying again");
      this.trouble = text;
    }
  }

  #delay(): number {
    if (this.#failures > 0) return Math.min(this.#pollMs * 2 ** this.#failures, MAX_BACKOFF_MS);
    if (this.#store.open().length > 0) return this.#pollMs;
    return this.#store.sent().length > 0 ? Math.max(WATCH_MS, this.#pollMs) : IDLE_MS;
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#wake = done;
    });
  }
}
