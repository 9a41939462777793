// Runs before each page: chooses the language for paths without one, and gives each page its own policy and nonce.
import createIntlProxy from "next-intl/middleware";
import type { NextRequest, NextResponse } from "next/server";
import { routing } from "./i18n/routing";
import { contentSecurityPolicy } from "./security/csp";

const chooseLanguage = createIntlProxy(routing);

export default function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(request.nextUrl.pathname, nonce, process.env.NODE_ENV === "development");
  // Next.js takes the nonce for its own scripts from the request's policy.
  request.headers.set("content-security-policy", policy);
  request.headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = chooseLanguage(request);
  response.headers.set("content-security-policy", policy);
  return response;
}

// Pages alone: not the files of Next.js, nor the paths that machines read (live feed, downloads, preferences).
export const config = {
  matcher: ["/((?!_next/|live$|export/|documents/|preferences$|icon\\.svg$|favicon\\.ico$|robots\\.txt$).*)"],
};
