// Chinese words of the steps of forks and exports beside those of a proof; the keys are those of en-files.ts.
import type { FILE_WORDS, FileLanguage, FileSentences } from "./en-files.ts";
import { ZH_FAILED } from "./zh-failed.ts";

const words: Record<keyof typeof FILE_WORDS, string> = {
  "form.failed.malformed": "{field} {value} 不符合格式。请从出处重新取得文件。",
  "form.failed.version": "{field} {value} 是此处不认识的版本。请换用较新的验证工具。",
  "quorum.passed.reader": "您信任的 {all} 人中有 {have} 人签署，需要 {quorum} 人。",
  "fresh.passed": "时间为 {time}。",
  "fresh.failed.stale": "时间为 {time}，已过 {days} 天，限期 {limit} 天。见证人已停止签署，或您看到的是旧状态。",
  "fresh.failed.future": "它自称时间为 {time}，而这一时间尚未到来。它的时钟或您的时钟不准，或者它是编造的。",
  "kept.told.beside":
    "与随这些文件而来的 {kept} 条的检查点相合。制作这些文件的人也可能制作了它：由您作为自己保存的检查点给出，才计入。",
  "form.passed.fork": "链 {chainId} 上日志 {trail} 的分叉证据。",
  contradiction: "两段历史互相矛盾",
  "contradiction.passed.roots": "同一规模 {sizeA} 有两个根：{rootA} 与 {rootB}。",
  "contradiction.passed.leaves": "同一记录 {index} 有两片叶：{leafA} 与 {leafB}。",
  "contradiction.failed.empty": "其中之一属于空日志，其下没有任何记录。",
  "contradiction.failed.same": "两边是同一个检查点。",
  "contradiction.failed.none": "两者可以同时成立：既非同一规模有两个根，也非同一记录有两片叶。",
  "contradiction.failed.path": "有一条路径不能由记录 {index} 通向其检查点的根。",
  signers: "见证人签署了两边",
  "signers.passed": "{countA} 人签署其一（{signedA}），{countB} 人签署其二（{signedB}）。两边都签的：{both}。",
  "signers.failed.unsigned": "有一边没有可以计入的签名：不能证明任何人的过错。",
  "signers.not tried.no-witnesses": "签署其一：{signedA}；签署其二：{signedB}。他们是否为此日志的见证人，须由您判断。",
  manifest: "清单可读",
  "manifest.passed": "清单称有 {rows} 行，日志有 {size} 条记录。",
  "manifest.failed.malformed": "{message}",
  file: "文件正是清单所指",
  "file.passed": "{bytes} 字节，SHA-256 为 {sha256}。",
  "file.failed.bytes": "清单称 {told} 字节，文件为 {computed} 字节。文件被截断，或是另一个文件。",
  "file.failed.sha256": "清单称 SHA-256 为 {told}，文件为 {computed}。文件被改动，或是另一个文件。",
  rows: "每一行可读",
  "rows.passed": "共 {rows} 行。",
  "rows.failed.head": "首行不是此格式的列名。",
  "rows.failed.malformed": "第 {row} 行，{column}：{told}。{message}",
  "rows.failed.order": "第 {row} 行是记录 {told}，此处应为 {wanted}。",
  "rows.failed.count": "清单称有 {told} 行，文件有 {computed} 行。",
  "rows.failed.cut": "文件在第 {row} 行中间截止。",
  columns: "每一列与其事件一致",
  "columns.passed": "全部 {rows} 行。",
  "columns.failed.differs": "第 {row} 行，记录 {record}：{column} 为 {told}，其事件为 {computed}。",
  "failed.undecodable": "第 {row} 行，记录 {record}：{message}",
  "columns.not tried.unknown":
    "未全部尝试：{rows} 个事件中有 {unknown} 个是本验证器不认识的，首个在第 {row} 行（主题 {topic}）。它们可能出自较新的合约；其内容不在任何合计之内。请使用较新的验证器。",
  "not tried.broken": "未尝试：各行未能读到末尾。",
  sums: "合计与各行相符",
  "sums.passed": "已重新相加。",
  "sums.passed.told": "已按各行所述重新相加，括号内为笔数：{sums}。",
  "sums.failed.differs": "清单称 {told}；各行相加得 {computed}。",
  leaves: "每一行都是日志的一片叶",
  "leaves.passed": "{leaves} 片叶，在此计算哈希。",
  "leaves.failed.number": "第 {row} 行自称记录 {told}，其事件为 {computed}。",
  "leaves.not tried.empty": "未尝试：文件没有任何行。",
  root: "各行通向检查点的根",
  "root.passed": "{size} 条记录，根为 {root}。",
  "root.failed.differs": "清单称根为 {told}，各行得出 {computed}：有内容被改动、略去或移动。",
  "root.failed.siblings": "清单在各行之外有 {told} 个哈希，需要 {computed} 个。",
  "root.not tried.empty":
    "未尝试：没有任何行的筛选对日志什么也没有说明，不能证明没有符合条件的记录。如需证明，请下载整个日志。",
  complete: "没有记录缺失",
  "complete.passed": "日志的全部 {size} 条记录都在文件中。",
  "complete.failed.short": "日志有 {size} 条记录，文件中只有 {rows} 条。",
  "complete.not tried.filter":
    "文件是选取的一部分：其中 {rows} 行都在日志中，已证明；没有漏选，未证明。按什么条件选取只是文件所说；币种与小数位数载于别的记录，也只是文件所说，以最小单位计的金额则已证明。要证明其余，请下载整个日志。",
};

const files: FileSentences = {
  choice: [
    {
      name: "每一行都在检查点之下的日志中",
      shown: "每一行都在一份日志之中，未经改动",
      open: "没有漏选的行（要证明它，请下载整个日志）；这份日志不是专为您编造的",
    },
    {
      name: "每一行都在已联署或锚定于别处的日志中",
      shown: "每一行都在一份日志之中，未经改动，且有见证人或另一条链为日志作证",
      open: "没有漏选的行（要证明它，请下载整个日志）；见证人没有全体串通说谎",
    },
  ],
  whole: [
    "文件就是一份完整的日志；日志若被改动、挪动或删减，必露痕迹",
    "文件就是一份完整的日志，且有见证人或另一条链为它作证",
  ],
  oneHistory: "已证明：此检查点与您保存的检查点同属一段历史。未证明：任何一条记录。",
  noRows: "文件中一行也没有：它什么也不能证明，连“没有记录”也不能。",
  fork: {
    proven: "日志的分叉已得证：您信任的见证人签署了两段历史。",
    open: "两段历史互相矛盾；是否由见证人签署，未得证。",
    none: "这不能证明分叉。",
  },
  forkDo: {
    proven: "请勿采信此日志。请保存此文件，并交给审计机关和依赖此日志的人。",
    open: "请指定此日志的见证人，便可判断。请保存此文件。",
    none: "它不能证明任何人的过错。",
  },
};

export const ZH_FILES: FileLanguage = { ...ZH_FAILED, words: { ...ZH_FAILED.words, ...words }, files };
