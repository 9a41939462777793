// Chinese words of the steps of a proof that hold, or were not tried; the keys are those of en.ts.
import type { Language, WORDS } from "./en.ts";

const words: Record<keyof typeof WORDS, string> = {
  "not tried.other-chain": "未查询：该节点属于另一条链。",
  "not tried.no-rpc": "未给出节点。",
  "not tried.unreachable": "节点没有回答。",
  form: "文件可读",
  "form.passed": "链 {chainId} 上日志 {trail} 的第 {number} 号记录。",
  origin: "属于此处所指的日志",
  "origin.passed": "链 {chainId}，日志 {trail}：由网站所指，或由您给出的部署记录所指。",
  chain: "节点属于正确的链",
  "chain.passed": "链 {chainId}，首个区块为 {genesis}。",
  "chain.passed.id-only": "链 {chainId}。只比对了链号：别的链也可能用同一链号。",
  "chain.not tried.unreachable": "节点没有回答。要从浏览器查询，节点还须允许（CORS）。请换一个。",
  event: "节点上有同一事件",
  "event.passed": "区块 {block}，日志序号 {logIndex}，由 {sender} 发送。",
  page: "页面与记录一致",
  "page.passed": "全部 {count} 项相同。",
  agreement: "两个节点说法一致",
  "agreement.passed": "{first} 与 {second} 一致。",
  "agreement.passed.anchor": "{first} 与 {second} 对锚定合约说法一致。",
  header: "区块头的哈希正是区块哈希",
  "header.passed": "区块 {block}，{blockHash}，在此计算得出。",
  receipts: "事件在该区块的收据之中",
  "receipts.passed": "{count} 份收据重建出区块头中的收据根；事件是其中第 {logIndex} 号。",
  "receipts.not tried.no-header": "区块头未得证，故未尝试。",
  "receipts.not tried.unsupported": "{field} {value}：此工具不认识的收据类型。",
  "receipts.not tried.unreachable": "节点没有给出该区块的收据。",
  path: "记录、印记与路径通向检查点的根",
  "path.passed": "共 {size} 条中的第 {number} 号叶，根为 {root}；每个哈希都在此计算。",
  "path.not tried.no-proof": "没有人给出证明：网站的索引停机或落后。第 3、4 级需要它。",
  state: "链上日志确有此规模与根",
  "state.passed": "区块 {block} 之后有 {size} 条记录，根为 {root}，由状态根证明。",
  "state.passed.head": "现在的日志（{now} 条，区块 {block}）延续了检查点的 {size} 条。",
  "state.passed.sealed": "日志已将此根永久封存于 {size} 条记录之下。",
  "state.not tried.no-state": "节点不能证明其状态。支持 eth_getProof 的节点可以。",
  "state.not tried.no-path": "节点已不保留该区块的状态，也没有人给出通往现在日志的路径。",
  kept: "延续您保存的检查点",
  "kept.passed": "您保存的 {kept} 条与此检查点的 {size} 条是同一段历史。",
  "kept.passed.record-later": "您保存的 {kept} 条未被触动。此记录更晚，您保存的检查点不包含它。",
  "kept.not tried.none": "您还没有保存检查点。有了它，此前的一切改动都会被发现。",
  "kept.passed.other-block":
    "同样的 {size} 条记录，但区块不同：此处为 {block}，您保存的是 {keptBlock}。请问一个节点，哪一个才是链上的。",
  "kept.not tried.empty": "您保存的检查点属于空日志，由它推不出什么。",
  signatures: "签名确系各见证人所签",
  "signatures.passed": "{count} 人签署了此检查点：{signed}。",
  "signatures.not tried.contracts": "没有密钥签署；只有据称签署的合约。",
  "signatures.not tried.none": "没有人联署此检查点，或签名被略去。",
  contracts: "据称有合约签署",
  "contracts.told":
    "{rpc} 称 {witness} 是合约并且同意。节点对任何地址都可以这样说，因此不计入。由您指明的另一条链上的锚定合约可以证明它。",
  quorum: "签署的见证人足够",
  "quorum.passed.anchor": "{contract} 所列 {all} 名见证人中有 {have} 人签署，需要 {quorum} 人；经 {rpc} 读取。",
  "quorum.passed.kept": "与检查点一同保存的 {all} 名见证人中有 {have} 人签署，需要 {quorum} 人。",
  "quorum.told.site":
    "{all} 人中有 {have} 人签署，需要 {quorum} 人。但谁是见证人，只是网站所说：它指明 {contract}，经 {rpc} 读取。请自行指定见证人，或现在就保存这些人，下次比对。",
  "quorum.told.here":
    "{all} 人中有 {have} 人签署，需要 {quorum} 人。但谁是见证人，只是日志自己的链所说（{contract}，经 {rpc} 读取）：谁改写该链，就能另指他人。请自行指定见证人，或指明另一条链上的锚定合约。",
  "quorum.told.contracts": "{have} 人以密钥签署，需要 {quorum} 人；另有 {told} 个据节点所说是同意的合约，不计入。",
  "quorum.not tried.doubted": "两个节点所说的见证人不同：都不采信。",
  "quorum.not tried.unsigned": "没有可以计入的签名。",
  "quorum.not tried.no-witnesses": "您没有指定见证人，也没有查询锚定合约。签署者：{signed}。",
  anchor: "另一条链上的锚定合约持有它",
  "anchor.passed": "链 {chainId} 上的 {contract} 自 {time} 起持有此检查点。",
  "anchor.passed.later": "链 {chainId} 上的 {contract} 持有更晚的检查点（{latest} 条），它延续了此检查点。",
  "anchor.told": "链 {chainId} 上的 {contract} 自 {time} 起持有此检查点。但应查询这一合约和节点，只是网站所说。",
  "anchor.told.later":
    "链 {chainId} 上的 {contract} 持有更晚的检查点（{latest} 条），它延续了此检查点。但应查询这一合约和节点，只是网站所说。",
  alarm: "有见证人签署了两段历史",
  "alarm.told":
    "{contract} 持有 {forks} 次分叉的证据，但没有一次两边都达到人数：一把被盗的密钥就足以造成。请看是谁签了什么，并询问他们。",
  "anchor.not tried.other-chain": "{contract} 在链 {wanted} 上；此节点属于链 {chainId}。",
  "anchor.not tried.here": "{contract} 在日志自己的链上：它收集签名，但谁能改写该链，也就能改写它。",
  "anchor.not tried.nothing": "链 {chainId} 上的 {contract} 尚无检查点。",
  "anchor.not tried.newer": "链 {chainId} 上的 {contract} 持有较早的检查点（{latest} 条），此检查点延续了它。",
  "anchor.not tried.unreachable": "另一条链的节点没有回答。",
  fresh: "检查点是近期的",
  "fresh.not tried.no-limit": "时间为 {time}。您没有设定期限。",
  "fresh.not tried.unbound": "文件自称 {time}，但此处没有任何依据：既无足够的签署，也无锚定，也无节点上的区块。",
};

const states: Language["states"] = {
  passed: "成立",
  failed: "不成立",
  "not tried": "未尝试",
  disagreement: "互相矛盾",
  withheld: "未交出",
  told: "仅凭他人所说",
};

const levels: Language["levels"] = [
  { name: "尚无所证", shown: "所给的内容自相一致，仅此而已", open: "其余一切，因为这样的内容可以编造" },
  { name: "由节点读出", shown: "链上的一个节点有这条记录，一字不差", open: "该节点没有说谎" },
  {
    name: "含于区块哈希之下",
    shown: "记录在一个区块之中，区块哈希已重新计算",
    open: "链上确有此区块；没有别的记录被略去",
  },
  {
    name: "在检查点之下的日志中",
    shown: "它在一份日志之中；日志若被改动、挪动或删减，必露痕迹",
    open: "这份日志不是专为您编造的",
  },
  {
    name: "已联署，或锚定于别处",
    shown: "它在一份日志之中，且有见证人或另一条链为日志作证",
    open: "见证人没有全体串通说谎；记录与事实相符",
  },
];

const frame: Language["frame"] = {
  level: "第 {level} 级：{name}",
  plain: "已证明：{shown}。未证明：{open}。",
  nothing: "要证明更多，请给出节点、您保存的检查点或见证人。",
  told: "第 4 级仅凭网站或日志自己的链所说，不计入。",
  asked: "查询：{rpc}",
};

export const ZH: Language = { words, states, levels, frame, tag: "zh-CN" };
