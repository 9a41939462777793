// Makes a holder's digest in the reader's browser; salt and identity text have no names, so that no form ever sends them.
"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useAwake } from "@/components/awake";

interface Props {
  /** Id of the field that takes the digest. */
  target: string;
}

export function HolderMaker({ target }: Props) {
  const t = useTranslations("permits.form");
  const id = useId();
  const awake = useAwake();
  const [salt, setSalt] = useState("");
  const [identity, setIdentity] = useState("");
  const [said, setSaid] = useState<"saltBad" | "identityBad" | "made" | null>(null);

  async function make() {
    const given = salt.trim().toLowerCase();
    if (!/^0x[0-9a-f]{64}$/.test(given)) return setSaid("saltBad");
    if (identity === "") return setSaid("identityBad");
    const { holderDigest } = await import("./holder");
    const field = document.getElementById(target);
    if (field instanceof HTMLInputElement) {
      field.value = holderDigest(`0x${given.slice(2)}`, identity);
      field.focus();
    }
    setSaid("made");
  }

  return (
    <details className={awake ? "mt-4" : "asleep mt-4"}>
      <summary className="text-link">{t("person")}</summary>
      <p className="note mt-2">{t("personWhat")}</p>
      <Row
        id={`${id}-salt`}
        label={t("salt")}
        hint={t("saltHint")}
        bad={said === "saltBad"}
        value={salt}
        set={setSalt}
      />
      <Row
        id={`${id}-identity`}
        label={t("identity")}
        hint={t("identityHint")}
        bad={said === "identityBad"}
        value={identity}
        set={setIdentity}
      />
      <button type="button" className="button button-quiet mt-3" onClick={() => void make()}>
        {t("make")}
      </button>
      <p role="status" className={`mt-2 ${said === "made" ? "" : "text-wait"}`}>
        {said === null ? "" : t(said)}
      </p>
    </details>
  );
}

interface RowProps {
  id: string;
  label: string;
  hint: string;
  bad: boolean;
  value: string;
  set: (value: string) => void;
}

function Row({ id, label, hint, bad, value, set }: RowProps) {
  return (
    <div className="mt-3">
      <label htmlFor={id} className="mb-1 block text-sm text-soft">
        {label}
      </label>
      <input
        id={id}
        value={value}
        onChange={(event) => set(event.target.value)}
        aria-describedby={`${id}-hint`}
        aria-invalid={bad}
        autoComplete="off"
        spellCheck={false}
        className="field mono"
      />
      <p id={`${id}-hint`} className="mt-1 text-[0.8125rem] text-soft">
        {hint}
      </p>
    </div>
  );
}
