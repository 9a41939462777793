// Several cases approved after one review: each is shown and checked, then signed one by one, then sent together.
"use client";

import type { CaseDetail, InboxCase } from "@mingzhang/sdk/api-cases";
import { payloadRows } from "@mingzhang/sdk/cases/show";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useConnection } from "wagmi";
import { plain } from "@/components/said";
import { decisionToSign } from "../acts/to-sign";
import { submitPending } from "../acts/follow";
import type { PendingAct } from "../acts/pending";
import { useAct } from "../acts/use-act";
import { useOutcome } from "../acts/use-outcome";
import { useCase, useInbox } from "../data/cases";
import { CaseLine } from "../parts/case-line";
import { Failure } from "../parts/failure";
import { OutcomeNote } from "../parts/review";
import { FormPairs, PayloadPairs } from "../parts/shown";
import { usePortal } from "../wallet/frame";
import { useDescribed, type CaseToSign } from "./use-described";

/** A case that was read, checked and tried: ready for the signature. */
interface Ready {
  detail: CaseDetail;
  toSign: CaseToSign;
  step: number;
  /** Of the signature that was tried, seconds. */
  deadline: number;
}

export function BatchPage({ numbers }: { numbers: readonly string[] }) {
  const t = useTranslations("portal.batch");
  const l = useTranslations("portal.label");
  const { address } = useConnection();
  const { deployment } = usePortal();
  const inbox = useInbox(address);
  const [ready, setReady] = useState<ReadonlyMap<string, Ready | null>>(new Map());
  const [signed, setSigned] = useState<number | null>(null);
  const { sign, isPending, failure } = useAct();

  const report = (number: string, item: Ready | null) => {
    setReady((before) => (before.get(number) === item ? before : new Map(before).set(number, item)));
  };
  const fit = numbers.flatMap((number) => ready.get(number) ?? []);

  const signAll = async () => {
    const acts: PendingAct[] = [];
    for (const { detail, toSign, step, deadline } of fit) {
      setSigned(acts.length);
      const label = l("approve", { number: detail.number, title: plain(detail.title, 80) });
      const wanted = decisionToSign(deployment, detail, toSign, { step, verdict: "approve", reason: "" }, label);
      const act = await sign(wanted, deadline);
      // Whoever refuses one signature wants to stop; what was signed before is sent, and the page says so.
      if (act === null) break;
      acts.push(act);
    }
    await submitPending(acts);
    setSigned(null);
  };

  if (address === undefined) return <p className="note mt-6">{t("connectFirst")}</p>;
  if (inbox.isError) return <Failure cause={inbox.error} again={() => void inbox.refetch()} />;
  if (inbox.data === undefined) return null;
  const mine = new Map(inbox.data.toDecide.items.map((item) => [String(item.number), item]));
  return (
    <>
      <ol className="mt-6">
        {numbers.map((number) => (
          <One key={number} number={number} item={mine.get(number) ?? null} report={report} />
        ))}
      </ol>
      {failure !== null && (
        <p role="alert" className="mt-4 text-wait">
          {failure.kind === "refused" ? t("walletRefused") : plain(failure.message, 300)}
        </p>
      )}
      <p role="status" className="mt-4">
        {signed === null
          ? t("ready", { count: fit.length, all: numbers.length })
          : t("signing", { at: signed + 1, all: fit.length })}
      </p>
      <button
        type="button"
        className="button mt-3"
        disabled={fit.length === 0 || isPending || signed !== null}
        onClick={() => void signAll()}
      >
        {t("sign", { count: fit.length })}
      </button>
    </>
  );
}

interface OneProps {
  number: string;
  /** Null where it is not for this official to decide. */
  item: InboxCase | null;
  report: (number: string, ready: Ready | null) => void;
}

function One({ number, item, report }: OneProps) {
  const t = useTranslations("portal.batch");
  const { deployment } = usePortal();
  const detail = useCase(number);
  const described = useDescribed(detail.data);
  const step = item?.decides[0]?.step ?? null;
  const wanted =
    detail.data === undefined || described.data === undefined || step === null
      ? null
      : decisionToSign(deployment, detail.data, described.data, { step, verdict: "approve", reason: "" }, "");
  const { outcome, deadline } = useOutcome(wanted);
  const fits = outcome !== null && outcome.kind !== "refused" && outcome.kind !== "unknown";
  return (
    <li className="border-t border-rule py-4">
      {detail.data !== undefined && <CaseLine item={detail.data} />}
      {detail.isError && <Failure cause={detail.error} />}
      {described.isError && <Failure cause={described.error} />}
      {item === null && detail.data !== undefined && <p className="note">{t("notYours")}</p>}
      {wanted !== null && <OutcomeNote outcome={outcome} />}
      {described.data !== undefined && (
        <details className="mt-2">
          <summary>{t("content")}</summary>
          <PayloadPairs rows={payloadRows(described.data.payload).summary} currency={detail.data?.currency ?? ""} />
          <FormPairs form={described.data.described.form} />
        </details>
      )}
      <Report
        fits={fits}
        value={
          detail.data === undefined || described.data === undefined || step === null
            ? null
            : { detail: detail.data, toSign: described.data, step, deadline }
        }
        report={(value) => report(number, value)}
      />
    </li>
  );
}

/** A box that takes the case into the batch; nothing is taken in without being ticked. */
function Report({
  fits,
  value,
  report,
}: {
  fits: boolean;
  value: Ready | null;
  report: (value: Ready | null) => void;
}) {
  const t = useTranslations("portal.batch");
  const [ticked, setTicked] = useState(false);
  if (value === null || !fits) return null;
  return (
    <label className="mt-3 flex items-center gap-3">
      <input
        type="checkbox"
        className="size-5"
        checked={ticked}
        onChange={(event) => {
          setTicked(event.target.checked);
          report(event.target.checked ? value : null);
        }}
      />
      {t("approve", { number: value.detail.number })}
    </label>
  );
}
