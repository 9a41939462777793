// Texts of the single-file verifier beside those of the steps: most are the explorer's own.
import { node as enNode } from "../messages/en/check.json";
import * as en from "../messages/en/verify.json";
import { node as zhNode } from "../messages/zh/check.json";
import * as zh from "../messages/zh/verify.json";

// One by one, so that texts of other pages stay out of the file.
const EN = {
  file: en.file,
  second: en.second,
  anchor: en.anchor,
  running: en.running,
  address: en.address,
  state: en.state,
  sealLevel: en.sealLevel,
  sealWord: en.sealWord,
  scope: en.scope,
};
const ZH: typeof EN = {
  file: zh.file,
  second: zh.second,
  anchor: zh.anchor,
  running: zh.running,
  address: zh.address,
  state: zh.state,
  sealLevel: zh.sealLevel,
  sealWord: zh.sealWord,
  scope: zh.scope,
};

const shared = (texts: typeof EN, node: string) => ({
  title: texts.file.title,
  lead: texts.file.lead,
  drop: texts.file.drop,
  dropHint: texts.file.dropHint,
  settings: texts.file.settings,
  settingsLead: texts.file.settingsLead,
  node,
  second: texts.second,
  anchor: texts.anchor,
  witnesses: texts.file.witnesses,
  quorum: texts.file.quorum,
  maxAge: texts.file.maxAge,
  again: texts.file.again,
  running: texts.running,
  address: texts.address,
  witnessBad: texts.file.witnessBad,
  noFile: texts.file.noFile,
  empty: texts.file.empty,
  list: texts.file.list,
  failed: texts.file.failed,
  fork: texts.file.fork,
  file: texts.file.file,
  state: texts.state,
  kind: texts.file.kind,
  sealLevel: texts.sealLevel,
  sealWord: texts.sealWord,
  scope: texts.scope,
});

export interface Texts extends ReturnType<typeof shared> {
  contract: string;
  contractHint: string;
  contractBad: string;
  paths: string;
  pathsHint: string;
  deployment: string;
  deploymentHint: string;
  deploymentBad: string;
  kept: string;
  keptHint: string;
  keptBad: string;
  witnessesHint: string;
  locked: string;
  lockedHint: string;
  document: string;
  checkpoint: string;
  language: string;
  /** How a step came out, behind its title. */
  outcome: string;
  noScript: string;
}

export const TEXTS: Record<"en" | "zh", Texts> = {
  en: {
    ...shared(EN, enNode),
    contract: "Address of the CheckpointAnchor on that chain",
    contractHint: "From a source that you trust: the file’s own word for it is worth nothing.",
    contractBad: "{given} is no address.",
    paths: "A site of this log, for the path between two checkpoints",
    pathsHint: "Only needed with a kept checkpoint or an anchor. Each path is checked; the site is not trusted for it.",
    deployment: "Record of the deployment (deployment.json) that you keep",
    deploymentHint: "Tells another chain with the same number apart.",
    deploymentBad: "This is no record of a deployment: {detail}",
    kept: "A checkpoint that you kept",
    keptHint: "From an earlier visit, not from whoever sent you the proof.",
    keptBad: "This is no kept checkpoint: {detail}",
    witnessesHint:
      "Addresses, apart by blanks or lines. Empty: those kept with a checkpoint, or those of the anchor that you name.",
    locked: "This page can now reach only: {nodes}. To ask others, load it again.",
    lockedHint: "Nothing is asked before you verify, and then only what you name here.",
    document:
      "No proof and no export: a document. Its SHA-256 is what records name. Search for it on the site, or compare.",
    checkpoint:
      "A checkpoint: all that you verify together with it is held against it. It counts as yours once you give it in the field for that.",
    language: "中文",
    outcome: " ({state})",
    noScript: "Verifying needs JavaScript: the work is done in your own browser.",
  },
  zh: {
    ...shared(ZH, zhNode),
    contract: "该链上锚定合约的地址",
    contractHint: "须来自您信任的来源：文件自称的地址毫无分量。",
    contractBad: "{given} 不是地址。",
    paths: "此日志的某个网站，用于取得两个检查点之间的路径",
    pathsHint: "只在有保存的检查点或锚定合约时需要。每条路径都会核对，不采信该网站。",
    deployment: "您保存的部署记录（deployment.json）",
    deploymentHint: "用于识别链号相同的另一条链。",
    deploymentBad: "这不是部署记录：{detail}",
    kept: "您保存的检查点",
    keptHint: "须是您从前保存的，而不是与证明一同发给您的。",
    keptBad: "这不是保存的检查点：{detail}",
    witnessesHint: "地址，以空格或换行分隔。留空则用与检查点一同保存的，或您指明的锚定合约所列的。",
    locked: "此网页现在只能访问：{nodes}。要查询别的节点，请重新打开。",
    lockedHint: "在您验证之前不作任何查询，之后也只查询您在此指明的地址。",
    document: "既非证明也非导出文件，按普通文件处理。记录中所载的就是它的 SHA-256。可在网站上搜索，或自行比对。",
    checkpoint: "检查点：与它一同验证的文件都会与之比对。在专门的一栏中给出，才算您自己的。",
    language: "English",
    outcome: "（{state}）",
    noScript: "验证需要 JavaScript：一切由您自己的浏览器完成。",
  },
};

export function fill(text: string, values: Readonly<Record<string, string>>): string {
  // The explorer's texts say how numbers are written; here they come written.
  return text.replace(/\{(\w+)(?:, number)?\}/g, (_, name: string) => values[name] ?? "");
}
