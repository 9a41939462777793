// The demonstration's officials: accounts of the test mnemonic that every developer knows, on a local chain alone.
import type { Hex } from "viem";
import { mnemonicToAccount, type HDAccount } from "viem/accounts";

/** Hardhat's own, printed in its manual: whoever holds money on it has given it away. */
const MNEMONIC = "test test test test test test test test test test test junk";

/** Officials have the accounts from this index on; those below are offices and fee payers. */
const FIRST = 30;
/** Deriving costs about 2 ms each. */
const LAST = 160;

const derived = new Map<string, HDAccount>();
let next = FIRST;

/** The account of this address, or null if it is none of the demonstration's. */
export function demoAccount(address: string): HDAccount | null {
  const wanted = address.toLowerCase();
  while (!derived.has(wanted) && next <= LAST) {
    const account = mnemonicToAccount(MNEMONIC, { addressIndex: next });
    derived.set(account.address.toLowerCase(), account);
    next += 1;
  }
  return derived.get(wanted) ?? null;
}

/** An account that belongs to no official: a citizen of the demonstration. */
export function demoCitizen(): HDAccount {
  return mnemonicToAccount(MNEMONIC, { addressIndex: LAST + 1 });
}

export type DemoAddress = Hex;
