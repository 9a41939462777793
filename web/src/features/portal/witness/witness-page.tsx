// What a witness has to sign, or why nothing is signed: the look is taken anew whenever it is asked for.
"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useConnection } from "wagmi";
import { Hash } from "@/components/hash";
import { NodeForm } from "@/features/check/node-form";
import { usePortal } from "../wallet/frame";
import { originOf } from "./chain";
import { ForkFound } from "./fork-found";
import { readSigned, type Kept } from "./kept";
import { look, type Look } from "./look";
import { CosignReview } from "./review";

type State =
  | { step: "waiting" }
  | { step: "running" }
  | { step: "unreachable" }
  | { step: "seen"; found: Look; kept: Kept["state"]; witness: `0x${string}` };

export function WitnessPage() {
  const t = useTranslations("witness");
  const { address } = useConnection();
  const { deployment, rpc: offered } = usePortal();
  const [state, setState] = useState<State>({ step: "waiting" });
  if (address === undefined) return <p className="note mt-6">{t("connectFirst")}</p>;

  const run = async (rpc: string) => {
    setState({ step: "running" });
    const kept = readSigned(originOf(deployment), address);
    try {
      const found = await look(rpc, deployment, address, kept.state === "kept" ? kept.signed : null);
      setState({ step: "seen", found, kept: kept.state, witness: address });
    } catch (cause) {
      // viem or the site: not reached, or refused; its own words are left to the console.
      console.warn(cause);
      setState({ step: "unreachable" });
    }
  };

  // What was seen for one witness is not another's to sign.
  const seen = state.step === "seen" && state.witness === address ? state : null;
  return (
    <>
      <NodeForm
        offered={offered}
        running={state.step === "running"}
        action={t(seen === null ? "check" : "again")}
        onRun={(rpc) => void run(rpc)}
      />
      <div aria-live="polite">
        {state.step === "running" && (
          <p role="status" className="mt-6">
            {t("checking")}
          </p>
        )}
        {state.step === "unreachable" && (
          <p role="alert" className="mt-6 border-l-4 border-wait pl-4">
            {t("unreachable")}
          </p>
        )}
        {seen?.kept === "broken" && <p className="mt-6 text-wait">{t("broken")}</p>}
        {seen !== null && <Found of={seen.found} witness={seen.witness} />}
      </div>
    </>
  );
}

function Found({ of: found, witness }: { of: Look; witness: `0x${string}` }) {
  const t = useTranslations("witness");
  switch (found.kind) {
    case "ready":
      return <CosignReview key={found.checkpoint.root} of={found} witness={witness} />;
    case "fork":
      return <ForkFound of={found} />;
    case "idle":
      return <p className="mt-6">{t("idle", { size: found.size })}</p>;
    case "failed":
      return (
        <p role="alert" className="mt-6 border-l-4 border-wait pl-4">
          {t(`failed.${found.failure}`)}
        </p>
      );
    case "unproven":
      return (
        <div role="alert" className="mt-6 border-l-4 border-wait pl-4">
          <p className="font-medium">{t("unproven.title")}</p>
          <p className="note">{t(`unproven.${found.why}`, { from: found.from, to: found.to })}</p>
        </div>
      );
    case "stranger":
      return (
        <div className="mt-6">
          <p>{t("stranger")}</p>
          <ul className="mt-2">
            {found.witnesses.map((address) => (
              <li key={address}>
                <Hash>{address}</Hash>
              </li>
            ))}
          </ul>
        </div>
      );
  }
}
