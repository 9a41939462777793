// "Check your answers": what will happen in words, then what is signed, then the hashes, then the one button.
"use client";

import type { Form } from "@mingzhang/sdk/cases/forms";
import type { Payload } from "@mingzhang/sdk/cases/payloads";
import { payloadRows } from "@mingzhang/sdk/cases/show";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Hash } from "@/components/hash";
import { Pairs } from "@/components/pairs";
import { hashesOf, type SignedData } from "../acts/prepare";
import type { SignFailure } from "../acts/use-act";
import type { Outcome } from "../acts/simulate";
import { PayeeName } from "./payee-name";
import { FormPairs, PayloadPairs } from "./shown";
import { plain } from "@/components/said";

/** Rows of a batch that are shown before "show all". */
const FIRST_ROWS = 12;

export interface ReviewFrameProps {
  /** What happens after the signature, in a sentence. */
  what: ReactNode;
  /** What it is about, in words. */
  children: ReactNode;
  /** The signed fields as the wallet shows them. */
  fields: ReactNode;
  /** Where those fields come from, if not from a handler. */
  signedWhat?: string;
  typedData: SignedData;
  outcome: Outcome | null;
  busy: boolean;
  failure: SignFailure | null;
  button: string;
  onSign: () => void;
  onBack?: () => void;
}

/** What every review has: the sentence, the trial run, the content, what is signed with its hashes, the button. */
export function ReviewFrame(props: ReviewFrameProps) {
  const { what, children, fields, signedWhat, typedData, outcome, busy, failure, button, onSign, onBack } = props;
  const t = useTranslations("portal.review");
  const title = useRef<HTMLHeadingElement>(null);
  // The form is gone: reading goes on here.
  useEffect(() => title.current?.focus(), []);
  const refused = outcome !== null && outcome.kind === "refused";
  return (
    <section aria-labelledby="review-title">
      <h2 id="review-title" ref={title} tabIndex={-1}>
        {t("title")}
      </h2>
      <p className="lead">{what}</p>
      <OutcomeNote outcome={outcome} />
      {children}
      <details className="mt-6 border-y border-rule py-3">
        <summary>{t("signed")}</summary>
        <p className="note mt-2">{signedWhat ?? t("signedWhat")}</p>
        {fields}
        <Hashes typedData={typedData} />
      </details>
      {failure !== null && (
        <p role="alert" className="mt-4 text-wait">
          {failure.kind === "refused" ? t("walletRefused") : `${t("walletFailed")} ${plain(failure.message, 300)}`}
        </p>
      )}
      <div className="mt-6 flex flex-wrap gap-3">
        <button type="button" className="button" disabled={busy || refused || outcome === null} onClick={onSign}>
          {busy ? t("signing") : button}
        </button>
        {onBack !== undefined && (
          <button type="button" className="button button-quiet" disabled={busy} onClick={onBack}>
            {t("back")}
          </button>
        )}
      </div>
    </section>
  );
}

interface Props extends Omit<ReviewFrameProps, "children" | "fields"> {
  payload: Payload;
  form: Form;
  currency: string;
  documents: readonly { digest: string; name: string | null }[];
  /** What is available on the accounts concerned, where that matters. */
  available?: ReactNode;
}

export function Review({ payload, form, currency, documents, available, ...frame }: Props) {
  const t = useTranslations("portal.review");
  return (
    <ReviewFrame {...frame} fields={<FormPairs form={form} />}>
      <h3>{t("content")}</h3>
      <Content payload={payload} form={form} currency={currency} />
      {available !== undefined && (
        <>
          <h3>{t("available")}</h3>
          {available}
        </>
      )}
      <h3>{t("documents")}</h3>
      <Documents documents={documents} />
    </ReviewFrame>
  );
}

/** What is asked for: its head, who gets it, and each of its rows. */
export function Content({ payload, form, currency }: { payload: Payload; form: Form; currency: string }) {
  const t = useTranslations("portal.review");
  const rows = payloadRows(payload);
  const { values } = form;
  const isNamed = "payeeName" in values && values.payeeName !== "";
  return (
    <>
      <PayloadPairs rows={rows.summary} currency={currency} />
      {isNamed && (
        <Pairs of={[[t("payee"), <PayeeName key="payee" party={values.payee} signed={values.payeeName} />]]} />
      )}
      <Items items={rows.items} currency={currency} />
    </>
  );
}

/** Attachments by name, where it is known, and digest; each leads to what the store has under it. */
export function Documents({ documents }: { documents: Props["documents"] }) {
  const t = useTranslations("portal.review");
  if (documents.length === 0) return <p className="note">{t("noDocuments")}</p>;
  return (
    <ul className="list-disc pl-5">
      {documents.map(({ digest, name }) => (
        <li key={digest}>
          {name !== null && name !== "" && <bdi>{plain(name, 80)} </bdi>}
          <a href={`/documents/${digest}`}>
            <Hash>{digest}</Hash>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What a trial run on the chain says, before anything is signed. */
export function OutcomeNote({ outcome }: { outcome: Outcome | null }) {
  const t = useTranslations("portal.review");
  return (
    <div role="status" className="mt-3">
      {outcome === null ? (
        <p className="note">{t("trying")}</p>
      ) : (
        <p className={outcome.kind === "refused" ? "border-l-4 border-wait pl-3" : "note"}>
          {t(`outcome.${outcome.kind}`)} {outcome.reason !== null && <bdi>{plain(outcome.reason, 500)}</bdi>}
        </p>
      )}
    </div>
  );
}

function Items({ items, currency }: { items: ReturnType<typeof payloadRows>["items"]; currency: string }) {
  const t = useTranslations("portal.review");
  const [all, setAll] = useState(false);
  const [only] = items;
  if (only === undefined) return null;
  if (items.length === 1) return <PayloadPairs rows={only} currency={currency} />;
  const shown = all ? items : items.slice(0, FIRST_ROWS);
  return (
    <>
      <ol className="mt-4 list-decimal space-y-3 pl-6">
        {shown.map((rows, at) => (
          <li key={at}>
            <PayloadPairs rows={rows} currency={currency} />
          </li>
        ))}
      </ol>
      {shown.length < items.length && (
        <button type="button" className="button button-quiet mt-3" onClick={() => setAll(true)}>
          {t("allRows", { count: items.length })}
        </button>
      )}
    </>
  );
}

/** The three hashes, to be compared with what the wallet shows. */
function Hashes({ typedData }: { typedData: SignedData }) {
  const t = useTranslations("portal.review");
  const { domain, struct, final } = hashesOf(typedData);
  return (
    <Pairs
      of={[
        [t("domainHash"), <Hash key="domain">{domain}</Hash>],
        [t("structHash"), <Hash key="struct">{struct}</Hash>],
        [t("finalHash"), <Hash key="final">{final}</Hash>],
      ]}
    />
  );
}
