// What anyone may do for a case: put on record what the clock decided, let a rule decide, carry out what is approved.
"use client";

import type { CaseDetail } from "@mingzhang/sdk/api-cases";
import type { RelayAct } from "@mingzhang/sdk/api-relay";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useConnection } from "wagmi";
import { useQueryClient } from "@tanstack/react-query";
import { plain } from "@/components/said";
import { relayAct } from "../acts/relay";
import { addAct } from "../acts/pending";

export function Anyone({ detail }: { detail: CaseDetail }) {
  const t = useTranslations("portal.anyone");
  const l = useTranslations("portal.label");
  const queries = useQueryClient();
  const { address } = useConnection();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const act = possible(detail);
  if (act === null) return null;
  const send = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const job = await relayAct(act);
      addAct({
        digest: job.digest,
        label: l(act.act, { number: detail.number, title: plain(detail.title, 80) }),
        stage: job.state === "mined" ? "mined" : "relayed",
        way: "relay",
        transaction: job.hash,
        block: job.block,
        reason: null,
        reasonData: null,
        signer: address ?? null,
        page: `/cases/${detail.number}`,
        request: null,
        signedAt: new Date().toISOString(),
      });
      await queries.invalidateQueries();
    } catch (cause) {
      setProblem(cause instanceof Error ? cause.message : String(cause));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="mt-8 border-y border-rule py-4">
      <p>{t(`what.${act.act}`)}</p>
      <button type="button" className="button button-quiet mt-3" disabled={busy} onClick={() => void send()}>
        {t(`name.${act.act}`)}
      </button>
      {problem !== null && (
        <p role="alert" className="mt-2 text-wait">
          <bdi lang="en">{plain(problem, 400)}</bdi>
        </p>
      )}
    </section>
  );
}

type AnyonesAct = Extract<RelayAct, { act: "lapse" | "execute" | "rule" }>;

function possible({ id, body, payload, lapsable, status, desks }: CaseDetail): AnyonesAct | null {
  if (lapsable) return { act: "lapse", id, body, payload };
  if (status === "approved") return { act: "execute", id, body, payload };
  const rule = desks.find(({ who }) => who === "rule");
  if (rule?.step == null) return null;
  return { act: "rule", id, body, step: rule.step, payload };
}
