// Texts of the chain are anybody's: 32-byte references <-> text, hostile characters made visible, lengths bounded.
import { MingzhangError } from "./errors.ts";
import { bytesOf, type Hex, hexOf } from "./hex.ts";

/** Bytes that a movement's reference can hold. */
export const DETAIL_BYTES = 32;
const ZERO: Hex = `0x${"0".repeat(64)}`;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Length of a text in bytes of UTF-8, as the contracts count. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

/** `bytes32` of a payer's reference: UTF-8, zeros behind. Throws TEXT_INVALID above 32 bytes or with a zero character. */
export function detailToBytes(text: string): Hex {
  const bytes = encoder.encode(text);
  if (bytes.length > DETAIL_BYTES || text.includes("\0") || !text.isWellFormed()) {
    const problem = `is ${bytes.length} bytes of UTF-8 or holds a character that none can hold`;
    const remedy = `Give at most ${DETAIL_BYTES} bytes of text; cutUtf8 shortens it`;
    throw new MingzhangError("TEXT_INVALID", "detail", text, problem, remedy);
  }
  const word = new Uint8Array(DETAIL_BYTES);
  word.set(bytes);
  return hexOf(word);
}

/** Text of a reference; empty for none, null where the bytes are no text (such as the root of salted rows). */
export function detailToText(detail: Hex): string | null {
  if (detail === ZERO) return "";
  const bytes = bytesOf(detail);
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  const used = bytes.subarray(0, end);
  if (used.includes(0)) return null;
  try {
    return decoder.decode(used);
  } catch (error) {
    // The one error of a fatal decoder: the bytes are not UTF-8, which is an answer here.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The longest beginning of a text that fits `bytes` of UTF-8 and does not cut a character. */
export function cutUtf8(text: string, bytes: number): string {
  let length = 0;
  let kept = "";
  for (const character of text.toWellFormed()) {
    length += encoder.encode(character).length;
    if (length > bytes) break;
    kept += character;
  }
  return kept;
}

/** Line ends and tabs, which may stand in a text for good reasons: they become blanks. */
const BLANKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
/** Controls, format characters (bidi, zero width, tags), other invisible characters, private use, not assigned. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Joiners and variation selectors change how their neighbours look; some scripts and emoji cannot do without. */
const JOINS = /^(?:\u200c|\u200d|\p{Variation_Selector})$/u;
const JOINABLE =
  /(?:\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Malayalam}|\p{Script=Sinhala}|\p{Script=Han}|\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
/** More marks on one letter than any orthography wants; beyond them they only bury the lines around. */
const MAX_MARKS = 4;

/**
 * A text fit to show on one line: what cannot be seen (controls, bidi overrides, zero-width characters, tags) stands as
 * its code point, `[U+202E]`; line ends become blanks; heaps of combining marks are cut; longer texts end in `…`.
 * It is still data: escape it where it goes (HTML, CSV), and isolate it (`isolate`, or `<bdi>` in HTML).
 * @param max most characters (code points), default 300; hostile texts reach 100 KB
 */
export function visibleText(text: string, max = 300): string {
  const shown: string[] = [];
  let before = "";
  let marks = 0;
  // A surrogate pair is at most two units: what lies beyond cannot be shown, so it is not even read.
  for (const character of text
    .slice(0, 2 * max + 2)
    .toWellFormed()
    .replace(BLANKS, " ")) {
    if (shown.length === max) {
      shown[max - 1] = "…";
      break;
    }
    marks = /\p{M}/u.test(character) ? marks + 1 : 0;
    if (marks > MAX_MARKS) continue;
    const joins = JOINS.test(character) && JOINABLE.test(before);
    shown.push(UNSEEN.test(character) && !joins ? codePoint(character) : character);
    before = character;
  }
  if (shown.length < max && text.length > 2 * max + 2) shown.push("…");
  return shown.join("");
}

/** Wraps a text in first-strong isolate marks, so that right-to-left letters in it cannot reorder what stands around. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** What makes a formula of a cell; a blank or invisible character before the sign does not stop a spreadsheet. */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r]/u;
/** Where a cell begins for a spreadsheet that sets them apart otherwise: it then does not see a quote after a comma. */
const CELL_WITHIN = /([;|\t\r\n])(?=(?:(?![;|\t\r\n])[\s\p{Cf}\p{Cc}])*[=+\-@＝＋－＠])/gu;

/** One CSV field (RFC 4180), quoted where needed, and never read as a formula by a spreadsheet, nor is a part of it. */
export function csvField(text: string): string {
  const guarded = (FORMULA.test(text) ? "'" : "") + text.replace(CELL_WITHIN, "$1'");
  return /[",;|\t\r\n']|^\s|\s$/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function codePoint(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
}

/** Whether there is something to search for: a letter, a digit, or a sign that is no punctuation. */
export function isSearchable(text: string): boolean {
  return /[\p{L}\p{N}\p{So}]/u.test(text);
}
