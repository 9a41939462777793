// Settings that the programs of witnesses and anchors share: keys from the environment, finality.
import { InvalidArgumentError } from "commander";
import { isHex } from "viem";
import type { LocalAccount } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { ChainError } from "../chain/failures.ts";
import { isLocalChain, localAccount } from "../chain/local-accounts.ts";

/** Blocks below the head that count as final, where nothing else is said; a local chain takes nothing back. */
export function finalityDepthOf(chainId: number, given: number | undefined): number {
  return given ?? (isLocalChain(chainId) ? 0 : 32);
}

/**
 * The account whose key an environment variable holds, or one of a local chain by its number.
 * @throws ChainError if there is none
 */
export function accountFrom(
  environment: NodeJS.ProcessEnv,
  { variable, local, chainId }: { variable: string; local: number; chainId: number },
): LocalAccount {
  const key = environment[variable];
  if (key !== undefined && key !== "") {
    if (!isHex(key) || key.length !== 66)
      throw new ChainError(`${variable} is not a private key: 0x and 64 hex digits.`);
    return privateKeyToAccount(key);
  }
  if (isLocalChain(chainId)) return localAccount(local);
  throw new ChainError(`Set ${variable}: chain ${chainId} is not local, so nobody's key is known.`);
}

export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`Give a whole number from ${least} on.`);
    }
    return value;
  };
}

/** The same from the environment; undefined where it is not set. @throws ChainError */
export function countFrom(environment: NodeJS.ProcessEnv, variable: string): number | undefined {
  const text = environment[variable];
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new ChainError(`${variable}=${text} is no whole number.`);
  return value;
}
