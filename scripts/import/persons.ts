// Natural persons: who is one by the profile's rules, the salted row that stands for the payment, the masked document.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { concat, encodeAbiParameters, keccak256 } from "viem";
import type { Hex } from "viem";
import { ImportError } from "./errors.ts";
import type { Profile } from "./profile.ts";

import type { SourceFile } from "./source.ts";
import { fold, maskName } from "./text.ts";

/** Whether a supplier is a natural person, by the profile's list and patterns. */
export function personTest(rules: Profile["persons"]): (supplier: string) => boolean {
  const never = new Set(rules.never.map(fold));
  const names = new Set(rules.names.map(fold));
  const patterns = rules.patterns.map((pattern) => new RegExp(pattern, "iu"));
  return (supplier) => {
    const folded = fold(supplier);
    if (never.has(folded)) return false;
    return names.has(folded) || patterns.some((pattern) => pattern.test(folded));
  };
}

/**
 * The secret key that salts the rows of natural persons, made on first use and kept readable by its owner alone.
 * Whoever loses it can no longer prove a row, nor recognise rows already posted.
 */
export function saltKey(path: string): Buffer {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new ImportError(`The salt key ${path} can be read by others. Run: chmod 600 ${path}`);
  }
  const key = Buffer.from(readFileSync(path, "utf8").trim(), "hex");
  if (key.length !== 32) throw new ImportError(`The salt key ${path} is not 32 bytes of hex.`);
  return key;
}

/** Salt of one row: HMAC-SHA-256 over the publisher's file digest and the row number. */
export function rowSalt(key: Buffer, document: Hex, row: number): Hex {
  return `0x${createHmac("sha256", key).update(`${document}|${row}`).digest("hex")}`;
}

/**
 * Root of a class payment of one row. With a single row the root is the leaf, in the standard form of OpenZeppelin's
 * Merkle trees: keccak256(keccak256(abi.encode(salt, document, row, amount, day))).
 */
export function rowRoot(salt: Hex, document: Hex, row: number, amount: bigint, day: number): Hex {
  const encoded = encodeAbiParameters(
    [{ type: "bytes32" }, { type: "bytes32" }, { type: "uint256" }, { type: "uint256" }, { type: "uint256" }],
    [salt, document, BigInt(row), amount, BigInt(day)],
  );
  return keccak256(concat([keccak256(encoded)]));
}

/** A copy of a document in which no natural person is named, in UTF-8. */
export interface RedactedCopy {
  bytes: Buffer;
  digest: Hex;
}

type RawJson = { rawJSON: (text: string) => unknown };

/**
 * Masks every name in the whole document, then reads the copy again and refuses it if a name is left.
 * @throws ImportError if a name survives masking
 */
export function redact(file: SourceFile, names: ReadonlySet<string>, profile: Profile): RedactedCopy {
  const mask = profile.persons.mask;
  const maskAll = (text: string): string => [...names].reduce((masked, name) => maskName(masked, name, mask), text);
  const text = profile.format === "json" ? redactJson(file.text, maskAll) : maskAll(file.text);
  const folded = [...names].map(fold);
  const plain = fold(text.replaceAll('""', '"'));
  if (folded.some((name) => fold(maskName(plain, name, mask)) !== plain)) {
    throw new ImportError(`A natural person could not be masked in ${file.path}; nothing was stored.`);
  }
  const bytes = Buffer.from(text, "utf8");
  return { bytes, digest: `0x${createHash("sha256").update(bytes).digest("hex")}` };
}

/** Masks the strings of a JSON text, keeping its numbers digit by digit. */
function redactJson(text: string, maskAll: (text: string) => string): string {
  const { rawJSON } = JSON as typeof JSON & RawJson;
  const parse = JSON.parse as (
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ) => unknown;
  const masked = parse(text, (_key, value, context) => {
    if (typeof value === "string") return maskAll(value);
    if (typeof value === "number" && context.source !== undefined) return rawJSON(context.source);
    return value;
  });
  return `${JSON.stringify(masked, null, 2)}\n`;
}
