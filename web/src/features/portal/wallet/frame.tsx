// The portal's frame in the browser: wallet, queries, and who is connected, above every page of the portal.
"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { WagmiProvider, type Config } from "wagmi";
import { announceDemo, demoProvider, type DemoProvider } from "./demo-provider";
import { chainClock } from "./clock";
import { walletConnectConnector, wasWalletConnect } from "./wallet-connect";
import { chainOf, isDemonstration, wagmiConfig, type PortalSite } from "./setup";

interface PortalContext extends PortalSite {
  /** Seconds, by the chain's clock: deadlines and days are the chain's, which in a demonstration is not this machine's. */
  now: () => number;
  /** The demonstration wallet, null where there is none. */
  demo: DemoProvider | null;
}

const Context = createContext<PortalContext | null>(null);

/** What the portal's pages know of their site. Only below PortalFrame. */
export function usePortal(): PortalContext {
  const value = useContext(Context);
  if (value === null) throw new Error("usePortal is for components within PortalFrame");
  return value;
}

interface Wallet {
  config: Config;
  demo: DemoProvider | null;
  now: () => number;
}

interface Props {
  site: PortalSite;
  demoName: string;
  children: ReactNode;
}

/** What needs the wallet stands within WithWallet; the rest is there from the first byte, JavaScript or not. */
export function PortalFrame({ site, demoName, children }: Props) {
  const [wallet, setWallet] = useState<Wallet | null>(null);
  const queries = useMemo(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 2_000 } } }), []);

  // Wallets live in the browser alone: nothing of them is rendered on the server.
  useEffect(() => {
    const chain = chainOf(site);
    const demo = isDemonstration(site) ? demoProvider(chain) : null;
    const silence = demo === null ? undefined : announceDemo(demo, demoName);
    let left = false;
    const open = async () => {
      const { walletConnect } = site;
      const again = walletConnect !== null && wasWalletConnect(chain);
      // A session of last time goes on without a new code.
      const connectors = again ? [await walletConnectConnector(walletConnect, () => undefined)] : [];
      const config = wagmiConfig(chain, connectors);
      const now = await chainClock(config);
      if (!left) setWallet({ config, demo, now });
    };
    void open();
    return () => {
      left = true;
      silence?.();
    };
  }, [site, demoName]);

  if (wallet === null) return children;
  return (
    <WagmiProvider config={wallet.config} reconnectOnMount>
      <QueryClientProvider client={queries}>
        <Context.Provider value={{ ...site, demo: wallet.demo, now: wallet.now }}>{children}</Context.Provider>
      </QueryClientProvider>
    </WagmiProvider>
  );
}

/** @param waiting shown until the browser has taken over */
export function WithWallet({ waiting = null, children }: { waiting?: ReactNode; children: ReactNode }) {
  return useContext(Context) === null ? waiting : children;
}
