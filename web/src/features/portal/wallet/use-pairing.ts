// One attempt to reach a wallet by WalletConnect: from the choice to the code, the connection or the reason why not.
import { useCallback, useEffect, useRef, useState } from "react";
import { useConnect, useDisconnect } from "wagmi";
import { usePortal } from "./frame";
import { walletConnectConnector } from "./wallet-connect";

/** Milliseconds until a relay that has not answered is taken for unreachable. */
const PATIENCE_MS = 20_000;

export type Pairing =
  | { state: "none" }
  | { state: "opening" }
  | { state: "waiting"; uri: string }
  | { state: "unreachable"; relay: string }
  | { state: "refused" };

/** @param done called once a wallet is connected */
export function usePairing(done: () => void) {
  const { walletConnect } = usePortal();
  const { mutateAsync: connect } = useConnect();
  const { mutateAsync: disconnect } = useDisconnect();
  const [pairing, setPairing] = useState<Pairing>({ state: "none" });
  /** Number of the attempt that the page shows; what older ones bring is not wanted any more. */
  const current = useRef(0);

  const cancel = useCallback(() => {
    current.current += 1;
    setPairing({ state: "none" });
  }, []);
  // The dialog was closed.
  useEffect(() => () => void (current.current += 1), []);

  const begin = async () => {
    if (walletConnect === null) return;
    const attempt = (current.current += 1);
    const wanted = () => attempt === current.current;
    const unreachable: Pairing = { state: "unreachable", relay: walletConnect.relay };
    let reached = false;
    setPairing({ state: "opening" });
    const timer = setTimeout(() => {
      if (!wanted()) return;
      current.current += 1;
      setPairing(unreachable);
    }, PATIENCE_MS);
    try {
      const connector = await walletConnectConnector(walletConnect, (uri) => {
        clearTimeout(timer);
        reached = true;
        if (wanted()) setPairing({ state: "waiting", uri });
      });
      if (!wanted()) return;
      await connect({ connector });
      if (wanted()) done();
      // A wallet that says yes to what was given up: wagmi has made it the acting one, and that is not wanted.
      else await disconnect({});
    } catch {
      // Before there was a code it was the relay that did not answer; after it, the wallet.
      if (wanted()) setPairing(reached ? { state: "refused" } : unreachable);
    } finally {
      clearTimeout(timer);
    }
  };
  return { pairing, begin, cancel };
}
