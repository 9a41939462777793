// Says in words why a call was refused.
import { errorsAbi } from "@mingzhang/sdk/abi/errors";
import type { RelayReason } from "@mingzhang/sdk/api-relay";
import { explainError } from "@mingzhang/sdk/errors-explain";
import type { Hex } from "@mingzhang/sdk/hex";
import { encodeErrorResult } from "viem";
import { CallRefused } from "./chain.ts";

/** A reason of the relay's own: no contract's error stands behind it. */
export function ownReason(text: string): RelayReason {
  return { error: null, args: {}, text, data: null };
}

export function explain({ data, message }: CallRefused): RelayReason {
  // Without data it was the node that refused.
  if (data === null) return ownReason(message);
  const { name, args, why, remedy } = explainError(data, "en");
  const values = Object.fromEntries(args.map((arg) => [arg.name, arg.text]));
  return { error: name, args: values, text: `${why} ${remedy}`, data };
}

/** What the contract says of a round that is not the present one. */
export function roundDiffers(id: Hex, given: number, wanted: number): RelayReason {
  const data = encodeErrorResult({ abi: errorsAbi, errorName: "RoundDiffers", args: [id, given, wanted] });
  return explain(new CallRefused("RoundDiffers", data));
}
