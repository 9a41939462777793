// Sends a file that is made while it is sent, and breaks off loudly where it cannot be finished.
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { stream } from "hono/streaming";
import type { ApiContext } from "./context.ts";

export function sendPieces<T extends string | Uint8Array>(
  c: Context,
  context: ApiContext,
  first: IteratorResult<T, unknown>,
  rest: AsyncGenerator<T, unknown>,
): Response {
  return stream(
    c,
    async (out) => {
      for (let piece = first; piece.done !== true && !out.aborted; piece = await rest.next()) {
        await out.write(piece.value);
      }
      await rest.return(undefined);
    },
    async (error) => {
      context.log.warn({ err: error }, "a download broke off");
      // Ends the connection without its proper end, so that nobody takes the part for the whole.
      (c.env as Partial<HttpBindings>).outgoing?.destroy();
    },
  );
}
