// How far each signed act has come, above every page of the portal; a reload goes on where it was.
"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useClient, useConnection, useSendTransaction } from "wagmi";
import { explainError } from "@mingzhang/sdk/errors-explain";
import type { RelayAct } from "@mingzhang/sdk/api-relay";
import { Hash } from "@/components/hash";
import { plain } from "@/components/said";
import { PageLink } from "@/components/page-link";
import { usePortal } from "../wallet/frame";
import { directCall } from "./direct";
import { follow, RELAY_DOWN, submitPending } from "./follow";
import { changeAct, dropAct, useActs, type PendingAct, type Stage } from "./pending";

const STAGES = ["signed", "relayed", "mined", "indexed"] as const;
const ASK_EVERY_MS = 1_500;

const unsettled = ({ stage, way }: PendingAct) => stage === "mined" || (stage === "relayed" && way !== null);

export function Progress() {
  const t = useTranslations("portal.progress");
  const acts = useActs();
  const queries = useQueryClient();
  useFollowing(acts);
  const settled = acts.filter(({ stage }) => stage === "indexed").length;
  // What is shown below was read before the act: ask again.
  useEffect(() => {
    if (settled > 0) void queries.invalidateQueries();
  }, [settled, queries]);
  const [all, setAll] = useState(false);
  const { address } = useConnection();
  if (acts.length === 0) return null;
  const isMine = ({ signer }: PendingAct) => signer !== null && signer.toLowerCase() === address?.toLowerCase();
  const mine = acts.filter(isMine);
  const others = acts.filter((act) => !isMine(act));
  return (
    <section aria-labelledby="portal-progress" className="mt-6 border border-rule bg-sheet p-4">
      <h2 id="portal-progress" className="mt-0 mb-2 text-[1.0625rem]">
        {t("title")}
      </h2>
      <ul aria-live="polite">
        {mine.map((act) => (
          <Act key={act.digest} act={act} />
        ))}
      </ul>
      {mine.length === 0 && <p className="note">{t("none")}</p>}
      {others.length > 0 && (
        <details className="mt-2 border-t border-rule pt-2" onToggle={(event) => setAll(event.currentTarget.open)}>
          <summary className="cursor-pointer">{t("others", { count: others.length })}</summary>
          {all && (
            <ul>
              {others.map((act) => (
                <Act key={act.digest} act={act} other />
              ))}
            </ul>
          )}
        </details>
      )}
    </section>
  );
}

function useFollowing(acts: readonly PendingAct[]): void {
  const client = useClient();
  const waiting = acts.filter(unsettled);
  const key = waiting.map(({ digest, stage }) => `${digest}${stage}`).join();
  useEffect(() => {
    if (key === "" || client === undefined) return;
    let ended = false;
    const ask = async () => {
      await Promise.all(waiting.map((act) => follow(act, client)));
      if (!ended) timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    let timer = setTimeout(() => void ask(), ASK_EVERY_MS / 3);
    return () => {
      ended = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key says all that matters of the acts
  }, [key, client]);
}

function Act({ act, other = false }: { act: PendingAct; other?: boolean }) {
  const t = useTranslations("portal.progress");
  const ended = act.stage === "indexed" || act.stage === "failed";
  return (
    <li className="border-t border-rule py-3 first:border-t-0">
      <p>
        <bdi>{plain(act.label, 160)}</bdi>
        {other && act.signer !== null && (
          <span className="ml-2 text-sm text-soft">
            {t("by")} <Hash short>{act.signer}</Hash>
          </span>
        )}
        {act.page !== null && act.stage === "indexed" && (
          <>
            {" "}
            <PageLink href={act.page}>{t("see")}</PageLink>
          </>
        )}
      </p>
      <Steps stage={act.stage} />
      {act.reason !== null && act.reason !== RELAY_DOWN && (
        <p className="note mt-1">
          {t(act.stage === "failed" ? "failed" : "left")} <Reason act={act} />
        </p>
      )}
      {act.stage === "signed" && <Resend act={act} />}
      {(ended || act.stage === "signed") && (
        <button
          type="button"
          className="mt-1 cursor-pointer text-sm text-link underline"
          onClick={() => dropAct(act.digest)}
        >
          {t(ended ? "dismiss" : "forget")}
        </button>
      )}
    </li>
  );
}

/** What the contract said, in the reader's language; what somebody else said, as it was said. */
function Reason({ act: { reason, reasonData } }: { act: PendingAct }) {
  const locale = useLocale();
  const explained = reasonData === null ? null : explainError(reasonData, locale === "zh" ? "zh" : "en");
  if (explained === null || explained.name === null) return <bdi lang="en">{plain(reason ?? "", 400)}</bdi>;
  return <bdi>{plain(`${explained.why} ${explained.remedy}`.trim(), 400)}</bdi>;
}

/** signed → relayed → mined → indexed */
function Steps({ stage }: { stage: Stage }) {
  const t = useTranslations("portal.progress");
  const at = stage === "failed" ? -1 : STAGES.indexOf(stage);
  return (
    <ol className="mt-1 flex flex-wrap gap-x-4 text-sm" data-stage={stage}>
      {STAGES.map((name, place) => (
        <li
          key={name}
          aria-current={place === at ? "step" : undefined}
          className={place <= at ? "text-ink" : "text-soft opacity-70"}
        >
          <span aria-hidden="true">{place < at || stage === "indexed" ? "●" : place === at ? "◐" : "○"}</span>{" "}
          {t(`stage.${name}`)}
        </li>
      ))}
      {stage === "failed" && <li className="text-wait">{t("stage.failed")}</li>}
    </ol>
  );
}

/** Signed and not sent: the relay again, or the wallet itself. */
function Resend({ act }: { act: PendingAct }) {
  const t = useTranslations("portal.progress");
  const { deployment } = usePortal();
  const { mutateAsync: send, isPending } = useSendTransaction();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (act.request === null) return null;
  const request = JSON.parse(act.request) as RelayAct;
  const again = async () => {
    setBusy(true);
    await submitPending([act]);
    setBusy(false);
  };
  const direct = async () => {
    setProblem(null);
    try {
      const { to, data } = directCall(deployment, [request]);
      const transaction = await send({ to, data });
      changeAct(act.digest, { way: "direct", stage: "relayed", transaction, reason: null });
    } catch (cause) {
      setProblem(cause instanceof Error ? (cause.message.split("\n", 1)[0] ?? cause.name) : String(cause));
    }
  };
  return (
    <div className="mt-2">
      <p role="status">{t(act.reason === RELAY_DOWN ? "relayDown" : "notSent")}</p>
      <div className="mt-2 flex flex-wrap gap-3">
        <button type="button" className="button" disabled={busy || isPending} onClick={() => void direct()}>
          {t("sendDirect")}
        </button>
        <button type="button" className="button button-quiet" disabled={busy || isPending} onClick={() => void again()}>
          {t("sendAgain")}
        </button>
      </div>
      {problem !== null && (
        <p role="alert" className="mt-2 text-wait">
          {t("directFailed")} <bdi lang="en">{plain(problem, 300)}</bdi>
        </p>
      )}
    </div>
  );
}
