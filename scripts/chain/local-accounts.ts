// Accounts of a local chain, known to everybody: for demonstrations and tries, never where anything has value.
import { bytesToHex } from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import type { HDKey, PrivateKeyAccount } from "viem/accounts";

/** Hardhat's published test phrase. */
const MNEMONIC = "test test test test test test test test test test test junk";

/** Chain id of Hardhat's local chains, where these accounts hold play money. */
export const LOCAL_CHAIN_ID = 31_337;

/** Chain id of the second local chain, which anchors the first one's checkpoints. */
export const LOCAL_ANCHOR_CHAIN_ID = 31_338;

/** Whether everybody knows the accounts of this chain, and it forgets everything when it stops. */
export function isLocalChain(chainId: number): boolean {
  return chainId === LOCAL_CHAIN_ID || chainId === LOCAL_ANCHOR_CHAIN_ID;
}

/**
 * Who acts with which of the accounts, as deploy/parameters/local.json has it; the treasurer and the maker are those of an
 * import. The demonstration's officials have accounts from 30 on.
 */
export const LOCAL_OFFICE = {
  deployer: 0,
  admin: 1,
  config: 2,
  registry: 3,
  registrar: 4,
  treasurer: 5,
  procedures: 6,
  maker: 7,
  witnessA: 10,
  witnessB: 11,
  witnessC: 12,
  courier: 13,
  relay: 19,
} as const;

const accounts = new Map<number, PrivateKeyAccount>();
let parent: HDKey | undefined;

/** An account by its number. From the words each would take fifty times as long as from the key above them all. */
export function localAccount(index: number): PrivateKeyAccount {
  const known = accounts.get(index);
  if (known !== undefined) return known;
  parent ??= mnemonicToAccount(MNEMONIC, { path: "m/44'/60'/0'/0" }).getHdKey();
  const { privateKey } = parent.deriveChild(index);
  if (privateKey === null) throw new Error(`Account ${index} has no key.`);
  const account = privateKeyToAccount(bytesToHex(privateKey));
  accounts.set(index, account);
  return account;
}
