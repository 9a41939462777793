// "Verify": the reader's browser takes a record up the levels, and the seal comes only if nothing failed.
"use client";

import type { Deployment } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { whenIdle } from "@/components/idle";
import { PageLink } from "@/components/page-link";
import { Seal } from "@/features/check/outcome";
import { KeepPart } from "./keep-part";
import { keptText } from "./kept";
import { NodesForm } from "./nodes-form";
import type { Nodes, Verified, VerifyOutcome } from "./run";
import { saveFile } from "./save";
import type { Subject } from "./subject";
import { Fields, VerdictView } from "./verdict";

interface Props {
  subject: Subject;
  deployment: Deployment;
  /** Node that the site offers; null if it offers none. */
  offered: string | null;
  /** The same for the chain where checkpoints are anchored. */
  offeredAnchor: string | null;
}

type State = { step: "waiting" } | { step: "running" } | { step: "finished"; outcome: VerifyOutcome };

export function VerifyPanel({ subject, deployment, offered, offeredAnchor }: Props) {
  const t = useTranslations("verify");
  const locale = useLocale();
  const title = useId();
  const [state, setState] = useState<State>({ step: "waiting" });
  const [keeps, setKeeps] = useState(false);
  const origin = { chainId: deployment.chainId, trail: deployment.contracts.auditTrail };
  const { chainId, trail } = origin;

  useEffect(() => whenIdle(() => setKeeps(keptText({ chainId, trail }) !== null)), [chainId, trail]);

  async function verify(nodes: Nodes) {
    setState({ step: "running" });
    // The verifier's code is fetched only by readers who verify.
    const { runVerify } = await import("./run");
    try {
      const outcome = await runVerify(nodes, subject, deployment, keptText(origin), [offered, offeredAnchor], locale);
      setState({ step: "finished", outcome });
    } catch (cause) {
      // Neither site nor node: a fault of this program, which is not to look like either of them.
      setState({ step: "finished", outcome: { done: false, failure: "fault", given: String(cause) } });
      throw cause;
    }
  }

  const outcome = state.step === "finished" ? state.outcome : null;
  const sealed = outcome?.done === true && outcome.verdict.sealed;
  return (
    // On paper it says what was checked, or nothing.
    <section
      aria-labelledby={title}
      className={`border border-rule bg-sheet p-5${outcome === null ? " print:hidden" : ""}`}
    >
      {sealed && <PanelSeal level={outcome.verdict.level} quiet={outcome.quiet} />}
      <h2 id={title} className="mt-0 mb-2 text-[1.125rem]">
        {t("title")}
      </h2>
      <p className="note">{t("what")}</p>
      {subject.kind === "record" && <p className="note mt-2">{t("whatRecord")}</p>}
      <noscript>
        <p className="note mt-3 border-l-4 border-rule pl-3">{t("noScript")}</p>
      </noscript>
      {state.step === "waiting" && keeps && <p className="note mt-2">{t("keptPlain")}</p>}
      <div role="status" aria-live="polite" className="clear-both">
        {state.step === "running" && <p className="mt-4">{t("running")}</p>}
        {outcome?.done === false && (
          <p className="mt-4 border-l-4 border-wait pl-4" data-testid="check-failed">
            {outcome.failure === "unreachable" ? t("noNode") : t(outcome.failure, { given: outcome.given })}
          </p>
        )}
        {outcome?.done === true && <Outcome of={outcome} subject={subject} />}
      </div>
      <NodesForm
        offered={offered}
        offeredAnchor={offeredAnchor}
        running={state.step === "running"}
        action={t(outcome === null ? "run" : "again")}
        onRun={(nodes) => void verify(nodes)}
      />
    </section>
  );
}

/** Where nothing counts but the site's word, the site has checked itself: that is another seal. */
function PanelSeal({ level, quiet }: { level: number; quiet: boolean }) {
  const t = useTranslations("verify");
  return <Seal top={t("sealLevel", { level })} bottom={t(quiet ? "sealSite" : "sealWord")} quiet={quiet} />;
}

function Outcome({ of, subject }: { of: Verified; subject: Subject }) {
  const t = useTranslations("verify");
  const { verdict, fields, proof, why, checkpoint, kept, keptBroken, ms } = of;
  const differing = fields.filter(({ same }) => !same);
  return (
    <>
      {(differing.length > 0 || (fields.length === 0 && verdict.failed)) && (
        <div className="mt-4 border-l-4 border-wait pl-4" data-testid="check-differs">
          <p className="font-medium">{t("differs")}</p>
          <p className="note">{t("differsDo")}</p>
          <Fields fields={differing} />
        </div>
      )}
      <VerdictView of={verdict} />
      <p className="num mt-2 text-[0.8125rem] text-soft">{t("took", { ms })}</p>
      {fields.length > 0 && (
        <details className="mt-2">
          <summary className="text-sm text-link">{t("all", { count: fields.length })}</summary>
          <Fields fields={fields} />
        </details>
      )}
      {proof === null ? (
        <p className="note mt-3">{t("noProof", { why })}</p>
      ) : (
        <>
          <p className="mt-4">
            <button
              type="button"
              className="button button-quiet"
              onClick={() => saveFile(`mingzhang-proof-${subject.record}.json`, JSON.stringify(proof))}
            >
              {t("proof")}
            </button>
          </p>
          <p className="note mt-1">
            {t.rich("proofHint", { link: (text) => <PageLink href="/verify">{text}</PageLink> })}
          </p>
        </>
      )}
      <KeepPart
        key={ms}
        offer={verdict.failed || verdict.level < 3 ? null : checkpoint}
        kept={kept}
        broken={keptBroken}
      />
      <p className="mt-3 text-[0.8125rem] text-soft">{t("scope")}</p>
    </>
  );
}
