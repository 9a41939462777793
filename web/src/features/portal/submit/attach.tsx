// Attachments of a submission: chosen, hashed here, stored by the relay; listed with their digests.
"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { Hex } from "viem";
import { Hash } from "@/components/hash";
import { plain } from "@/components/said";
import { digestOf, storeDocument } from "../acts/attachments";

export interface Attachment {
  digest: Hex;
  name: string;
  size: number;
  /** Whether the relay's store has it. */
  stored: boolean;
}

/** IServiceApprovals takes at most 16. */
export const MOST_DOCUMENTS = 16;

interface Props {
  value: readonly Attachment[];
  onChange: (value: Attachment[]) => void;
  /** What becomes of them, where it is not a case's documents. */
  hint?: string;
}

export function Attach({ value, onChange, hint }: Props) {
  const t = useTranslations("portal.attach");
  const id = useId();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const add = async (files: FileList) => {
    setProblem(null);
    let all = [...value];
    for (const file of files) {
      if (all.length >= MOST_DOCUMENTS) {
        setProblem(t("tooMany", { max: MOST_DOCUMENTS }));
        break;
      }
      setBusy(file.name);
      try {
        const digest = await digestOf(file);
        let stored = true;
        try {
          await storeDocument(file, digest);
        } catch (cause) {
          // The digest is what counts on the chain; the bytes can be stored later, and the list says so.
          stored = false;
          setProblem(t("notStored", { name: plain(file.name, 60), why: cause instanceof Error ? cause.message : "" }));
        }
        all = [...all.filter((other) => other.digest !== digest), { digest, name: file.name, size: file.size, stored }];
        onChange(all);
      } catch (cause) {
        setProblem(t("unreadable", { name: plain(file.name, 60), why: cause instanceof Error ? cause.message : "" }));
      }
    }
    setBusy(null);
  };

  return (
    <div className="mt-5">
      <label htmlFor={id} className="block font-medium">
        {t("label")}
      </label>
      <p id={`${id}-hint`} className="text-sm text-soft">
        {hint ?? t("hint")}
      </p>
      <input
        id={id}
        type="file"
        multiple
        className="field mt-1"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const { files } = event.target;
          if (files !== null && files.length > 0) void add(files).then(() => (event.target.value = ""));
        }}
      />
      <div role="status" className="mt-1 text-sm">
        {busy !== null && t("hashing", { name: plain(busy, 60) })}
        {problem !== null && <span className="text-wait">{problem}</span>}
      </div>
      <ul>
        {value.map(({ digest, name, stored }) => (
          <li key={digest} className="mt-2 border-l-2 border-rule pl-3 text-sm">
            <bdi>{plain(name, 80)}</bdi> {!stored && <span className="tag tag-wait">{t("onlyHere")}</span>}{" "}
            <button
              type="button"
              className="cursor-pointer text-link underline"
              onClick={() => onChange(value.filter((other) => other.digest !== digest))}
            >
              {t("remove")}
            </button>
            <br />
            <Hash>{digest}</Hash>
          </li>
        ))}
      </ul>
    </div>
  );
}
