// Keeps the reader's way of writing sums in a cookie and leads back to the page.
import { GROUPING_COOKIE } from "@/features/money/grouping";

const YEAR_S = 31_536_000;
/** A path of this site in one of its languages, so that nobody can be led elsewhere. */
const BACK = /^\/(?:zh|en)(?:[/?][^\s\\]*)?$/;

/** What is not ASCII is percent-encoded; dots that lead out of the language, nowhere. */
function forHeader(path: string): string {
  const { pathname, search } = new URL(path, "http://localhost");
  return BACK.test(pathname + search) ? pathname + search : "/";
}

export async function POST(request: Request): Promise<Response> {
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    // No body, or one that is no form (JSON, say): the fault is the sender's.
    return new Response("Send a form with the fields grouping and back.\n", {
      status: 400,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
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
