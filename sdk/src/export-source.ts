// Takes an export's bytes from where they are, and apart into lines.
import type { ExportSource } from "./export.ts";

export async function* chunksOf(source: ExportSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Blob) yield* read(source.stream());
  else if (source instanceof ReadableStream) yield* read(source);
  else yield* source;
}

/** Not every browser can iterate over a stream. */
async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

const LINE_FEED = 10;
/** Shorter lines are decoded together. */
const LEAST = 512;

/** Pieces that end with a line where they can: what is ASCII alone, browsers decode faster than what one letter keeps from it. */
export function* byLines(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length;) {
    const end = chunk.indexOf(LINE_FEED, at + LEAST);
    const next = end < 0 ? chunk.length : end + 1;
    yield chunk.subarray(at, next);
    at = next;
  }
}
