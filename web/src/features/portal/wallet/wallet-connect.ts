// WalletConnect's connector, which reaches the browser only once a reader has chosen it.
import type { Chain } from "viem";
import type { CreateConnectorFn } from "wagmi";
import type { WalletConnectSite } from "./wallet-connect-site";

/** Id of wagmi's connector. */
export const WALLETCONNECT_ID = "walletConnect";

/** @param onUri told the pairing's address, which the page shows as a code: WalletConnect's own dialog is not part of this */
export async function walletConnectConnector(
  { projectId, relay }: WalletConnectSite,
  onUri: (uri: string) => void,
): Promise<CreateConnectorFn> {
  const { walletConnect } = await import("wagmi/connectors/walletConnect");
  const make = walletConnect({
    projectId,
    relayUrl: relay,
    showQrModal: false,
    telemetryEnabled: false,
    metadata: {
      name: "Mingzhang 明账",
      description: "Mingzhang",
      url: window.location.origin,
      icons: [`${window.location.origin}/icon.svg`],
    },
  });
  return (config) => {
    config.emitter.on("message", ({ type, data }) => {
      if (type === "display_uri" && typeof data === "string") onUri(data);
    });
    return make(config);
  };
}

/** Whether the wallet of last time was reached so: only then is it loaded with the page, to go on with it. */
export function wasWalletConnect(chain: Chain): boolean {
  try {
    return localStorage.getItem(`${storageKeyOf(chain)}.recentConnectorId`) === JSON.stringify(WALLETCONNECT_ID);
  } catch {
    // A browser that keeps nothing remembers no wallet.
    return false;
  }
}

/** Name of the chain's part of the browser's storage. */
export function storageKeyOf(chain: Chain): string {
  return `mingzhang.wallet.${chain.id}`;
}
