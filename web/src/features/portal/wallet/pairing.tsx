// A wallet on a phone, by WalletConnect: the code to scan or copy, and what to do where its relay does not answer.
"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { plain } from "@/components/said";
import { QrCode } from "@/features/permits/qr";
import { usePortal } from "./frame";
import { usePairing } from "./use-pairing";

/** Nothing where the site does not offer it. */
export function PairPhone({ done }: { done: () => void }) {
  const t = useTranslations("portal.pairing");
  const { walletConnect } = usePortal();
  const { pairing, begin, cancel } = usePairing(done);
  if (walletConnect === null) return null;
  const { state } = pairing;
  const pending = state === "opening" || state === "waiting";
  return (
    <section className="mt-5" data-pairing={state}>
      <h3 className="mt-0">{t("title")}</h3>
      {!pending && (
        <button type="button" className="portal-choice" onClick={() => void begin()}>
          WalletConnect
        </button>
      )}
      <p role="status">{state === "opening" ? t("opening") : state === "waiting" ? t("scan") : ""}</p>
      {state === "waiting" && <Code uri={pairing.uri} />}
      {pending && (
        <button type="button" className="button button-quiet mt-3" onClick={cancel}>
          {t("cancel")}
        </button>
      )}
      {state === "unreachable" && (
        <p role="alert" className="mt-2 text-wait">
          {t("unreachable", { relay: plain(pairing.relay, 120) })}
        </p>
      )}
      {state === "refused" && (
        <p role="alert" className="mt-2 text-wait">
          {t("refused")}
        </p>
      )}
    </section>
  );
}

function Code({ uri }: { uri: string }) {
  const t = useTranslations("portal.pairing");
  const [copied, setCopied] = useState<"yes" | "no" | null>(null);
  const copy = () => {
    navigator.clipboard.writeText(uri).then(
      () => setCopied("yes"),
      () => setCopied("no"),
    );
  };
  return (
    <>
      <div className="mt-3">
        <QrCode text={uri} label={t("code")} />
      </div>
      <button type="button" className="button button-quiet mt-3 mr-3" onClick={copy}>
        {t("copy")}
      </button>
      <span role="status">{copied === "yes" && t("copied")}</span>
      {copied === "no" && (
        <label className="mt-2 block">
          {t("notCopied")}
          <input className="field mono mt-1" readOnly value={uri} onFocus={(event) => event.target.select()} />
        </label>
      )}
    </>
  );
}
