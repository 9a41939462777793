// Finds where a document is cited: its digest is computed in the browser, and that alone is looked for.
"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState, type DragEvent } from "react";
import { useAwake } from "@/components/awake";
import { digestOf } from "./digest";

type State = "idle" | "over" | "hashing" | "failed";

export function FileDrop() {
  const t = useTranslations("search.file");
  const locale = useLocale();
  const awake = useAwake();
  const [state, setState] = useState<State>("idle");
  const found = useRef<HTMLAnchorElement>(null);

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return setState("idle");
    setState("hashing");
    try {
      const digest = await digestOf(file);
      if (found.current === null) return;
      found.current.href = `/${locale}/search?q=${digest}`;
      found.current.click();
    } catch (cause) {
      // A file that went away or that the browser may not read: the person is told, and can try again.
      console.error(cause);
      setState("failed");
    }
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  }

  return (
    <section
      aria-labelledby="drop-title"
      className={`mt-10 border border-dashed border-edge p-4 data-[over=true]:border-ink print:hidden${awake ? "" : " asleep"}`}
      data-over={state === "over"}
      onDragOver={(event) => {
        event.preventDefault();
        setState("over");
      }}
      onDragLeave={() => setState("idle")}
      onDrop={drop}
    >
      <h2 id="drop-title" className="mt-0">
        {t("title")}
      </h2>
      <p className="note">{t("lead")}</p>
      <label className="mt-3 block">
        <span className="mb-1 block text-sm text-soft">{t("choose")}</span>
        <input type="file" className="field" onChange={(event) => void take(event.target.files?.[0])} />
      </label>
      <a ref={found} href={`/${locale}/search`} hidden>
        {t("title")}
      </a>
      <p aria-live="polite" className="note mt-2">
        {state === "hashing" && t("hashing")}
        {state === "failed" && t("failed")}
      </p>
    </section>
  );
}
