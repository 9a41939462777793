// Tells waiting streams that rows came or went. A replica that does not sync itself asks the store for it.
import { EventEmitter } from "node:events";
import type { Store } from "../store/open.ts";
import { journal } from "../sync/journal.ts";
import type { Progress } from "../sync/state.ts";

interface Events {
  written: [];
  undone: [fromRecord: number];
}

export class Feed extends EventEmitter<Events> {
  #timer: NodeJS.Timeout | null = null;
  #changes = 0;

  constructor() {
    super();
    this.setMaxListeners(0);
  }

  follow(progress: Progress): void {
    progress.on("written", () => this.#wake());
    progress.on("undone", (fromRecord) => {
      this.emit("undone", fromRecord);
      // Wakes who waits: a fork may bring nothing in place of what it took.
      this.#wake();
    });
  }

  /** Asks the store in turns while anybody listens. */
  poll(store: Store, ms: number, failed: (error: unknown) => void): void {
    let last: string | null = null;
    let next = 0;
    let busy = false;
    const look = async () => {
      const head = (await journal(store, 1))[0];
      const hash = head?.header.hash ?? null;
      if (hash === last) return;
      last = hash;
      const before = next;
      next = head?.nextRecord ?? 0;
      if (next < before) this.emit("undone", next);
      this.#wake();
    };
    this.#timer = setInterval(() => {
      if (busy || this.listenerCount("written") === 0) return;
      busy = true;
      look()
        .catch(failed)
        .finally(() => {
          busy = false;
        });
    }, ms);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#wake();
    this.removeAllListeners();
  }

  /** How many changes there were: who notes it before reading, and waits for more than these, misses none. */
  get changes(): number {
    return this.#changes;
  }

  /** Resolves once there were more changes than `since`, after `ms`, or at the signal. */
  change(since: number, ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted || this.#changes > since) return resolve();
      const done = () => {
        clearTimeout(timer);
        this.off("written", done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.on("written", done);
      signal.addEventListener("abort", done);
    });
  }

  #wake(): void {
    this.#changes += 1;
    this.emit("written");
  }
}
