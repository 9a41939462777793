// The checkpoint that the reader keeps, and the other nodes that the reader chose: in this browser alone.
import type { Origin } from "@mingzhang/sdk/checkpoint";

/** Nodes beside the first one, which features/check/rpc-choice.ts keeps. */
export type OtherNode = "second" | "anchor";

const keyOf = ({ chainId, trail }: Origin) => `mingzhang.checkpoint.${chainId}.${trail.toLowerCase()}`;
const nodeKey = (node: OtherNode) => `mingzhang.rpc.${node}`;

/** The text of the kept checkpoint; parsed where it is used, since anything could have been put there. */
export function keptText(origin: Origin): string | null {
  return read(keyOf(origin));
}

/** @param text of sdk/src/check-kept.ts. False where the browser keeps nothing. */
export function keep(origin: Origin, text: string): boolean {
  return write(keyOf(origin), text);
}

export function forget(origin: Origin): void {
  write(keyOf(origin), null);
}

/** Null where the reader chose none; empty where the reader wants none. */
export function readNode(node: OtherNode): string | null {
  return read(nodeKey(node));
}

export function keepNode(node: OtherNode, url: string | null): void {
  write(nodeKey(node), url);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // A browser that keeps nothing (private windows, blocked storage): there is nothing kept.
    return null;
  }
}

function write(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    // As above: nothing is kept, and the page says so.
    return false;
  }
}
