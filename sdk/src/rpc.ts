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

/** Throws RPC_FAILED where the node is not reached, takes too long, or answers with an error. */
export function httpRpc(url: string, timeLimitMs: number = TIME_LIMIT_MS): Rpc {
  if (!/^https?:\/\/\S+$/.test(url) || !URL.canParse(url)) {
    throw new MingzhangError("RPC_FAILED", "rpc", url, "is no address of a node", "It starts with http:// or https://");
  }
  let id = 0;
  return {
    async request({ method, params = [] }) {
      let answer: unknown;
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params }),
          signal: AbortSignal.timeout(timeLimitMs),
          // Nothing of the reader's goes along, and nothing of the answer is kept.
          credentials: "omit",
          cache: "no-store",
          referrerPolicy: "no-referrer",
        });
        answer = await response.json();
      } catch (cause) {
        const remedy = "See that it runs and lets browsers ask it (CORS), or take another";
        const error = new MingzhangError("RPC_FAILED", "rpc", url, "did not answer", remedy);
        error.cause = cause;
        throw error;
      }
      if (typeof answer !== "object" || answer === null || !("result" in answer)) {
        throw new MingzhangError("RPC_FAILED", method, said(answer), "was the node's refusal", "Ask another node");
      }
      return answer.result;
    },
  };
}

/** The message of an error object, if there is one. */
function said(answer: unknown): string {
  if (typeof answer === "object" && answer !== null && "error" in answer) {
    const { error } = answer;
    if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  }
  return "no answer";
}
