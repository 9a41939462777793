// What a file of this program's own says, which a crash may have left half written.

/** Null for what is no JSON: for whoever asks, that is as if nothing had been written. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
