// Prints what files turned out to be, in the words of pages and single-file verifier.
import type { CheckedFile } from "@mingzhang/sdk/check-files";
import type { FileLanguage } from "@mingzhang/sdk/proof-words/en-files";
import type { ShownVerdict, VerifierLocale } from "@mingzhang/sdk/proof-words";
import { forkState, showFileVerdict } from "@mingzhang/sdk/proof-words-files";
import { visibleText } from "@mingzhang/sdk/text";

const KINDS = {
  en: {
    proof: (number: string) => `proof of record ${number}`,
    broken: "no valid proof",
    fork: "evidence of a fork",
    export: "export",
    checkpoint: (size: string) =>
      `checkpoint of ${size} records; the other files are held against it, and it counts as yours with --checkpoint`,
    document: "document, no proof and no export",
    empty: "the file is empty",
    noFile: "a manifest whose export was not given: name both",
    list: "the manifest of a list for reading, which proves nothing: compare its SHA-256 with the file's, and take the provable export to prove rows",
    file: "the file alone",
  },
  zh: {
    proof: (number: string) => `记录 ${number} 的证明`,
    broken: "不是有效的证明",
    fork: "分叉证据",
    export: "导出文件",
    checkpoint: (size: string) => `${size} 条记录的检查点；其余文件均与之比对；用 --checkpoint 给出才算您自己的`,
    document: "普通文件，既非证明也非导出",
    empty: "文件是空的",
    noFile: "清单所属的导出文件没有给出：请一同列出",
    list: "这是供阅读的列表的清单文件，不能证明什么：可将其中的 SHA-256 与文件的摘要对照；要证明各行，请下载可证明的导出文件",
    file: "单凭文件",
  },
} as const;

/** Lines for a terminal: what hostile texts hold is visible in them, never obeyed. */
export function linesOf(file: CheckedFile, language: FileLanguage, locale: VerifierLocale): string[] {
  const kinds = KINDS[locale];
  const head = `${visibleText(file.name)}: `;
  switch (file.kind) {
    case "document":
      return [head + kinds.document, `  SHA-256 ${file.digest}`];
    case "checkpoint":
      return [
        head + kinds.checkpoint(String(file.kept.checkpoint.size)),
        `  ${file.kept.checkpoint.root}`,
        ...(file.verdict === null ? [] : verdictLines(showFileVerdict(file.verdict, language), kinds.file)),
      ];
    case "unread":
      return [head + { empty: kinds.empty, list: kinds.list, "no-file": kinds.noFile }[file.why]];
    case "proof": {
      const title = file.proof === null ? kinds.broken : kinds.proof(String(file.proof.record.number));
      return [head + title, ...verdictLines(showFileVerdict(file.verdict, language), kinds.file)];
    }
    case "fork":
    case "export":
      return [head + kinds[file.kind], ...verdictLines(showFileVerdict(file.verdict, language), kinds.file)];
  }
}

function verdictLines({ title, sentence, levels }: ShownVerdict, file: string): string[] {
  return [
    `  ${title}`,
    `  ${sentence}`,
    ...levels.flatMap((level) => [
      `  ${level.title === "" ? file : level.title}`,
      ...level.steps.map(({ mark, title: what, state, detail, asked }) =>
        `    ${mark} ${what} (${state}). ${detail} ${asked}`.trimEnd(),
      ),
    ]),
  ];
}

/** The same for programs: `--json`. */
export function jsonOf(file: CheckedFile): Record<string, unknown> {
  if ("verdict" in file && file.verdict !== null) {
    const { kind, name, verdict } = file;
    const fork = forkState(verdict);
    return { name, kind, level: verdict.level, failed: verdict.failed, ...(fork && { fork }), steps: verdict.steps };
  }
  return { ...file, failed: file.kind === "unread" };
}
