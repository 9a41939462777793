// What CheckpointAnchors say of a checkpoint, each through a node, and whether two nodes say the same of one contract.
import { type AnchorStanding, type AnchorState, readAnchor, readSigned, readStanding } from "./anchor-read.ts";
import type { SignedCheckpoint, Origin } from "./checkpoint.ts";
import type { Cosigners } from "./cosigners.ts";
import { timeText } from "./days.ts";
import type { Hex } from "./hex.ts";
import { type AnchorChoice, attempt, type ProofContext } from "./proof-context.ts";
import { pathBetween } from "./proof-log.ts";
import { type Step, step } from "./proof-steps.ts";
import { readHeader } from "./receipts.ts";
import { verifyConsistency } from "./verify.ts";

export interface AnchorFinding {
  anchor: AnchorChoice;
  steps: Step[];
  /** Null where the contract did not answer, or is of another log. */
  state: AnchorState | null;
  standing: AnchorStanding | null;
  /** It stands on the log's own chain: whoever rewrites that one rewrites it too. */
  here: boolean;
  /** Time of a checkpoint that holds what is checked, as the contract says; null where it holds none. */
  time: number | null;
  /** Witnesses without a key whose signature the contract has recorded. */
  recorded: Hex[];
  /** Another node says something else of the same contract. */
  doubted: boolean;
}

/** Whether its word counts: contract and node are the reader's, on another chain, and no second node contradicts it. */
export function isCounted({ anchor, state, here, doubted }: AnchorFinding): boolean {
  return state !== null && anchor.source !== "site" && !here && !doubted;
}

type Claim = SignedCheckpoint & { origin: Origin };

/** Each anchor that was given, and the steps that compare nodes which were asked for the same one. */
export async function anchorFindings(
  claim: Claim,
  cosigners: Cosigners,
  context: ProofContext,
): Promise<{ found: AnchorFinding[]; agreement: Step[] }> {
  const found = await Promise.all((context.anchors ?? []).map((one) => findingOf(claim, one, cosigners, context)));
  const agreement = found.flatMap((one, i) => agreementOf(one, found.slice(0, i)));
  return { found, agreement };
}

/** Whether a CheckpointAnchor holds the checkpoint, or a later one that continues it, and what forks it knows of. */
async function findingOf(
  claim: Claim,
  anchor: AnchorChoice,
  { digest, unsigned }: Cosigners,
  context: ProofContext,
): Promise<AnchorFinding> {
  const { name, rpc, contract, source, on } = anchor;
  const { origin, checkpoint, anchors } = claim;
  const finding: AnchorFinding = {
    anchor,
    steps: [],
    state: null,
    standing: null,
    here: false,
    time: null,
    recorded: [],
    doubted: false,
  };
  const found = await attempt("anchor", 4, { rpc: name, contract, source }, async () => {
    if (on !== undefined) {
      const other = await otherChain(anchor, on);
      if (other !== null) return other;
    }
    const [read, standing] = await Promise.all([readAnchor(rpc, contract), readStanding(rpc, contract, digest)]);
    const { chainId, latest, forks, quorumForks } = read;
    const here = chainId === origin.chainId;
    const genesis = on?.genesisHash ?? "";
    const size = checkpoint.size;
    const facts = { rpc: name, contract, source, chainId, genesis, forks, size, latest: latest?.size ?? 0 };
    if (read.origin.chainId !== origin.chainId || read.origin.trail !== origin.trail) {
      return step("anchor", 4, "failed", "origin", { ...facts, trail: read.origin.trail });
    }
    const mayCount = source !== "site" && !here;
    const signed = await Promise.all(
      (mayCount ? unsigned : []).map(async ({ witness }) =>
        (await readSigned(rpc, contract, digest, witness)) ? [witness] : [],
      ),
    );
    Object.assign(finding, { state: read, standing, here, recorded: signed.flat() });
    // One stolen key of a former witness is enough for a fork; where it is not known how many signed, the worst is assumed.
    if (quorumForks !== 0) return step("anchor", 4, "failed", "forks", facts);
    if (forks > 0) finding.steps.push(step("alarm", 4, "told", "", facts));
    const word = source === "site" ? "told" : "passed";
    const holds = (reason: string, more = facts, time = checkpoint.time) => {
      // On the log's own chain it gathers signatures, but whoever rewrites that chain rewrites it too.
      if (here) return step("anchor", 4, "not tried", "here", facts);
      finding.time = time;
      return step("anchor", 4, word, reason, more);
    };
    if (standing.anchoredAt > 0) return holds("", { ...facts, ...{ time: timeText(BigInt(standing.anchoredAt)) } });
    const claimed = anchors.some((one) => one.chainId === chainId && one.contract === contract);
    if (claimed) return step("anchor", 4, "failed", "claimed", facts);
    if (latest === null) return step("anchor", 4, "not tried", "nothing", facts);
    const [older, newer] = size <= latest.size ? [checkpoint, latest] : [latest, checkpoint];
    const path = await pathBetween(context.consistency, older.size, newer.size);
    if (path === null) return step("anchor", 4, "withheld", "", facts);
    if (!verifyConsistency(older.size, older.root, newer.size, newer.root, path)) {
      return step("anchor", 4, "failed", "fork", facts);
    }
    if (newer === checkpoint) return step("anchor", 4, "not tried", "newer", facts);
    // The time of what is checked is bound by nobody: that of the anchored one is.
    return holds("later", facts, latest.time);
  });
  finding.steps.unshift(found);
  return finding;
}

/** Null where the node is of the chain on which the contract stands. */
async function otherChain(
  { name, rpc, contract }: AnchorChoice,
  { chainId, genesisHash }: NonNullable<AnchorChoice["on"]>,
): Promise<Step | null> {
  const found = Number(await rpc.request({ method: "eth_chainId", params: [] }));
  const facts = { rpc: name, contract, chainId: found, wanted: chainId };
  if (found !== chainId) return step("anchor", 4, "not tried", "other-chain", facts);
  const first = readHeader(await rpc.request({ method: "eth_getBlockByNumber", params: ["0x0", false] })).hash;
  if (first === genesisHash.toLowerCase()) return null;
  return step("anchor", 4, "failed", "genesis", { ...facts, found: first, known: genesisHash });
}

/** Two nodes that were asked for the same contract have to say the same of it: witnesses, quorum, forks, all that is read. */
function agreementOf(one: AnchorFinding, before: readonly AnchorFinding[]): Step[] {
  const other = before.find(
    ({ anchor, state }) =>
      state !== null &&
      anchor.contract.toLowerCase() === one.anchor.contract.toLowerCase() &&
      state.chainId === one.state?.chainId,
  );
  if (other === undefined) return [];
  const said = ({ state, standing, recorded }: AnchorFinding) => JSON.stringify({ state, standing, recorded });
  const same = said(one) === said(other);
  const facts = { first: other.anchor.name, second: one.anchor.name };
  if (!same) one.doubted = other.doubted = true;
  return [step("agreement", 4, same ? "passed" : "disagreement", "anchor", facts)];
}
