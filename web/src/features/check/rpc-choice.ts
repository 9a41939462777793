// The node that the reader chose, kept in the reader's browser alone.

const KEY = "mingzhang.rpc";

export function readRpc(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // A browser that keeps nothing (private windows, blocked storage): the choice lasts as long as the page.
    return null;
  }
}

export function keepRpc(rpc: string | null): void {
  try {
    if (rpc === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, rpc);
  } catch {
    // As above: nothing is kept, and the check works all the same.
  }
}
