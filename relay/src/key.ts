// The account that pays for gas: from the environment, or on a local chain one that everybody knows.
import type { LocalAccount } from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";

export const KEY_VARIABLE = "MINGZHANG_RELAY_KEY";

/** Hardhat's published test phrase, and its chain id; the account holds play money there. */
const LOCAL = {
  chainId: 31_337,
  phrase: "test test test test test test test test test test test junk",
  index: 19,
} as const;

/** The relay's account. Throws an Error that names the variable, and never shows what is in it. */
export function relayAccount(chainId: number, env: Record<string, string | undefined>): LocalAccount {
  const key = env[KEY_VARIABLE]?.trim() ?? "";
  if (key === "") {
    if (chainId === LOCAL.chainId) return mnemonicToAccount(LOCAL.phrase, { addressIndex: LOCAL.index });
    throw new Error(
      `${KEY_VARIABLE} is not set, and chain ${chainId} has no well-known account. Give the key of an account that pays ` +
        `for gas and holds no office, such as ${KEY_VARIABLE}="$(npx hardhat keystore get ${KEY_VARIABLE})".`,
    );
  }
  if (!/^0x[0-9a-fA-F]{64}$/.test(key)) {
    throw new Error(`${KEY_VARIABLE} is not 0x and 64 hexadecimal digits.`);
  }
  try {
    return privateKeyToAccount(key as `0x${string}`);
  } catch {
    // The cause would repeat the key.
    throw new Error(`${KEY_VARIABLE} is no private key of the curve secp256k1.`);
  }
}
