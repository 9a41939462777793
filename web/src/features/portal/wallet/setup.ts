// What the portal knows of its chain, and wagmi's configuration made of it.
import type { Deployment } from "@mingzhang/sdk/api";
import { defineChain, type Chain } from "viem";
import { createConfig, createStorage, http, type Config, type CreateConnectorFn } from "wagmi";
import { storageKeyOf } from "./wallet-connect";
import type { WalletConnectSite } from "./wallet-connect-site";

/** Given by the server to the portal's pages. */
export interface PortalSite {
  deployment: Deployment;
  /** Node that the browser is offered. */
  rpc: string;
  /** Null where this site does not offer it. */
  walletConnect: WalletConnectSite | null;
}

/** The chain of Hardhat's node, where the demonstration runs. */
const LOCAL_CHAIN_ID = 31_337;

/** Whether the demonstration wallet is offered: simulated data, on a local chain. */
export function isDemonstration({ deployment }: PortalSite): boolean {
  return deployment.demo && deployment.chainId === LOCAL_CHAIN_ID;
}

export function chainOf({ deployment, rpc }: PortalSite): Chain {
  return defineChain({
    id: deployment.chainId,
    name: `Mingzhang ${deployment.chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpc] } },
  });
}

/**
 * Wallets announce themselves (EIP-6963); none is built in. WalletConnect joins when it is chosen (use-pairing.ts).
 * @param connectors those of last time that do not announce themselves
 */
export function wagmiConfig(chain: Chain, connectors: CreateConnectorFn[]): Config {
  return createConfig({
    connectors,
    chains: [chain],
    transports: { [chain.id]: http(chain.rpcUrls.default.http[0]) },
    multiInjectedProviderDiscovery: true,
    storage: createStorage({ storage: window.localStorage, key: storageKeyOf(chain) }),
    ssr: false,
  });
}
