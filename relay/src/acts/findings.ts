// Acts on findings as they are taken in, and as calls of Findings.
import { findingsAbi as abi } from "@mingzhang/sdk/abi/findings";
import { numberOf } from "@mingzhang/sdk/cases/words";
import { decodeSubject } from "@mingzhang/sdk/findings/subject";
import { MAX_FINDING_TEXT } from "@mingzhang/sdk/findings/typed-data";
import { FINDING_ACTS, type FindingActName, SEVERITIES, SUBJECT_KINDS } from "@mingzhang/sdk/findings/words";
import type { Hex } from "@mingzhang/sdk/hex";
import { encodeFunctionData } from "viem";
import { z } from "zod";
import { signed, small, textOf, word } from "./fields.ts";

const names = <N extends string>(words: readonly { name: N }[]) => {
  const list = words.map(({ name }) => name);
  return z.enum(list as [N, ...N[]], { error: `Give ${list.join(", ")}` });
};

const text = textOf(MAX_FINDING_TEXT);

const opening = z
  .strictObject({
    office: small(32),
    agency: small(32),
    severity: names(SEVERITIES),
    subjectKind: names(SUBJECT_KINDS),
    subject: word,
    answerLimit: small(32),
    text,
    document: word,
    salt: word,
  })
  .refine(({ subjectKind, subject }) => decodeSubject(numberOf(SUBJECT_KINDS, subjectKind, "subjectKind"), subject), {
    path: ["subject"],
    message: "Give the number of such a subject in 32 bytes, as docs/FINDINGS.md lays it out",
  });

const later = {
  id: word,
  statement: z.strictObject({ turn: small(8), agency: small(32), text, document: word }),
  by: signed,
};

export const findingActs = [
  z.strictObject({ act: z.literal("open-finding"), opening, by: signed }),
  z.strictObject({ act: z.literal("answer-finding"), ...later }),
  z.strictObject({ act: z.literal("resolve-finding"), ...later }),
  z.strictObject({ act: z.literal("escalate-finding"), ...later }),
  z.strictObject({ act: z.literal("reopen-finding"), ...later }),
] as const;

export type FindingAct = z.output<(typeof findingActs)[number]>;
export type LaterFindingAct = Exclude<FindingAct, { act: "open-finding" }>;

/** Whether an act is one of those above, which go to another contract than cases do. */
export function isFindingAct(act: { act: string }): act is FindingAct {
  return act.act.endsWith("-finding");
}

/** The word that is signed: `answer` of `answer-finding`. */
export function findingActName(act: LaterFindingAct): FindingActName {
  const name = FINDING_ACTS.find((known) => `${known.name}-finding` === act.act)?.name;
  if (name === undefined) throw new Error(`${act.act} is no act on a finding.`);
  return name;
}

/** The one call that is the act itself. */
export function findingCall(act: FindingAct): Hex {
  if (act.act !== "open-finding") {
    return encodeFunctionData({ abi, functionName: findingActName(act), args: [act.id, act.statement, act.by] });
  }
  const { severity, subjectKind, ...plain } = act.opening;
  const encoded = {
    ...plain,
    severity: numberOf(SEVERITIES, severity, "severity"),
    subjectKind: numberOf(SUBJECT_KINDS, subjectKind, "subjectKind"),
  };
  return encodeFunctionData({ abi, functionName: "open", args: [encoded, act.by] });
}
