// Chinese words of steps that do not hold; the keys are those of en-failed.ts.
import type { Language } from "./en.ts";
import type { FAILED_WORDS } from "./en-failed.ts";
import { ZH } from "./zh.ts";

const words: Record<keyof typeof FAILED_WORDS, string> = {
  "failed.title": "不成立",
  failed: "“{title}”不成立。查明之前请勿采信。",
  "withheld.title": "无法比对",
  withheld: "有一处无法比对，因为对方拒绝给出路径。分叉正是这个样子：请向别处索取。",
  "origin.failed": "文件属于链 {chainId} 上的日志 {trail}；此处所指的是链 {wantedId} 上的 {wantedTrail}。",
  "chain.failed.id": "此节点属于链 {chainId}，而记录在链 {wanted} 上。请选用正确的节点。",
  "chain.failed.genesis": "链号 {chainId} 相同，但首个区块不同：节点为 {found}，应为 {known}。这是另一条链。",
  "chain.failed.deploy-block": "部署日志的区块（{number}）在此节点上是另一个。这是另一条链，或是重新启动过的链。",
  "failed.malformed": "节点的回答无效：{field} {value}。请换一个节点。",
  "event.failed.missing": "节点在该处没有此事件。节点可能落后，或记录是伪造的。",
  "event.failed.reverted": "节点称该交易已失败。失败的交易不产生记录。",
  "event.failed.removed": "节点称链的重组已移除此事件。",
  "event.failed.differs": "节点上的事件不同。不同之处：{fields}。",
  "page.failed": "不同之处：{fields}。页面有误，或证明属于另一条记录。",
  "agreement.disagreement":
    "{first} 与 {second} 对此记录说法不同（{about}）。其中之一在说谎或已落后，此处无法判断是哪一个。请再问第三个。",
  "agreement.disagreement.anchor": "{first} 与 {second} 对同一锚定合约说法不同。其中之一在说谎或已落后。请再问第三个。",
  "header.failed.hash": "节点给出的区块头哈希为 {found}，而非 {blockHash}。区块头被改动或伪造。",
  "header.failed.place": "此哈希的区块编号为 {number}、时间为 {time}，与记录所说不符。",
  "header.failed.missing": "节点没有此哈希的区块。节点属于另一段历史，或区块是伪造的。",
  "receipts.failed.root": "节点给出的 {count} 份收据不能重建区块头中的收据根：至少有一份被改动。",
  "receipts.failed.event": "收据确属该区块，但其中第 {logIndex} 号事件是另一个。",
  "path.failed.number": "事件中的编号不是 {number}。",
  "path.failed.later": "记录晚于检查点，检查点不可能包含它。",
  "path.failed.block": "记录与检查点所指的第 {block} 号区块不是同一个。",
  "path.failed.root": "路径不通向检查点的根：记录、编号、路径、规模或根被改动。",
  "state.failed.root": "链上日志在 {size} 条时的根是 {found}。此检查点不是链上的。",
  "state.failed.size": "链上日志当时并没有 {size} 条记录。此检查点不是链上的。",
  "state.failed.head": "现在的日志不延续此检查点：二者之一被改动。",
  "state.failed.block": "检查点的区块在此节点上是另一个：{found}。",
  "state.failed.no-block": "节点没有检查点哈希所指的区块。它属于另一段历史。",
  "state.failed.malformed": "节点的证明不能由状态根推出：{field} {value}。",
  "kept.failed.fork":
    "您保存的 {kept} 条与此检查点的 {size} 条不是同一段历史，或二者之间的路径是假的。请保留两者：它们可以证明分叉。",
  "kept.failed.origin": "您保存的检查点属于链 {chainId} 上的日志 {trail}。",
  "kept.withheld":
    "您保存了 {kept} 条，此检查点为 {size} 条，却没有人给出二者之间的路径。网站若给您看的是另一段历史，就只能拒绝给出：分叉正是这个样子。请向别处索取路径，或索取日志本身。",
  "signatures.failed.wrong": "并非署名者所签：{unsigned}。签名或检查点被改动。",
  "quorum.failed.missing": "需要 {quorum} 人，只有 {have} 人签署。缺少：{missing}。少数人的签名可能签在分叉上。",
  "quorum.failed.kept":
    "与检查点一同保存的见证人中只有 {have} 人签署，需要 {quorum} 人。缺少：{missing}。要么这是分叉，要么见证人已更换：请询问您保存的那些人，再重新保存。",
  "anchor.failed.forks":
    "{contract} 持有此日志 {forks} 次分叉的证据，就其所知两边都有足够的见证人签署。查明之前请勿采信此日志。",
  "anchor.failed.fork":
    "{contract} 持有 {latest} 条的检查点，与此检查点（{size} 条）不相容，或二者之间的路径是假的。请保留两者。",
  "anchor.failed.claimed": "文件称 {contract} 持有此检查点，事实并非如此。",
  "anchor.failed.origin": "{contract} 是另一日志的锚定合约：{trail}。",
  "anchor.failed.genesis": "节点的链号 {chainId} 相同，但首个区块不同：节点为 {found}，应为 {known}。",
  "anchor.failed.malformed": "{contract} 的回答不像锚定合约：{field} {value}。",
  "anchor.withheld":
    "{contract} 持有 {latest} 条的检查点，此检查点为 {size} 条，却没有人给出二者之间的路径。分叉正是这个样子。请向别处索取路径。",
};

export const ZH_FAILED: Language = { ...ZH, words: { ...ZH.words, ...words } };
