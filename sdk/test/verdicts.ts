// What the tests of verdicts share: each verdict in words, its steps by name, proofs that little speaks for.
import { expect } from "chai";
import { privateKeyToAccount } from "viem/accounts";
import type { Hex } from "@mingzhang/sdk/hex";
import type { PortableProof } from "@mingzhang/sdk/proof";
import type { ProofContext } from "@mingzhang/sdk/proof-context";
import type { Step, StepId, Verdict } from "@mingzhang/sdk/proof-steps";
import { verifyProof } from "@mingzhang/sdk/proof-verify";
import { hasWords, type ShownVerdict } from "@mingzhang/sdk/proof-words";
import { showFileVerdict } from "@mingzhang/sdk/proof-words-files";
import { EN_FILES } from "@mingzhang/sdk/proof-words/en-files";
import { ZH_FILES } from "@mingzhang/sdk/proof-words/zh-files";
import { makeProof } from "./proofs.ts";

export const lower = (address: string) => address.toLowerCase() as Hex;
/** A key of the operator's own. */
export const evil = privateKeyToAccount(`0x${"42".repeat(32)}`);

/** Whatever a check ends in, there are words for it, in both languages. */
export async function verify(proof: PortableProof, context: ProofContext): Promise<Verdict> {
  const verdict = await verifyProof(proof, context);
  for (const one of verdict.steps) {
    const why = `${one.id}.${one.state}.${one.reason}`;
    expect(hasWords(one, EN_FILES) && hasWords(one, ZH_FILES), why).to.equal(true);
  }
  return verdict;
}

export function all({ steps }: Verdict, id: StepId): Step[] {
  return steps.filter((one) => one.id === id);
}

export function only(verdict: Verdict, id: StepId): Step {
  const [first, second] = all(verdict, id);
  if (first === undefined || second !== undefined) return expect.fail(`not one step ${id}`);
  return first;
}

export const show = (verdict: Verdict): ShownVerdict => showFileVerdict(verdict, EN_FILES);

/** Proof that nothing but its path speaks for. */
export async function bare(size = 9, number = 2): Promise<PortableProof> {
  return { ...(await makeProof(size, number)), cosignatures: [], anchors: [] };
}
