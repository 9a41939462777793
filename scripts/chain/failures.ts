// Says in words why a contract refused a call.
import { MingzhangError } from "@mingzhang/sdk/errors";
import { type ErrorLocale, explainError } from "@mingzhang/sdk/errors-explain";
import { BaseError, isHex } from "viem";
import type { Hex } from "viem";

export const OUT_OF_GAS = "OutOfGas";

/** What keeps a script from working on a chain, in words that say what to do. */
export class ChainError extends Error {
  override name = "ChainError";
}

/** A transaction that did not go through. `reason` is the name of the contract's error. */
export class TransactionFailed extends Error {
  override name = "TransactionFailed";
  readonly reason: string;

  constructor(message: string, reason: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Words for an error that a person can do something about; undefined for a fault of the program. */
export function inWords(error: unknown): string | undefined {
  if (error instanceof ChainError || error instanceof TransactionFailed || error instanceof MingzhangError) {
    return error.message;
  }
  // viem's own: an RPC that does not answer, or answers with an error.
  if (error instanceof BaseError) return [error.shortMessage, error.details].filter(Boolean).join(" ");
  return undefined;
}

/**
 * Whether a smaller batch may get through. A forwarded call that runs out of gas leaves the poster just enough to say
 * that it failed, without a reason: OpenZeppelin's FailedCall.
 */
export function mayBeTooLarge(error: unknown): boolean {
  return error instanceof TransactionFailed && (error.reason === OUT_OF_GAS || error.reason === "FailedCall");
}

/**
 * Turns what a node answered into a TransactionFailed that names the contract's error and its values. viem's own error
 * is not kept as the cause: its message repeats the whole transaction, hundreds of kilobytes of it.
 */
export function explainFailure(error: unknown, label: string): TransactionFailed {
  const data = revertData(error);
  if (data !== undefined && data !== "0x") {
    const { name, args, why, remedy } = explainError(data, languageOfTerminal(process.env));
    const called = name === null ? "" : ` ${name}(${args.map(({ text }) => text).join(", ")})`;
    return new TransactionFailed(`${label}:${called} ${why} ${remedy}`, name ?? "Unknown");
  }
  const message = error instanceof BaseError ? error.details || error.shortMessage : String(error);
  const reason = /out of gas|exceeds.*gas|gas.*exceed/iu.test(message) ? OUT_OF_GAS : "Unknown";
  return new TransactionFailed(`${label}: ${message}`, reason);
}

/** Language that the terminal is set to, as POSIX says it; English unless it is Chinese. */
export function languageOfTerminal(env: NodeJS.ProcessEnv): ErrorLocale {
  return /^zh/iu.test(env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "") ? "zh" : "en";
}

/** Revert data somewhere in a chain of causes: nodes put it in `data` or in `data.data`. */
function revertData(error: unknown): Hex | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Object && depth < 10; depth += 1) {
    const found = hexIn(at);
    if (found !== undefined) return found;
    at = "cause" in at ? at.cause : undefined;
  }
  return undefined;
}

function hexIn(value: object): Hex | undefined {
  if (!("data" in value)) return undefined;
  if (isHex(value.data)) return value.data;
  if (value.data instanceof Object && "data" in value.data && isHex(value.data.data)) return value.data.data;
  return undefined;
}
