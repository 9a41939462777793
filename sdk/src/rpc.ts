// The least of a JSON-RPC connection: what a reader's own check asks of a node, in a few lines and without trust.
import { MingzhangError } from "./errors.ts";

/** Anything that answers JSON-RPC: `httpRpc`, a viem client, a wallet. Answers are not checked. */
export interface Rpc {
  request(args: { method: string; params?: unknown }): Promise<unknown>;
}

/** A connection with the name that steps show, which is mostly its address. */
export interface NamedRpc {
  name: string;
  rpc: Rpc;
}

/** A reader waits this long for one answer. */
const TIME_LIMIT_MS = 12_000;
/** Longest answer that is read, in characters: receipts of a full block are some megabytes. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

/** Nothing of the reader's goes along with a question, and nothing of the answer is kept. */
const PRIVATELY = { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" } as const;

/** Throws RPC_FAILED where the node is not reached, takes too long, or answers with an error. */
export function httpRpc(url: string, timeLimitMs: number = TIME_LIMIT_MS): Rpc {
  if (!/^https?:\/\/\S+$/.test(url) || !URL.canParse(url)) {
    throw new MingzhangError("RPC_FAILED", "rpc", url, "is no address of a node", "It starts with http:// or https://");
  }
  let id = 0;
  return {
    async request({ method, params = [] }) {
      const answer = await askedJson(url, LONGEST_ANSWER, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params }),
        signal: AbortSignal.timeout(timeLimitMs),
      });
      if (typeof answer !== "object" || answer === null || !("result" in answer)) {
        throw new MingzhangError("RPC_FAILED", method, said(answer), "was the node's refusal", "Ask another node");
      }
      return answer.result;
    },
  };
}

/** JSON from an address. Throws RPC_FAILED where it is not reached, answers something else, or more than this. */
export async function askedJson(url: string, longest: number, init: RequestInit): Promise<unknown> {
  try {
    const response = await fetch(url, { ...PRIVATELY, ...init });
    const text = await response.text();
    if (text.length <= longest) return JSON.parse(text) as unknown;
  } catch (cause) {
    throw unanswered(url, cause);
  }
  throw unanswered(url);
}

function unanswered(url: string, cause?: unknown): MingzhangError {
  const remedy = "See that it runs and lets browsers ask it (CORS), or take another";
  const error = new MingzhangError("RPC_FAILED", "rpc", url, "did not answer", remedy);
  error.cause = cause;
  return error;
}

/** Whether an error says that a node failed, and not that a program did. */
export function isRpcFailure(cause: unknown): boolean {
  return cause instanceof MingzhangError && cause.code === "RPC_FAILED";
}

/** Null where the node failed. Other errors pass through. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (cause) {
    if (isRpcFailure(cause)) return null;
    throw cause;
  }
}

/** The same connection; whatever it throws is RPC_FAILED, since other clients have errors of their own. */
export function guardedRpc<T extends NamedRpc>(named: T): T {
  const { name, rpc } = named;
  const request: Rpc["request"] = async (args) => {
    try {
      return await rpc.request(args);
    } catch (cause) {
      throw isRpcFailure(cause) ? cause : unanswered(name, cause);
    }
  };
  return { ...named, rpc: { request } };
}

/** The message of an error object, if there is one. */
function said(answer: unknown): string {
  if (typeof answer === "object" && answer !== null && "error" in answer) {
    const { error } = answer;
    if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  }
  return "no answer";
}
