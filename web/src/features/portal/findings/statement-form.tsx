// Answers a finding, or judges the answer: which act, why, with which document; review, signature.
"use client";

import type { FindingDetail } from "@mingzhang/sdk/api-findings";
import { MAX_FINDING_TEXT, type FindingActName } from "@mingzhang/sdk/findings";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { zeroHash } from "viem";
import { z } from "zod";
import { plain } from "@/components/said";
import { useDraft, type Draft } from "../acts/drafts";
import { useAct } from "../acts/use-act";
import { useOutcome } from "../acts/use-outcome";
import { Failure } from "../parts/failure";
import { ErrorSummary, Field } from "../parts/field";
import { Attach, type Attachment } from "../submit/attach";
import { text } from "../submit/checks";
import { FormFoot } from "../submit/form-foot";
import { useFields } from "../submit/use-fields";
import { usePortal } from "../wallet/frame";
import { useNames } from "./names";
import { ReviewFinding } from "./review-finding";
import { statementToSign, type Answer } from "./to-sign";

interface Props {
  of: FindingDetail;
  /** At least one. */
  acts: readonly FindingActName[];
}

export function StatementForm({ of, acts }: Props) {
  const t = useTranslations("portal.findings");
  const draft = useDraft<unknown>(`finding.${of.number}.${of.turn}`);
  const [attachments, setAttachments] = useState<Attachment[]>([]);
  const [given, setGiven] = useState<Pick<Answer, "act" | "text"> | null>(null);
  const [sent, setSent] = useState(false);
  if (!draft.ready) return null;
  // Until the indexer shows the finding with it: the contract would refuse a second one.
  if (sent) {
    return (
      <p role="status" className="mt-6 border-l-4 border-rule-strong pl-3">
        {t("sent")}
      </p>
    );
  }
  const above = of.above?.id ?? of.agency.id;
  return (
    <>
      {given !== null && (
        <Send
          of={of}
          answer={{
            ...given,
            agency: given.act === "escalate" ? above : of.agency.id,
            document: attachments[0]?.digest ?? zeroHash,
          }}
          attachments={attachments}
          onBack={() => setGiven(null)}
          onSent={() => {
            draft.drop();
            setSent(true);
          }}
        />
      )}
      <div hidden={given !== null}>
        <Words
          acts={acts}
          draft={draft}
          onReady={setGiven}
          attach={
            <Attach value={attachments} onChange={(all) => setAttachments(all.slice(-1))} hint={t("documentHint")} />
          }
        />
      </div>
    </>
  );
}

const schema = z.object({ act: z.string(), text: text(1, MAX_FINDING_TEXT, "textMissing", "textLong") });
type Values = z.infer<typeof schema>;

interface WordsProps {
  acts: readonly FindingActName[];
  draft: Draft<unknown>;
  attach: React.ReactNode;
  onReady: (given: Pick<Answer, "act" | "text">) => void;
}

function Words({ acts, draft, attach, onReady }: WordsProps) {
  const t = useTranslations("portal.findings");
  const s = useTranslations("portal.submit");
  const id = useId();
  const [empty] = useState<Values>(() => ({ act: acts[0] ?? "answer", text: "" }));
  const fields = useFields<Values>(schema, empty, draft, null);
  const { register, handleSubmit, error, errors, tries, watch } = fields;
  // A draft may name an act that is not possible any more.
  const act = acts.find((name) => name === watch("act")) ?? acts[0] ?? "answer";
  return (
    <form
      onSubmit={(event) => void handleSubmit((values) => onReady({ act, text: values.text.trim() }))(event)}
      noValidate
    >
      <h2>{t(act === "answer" && acts.length === 1 ? "answerTitle" : "actTitle")}</h2>
      <ErrorSummary title={s("pleaseCheck")} errors={errors} tries={tries} />
      <fieldset className="mt-4">
        <legend className="font-medium">{t("act")}</legend>
        {acts.map((name) => (
          <label key={name} className="mt-2 flex items-start gap-3" htmlFor={`${id}-${name}`}>
            <input
              type="radio"
              id={`${id}-${name}`}
              value={name}
              defaultChecked={act === name}
              className="mt-1 size-5"
              {...register("act")}
            />
            <span>
              {t(`acts.${name}`)}
              <span className="block text-sm text-soft">{t(`will.${name}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field label={t("text")} hint={t("textHint")} error={error("text")}>
        {(ids) => <textarea {...ids} {...register("text")} className="field mt-1 min-h-28 w-full" />}
      </Field>
      {attach}
      <FormFoot hasDraft={fields.hasDraft} discard={fields.discard} />
    </form>
  );
}

interface SendProps {
  of: FindingDetail;
  answer: Answer;
  attachments: readonly Attachment[];
  onBack: () => void;
  onSent: () => void;
}

function Send({ of, answer, attachments, onBack, onSent }: SendProps) {
  const t = useTranslations("portal.findings");
  const f = useTranslations("findings");
  const { deployment } = usePortal();
  const names = useNames([answer.agency]);
  const agencyName = names.data?.get(answer.agency);
  const number = f("one.title", { number: of.number });
  const wanted =
    agencyName === undefined
      ? null
      : statementToSign(deployment, of, answer, agencyName, t(`label.${answer.act}`, { finding: number }));
  const { outcome, deadline } = useOutcome(wanted);
  const { signAndSend, isPending, failure } = useAct();
  if (names.isError) return <Failure cause={names.error} again={() => void names.refetch()} />;
  if (wanted === null || agencyName === undefined) {
    return (
      <p role="status" className="note mt-6">
        {t("loading")}
      </p>
    );
  }
  return (
    <ReviewFinding
      what={t(`will.${answer.act}`)}
      rows={[
        [t("finding"), number],
        [t("act"), t(`acts.${answer.act}`)],
        [t("agency"), <bdi key="agency">{plain(agencyName, 120)}</bdi>],
      ]}
      text={answer.text}
      documents={attachments}
      typedData={wanted.typedData(deadline)}
      outcome={outcome}
      busy={isPending}
      failure={failure}
      button={t(`sign.${answer.act}`)}
      onSign={() => void signAndSend(wanted, deadline).then((done) => done && onSent())}
      onBack={onBack}
    />
  );
}
