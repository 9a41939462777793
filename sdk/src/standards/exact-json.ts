// JSON whose numbers are written digit by digit: standards want amounts as numbers, and no float may touch them.

/** A number as its decimal text. Make it with `exactNumber`. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type ExactValue = null | boolean | number | string | ExactNumber | readonly ExactValue[] | ExactObject;
/** Fields that are undefined are left out. */
export type ExactObject = { readonly [field: string]: ExactValue | undefined };

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** @param text as `decimalText` writes it. Throws RangeError for what JSON would not take as a number. */
export function exactNumber(text: string): ExactNumber {
  if (!NUMBER.test(text)) throw new RangeError(`${text} is no decimal number.`);
  return new ExactNumber(text);
}

/** A value as JSON text, on one line. Half surrogate pairs in texts become U+FFFD. Throws for numbers that are not whole. */
export function exactJson(value: ExactValue): string {
  if (value instanceof ExactNumber) return value.text;
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new RangeError(`${value} is not a whole number: give its decimal text to exactNumber.`);
  }
  if (typeof value === "string") return JSON.stringify(value.toWellFormed());
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(exactJson).join(",")}]`;
  const fields = Object.entries(value).flatMap(([name, field]) =>
    field === undefined ? [] : [`${JSON.stringify(name)}:${exactJson(field)}`],
  );
  return `{${fields.join(",")}}`;
}

const isList = (value: readonly ExactValue[] | ExactObject): value is readonly ExactValue[] => Array.isArray(value);
