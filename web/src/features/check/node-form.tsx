// Where the reader says which node to read from, and starts a check. The choice is kept in this browser alone.
"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useState, type FormEvent } from "react";
import { whenIdle } from "@/components/idle";
import { readRpc, keepRpc } from "./rpc-choice";

interface Props {
  /** Node that the site offers; null if it offers none. */
  offered: string | null;
  running: boolean;
  /** Text of the button. */
  action: string;
  onRun: (rpc: string) => void;
}

/** Not shown until it works: without JavaScript there is nothing to press. */
export function NodeForm({ offered, running, action, onRun }: Props) {
  const t = useTranslations("check");
  const id = useId();
  const [rpc, setRpc] = useState(offered ?? "");
  const [ready, setReady] = useState(false);

  // The first look into a browser's storage reads a file.
  useEffect(
    () =>
      whenIdle(() => {
        const kept = readRpc();
        if (kept !== null) setRpc(kept);
        setReady(true);
      }),
    [],
  );

  function run(event: FormEvent) {
    event.preventDefault();
    if (running) return;
    keepRpc(rpc === offered ? null : rpc);
    onRun(rpc.trim());
  }

  return (
    <form onSubmit={run} className={`mt-4 print:hidden${ready ? "" : " asleep"}`}>
      <label className="block text-sm text-soft" htmlFor={`${id}-rpc`}>
        {t("node")}
      </label>
      <input
        id={`${id}-rpc`}
        type="url"
        required
        value={rpc}
        onChange={(event) => setRpc(event.target.value)}
        aria-describedby={id}
        spellCheck={false}
        placeholder="https://"
        className="field mono mt-1"
      />
      <p id={id} className="mt-1 text-[0.8125rem] text-soft">
        {t("nodeHint")}
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        {/* A button that is disabled loses the focus: who came by the keyboard would not know where they are. */}
        <button className="button" aria-disabled={running}>
          {action}
        </button>
        {offered !== null && rpc !== offered && (
          <button
            type="button"
            className="cursor-pointer text-sm text-link underline"
            onClick={() => {
              setRpc(offered);
              keepRpc(null);
            }}
          >
            {t("nodeReset")}
          </button>
        )}
      </div>
    </form>
  );
}
