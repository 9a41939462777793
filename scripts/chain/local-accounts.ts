// Accounts of a local chain, known to everybody: for demonstrations and tries, never where anything has value.
import { mnemonicToAccount } from "viem/accounts";
import type { HDAccount } from "viem/accounts";

/** Hardhat's published test phrase. */
const MNEMONIC = "test test test test test test test test test test test junk";

/** Chain id of Hardhat's local chains, where these accounts hold play money. */
export const LOCAL_CHAIN_ID = 31_337;

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
  relay: 19,
} as const;

const accounts = new Map<number, HDAccount>();

/** An account by its number. Deriving one takes a while, so each is derived once. */
export function localAccount(index: number): HDAccount {
  const known = accounts.get(index);
  if (known !== undefined) return known;
  const account = mnemonicToAccount(MNEMONIC, { addressIndex: index });
  accounts.set(index, account);
  return account;
}
