// Response headers that every page and file of the explorer carries. The policy with its nonce is in csp.ts.

export const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  // The path of a page says which payment somebody reads: no other site needs to know.
  { key: "Referrer-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
] as const;

/** Of everything but /embed/, whose documents are made for other sites' frames and say so themselves. */
export const FRAME_HEADERS = [
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
] as const;

/** Below /export and /_next, where the proxy with its nonces does not go: files run nothing, nor does the page of what is not there. */
export const BARE_POLICY = {
  key: "Content-Security-Policy",
  value:
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; " +
    "frame-ancestors 'none'",
} as const;
