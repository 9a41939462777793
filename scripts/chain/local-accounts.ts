// Accounts of a local chain, known to everybody: for demonstrations and tries, never where anything has value.
import { mnemonicToAccount } from "viem/accounts";
import type { HDAccount } from "viem/accounts";

/** Hardhat's published test phrase. */
const MNEMONIC = "test test test test test test test test test test test junk";

/** Chain id of Hardhat's local chains, where these accounts hold play money. */
export const LOCAL_CHAIN_ID = 31_337;

/** Who acts with which of the accounts, as deploy/parameters/local.json has it. */
export const LOCAL_OFFICE = { deployer: 0, admin: 1, config: 2, registry: 3, registrar: 4, treasurer: 5 } as const;

export function localAccount(index: number): HDAccount {
  return mnemonicToAccount(MNEMONIC, { addressIndex: index });
}
