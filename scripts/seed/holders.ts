// Holders of the demonstration's permits: salted words that name nobody, and the tree of those who are eligible by rule.
import { createHash } from "node:crypto";
import { concatHex, encodeAbiParameters, keccak256, stringToHex } from "viem";
import type { Hex } from "viem";

export interface Holder {
  /** Identity text; invented. */
  text: string;
  salt: Hex;
  /** SHA-256(salt | text): what stands on the chain. */
  word: Hex;
}

/** A holder of the demonstration: whoever knows number and text can check the permit. */
export function holderOf(number: number): Holder {
  const text = `演示居民 Demonstration resident ${String(number).padStart(2, "0")}`;
  const salt = sha256(stringToHex(`demonstration salt ${number}`));
  return { text, salt, word: sha256(concatHex([salt, stringToHex(text)])) };
}

/** Those whom the rule lets trade in the street. */
export const ELIGIBLE: readonly Holder[] = [21, 22, 23, 24, 25, 26, 27, 28].map(holderOf);

/** Root of the tree over the eligible, as EligibilityRule wants it. */
export function eligibleRoot(): Hex {
  let level = ELIGIBLE.map(({ word }) => leafOf(word));
  while (level.length > 1) level = pairs(level);
  return level[0] ?? "0x";
}

/** Evidence of a holder: abi.encode of the proof; that of the first one proves nothing for anybody else. */
export function evidenceOf({ word }: Holder): Hex {
  const proof: Hex[] = [];
  let at = Math.max(
    0,
    ELIGIBLE.findIndex((holder) => holder.word === word),
  );
  for (let level = ELIGIBLE.map((holder) => leafOf(holder.word)); level.length > 1; level = pairs(level)) {
    const sibling = level[at ^ 1];
    if (sibling !== undefined) proof.push(sibling);
    at >>= 1;
  }
  return encodeAbiParameters([{ type: "bytes32[]" }], [proof]);
}

function leafOf(word: Hex): Hex {
  return keccak256(keccak256(word));
}

/** The level above: pairs sorted before they are hashed, as OpenZeppelin's MerkleProof does. */
function pairs(level: readonly Hex[]): Hex[] {
  const above: Hex[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]];
    if (left === undefined) continue;
    above.push(right === undefined ? left : keccak256(concatHex(left < right ? [left, right] : [right, left])));
  }
  return above;
}

function sha256(data: Hex): Hex {
  return `0x${createHash("sha256")
    .update(Buffer.from(data.slice(2), "hex"))
    .digest("hex")}`;
}
