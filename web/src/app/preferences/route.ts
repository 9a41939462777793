// Keeps the reader's way of writing sums in a cookie and leads back to the page.
import { GROUPING_COOKIE } from "@/features/money/grouping";

const YEAR_S = 31_536_000;
/** A path of this site in one of its languages, so that nobody can be led elsewhere. */
const BACK = /^\/(?:zh|en)(?:[/?][^\s\\]*)?$/;

export async function POST(request: Request): Promise<Response> {
  const form = await request.formData();
  const grouping = form.get("grouping") === "wan" ? "wan" : "exact";
  const back = form.get("back");
  const target = typeof back === "string" && BACK.test(back) ? back : "/";
  return new Response(null, {
    status: 303,
    headers: {
      location: target,
      "set-cookie": `${GROUPING_COOKIE}=${grouping}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax; HttpOnly`,
    },
  });
}
