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

/** The demonstration's witnesses of the audit trail, by what the portal calls them; LOCAL_OFFICE in scripts/chain has the same. */
const WITNESSES = { a: 10, b: 11, c: 12 } as const;
export type DemoWitness = keyof typeof WITNESSES;
export const DEMO_WITNESSES: readonly DemoWitness[] = ["a", "b", "c"];

const witnesses = new Map<DemoWitness, PrivateKeyAccount>();

export function demoWitness(name: DemoWitness): PrivateKeyAccount {
  const account = witnesses.get(name) ?? derive(WITNESSES[name]);
  witnesses.set(name, account);
  return account;
}

/** Which of the witnesses has this address; null if none. */
export function demoWitnessOf(address: string): DemoWitness | null {
  const wanted = address.toLowerCase();
  return DEMO_WITNESSES.find((name) => demoWitness(name).address.toLowerCase() === wanted) ?? null;
}

/** The account of this address, or null if it is none of the demonstration's. */
export function demoAccount(address: string): PrivateKeyAccount | null {
  const wanted = address.toLowerCase();
  while (!derived.has(wanted) && next <= LAST) {
    const account = derive(next);
    derived.set(account.address.toLowerCase(), account);
    next += 1;
  }
  const witness = demoWitnessOf(address);
  return derived.get(wanted) ?? (witness === null ? null : demoWitness(witness));
}

let citizen: PrivateKeyAccount | null = null;

/** An account that belongs to no official: a citizen of the demonstration. */
export function demoCitizen(): PrivateKeyAccount {
  citizen ??= derive(LAST + 1);
  return citizen;
}
