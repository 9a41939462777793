// "Check your answers" for a finding: what it says in words, then what is signed with its hashes, then the one button.
"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Pairs, type Pair } from "@/components/pairs";
import { Said } from "@/components/said";
import { Documents, ReviewFrame, type ReviewFrameProps } from "../parts/review";

interface Props extends Omit<ReviewFrameProps, "children" | "fields"> {
  rows: readonly Pair[];
  text: string;
  documents: readonly { digest: string; name: string | null }[];
}

export function ReviewFinding({ rows, text, documents, ...frame }: Props): ReactNode {
  const t = useTranslations("portal.review");
  const f = useTranslations("portal.findings");
  return (
    <ReviewFrame {...frame} signedWhat={f("signedWhat")} fields={<Fields message={frame.typedData.message} />}>
      <h3>{t("content")}</h3>
      <Pairs of={rows} />
      <p className="mt-3 font-medium">{f("text")}</p>
      <blockquote className="border-l-2 border-rule pl-3 whitespace-pre-line">
        <Said room="full">{text}</Said>
      </blockquote>
      <h3>{t("documents")}</h3>
      <Documents documents={documents} />
    </ReviewFrame>
  );
}

/** The signed fields by their own names, as the wallet shows them. */
function Fields({ message }: { message: Record<string, unknown> }) {
  return (
    <Pairs
      of={Object.entries(message).map(([name, value]) => [
        name,
        <span key={name} className="mono">
          <Said room="full">{String(value)}</Said>
        </span>,
      ])}
    />
  );
}
