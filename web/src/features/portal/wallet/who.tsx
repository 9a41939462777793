// Who is connected, and the dialog in which one connects or takes another official's place.
"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useConnection, useConnectors, useDisconnect, useSwitchChain } from "wagmi";
import { plain } from "@/components/said";
import { useOfficials, type Official } from "../data/officials";
import { DemoOfficials } from "./demo-officials";
import { demoWitnessOf } from "./demo-accounts";
import { DEMO_RDNS } from "./demo-provider";
import { usePortal } from "./frame";
import { PairPhone } from "./pairing";
import { Titles } from "./titles";
import { useTake } from "./use-take";
import { WALLETCONNECT_ID } from "./wallet-connect";

export function Who() {
  const t = useTranslations("portal.who");
  const { address, isConnected } = useConnection();
  const { demo } = usePortal();
  const officials = useOfficials();
  const witness = demo === null || address === undefined ? null : demoWitnessOf(address);
  const me = address === undefined ? null : (officials.data?.find((official) => holds(official, address)) ?? null);
  return (
    <section
      aria-label={t("label")}
      className="flex flex-wrap items-baseline gap-x-4 gap-y-2 border-y border-rule py-3"
    >
      <p role="status" data-who className="min-w-0 flex-1">
        {!isConnected ? (
          t("nobody")
        ) : me !== null ? (
          <Titles of={me} />
        ) : witness !== null ? (
          t(`witness.${witness}`)
        ) : (
          t("stranger")
        )}
        {address !== undefined && <span className="mono ml-2 block text-sm text-soft sm:inline">{short(address)}</span>}
      </p>
      <WalletDialog />
      <OtherChain />
    </section>
  );
}

/** A wallet that looks at another chain signs nothing for this one. */
function OtherChain() {
  const t = useTranslations("portal.who");
  const { deployment } = usePortal();
  const { chainId, isConnected } = useConnection();
  const { mutate: switchChain, error } = useSwitchChain();
  const wanted = deployment.chainId;
  if (!isConnected || chainId === wanted) return null;
  return (
    <div role="alert" className="w-full border-l-4 border-wait pl-3">
      <p>{t("otherChain", { wanted: String(wanted), chain: String(chainId) })}</p>
      <button type="button" className="button button-quiet mt-2" onClick={() => switchChain({ chainId: wanted })}>
        {t("switchChain")}
      </button>
      {error !== null && <bdi lang="en">{plain(error.message.split("\n", 1)[0] ?? "", 200)}</bdi>}
    </div>
  );
}

function WalletDialog() {
  const t = useTranslations("portal.who");
  const [open, setOpen] = useState(false);
  const { isConnected, connector } = useConnection();
  const { mutate: disconnect } = useDisconnect();
  const isDemo = connector?.id === DEMO_RDNS;
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="button button-quiet">
        {!isConnected ? t("connect") : isDemo ? t("switch") : t("wallet")}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="portal-backdrop" />
        <Dialog.Popup className="portal-dialog">
          <Dialog.Title className="mt-0 text-[1.25rem]">{t("dialogTitle")}</Dialog.Title>
          <Dialog.Description className="note">{t("dialogWhat")}</Dialog.Description>
          <DemoOfficials done={() => setOpen(false)} />
          <OtherWallets done={() => setOpen(false)} />
          <PairPhone done={() => setOpen(false)} />
          <div className="mt-6 flex flex-wrap gap-3">
            {isConnected && (
              <button
                type="button"
                className="button button-quiet"
                onClick={() => {
                  disconnect({});
                  setOpen(false);
                }}
              >
                {t("disconnect")}
              </button>
            )}
            <Dialog.Close className="button button-quiet">{t("close")}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Wallets that announced themselves (EIP-6963). */
function OtherWallets({ done }: { done: () => void }) {
  const t = useTranslations("portal.who");
  const connectors = useConnectors().filter(({ id }) => id !== DEMO_RDNS && id !== WALLETCONNECT_ID);
  const { take, error, isPending } = useTake();
  return (
    <section className="mt-5">
      <h3 className="mt-0">{t("wallets")}</h3>
      {connectors.length === 0 && <p className="note">{t("noWallets")}</p>}
      <ul>
        {connectors.map((connector) => (
          <li key={connector.uid} className="border-b border-rule">
            <button type="button" className="portal-choice" disabled={isPending} onClick={() => take(connector, done)}>
              {connector.icon !== undefined && (
                // oxlint-disable-next-line next/no-img-element -- a data: picture of the wallet's own
                <img src={connector.icon} alt="" width={20} height={20} className="mr-2 inline-block" />
              )}
              {connector.name}
            </button>
          </li>
        ))}
      </ul>
      {error !== null && (
        <p role="alert" className="mt-2 text-wait">
          {t("refused")} <bdi lang="en">{plain(error.message.split("\n", 1)[0] ?? "", 200)}</bdi>
        </p>
      )}
    </section>
  );
}

function holds(official: Official, address: string): boolean {
  return official.addresses.some((given) => given.toLowerCase() === address.toLowerCase());
}

function short(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}
