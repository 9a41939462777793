// Shows what the files turned out to be: the same levels, steps and words as the explorer's pages.
import type { CheckedFile } from "@mingzhang/sdk/check-files";
import type { FileLanguage } from "@mingzhang/sdk/proof-words/en-files";
import type { ShownLevel, ShownStep, ShownVerdict } from "@mingzhang/sdk/proof-words";
import { showFileVerdict } from "@mingzhang/sdk/proof-words-files";
import { el } from "./dom.ts";
import { fill, type Texts } from "./texts.ts";

export function resultOf(file: CheckedFile, texts: Texts, language: FileLanguage): HTMLElement {
  const verdict = "verdict" in file && file.verdict !== null ? showFileVerdict(file.verdict, language) : null;
  return el(
    "li",
    { class: "result", "data-kind": file.kind },
    verdict?.sealed === true ? seal(verdict, texts) : null,
    el("h2", {}, titleOf(file, texts, language)),
    el("p", { class: "hint" }, el("bdi", {}, fill(texts.file, { name: file.name.slice(0, 200) }))),
    ...detailsOf(file, texts),
    verdict?.fork === "proven" ? el("p", { class: "bad", "data-testid": "fork-proven" }, texts.fork) : null,
    ...(verdict === null ? [] : verdictView(verdict, texts)),
  );
}

function seal({ level }: ShownVerdict, texts: Texts): HTMLElement {
  const words = el("span", {}, fill(texts.sealLevel, { level: String(level) }), el("br"), texts.sealWord);
  return el("div", { class: "seal", "data-testid": "seal" }, words);
}

function titleOf(file: CheckedFile, { kind }: Texts, { tag }: FileLanguage): string {
  if (file.kind === "proof") {
    return file.proof === null ? kind.proofBroken : fill(kind.proof, { number: String(file.proof.record.number) });
  }
  if (file.kind === "checkpoint") return fill(kind.checkpoint, { size: file.kept.checkpoint.size.toLocaleString(tag) });
  return kind[file.kind];
}

function detailsOf(file: CheckedFile, texts: Texts): HTMLElement[] {
  switch (file.kind) {
    case "document":
      return [
        el("p", {}, "SHA-256: ", el("code", {}, file.digest)),
        el("p", { class: "hint" }, `${file.bytes.toLocaleString()} B`),
        el("p", {}, texts.document),
      ];
    case "checkpoint":
      return [el("p", {}, texts.checkpoint)];
    case "unread":
      return [el("p", { class: "bad", "data-testid": "unread" }, unread(file.why, texts))];
    case "fork":
    case "proof":
    case "export":
    case "list":
      // Of lists none is ever checked here: the explorer's page and the command line have room for it.
      return [];
  }
}

function unread(why: "no-file" | "empty" | "list", texts: Texts): string {
  return { "no-file": texts.noFile, empty: texts.empty, list: texts.list }[why];
}

function verdictView(verdict: ShownVerdict, texts: Texts): HTMLElement[] {
  return [
    el(
      "div",
      {
        class: verdict.failed ? "bad" : "sum",
        "data-testid": verdict.failed ? "verify-failed" : "verify-level",
        "data-level": String(verdict.level),
      },
      el("strong", {}, verdict.title),
      el("p", { class: "hint" }, verdict.sentence),
    ),
    el("ol", {}, ...verdict.levels.map((level) => levelView(level, texts))),
    el("p", { class: "hint" }, texts.scope),
  ];
}

function levelView({ level, state, title, steps }: ShownLevel, texts: Texts): HTMLElement {
  return el(
    "li",
    { "data-level": String(level), "data-state": state, class: "level" },
    title === "" ? null : el("p", {}, el("strong", {}, title), " ", el("span", { class: state }, texts.state[state])),
    el("ul", {}, ...steps.map((step) => stepView(step, texts))),
  );
}

function stepView({ id, mark, step, state, title, detail, asked }: ShownStep, texts: Texts): HTMLElement {
  const kind = step === "passed" ? "shown" : step === "not tried" || step === "told" ? "open" : "fails";
  return el(
    "li",
    { "data-step": id, "data-state": step },
    el("span", { class: `mark ${kind}`, "aria-hidden": "true" }, mark),
    el(
      "span",
      {},
      el("strong", {}, title),
      el("span", { class: kind }, fill(texts.outcome, { state })),
      el("br"),
      el("small", {}, el("bdi", {}, detail), " ", el("bdi", {}, asked)),
    ),
  );
}
