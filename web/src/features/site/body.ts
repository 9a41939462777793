// What is sent to this site, up to a size: nobody fills its memory.

/** The same bytes, until there are too many of them. */
export function limited(body: ReadableStream<Uint8Array>, most: number) {
  let size = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > most) controller.error(new Error("too large"));
      else controller.enqueue(chunk);
    },
  });
  return { body: body.pipeThrough(count), exceeded: () => size > most };
}

/** Whether a request says of itself that it is larger. */
export function saysLarger(headers: Headers, most: number): boolean {
  return Number(headers.get("content-length") ?? 0) > most;
}
