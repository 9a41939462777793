// What a reader of the API can get wrong; the API turns each into a problem document.

/** A parameter with a value that nothing can be answered for. */
export class BadParameter extends Error {
  readonly field: string;
  readonly value: string;
  readonly remedy: string;

  constructor(field: string, value: string, remedy: string) {
    super(`${field} does not fit. ${remedy}`);
    this.field = field;
    this.value = value;
    this.remedy = remedy;
  }
}

/** Nothing has that number. */
export class NotFound extends Error {
  readonly remedy: string;

  constructor(what: string, remedy: string) {
    super(`There is no ${what}.`);
    this.remedy = remedy;
  }
}
