// Tells waiting streams that rows came or went. A replica that does not sync itself asks the store for it.
import { EventEmitter, once } from "node:events";
import type { Store } from "../store/open.ts";
import { journal } from "../sync/journal.ts";
import type { Progress } from "../sync/state.ts";

interface Events {
  written: [];
  undone: [fromRecord: number];
}

export class Feed extends EventEmitter<Events> {
  #timer: NodeJS.Timeout | null = null;

  constructor() {
    super();
    this.setMaxListeners(0);
  }

  follow(progress: Progress): void {
    progress.on("written", () => this.emit("written"));
    progress.on("undone", (fromRecord) => {
      this.emit("undone", fromRecord);
      // Wakes who waits: a fork may bring nothing in place of what it took.
      this.emit("written");
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
      this.emit("written");
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
    this.emit("written");
    this.removeAllListeners();
  }

  /** Resolves at the next change, or after `ms`. */
  async change(ms: number, signal: AbortSignal): Promise<void> {
    const timeout = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
    try {
      await once(this, "written", { signal: timeout });
    } catch (error) {
      if (!timeout.aborted) throw error;
    }
  }
}
