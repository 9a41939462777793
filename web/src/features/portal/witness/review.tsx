// The review before a witness signs: in words, what was checked, the fields, the hashes, then the one signature.
"use client";

import type { RelayAct } from "@mingzhang/sdk/api-relay";
import { checkpointTypedData, type Checkpoint } from "@mingzhang/sdk/checkpoint";
import { timeText } from "@mingzhang/sdk/days";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSendTransaction, useSignTypedData } from "wagmi";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { Pairs } from "@/components/pairs";
import { plain } from "@/components/said";
import { Step } from "@/features/check/outcome";
import { checkpointHashes } from "@/features/checkpoints/hashes";
import { cosignCall } from "../acts/cosign";
import { submitPending } from "../acts/follow";
import { actOf, addAct, changeAct, dropAct, type PendingAct } from "../acts/pending";
import { usePortal } from "../wallet/frame";
import { isAnchoredAlready, originOf } from "./chain";
import { keepSigned } from "./kept";
import type { ToCosign } from "./look";

interface Props {
  of: ToCosign;
  witness: `0x${string}`;
}

type Done =
  | { state: "open" }
  | { state: "sent"; kept: boolean }
  | { state: "quicker" | "failed" | "refused" }
  | { state: "wrong"; why: string };

export function CosignReview({ of, witness }: Props) {
  const t = useTranslations("witness.review");
  const w = useTranslations("witness");
  const { checkpoint, before, others, quorum } = of;
  const { act, done, busy } = useCosign(of, witness);
  if (done.state === "sent") {
    return (
      <div role="status" className="mt-6">
        <p>{t("sent")}</p>
        {!done.kept && <p className="note text-wait">{w("notKept")}</p>}
      </div>
    );
  }
  if (done.state === "quicker" || done.state === "failed") {
    return (
      <p role={done.state === "failed" ? "alert" : "status"} className="mt-6">
        {t(done.state, { size: checkpoint.size })}
      </p>
    );
  }
  return (
    <section aria-labelledby="cosign-title" className="mt-8">
      <h2 id="cosign-title">{t("title")}</h2>
      <p className="lead">
        {t.rich("what", {
          size: checkpoint.size,
          block: checkpoint.blockNumber,
          time: () => <Moment>{timeText(checkpoint.time)}</Moment>,
        })}
      </p>
      <h3>{t("seen")}</h3>
      <ol>
        <Step ok title={t("atBlock")}>
          {checkpoint.blockHash}
        </Step>
        {before === null ? (
          <Step title={t("first")}>{""}</Step>
        ) : (
          <Step ok title={t("continues", { size: before.checkpoint.size, from: before.from })}>
            {before.checkpoint.root}
          </Step>
        )}
      </ol>
      <p className="note mt-3">{t("others", { count: others, quorum })}</p>
      <Fields of={checkpoint} />
      {done.state === "refused" && (
        <p role="alert" className="mt-4 text-wait">
          {t("refused")}
        </p>
      )}
      {done.state === "wrong" && (
        <p role="alert" className="mt-4 text-wait">
          {t("wrong")} <bdi lang="en">{plain(done.why, 300)}</bdi>
        </p>
      )}
      <div className="mt-6 flex flex-wrap gap-3">
        <button type="button" className="button" disabled={busy} onClick={() => void act("relay")}>
          {busy ? t("signing") : t("sign")}
        </button>
        <button type="button" className="button button-quiet" disabled={busy} onClick={() => void act("direct")}>
          {t("signDirect")}
        </button>
      </div>
    </section>
  );
}

/** Signs, keeps what was signed, and only then sends it. */
function useCosign({ checkpoint, path }: ToCosign, witness: `0x${string}`) {
  const t = useTranslations("witness.review");
  const { deployment } = usePortal();
  const { mutateAsync: signTypedData } = useSignTypedData();
  const { mutateAsync: send } = useSendTransaction();
  const [done, setDone] = useState<Done>({ state: "open" });
  const [busy, setBusy] = useState(false);

  const act = async (way: "relay" | "direct") => {
    setBusy(true);
    try {
      const origin = originOf(deployment);
      const signature = await signTypedData({ ...checkpointTypedData(origin, checkpoint), account: witness });
      const kept = keepSigned(origin, witness, { checkpoint, signature });
      const request: Extract<RelayAct, { act: "cosign" }> = {
        act: "cosign",
        checkpoint,
        cosignatures: [{ witness, signature }],
        path,
      };
      const { final: digest } = checkpointHashes(origin, checkpoint);
      const pending: PendingAct = {
        digest,
        label: t("label", { size: checkpoint.size }),
        stage: "signed",
        way: null,
        transaction: null,
        block: null,
        reason: null,
        reasonData: null,
        signer: witness,
        page: `/checkpoints/${digest}`,
        request: JSON.stringify(request),
        signedAt: new Date().toISOString(),
      };
      addAct(pending);
      if (way === "relay") {
        await submitPending([pending]);
        const sent = actOf(digest);
        if (sent?.stage === "failed") {
          const quicker = sent.reasonData !== null && isAnchoredAlready(sent.reasonData);
          // Nothing is amiss, and nothing is left to follow.
          if (quicker) dropAct(digest);
          return setDone({ state: quicker ? "quicker" : "failed" });
        }
      } else {
        const transaction = await send(cosignCall(deployment, request));
        changeAct(digest, { way: "direct", stage: "relayed", transaction });
      }
      setDone({ state: "sent", kept });
    } catch (cause) {
      const refused = cause instanceof Error && /reject|denied|refus/iu.test(`${cause.name} ${cause.message}`);
      const why = cause instanceof Error ? (cause.message.split("\n", 1)[0] ?? cause.name) : String(cause);
      setDone(refused ? { state: "refused" } : { state: "wrong", why });
    } finally {
      setBusy(false);
    }
  };
  return { act, done, busy };
}

function Fields({ of: checkpoint }: { of: Checkpoint }) {
  const t = useTranslations("witness.review");
  const p = useTranslations("checkpoints.page");
  const { deployment } = usePortal();
  const origin = originOf(deployment);
  const { domain, struct, final } = checkpointHashes(origin, checkpoint);
  return (
    <>
      <h3>{t("fields")}</h3>
      <Pairs
        of={[
          [
            p("size"),
            <span key="size" className="num">
              {String(checkpoint.size)}
            </span>,
          ],
          [p("root"), <Hash key="root">{checkpoint.root}</Hash>],
          [
            p("block"),
            <span key="block" className="num">
              {String(checkpoint.blockNumber)}
            </span>,
          ],
          [p("blockHash"), <Hash key="hash">{checkpoint.blockHash}</Hash>],
          [p("time"), <Moment key="time">{timeText(checkpoint.time)}</Moment>],
          [
            p("origin"),
            <span key="origin">
              {p("originText", { chain: String(origin.chainId) })} <Hash>{origin.trail}</Hash>
            </span>,
          ],
        ]}
      />
      <h3>{t("hashes")}</h3>
      <Pairs
        of={[
          [p("domainHash"), <Hash key="domain">{domain}</Hash>],
          [p("structHash"), <Hash key="struct">{struct}</Hash>],
          [p("digest"), <Hash key="final">{final}</Hash>],
        ]}
      />
    </>
  );
}
