// Next.js configuration of the explorer: security headers, the SDK's TypeScript source, messages.
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { BARE_POLICY, FRAME_HEADERS, SECURITY_HEADERS } from "./src/security/headers.ts";

const config: NextConfig = {
  poweredByHeader: false,
  // server/main.ts compresses, after it has put a page's scripts behind its paint.
  compress: false,
  reactStrictMode: true,
  transpilePackages: ["@mingzhang/sdk"],
  turbopack: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    // WalletConnect's provider would open a dialog of its own with this package, which package.json leaves out; the
    // portal shows the code itself (features/portal/wallet/pairing.tsx), so the import is never reached.
    resolveAlias: { "@reown/appkit/core": "@reown/appkit" },
  },
  // The page for paths that lead nowhere is a document of its own: as `not-found.tsx` it would be sent along with every page.
  experimental: { globalNotFound: true },
  // Nothing is fetched while building, and pages are rendered for each request: the build needs no indexer.
  // Browsers ask for it where a document names no icon.
  redirects: async () => [{ source: "/favicon.ico", destination: "/icon.svg", permanent: true }],
  headers: async () => [
    { source: "/:path*", headers: [...SECURITY_HEADERS] },
    { source: "/_next/:path*", headers: [BARE_POLICY] },
    // Charts bring their own, in which their styles hold.
    { source: "/export/((?!charts/[^/]+$).*)", headers: [BARE_POLICY] },
    { source: "/((?!embed/[^/]+/[^/]+$).*)", headers: [...FRAME_HEADERS] },
  ],
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
