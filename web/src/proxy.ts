// Runs before each page: its language, its own policy and nonce, a true 404 for what does not exist, and the status of what is refused.
import createIntlProxy from "next-intl/middleware";
import { NextResponse, type NextRequest } from "next/server";
import { citationStatus, isMissing } from "./features/site/existence";
import { routing } from "./i18n/routing";
import { contentSecurityPolicy } from "./security/csp";

const chooseLanguage = createIntlProxy(routing);

const METHODS = "GET, HEAD";

export default async function proxy(request: NextRequest): Promise<NextResponse> {
  if (!METHODS.split(", ").includes(request.method)) {
    return new NextResponse(`Pages are read: ${METHODS}.\n`, { status: 405, headers: { allow: METHODS } });
  }
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(request.nextUrl.pathname, nonce, process.env.NODE_ENV === "development");
  // Next.js takes the nonce for its own scripts from the request's policy.
  request.headers.set("content-security-policy", policy);
  request.headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  const { pathname, searchParams } = request.nextUrl;
  const [missing, refused] = await Promise.all([
    isMissing(pathname, searchParams),
    citationStatus(pathname, searchParams),
  ]);
  const response = missing ? nowhere(request) : answeredWith(refused, asAsked(chooseLanguage(request)));
  response.headers.set("content-security-policy", policy);
  tellCaches(response);
  return response;
}

/**
 * Where next-intl reads a path otherwise than Next.js, it would lead to the one that it has read. No page here has two
 * paths: the one that was asked for is there, or it is not.
 */
function asAsked(response: NextResponse): NextResponse {
  if (response.headers.has("x-middleware-rewrite")) {
    response.headers.delete("x-middleware-rewrite");
    response.headers.set("x-middleware-next", "1");
  }
  return response;
}

/** The page as it is, under another status: a page itself can set none. */
function answeredWith(status: number | null, response: NextResponse): NextResponse {
  return status === null || response.status !== 200
    ? response
    : new NextResponse(null, { status, headers: response.headers });
}

/** A redirect to the language that the browser prefers is that browser's own. */
function tellCaches({ status, headers }: NextResponse): void {
  if (status >= 300 && status < 400) {
    headers.set("cache-control", "private, no-cache");
    headers.append("vary", "Accept-Language");
  }
}

/** Leads to a path that no page has, which Next.js answers with app/global-not-found.tsx and 404. */
function nowhere(request: NextRequest): NextResponse {
  const locale = request.nextUrl.pathname.startsWith("/zh/") ? "zh" : "en";
  const headers = new Headers(request.headers);
  // Where next-intl looks for the language.
  headers.set("x-next-intl-locale", locale);
  const there = request.nextUrl.clone();
  there.pathname = `/${locale}/-/nowhere`;
  there.search = "";
  return NextResponse.rewrite(there, { request: { headers } });
}

// Pages alone: not the files of Next.js, nor the paths that machines read (live feed, downloads, preferences), nor
// charts for other sites' frames, which bring their own policy, nor pictures for shared links, nor the
// single-file verifier, which is served byte for byte and carries its own policy.
export const config = {
  matcher: [
    "/((?!_next/|live$|find$|data/|relay/|export/|documents/[^/]+$|embed/[^/]+/[^/]+$|share/zh\\.png$|share/en\\.png$|preferences$|icon\\.svg$|robots\\.txt$|verifier\\.html$).*)",
  ],
};
