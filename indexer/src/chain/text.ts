// Texts of the chain on their way into SQL, which holds every character but NUL.

const NULS = /\u0000/g;

/** The text with NUL shown as the replacement character; the raw event keeps the truth. */
export function storable(text: string): string {
  return text.includes("\u0000") ? text.replace(NULS, "\uFFFD") : text;
}
