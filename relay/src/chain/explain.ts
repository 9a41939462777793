// Says in words why a call was refused.
import type { RelayReason } from "@mingzhang/sdk/api-relay";
import { errorsAbi } from "@mingzhang/sdk/abi/errors";
import type { Hex } from "@mingzhang/sdk/hex";
import { AbiErrorSignatureNotFoundError, decodeErrorResult } from "viem";
import type { CallRefused } from "./chain.ts";

/** A reason of the relay's own: no contract's error stands behind it. */
export function ownReason(text: string): RelayReason {
  return { error: null, args: {}, text, data: null };
}

export function explain(refused: CallRefused): RelayReason {
  const { data } = refused;
  if (data === null || data === "0x") return { ...ownReason(refused.message), data };
  const decoded = decode(data);
  if (decoded === null) return { ...ownReason(`The contract reverted with ${data.slice(0, 10)}`), data };
  const { name, args } = decoded;
  const values = Object.entries(args).map(([key, value]) => `${key} ${value}`);
  return { error: name, args, text: values.length === 0 ? name : `${name}: ${values.join(", ")}`, data };
}

/** Null for an error of a contract that is none of the suite's. */
function decode(data: Hex): { name: string; args: Record<string, string> } | null {
  try {
    const { abiItem, args, errorName } = decodeErrorResult({ abi: errorsAbi, data });
    const inputs = abiItem.type === "error" ? abiItem.inputs : [];
    const values: readonly unknown[] = args ?? [];
    return {
      name: errorName,
      args: Object.fromEntries(inputs.map((input, i) => [input.name ?? String(i), textOf(values[i])])),
    };
  } catch (error) {
    if (error instanceof AbiErrorSignatureNotFoundError) return null;
    throw error;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : String(value);
}
