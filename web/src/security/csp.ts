// Content-Security-Policy of a page: this origin alone, and the reader's own node where a page is held against the chain.
import { walletConnectSite, walletConnectSources } from "../features/portal/wallet/wallet-connect-site";

/** Pages where the reader's browser asks a node that the reader chose. */
const CHAIN_CHECK =
  /^\/(?:zh|en)\/(?:movements\/(?:\d+(?:\/trail)?|log\/.*)|records\/\d+|verify|about|cases\/\w+|checkpoints\/0x[0-9a-f]{64}|findings\/\w+|permits\/\d+|portal\/witness)$/;

/** The portal, where a wallet's page reads the chain by the node that the site offers. */
const PORTAL = /^\/(?:zh|en)\/portal(?:\/|$)/;

/** Origin of the node that browsers are offered, for `connect-src`; nothing where none is. */
function offeredNode(): string {
  const rpc = process.env.MINGZHANG_PUBLIC_RPC_URL;
  return rpc !== undefined && URL.canParse(rpc) ? ` ${new URL(rpc).origin}` : "";
}

/**
 * `connect-src` cannot name a node that the reader has yet to choose, so the pages of movements, records, files, the trial check (about), cases, checkpoints, findings
 * and permits, and that of witnesses, and only they, may connect anywhere; scripts, styles, pictures and frames stay at home there too. A page that may connect
 * nowhere else must therefore be left by loading a new document: links between pages are plain anchors
 * (components/page-link.tsx).
 *
 * @param pathname path of the page, with its language
 * @param nonce fresh for each response
 * @param development Next.js evaluates strings and opens a websocket while developing
 */
export function contentSecurityPolicy(pathname: string, nonce: string, development: boolean): string {
  const portal = PORTAL.test(pathname);
  const wallet = walletConnectSources(portal ? walletConnectSite(process.env) : null);
  const anywhere = CHAIN_CHECK.test(pathname) ? " http: https: ws: wss:" : portal ? offeredNode() + wallet.connect : "";
  const connect = `'self'${anywhere}`;
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}${development ? " ws:" : ""}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    `frame-src ${wallet.frame}`,
    "frame-ancestors 'none'",
  ].join("; ");
}
