// Whether this site offers WalletConnect, read from its environment on the server while it runs.

/** Given by the server to the portal's pages. */
export interface WalletConnectSite {
  /** As the operator registered it; it is public. */
  projectId: string;
  /** Websocket of the relay that carries the messages between this page and a phone; they are encrypted. */
  relay: string;
  /** Whether the relay is the operator's own. */
  ownRelay: boolean;
}

const RELAY = "wss://relay.walletconnect.org";
/** WalletConnect's relay wants an attestation of the page's origin, which this service gives in a hidden frame. */
const ATTESTATION = "https://verify.walletconnect.org";

/**
 * Null where no project id is set.
 * @throws Error where the relay's address is none
 */
export function walletConnectSite(env: Record<string, string | undefined>): WalletConnectSite | null {
  const projectId = env.MINGZHANG_WALLETCONNECT_PROJECT_ID?.trim() ?? "";
  if (projectId === "") return null;
  const own = env.MINGZHANG_WALLETCONNECT_RELAY?.trim() ?? "";
  if (own === "") return { projectId, relay: RELAY, ownRelay: false };
  if (!URL.canParse(own) || !["ws:", "wss:"].includes(new URL(own).protocol)) {
    throw new Error(`MINGZHANG_WALLETCONNECT_RELAY is "${own}": give an address such as wss://relay.example.`);
  }
  return { projectId, relay: own, ownRelay: true };
}

/** What the portal's policy must let through for it: nothing where it is not offered, no frame with one's own relay. */
export function walletConnectSources(site: WalletConnectSite | null): { connect: string; frame: string } {
  if (site === null) return { connect: "", frame: "'none'" };
  return { connect: ` ${new URL(site.relay).origin}`, frame: site.ownRelay ? "'none'" : ATTESTATION };
}
