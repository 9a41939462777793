// A document by its digest, passed through from the indexer's store; always as a download, never as a page.
import { request } from "@/api/client";
import { ApiError } from "@/api/problem";
import { BARE_DOCUMENT } from "@/features/site/bare";

/** What a program on a phone knows the file by: ".txt"; empty where the indexer does not say. */
const endingOf = (answer: Response): string =>
  /filename="[0-9a-f]+(\.[a-z]{3})"$/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "";

export async function GET(incoming: Request, { params }: RouteContext<"/documents/[digest]">): Promise<Response> {
  const { digest } = await params;
  if (!/^0x[0-9a-f]{64}$/i.test(digest)) return new Response("No such document\n", { status: 404 });
  try {
    const answer = await request(
      `/v1/documents/${digest}`,
      {},
      {
        method: incoming.method === "HEAD" ? "HEAD" : "GET",
        signal: incoming.signal,
      },
    );
    return new Response(answer.body, {
      headers: {
        // Somebody else's bytes on this origin: nothing in them may run. What they are is the indexer's guess, of a few that it makes.
        "content-type": answer.headers.get("content-type") ?? "application/octet-stream",
        "content-disposition": `attachment; filename="${digest.slice(2)}${endingOf(answer)}"`,
        "content-security-policy": BARE_DOCUMENT,
        "cache-control": "no-store",
      },
    });
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    const text =
      cause.failure === "not-found" ? "This site does not keep the document.\n" : "The indexer does not answer.\n";
    return new Response(text, { status: cause.failure === "not-found" ? 404 : 503 });
  }
}
