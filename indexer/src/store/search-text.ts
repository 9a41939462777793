// What of a text is searched: its folded form, the pieces of it that an index finds, its words and their misspellings.

/** Characters of a text that are searched; the chain's texts can be longer. */
export const SEARCHED_CHARACTERS = 2_000;
/** Letters of a word that may be misspelt: shorter ones are too near to each other, longer ones are no words. */
const SHORTEST_WORD = 4;
const LONGEST_WORD = 24;
/** From so many letters on, two of them may be wrong. */
export const TWO_WRONG_FROM = 8;
/** Misspellings are compared by the first letters, which keeps their number small. */
const COMPARED_LETTERS = 10;

/** Scripts that write no blanks between words, and say in two characters what others say in a word. */
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
export const isIdeograph = (character: string): boolean => IDEOGRAPH.test(character);

/** One way to write what can be written in several: width, case, accents, blanks; nothing that is not seen. */
export function fold(text: string): string {
  return text
    .slice(0, SEARCHED_CHARACTERS)
    .toWellFormed()
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, SEARCHED_CHARACTERS);
}

/** FNV-1a over code points, as a signed 32-bit integer. Collisions cost a look at the text, nothing else. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

function piecesOf(word: string, put: (piece: string) => void, all: boolean): void {
  const characters = [...word];
  if (characters.length === 1) return put(word);
  const ideograph = characters.map(isIdeograph);
  for (let at = 0; at < characters.length; at += 1) {
    const [one = "", two = "", three = ""] = characters.slice(at, at + 3);
    const written = ideograph.slice(at, at + 3).includes(true);
    if (all) put(one);
    if (two === "") continue;
    const inThree = three !== "" && !written;
    // What a longer piece finds better is left out of a question.
    if (all || ideograph[at] === true || ideograph[at + 1] === true || characters.length === 2) put(one + two);
    if (inThree) put(one + two + three);
  }
}

/** The pieces of a folded text by which an index finds any part of it: one, two, and for letters three characters. */
export function piecesToStore(folded: string): Set<number> {
  const pieces = new Set<number>();
  for (const word of folded.split(" ")) piecesOf(word, (piece) => pieces.add(hashOf(piece)), true);
  return pieces;
}

/** Pieces that every text with this folded word (or part of one) has. */
export function piecesToFind(folded: string): number[] {
  const pieces = new Set<number>();
  piecesOf(folded, (piece) => pieces.add(hashOf(piece)), false);
  return [...pieces].slice(0, 16);
}

/** Words of a folded text that people may misspell: letters alone, no numbers, no ideographs. */
export function wordsOf(folded: string): string[] {
  const words = folded.match(/\p{L}+/gu) ?? [];
  return words.filter((word) => word.length >= SHORTEST_WORD && word.length <= LONGEST_WORD && !isIdeograph(word));
}

/**
 * A word with one letter left out (two in a long one), in each way: two words that differ by a wrong, missing, extra or
 * swapped letter share one of them. This is the symmetric deletion of W. Garbe's SymSpell.
 */
export function misspellings(word: string): number[] {
  const letters = [...word].slice(0, COMPARED_LETTERS);
  const without = (from: readonly string[]): string[][] => from.map((_, at) => from.filter((__, each) => each !== at));
  const all = new Set([hashOf(letters.join(""))]);
  for (const once of without(letters)) {
    all.add(hashOf(once.join("")));
    if (letters.length < TWO_WRONG_FROM) continue;
    for (const twice of without(once)) all.add(hashOf(twice.join("")));
  }
  return [...all];
}

/** Letters that must be changed, left out, put in or swapped with the next to make one word of another; at most `most` + 1. */
export function distance(one: string, other: string, most: number): number {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = b.map((_, at) => at).concat(b.length);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [before, last] = [last, next];
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}
