// Keeps the reader's way of writing sums in a cookie and leads back to the page.
import { GROUPING_COOKIE } from "@/features/money/grouping";
import { limited, saysLarger } from "@/features/site/body";
import { isFromHere } from "@/features/site/same-site";

const YEAR_S = 31_536_000;
/** Bytes of a form that holds one word and a path with its query. */
const MOST = 4_096;
/** A path of this site in one of its languages, so that nobody can be led elsewhere. */
const BACK = /^\/(?:zh|en)(?:[/?][^\s\\]*)?$/;

/** What is not ASCII is percent-encoded; dots that lead out of the language, nowhere. */
function forHeader(path: string): string {
  const { pathname, search } = new URL(path, "http://localhost");
  return BACK.test(pathname + search) ? pathname + search : "/";
}

export async function POST(request: Request): Promise<Response> {
  if (!isFromHere(request.headers)) return refusal(403, "Preferences are set on this site's own pages.");
  const large = () => refusal(413, `At most ${MOST} bytes can be sent here.`);
  if (saysLarger(request.headers, MOST)) return large();
  const counted = request.body === null ? null : limited(request.body, MOST);
  let form: FormData;
  try {
    const type = request.headers.get("content-type") ?? "";
    form = await new Response(counted?.body ?? null, { headers: { "content-type": type } }).formData();
  } catch {
    // No body, or one that is no form (JSON, say): the fault is the sender's.
    return counted?.exceeded() === true ? large() : refusal(400, "Send a form with the fields grouping and back.");
  }
  const grouping = form.get("grouping") === "wan" ? "wan" : "exact";
  const back = form.get("back");
  const target = typeof back === "string" && BACK.test(back) ? forHeader(back) : "/";
  return new Response(null, {
    status: 303,
    headers: {
      location: target,
      "set-cookie": `${GROUPING_COOKIE}=${grouping}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax; HttpOnly`,
    },
  });
}

function refusal(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
