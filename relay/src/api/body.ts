// Reads a request's body as it comes in, and never more of it than is wanted.
import type { Context } from "hono";

export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
}

/** Bytes that the sender announces; 0 if none are. */
export function declaredOf(c: Context): number {
  const declared = Number(c.req.header("content-length") ?? 0);
  return Number.isSafeInteger(declared) && declared > 0 ? declared : 0;
}

/** Chunks of the body. Throws BodyTooLarge before it is read, where its declared length says so. */
export function chunksOf(c: Context, max: number): AsyncIterable<Uint8Array> {
  if (declaredOf(c) > max) throw new BodyTooLarge();
  return (c.req.raw.body ??
    new ReadableStream({ start: (controller) => controller.close() })) as ReadableStream<Uint8Array>;
}

/** The body as UTF-8 text. Throws BodyTooLarge, and TypeError where it is not UTF-8. */
export async function textOf(c: Context, max: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(c, max)) {
    size += chunk.length;
    if (size > max) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
}

/** Media type without its parameters, in small letters. */
export function mediaTypeOf(c: Context): string {
  return (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}
