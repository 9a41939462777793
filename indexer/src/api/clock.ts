// What time it is on the chain: the clocks of cases run on block time, and go on while no block comes.
import type { ApiContext } from "./context.ts";
import { indexedHead } from "./context.ts";

/** Answers that depend on the clock are of the last full step, so that caches can hold them for it. Seconds. */
const STEP = 10;

/**
 * Seconds since 1970 as the chain's next block would have them.
 *
 * On a real chain that is the wall clock, and never less than the head's time. The demonstration's chain has been
 * travelled through time and may stand months before or after the wall clock: there it is the head's time and what has
 * passed since this process first saw that head.
 */
export class ChainClock {
  #head = "";
  #seen = 0;

  read(head: { hash: string; time: number }, demo: boolean, wall = Date.now()): number {
    if (head.hash !== this.#head) {
      this.#head = head.hash;
      this.#seen = wall;
    }
    if (!demo) return Math.max(head.time, STEP * Math.floor(wall / 1000 / STEP));
    return head.time + STEP * Math.floor((wall - this.#seen) / 1000 / STEP);
  }
}

/** The moment for which effective states are answered, 0 while nothing is indexed. */
export async function chainNow(context: ApiContext): Promise<number> {
  const head = await indexedHead(context);
  return head === null ? 0 : context.clock.read(head.header, context.deployment().demo);
}
