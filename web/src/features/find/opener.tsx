// Opens the search palette by button or by ⌘K, Ctrl K or /; what the palette is made of is loaded then, not with the page.
"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { FindTexts } from "./texts";

const load = () => import("./palette");
const Palette = lazy(load);

interface Props {
  locale: "en" | "zh";
  texts: FindTexts;
}

export function FindOpener({ locale, texts }: Props) {
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const command =
        (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
      if (!command && !(event.key === "/" && !isTyping(event.target))) return;
      event.preventDefault();
      setUsed(true);
      setOpen(true);
    }
    document.addEventListener("keydown", onKey);
    // server/after-paint.ts, which knows the same keys, waits for it with what was pressed before.
    window.dispatchEvent(new Event("mingzhang:awake"));
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K /"
        aria-haspopup="dialog"
        data-early=""
        className="find-opener print:hidden"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => {
          setUsed(true);
          setOpen(true);
        }}
      >
        <span className="sr-only">{texts.open}</span>
        <kbd aria-hidden="true">⌘K</kbd>
      </button>
      {used && (
        <Suspense fallback={null}>
          <Palette locale={locale} texts={texts} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}
