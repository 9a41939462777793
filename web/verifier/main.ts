// The single-file verifier: opened from disk or served from anywhere, it checks a reader's files and asks only what it is told to.
import { checkFiles, type CheckedFile } from "@mingzhang/sdk/check-files";
import { verifyExport } from "@mingzhang/sdk/export";
import { EN_FILES } from "@mingzhang/sdk/proof-words/en-files";
import { ZH_FILES } from "@mingzhang/sdk/proof-words/zh-files";
import { el, field } from "./dom.ts";
import { resultOf } from "./results.ts";
import { contextOf, lockedTo, lockTo, type Settings } from "./settings.ts";
import { fill, TEXTS } from "./texts.ts";

type Locale = keyof typeof TEXTS;

let locale: Locale = navigator.language.startsWith("zh") ? "zh" : "en";
let files: readonly File[] = [];
let results: readonly CheckedFile[] = [];
let settings: Settings = {
  node: "",
  second: "",
  anchor: "",
  contract: "",
  paths: "",
  witnesses: "",
  quorum: "",
  maxAge: "",
  deployment: "",
  kept: "",
};

function draw(): void {
  const texts = TEXTS[locale];
  document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
  document.title = `${texts.title} · 明账 Mingzhang`;
  const other = el(
    "button",
    { type: "button", class: "plain", lang: locale === "zh" ? "en" : "zh-CN" },
    texts.language,
  );
  other.addEventListener("click", () => {
    locale = locale === "zh" ? "en" : "zh";
    draw();
    show();
  });
  document.body.replaceChildren(
    el(
      "main",
      {},
      el("header", {}, el("span", { class: "name" }, "明账 Mingzhang"), other),
      el("h1", {}, texts.title),
      el("p", { class: "lead" }, texts.lead),
      dropZone(),
      el("div", { id: "status", role: "status", "aria-live": "polite" }),
      el("ul", { id: "results", "data-testid": "results" }),
      form(),
    ),
  );
}

function dropZone(): HTMLElement {
  const texts = TEXTS[locale];
  const input = el("input", { type: "file", multiple: "", id: "files", "aria-describedby": "files-hint" });
  const zone = el(
    "label",
    { class: "drop", for: "files", "data-testid": "drop" },
    el("span", { class: "big" }, texts.drop),
    el("span", { class: "hint", id: "files-hint" }, texts.dropHint),
    input,
  );
  input.addEventListener("change", () => {
    const chosen = [...(input.files ?? [])];
    // The same file can be chosen again.
    input.value = "";
    void verify(chosen);
  });
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    void verify([...(event.dataTransfer?.files ?? [])]);
  });
  return zone;
}

function form(): HTMLElement {
  const texts = TEXTS[locale];
  const made = el("form", {}, el("h2", {}, texts.settings), el("p", { class: "hint" }, texts.settingsLead));
  made.append(el("p", { class: "hint" }, texts.lockedHint));
  const add = (name: keyof Settings, label: string, hint = "", attributes: Record<string, string> = {}) => {
    const input =
      name === "witnesses"
        ? el("textarea", { rows: "2", spellcheck: "false" })
        : el("input", { spellcheck: "false", ...attributes });
    input.value = settings[name];
    input.addEventListener("input", () => {
      settings = { ...settings, [name]: input.value.trim() };
    });
    made.append(field(name, label, hint, input));
  };
  const url = { type: "url", placeholder: "https://" };
  const count = { type: "number", min: "0" };
  add("node", texts.node, "", url);
  add("second", texts.second, "", url);
  add("anchor", texts.anchor, "", url);
  add("contract", texts.contract, texts.contractHint, { type: "text", placeholder: "0x" });
  add("witnesses", texts.witnesses, texts.witnessesHint);
  add("quorum", texts.quorum, "", count);
  add("maxAge", texts.maxAge, "", count);
  add("paths", texts.paths, texts.pathsHint, url);
  const addFile = (name: "kept" | "deployment", label: string, hint: string) => {
    const input = el("input", { type: "file", accept: ".json" });
    input.addEventListener("change", () => {
      void (async () => {
        settings = { ...settings, [name]: (await input.files?.[0]?.text()) ?? "" };
      })();
    });
    made.append(field(name, label, hint, input));
  };
  addFile("kept", texts.kept, texts.keptHint);
  addFile("deployment", texts.deployment, texts.deploymentHint);
  made.append(el("button", {}, texts.again));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    void verify(files);
  });
  return made;
}

function say(text: string, isBad = false): void {
  const line = el("p", isBad ? { class: "bad", "data-testid": "check-failed" } : {}, text);
  document.querySelector("#status")?.replaceChildren(line);
}

async function verify(chosen: readonly File[]): Promise<void> {
  if (chosen.length === 0) return;
  const texts = TEXTS[locale];
  files = chosen;
  const context = contextOf(settings);
  if ("refused" in context) {
    say(fill(texts[context.refused], { given: context.given, detail: context.given }), true);
    return;
  }
  if (lockTo(settings) === null) {
    say(fill(texts.locked, { nodes: lockedTo()?.join(", ") || "–" }), true);
    return;
  }
  results = [];
  show();
  const bar = el("progress", { "aria-label": texts.running, max: "1" });
  document.querySelector("#status")?.replaceChildren(bar);
  try {
    const named = chosen.map((file) => ({ name: file.name, blob: file }));
    results = await checkFiles(
      named,
      context,
      async () => verifyExport,
      (done, all) => {
        bar.value = all === 0 ? 1 : done / all;
      },
    );
  } catch (cause) {
    // A file that vanished or may not be read: the browser's own words say why.
    say(fill(texts.failed, { detail: cause instanceof Error ? cause.message : String(cause) }), true);
    return;
  }
  show();
}

function show(): void {
  const language = locale === "zh" ? ZH_FILES : EN_FILES;
  const texts = TEXTS[locale];
  document.querySelector("#results")?.replaceChildren(...results.map((file) => resultOf(file, texts, language)));
  const now = lockedTo();
  if (results.length > 0 && now !== null) say(fill(texts.locked, { nodes: now.join(", ") || "–" }));
}

// A file that misses the marked area would be opened in place of this page.
for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
draw();
