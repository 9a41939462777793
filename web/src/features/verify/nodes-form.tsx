// Where the reader says which nodes to ask, and starts. The choice is kept in this browser alone.
"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useState, type FormEvent } from "react";
import { whenIdle } from "@/components/idle";
import { keepRpc, readRpc } from "@/features/check/rpc-choice";
import { keepNode, readNode } from "./kept";
import type { Nodes } from "./run";

interface Props {
  /** Node that the site offers; null if it offers none. */
  offered: string | null;
  /** The same for the chain where checkpoints are anchored. */
  offeredAnchor: string | null;
  running: boolean;
  action: string;
  onRun: (nodes: Nodes) => void;
}

/** Not shown until it works: without JavaScript there is nothing to press. */
export function NodesForm({ offered, offeredAnchor, running, action, onRun }: Props) {
  const c = useTranslations("check");
  const t = useTranslations("verify");
  const [nodes, setNodes] = useState<Nodes>({ first: offered ?? "", second: "", anchor: offeredAnchor ?? "" });
  const [ready, setReady] = useState(false);

  // The first look into a browser's storage reads a file.
  useEffect(
    () =>
      whenIdle(() => {
        setNodes({
          first: readRpc() ?? offered ?? "",
          second: readNode("second") ?? "",
          anchor: readNode("anchor") ?? offeredAnchor ?? "",
        });
        setReady(true);
      }),
    [offered, offeredAnchor],
  );

  function run(event: FormEvent) {
    event.preventDefault();
    if (running) return;
    const trimmed = { first: nodes.first.trim(), second: nodes.second.trim(), anchor: nodes.anchor.trim() };
    keepRpc(trimmed.first === offered ? null : trimmed.first);
    keepNode("second", trimmed.second === "" ? null : trimmed.second);
    keepNode("anchor", trimmed.anchor === (offeredAnchor ?? "") ? null : trimmed.anchor);
    onRun(trimmed);
  }

  const change = (node: keyof Nodes) => (value: string) => setNodes({ ...nodes, [node]: value });
  return (
    <form onSubmit={run} className={`mt-4 print:hidden${ready ? "" : " asleep"}`}>
      <NodeField label={c("node")} hint={c("nodeHint")} value={nodes.first} onChange={change("first")} required />
      <details className="mt-3" open={nodes.second !== "" || nodes.anchor !== (offeredAnchor ?? "") ? true : undefined}>
        <summary className="text-sm text-link">{t("more")}</summary>
        <div className="mt-2 space-y-3">
          <NodeField label={t("second")} hint={t("secondHint")} value={nodes.second} onChange={change("second")} />
          <NodeField label={t("anchor")} hint={t("anchorHint")} value={nodes.anchor} onChange={change("anchor")} />
        </div>
      </details>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        {/* A button that is disabled loses the focus: who came by the keyboard would not know where they are. */}
        <button className="button" aria-disabled={running}>
          {action}
        </button>
        {offered !== null && nodes.first !== offered && (
          <button
            type="button"
            className="cursor-pointer text-sm text-link underline"
            onClick={() => {
              change("first")(offered);
              keepRpc(null);
            }}
          >
            {c("nodeReset")}
          </button>
        )}
      </div>
    </form>
  );
}

interface FieldProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
}

export function NodeField({ label, hint, value, onChange, required = false }: FieldProps) {
  const id = useId();
  return (
    <div>
      <label className="block text-sm text-soft" htmlFor={`${id}-rpc`}>
        {label}
      </label>
      <input
        id={`${id}-rpc`}
        type="url"
        required={required}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={id}
        spellCheck={false}
        placeholder="https://"
        className="field mono mt-1"
      />
      <p id={id} className="mt-1 text-[0.8125rem] text-soft">
        {hint}
      </p>
    </div>
  );
}
