// Acts that were signed and are on their way, kept in this browser so that a reload loses none.
import { isHex, type Hex } from "viem";
import { z } from "zod";
import { useSyncExternalStore } from "react";

/** How far an act has come. `direct`: sent by the wallet itself. */
export type Stage = "signed" | "relayed" | "mined" | "indexed" | "failed";

export interface PendingAct {
  /** EIP-712 digest of what was signed; names the act here and at the relay. */
  digest: Hex;
  /** What it was, in words that the review page used. */
  label: string;
  stage: Stage;
  /** Way it took; null until it is sent. */
  way: "relay" | "direct" | null;
  transaction: Hex | null;
  block: number | null;
  /** Why it failed, or what was left undone, in words; null if nothing was. */
  reason: string | null;
  /** Bytes that a contract reverted with, which say why in either language; null where it was no contract. */
  reasonData: Hex | null;
  /** Address that signed it. */
  signer: Hex | null;
  /** Path of the page that shows its outcome, null until it is known. */
  page: string | null;
  /** The relay's request, so that it can be sent again or directly; null once it is mined. */
  request: string | null;
  /** When it was signed, ISO 8601. */
  signedAt: string;
}

const hex = z.custom<Hex>((value) => isHex(value));
const KEPT = z.object({
  digest: hex,
  label: z.string(),
  stage: z.enum(["signed", "relayed", "mined", "indexed", "failed"]),
  way: z.enum(["relay", "direct"]).nullable(),
  transaction: hex.nullable(),
  block: z.number().nullable(),
  reason: z.string().nullable(),
  // Acts that an earlier version kept have neither.
  reasonData: hex.nullable().default(null),
  signer: hex.nullable().default(null),
  page: z.string().startsWith("/").nullable(),
  request: z.string().refine(isJson).nullable(),
  signedAt: z.string(),
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const KEY = "mingzhang.acts";
/** Finished acts are shown until dismissed, and at most this many are kept. */
const MOST = 40;

let acts: readonly PendingAct[] | null = null;
const listeners = new Set<() => void>();
const NONE: readonly PendingAct[] = [];

function read(): readonly PendingAct[] {
  if (acts !== null) return acts;
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    acts = Array.isArray(kept) ? kept.flatMap(asAct) : [];
  } catch {
    // Unreadable or no storage at all: begin anew; what was sent is on the chain in any case.
    acts = [];
  }
  return acts;
}

/** What is kept may be of an older version, or cut short: what is no act is left out. */
function asAct(kept: unknown): PendingAct[] {
  const parsed = KEPT.safeParse(kept);
  return parsed.success ? [parsed.data] : [];
}

function write(next: readonly PendingAct[]): void {
  acts = next.slice(-MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(acts));
  } catch {
    // As above: kept while the page lives.
  }
  listeners.forEach((listener) => listener());
}

export function addAct(act: PendingAct): void {
  write([...read().filter(({ digest }) => digest !== act.digest), act]);
}

export function changeAct(digest: Hex, change: Partial<PendingAct>): void {
  write(read().map((act) => (act.digest === digest ? { ...act, ...change } : act)));
}

export function dropAct(digest: Hex): void {
  write(read().filter((act) => act.digest !== digest));
}

/** The act as it is kept now. */
export function actOf(digest: Hex): PendingAct | undefined {
  return read().find((act) => act.digest === digest);
}

/** Another window of the same browser may have changed them. */
function subscribe(listener: () => void): () => void {
  const changed = (event: StorageEvent) => {
    if (event.key !== KEY) return;
    acts = null;
    listener();
  };
  listeners.add(listener);
  window.addEventListener("storage", changed);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", changed);
  };
}

export function useActs(): readonly PendingAct[] {
  return useSyncExternalStore(subscribe, read, () => NONE);
}
