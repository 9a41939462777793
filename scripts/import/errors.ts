// What goes wrong in an import and can be told to the person who runs it.

/** An import that cannot go on; the message says what was wrong and what to do. */
export class ImportError extends Error {
  override name = "ImportError";
}
