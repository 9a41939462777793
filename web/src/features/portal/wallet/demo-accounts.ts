// The demonstration's officials: accounts of the test mnemonic that every developer knows, on a local chain alone.
import { bytesToHex } from "viem";
import { mnemonicToAccount, privateKeyToAccount, type HDKey, type PrivateKeyAccount } from "viem/accounts";

/** Hardhat's own, printed in its manual: whoever holds money on it has given it away. */
const MNEMONIC = "test test test test test test test test test test test junk";
/** The node below which its accounts are numbered. */
const PARENT = "m/44'/60'/0'/0";

/** Officials have the accounts from this index on; those below are offices and fee payers. */
const FIRST = 30;
/** Beyond the demonstration's officials and citizens. */
const LAST = 125;

const derived = new Map<string, PrivateKeyAccount>();
let parent: HDKey | null = null;
let next = FIRST;

/** From the parent each costs about a millisecond; from the words it would be fifty. */
function derive(index: number): PrivateKeyAccount {
  parent ??= mnemonicToAccount(MNEMONIC, { path: PARENT }).getHdKey();
  const { privateKey } = parent.deriveChild(index);
  if (privateKey === null) throw new Error(`Account ${index} has no key`);
  return privateKeyToAccount(bytesToHex(privateKey));
}

/** The account of this address, or null if it is none of the demonstration's. */
export function demoAccount(address: string): PrivateKeyAccount | null {
  const wanted = address.toLowerCase();
  while (!derived.has(wanted) && next <= LAST) {
    const account = derive(next);
    derived.set(account.address.toLowerCase(), account);
    next += 1;
  }
  return derived.get(wanted) ?? null;
}

let citizen: PrivateKeyAccount | null = null;

/** An account that belongs to no official: a citizen of the demonstration. */
export function demoCitizen(): PrivateKeyAccount {
  citizen ??= derive(LAST + 1);
  return citizen;
}
