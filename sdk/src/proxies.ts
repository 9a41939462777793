// Whose request it is where others pass requests on: X-Forwarded-For counts from addresses that are trusted, from no other.
import { MingzhangError } from "./errors.ts";

/** This machine: the explorer beside the relay, a web server in front of the explorer. */
export const LOOPBACK = "127.0.0.0/8,::1";

/** Addresses that share their first bits. */
export interface AddressRange {
  /** Of IPv6; IPv4 addresses stand at ::ffff:0:0/96, as RFC 4291 maps them. */
  address: bigint;
  bits: number;
}

const MAPPED = 0xffffn << 32n;

/** An address as a number of 128 bits; null where the text is none. */
export function addressNumber(text: string): bigint | null {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/u.exec(text);
  if (four !== null) {
    const bytes = four.slice(1).map(Number);
    return bytes.some((byte) => byte > 255) ? null : bytes.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0xffffn);
  }
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/u.exec(text);
  if (dotted !== null) {
    const end = addressNumber(dotted[2] ?? "");
    if (end === null) return null;
    const low = end & 0xffffffffn;
    return addressNumber(`${dotted[1] ?? ""}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`);
  }
  const [head = "", tail, more] = text.split("::");
  const groupsOf = (part: string) => (part === "" ? [] : part.split(":"));
  const [first, last] = [groupsOf(head), groupsOf(tail ?? "")];
  const missing = 8 - first.length - last.length;
  if (more !== undefined || (tail === undefined ? missing !== 0 : missing < 1)) return null;
  const groups = [...first, ...Array<string>(missing).fill("0"), ...last];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/iu.test(group))) return null;
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

/** Reads addresses and ranges, apart by commas: `127.0.0.1,10.0.0.0/8,fd00::/8`. Throws SETTING_INVALID. */
export function parseProxies(text: string): AddressRange[] {
  const parts = text.split(",").map((one) => one.trim());
  return parts
    .filter((part) => part !== "")
    .map((part) => {
      const [, written = "", bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/iu.exec(part) ?? [];
      const address = addressNumber(written);
      const most = written.includes(":") ? 128 : 32;
      const length = bits === undefined ? most : Number(bits);
      if (address === null || length > most) {
        const remedy = "Give addresses or ranges, such as 127.0.0.1,10.0.0.0/8, with commas between them";
        throw new MingzhangError("SETTING_INVALID", "proxy", part, "is no address and no range of them", remedy);
      }
      return { address, bits: length + 128 - most };
    });
}

export function isAmong(address: string, ranges: readonly AddressRange[]): boolean {
  const number = addressNumber(address);
  return number !== null && ranges.some((range) => (number ^ range.address) >> BigInt(128 - range.bits) === 0n);
}

/**
 * Address of the reader: the peer, or where the peer is a trusted proxy, the last one in X-Forwarded-For that is none.
 * What stands before that one is anybody's word.
 */
export function clientAddress(peer: string, forwarded: string | undefined, trusted: readonly AddressRange[]): string {
  let client = peer;
  for (const said of (forwarded ?? "").split(",").reverse()) {
    if (!isAmong(client, trusted) || addressNumber(said.trim()) === null) break;
    client = said.trim();
  }
  return client.replace(/^::ffff:(?=\d+\.)/iu, "");
}

/** Under which an address is counted: IPv6 by its first 64 bits, for one household has all that share them. */
export function countedAs(address: string): string {
  const number = addressNumber(address);
  if (number === null || number >> 32n === MAPPED >> 32n) return address;
  return `${(number >> 64n).toString(16).padStart(16, "0")}/64`;
}
