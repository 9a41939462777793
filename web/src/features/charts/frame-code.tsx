// The code of a frame, to be selected and copied; the button does both where scripts run.
"use client";

import { useRef, useState } from "react";
import { useAwake } from "@/components/awake";

interface Props {
  code: string;
  words: { label: string; copy: string; copied: string; notCopied: string };
}

export function FrameCode({ code, words }: Props) {
  const awake = useAwake();
  const field = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<"copied" | "notCopied" | null>(null);
  const copy = async () => {
    field.current?.select();
    try {
      // Not there on a page that came without encryption.
      await (navigator.clipboard as Clipboard | undefined)?.writeText(code);
      setState("clipboard" in navigator ? "copied" : "notCopied");
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause;
      setState("notCopied");
    }
  };
  return (
    <>
      <label className="mt-1 block">
        <span className="sr-only">{words.label}</span>
        <textarea
          ref={field}
          readOnly
          rows={4}
          className="field mono w-full max-w-none break-all"
          defaultValue={code}
        />
      </label>
      <p className={`mt-1${awake ? "" : " asleep"}`}>
        <button type="button" className="button button-quiet" onClick={() => void copy()}>
          {words.copy}
        </button>{" "}
        <span role="status">{state === null ? "" : words[state]}</span>
      </p>
    </>
  );
}
