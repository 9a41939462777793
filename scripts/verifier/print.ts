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
    list: "the manifest of a list for reading, which proves nothing: name it together with its file, and take the provable export to prove rows",
    listed: "file of a list, and a manifest: the site's word for a list for reading, which proves nothing of the log",
    same: (rows: string) => `the file is the one that the manifest names; rows: ${rows}`,
    differs: (of: string) => `file and manifest do not agree; the manifest is of ${of}`,
    difference: (what: string, told: string, found: string) => `${what}: the manifest has ${told}, the file ${found}`,
    uncounted: "not counted",
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
    list: "这是供阅读的列表的清单文件，不能证明什么：请与其文件一同列出；要证明各行，请下载可证明的导出文件",
    listed: "列表文件与清单：只是网站对供阅读的列表所说，不能证明日志中的内容",
    same: (rows: string) => `文件正是清单所列的；行数：${rows}`,
    differs: (of: string) => `文件与清单不一致，清单所列的是 ${of}`,
    difference: (what: string, told: string, found: string) => `${what}：清单为 ${told}，文件为 ${found}`,
    uncounted: "没有计算",
    file: "单凭文件",
  },
} as const;

const DIFFERENCES = {
  en: { bytes: "bytes", sha256: "SHA-256", columns: "columns that the other lacks", rows: "rows", sum: "sum" },
  zh: { bytes: "字节数", sha256: "SHA-256", columns: "对方没有的列", rows: "行数", sum: "合计" },
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
    case "list": {
      const { of, rows, differences } = file.check;
      const different = differences.map(({ what, told, found }) => {
        return `    ${kinds.difference(DIFFERENCES[locale][what], visibleText(told, 300), visibleText(found, 300))}`;
      });
      const said =
        differences.length === 0 ? kinds.same(String(rows ?? kinds.uncounted)) : kinds.differs(visibleText(of));
      return [head + kinds.listed, `  SHA-256 ${file.check.digest}`, `  ${said}`, ...different];
    }
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
  return { ...file, failed: file.kind === "unread" || (file.kind === "list" && file.check.differences.length > 0) };
}
