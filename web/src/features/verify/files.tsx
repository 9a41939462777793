// Drop or choose files, say what to hold them against, read what came of it. Nothing is uploaded.
"use client";

import type { Deployment } from "@mingzhang/sdk/api";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState, type DragEvent, type FormEvent } from "react";
import { keepRpc, readRpc } from "@/features/check/rpc-choice";
import { FileResultView } from "./file-result";
import type { FilesOutcome, FileSettings } from "./files-run";
import { keepNode, keptText, readNode } from "./kept";
import { NodeField } from "./nodes-form";

interface Props {
  /** Null where the site does not know its deployment now. */
  deployment: Deployment | null;
  /** Node that the site offers; null if it offers none. */
  offered: string | null;
  /** The same for the chain where checkpoints are anchored. */
  offeredAnchor: string | null;
}

const NOTHING: FileSettings = {
  node: "",
  second: "",
  anchor: "",
  siteNodes: false,
  site: true,
  witnesses: "",
  quorum: "",
  maxAge: "",
};

export function VerifyFiles({ deployment, offered, offeredAnchor }: Props) {
  const t = useTranslations("verify");
  const format = useFormatter();
  const locale = useLocale();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [ready, setReady] = useState(false);
  const [over, setOver] = useState(false);
  const [settings, setSettings] = useState(NOTHING);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null);
  const [outcome, setOutcome] = useState<FilesOutcome | null>(null);

  useEffect(() => {
    setSettings((now) => ({
      ...now,
      node: readRpc() ?? "",
      second: readNode("second") ?? "",
      anchor: readNode("anchor") ?? "",
    }));
    setReady(true);
  }, []);

  async function verify(chosen: readonly File[], brought = settings) {
    if (chosen.length === 0) return;
    const all = chosen.reduce((sum, { size }) => sum + size, 0);
    setFiles(chosen);
    setOutcome(null);
    setProgress({ done: 0, all });
    const { runFiles } = await import("./files-run");
    const site = { deployment, node: offered, anchor: offeredAnchor, mark: t("file.siteNode") };
    let shown = 0;
    const found = await runFiles(chosen, brought, site, keptText, locale, (done) => {
      // A hundredth at a time: more would only slow the work.
      if (done < shown + all / 100) return;
      shown = done;
      setProgress({ done, all });
    });
    setProgress(null);
    setOutcome(found);
  }

  function choose(list: FileList | null) {
    // A copy: the list empties itself when the field is reset, so that the same file can be chosen again.
    const chosen = [...(list ?? [])];
    if (input.current !== null) input.current.value = "";
    void verify(chosen);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files);
  }

  function again(event: FormEvent) {
    event.preventDefault();
    keepRpc(settings.node === "" ? null : settings.node);
    keepNode("second", settings.second === "" ? null : settings.second);
    keepNode("anchor", settings.anchor === "" ? null : settings.anchor);
    void verify(files);
  }

  function askSite(siteNodes: boolean) {
    // Not `disabled` while it works: that would take the keyboard's place away.
    if (progress !== null) return;
    const changed = { ...settings, siteNodes };
    setSettings(changed);
    void verify(files, changed);
  }

  const set =
    <K extends keyof FileSettings>(key: K) =>
    (value: FileSettings[K]) =>
      setSettings({ ...settings, [key]: value });
  const size = (bytes: number) => format.number(bytes / 1_000_000, { maximumFractionDigits: 1 }) + " MB";
  return (
    <>
      <noscript>
        <p className="note mt-6 border-l-4 border-rule pl-3">{t("noScript")}</p>
      </noscript>
      <div className={ready ? "max-w-3xl" : "asleep max-w-3xl"}>
        <label
          htmlFor={`${id}-files`}
          className={`mt-6 block cursor-pointer border-2 border-dashed p-8 text-center focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-link ${over ? "border-link bg-sheet" : "border-edge"}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          data-testid="drop"
        >
          <span className="block font-serif text-[1.125rem]">{t("file.drop")}</span>
          <span className="note mx-auto block" id={`${id}-hint`}>
            {t("file.dropHint")}
          </span>
          <input
            ref={input}
            id={`${id}-files`}
            type="file"
            multiple
            className="sr-only"
            aria-describedby={`${id}-hint`}
            onChange={(event) => choose(event.target.files)}
          />
        </label>
        {offered !== null && (
          <div className="mt-4">
            <label className="flex gap-2">
              <input
                type="checkbox"
                checked={settings.siteNodes}
                aria-disabled={progress !== null}
                aria-describedby={`${id}-nodes-hint`}
                onChange={(event) => askSite(event.target.checked)}
              />
              {t("file.siteNodes")}
            </label>
            <p id={`${id}-nodes-hint`} className="mt-1 text-[0.8125rem] text-soft">
              {t("file.siteNodesHint")}
            </p>
          </div>
        )}
        <div aria-live="polite" role="status">
          {progress !== null && (
            <p className="mt-4">
              <progress className="w-full" max={progress.all} value={progress.done} aria-label={t("running")} />
              <span className="num text-sm text-soft">
                {t("file.working", { done: size(progress.done), all: size(progress.all) })}
              </span>
            </p>
          )}
          {outcome?.done === false && (
            <p className="mt-4 border-l-4 border-wait pl-4" data-testid="check-failed">
              {outcome.failure === "address"
                ? t("address", { given: outcome.given })
                : t("file.witnessBad", { given: outcome.given })}
            </p>
          )}
          {outcome?.done === true && <p className="mt-4">{t("file.results", { count: outcome.results.length })}</p>}
        </div>
        {outcome?.done === true && (
          <ul data-testid="results">
            {outcome.results.map((result, i) => (
              <FileResultView key={`${result.name}-${i}`} of={result} />
            ))}
          </ul>
        )}
        <form onSubmit={again} className="mt-10">
          <h2 className="mt-0">{t("file.settings")}</h2>
          <p className="note">{t("file.settingsLead")}</p>
          <div className="mt-4 grid gap-5 sm:grid-cols-2">
            <NodeField label={t("file.node")} hint={t("file.nodeHint")} value={settings.node} onChange={set("node")} />
            <NodeField label={t("second")} hint={t("secondHint")} value={settings.second} onChange={set("second")} />
            <NodeField label={t("anchor")} hint={t("anchorHint")} value={settings.anchor} onChange={set("anchor")} />
            <div>
              <label className="block text-sm text-soft" htmlFor={`${id}-age`}>
                {t("file.maxAge")}
              </label>
              <input
                id={`${id}-age`}
                type="number"
                min={0}
                className="field num mt-1"
                value={settings.maxAge}
                onChange={(event) => set("maxAge")(event.target.value)}
              />
            </div>
            <div className="sm:col-span-2">
              <label className="block text-sm text-soft" htmlFor={`${id}-witnesses`}>
                {t("file.witnesses")}
              </label>
              <textarea
                id={`${id}-witnesses`}
                rows={2}
                spellCheck={false}
                className="field mono mt-1"
                value={settings.witnesses}
                aria-describedby={`${id}-witnesses-hint`}
                onChange={(event) => set("witnesses")(event.target.value)}
              />
              <p id={`${id}-witnesses-hint`} className="mt-1 text-[0.8125rem] text-soft">
                {t("file.witnessesHint")}
              </p>
            </div>
            <div>
              <label className="block text-sm text-soft" htmlFor={`${id}-quorum`}>
                {t("file.quorum")}
              </label>
              <input
                id={`${id}-quorum`}
                type="number"
                min={1}
                className="field num mt-1"
                value={settings.quorum}
                onChange={(event) => set("quorum")(event.target.value)}
              />
            </div>
            {deployment !== null && (
              <div className="sm:col-span-2">
                <label className="flex gap-2">
                  <input
                    type="checkbox"
                    checked={settings.site}
                    onChange={(event) => set("site")(event.target.checked)}
                  />
                  {t("file.site")}
                </label>
                <p className="mt-1 text-[0.8125rem] text-soft">{t("file.siteHint")}</p>
              </div>
            )}
          </div>
          <button className="button mt-5" disabled={files.length === 0 || progress !== null}>
            {t("file.again")}
          </button>
        </form>
        <p className="note mt-8">
          {t.rich("found.elsewhere", {
            link: (text) => (
              <a href="/verifier.html" download="mingzhang-verifier.html">
                {text}
              </a>
            ),
          })}
        </p>
      </div>
    </>
  );
}
