// Why a contract refuses, out of viem's error.
import { explainError } from "@mingzhang/sdk/errors-explain";
import { BaseError, type Hex } from "viem";

/** Bytes that a contract reverted with, wherever in the chain of causes they are; null if it was no contract. */
export function revertData(cause: unknown): Hex | null {
  if (!(cause instanceof BaseError)) return null;
  let found: Hex | null = null;
  cause.walk((error) => {
    const at = error as { data?: unknown; raw?: unknown };
    for (const value of [at.raw, at.data]) {
      if (found === null && typeof value === "string" && /^0x[0-9a-f]{8,}$/iu.test(value)) found = value as Hex;
    }
    return found !== null;
  });
  return found;
}

/** The first line of an error: viem's long ones repeat the call. */
export function firstLine(cause: unknown): string {
  if (cause instanceof BaseError) return cause.shortMessage.split("\n", 1)[0] ?? cause.name;
  return cause instanceof Error ? (cause.message.split("\n", 1)[0] ?? cause.name) : String(cause);
}

/** The contract's error by name and what it says to a reader; `error` is null where no contract refused. */
export function reasonText(cause: unknown, locale: "zh" | "en"): { error: string | null; text: string } {
  const data = revertData(cause);
  if (data === null) return { error: null, text: firstLine(cause) };
  const explained = explainError(data, locale);
  return { error: explained.name, text: `${explained.why} ${explained.remedy}`.trim() };
}
