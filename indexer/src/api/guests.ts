// How many may be there at once, in all and of one address; and whose request it is, as far as that can be known.
import type { HttpBindings } from "@hono/node-server";
import { type AddressRange, clientAddress, countedAs, isAmong } from "@mingzhang/sdk/proxies";
import type { Context } from "hono";

/** What a request is counted under: its address; null where a proxy that is trusted does not say whom it asks for. */
export function guestOf(c: Context, trusted: readonly AddressRange[]): string | null {
  const peer = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress;
  if (peer === undefined) return null;
  const address = clientAddress(peer, c.req.header("x-forwarded-for"), trusted);
  return isAmong(address, trusted) ? null : countedAs(address);
}

/** Which limit somebody met. */
export type Full = "all" | "address";

export class Guests {
  readonly #most: number;
  readonly #ofOne: number;
  readonly #byAddress = new Map<string, number>();
  #all = 0;

  constructor(most: number, ofOne: number) {
    this.#most = most;
    this.#ofOne = ofOne;
  }

  get all(): number {
    return this.#all;
  }

  /** @returns what is called on leaving, or the limit that is met. Whose address is unknown counts in all alone. */
  enter(address: string | null): (() => void) | Full {
    const before = address === null ? 0 : (this.#byAddress.get(address) ?? 0);
    if (before >= this.#ofOne) return "address";
    if (this.#all >= this.#most) return "all";
    this.#all += 1;
    if (address !== null) this.#byAddress.set(address, before + 1);
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.#all -= 1;
      if (address === null) return;
      const now = this.#byAddress.get(address) ?? 0;
      if (now > 1) this.#byAddress.set(address, now - 1);
      else this.#byAddress.delete(address);
    };
  }
}
