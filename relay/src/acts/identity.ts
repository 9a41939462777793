// Names acts by what was signed, so that the same act is relayed once however often it is sent.
import type { CaseDomain } from "@mingzhang/sdk/cases/typed-data";
import { caseActDigest, decisionDigest, submissionDigest } from "@mingzhang/sdk/cases/typed-data";
import { checkpointDigest, type Origin } from "@mingzhang/sdk/checkpoint";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { decodeSubject } from "@mingzhang/sdk/findings/subject";
import { type FindingDomain, findingId, openingDigest, statementDigest } from "@mingzhang/sdk/findings/typed-data";
import { SUBJECT_KINDS } from "@mingzhang/sdk/findings/words";
import { numberOf } from "@mingzhang/sdk/cases/words";
import type { Hex } from "@mingzhang/sdk/hex";
import { concatHex, encodeAbiParameters, keccak256, zeroAddress } from "viem";
import { callOf } from "./calls.ts";
import { isCosignAct } from "./checkpoints.ts";
import { type FindingAct, findingActName, isFindingAct } from "./findings.ts";
import type { Act, ActOf } from "./schema.ts";

/** What a handler says of a payload, as far as a submission's digest needs it. */
export interface Described {
  content: Hex;
  submissionType: Hex;
}

export interface Identity {
  /** keccak256(abi.encode(digest, signer)), for two officials may sign the same words; of several, the hash of them all. */
  id: Hex;
  digests: Hex[];
  signers: Hex[];
  /** The case, the finding, or the digest of the checkpoint. Zeros for a new case: the contract gives the number when the act is tried. */
  case: Hex;
}

/** What the chain is asked, for an act does not carry all that its digest is made of. */
export interface Questions {
  domain: CaseDomain;
  findingDomain: FindingDomain;
  /** Of the log whose checkpoints are signed. */
  origin: Origin;
  /** What the procedure's handler says of a submission's payload. */
  describe: (submission: ActOf<"submit">["submission"]) => Promise<Described>;
  /** Hash of a party's name. */
  nameHash: (party: number) => Promise<Hex>;
  /** Public number of a finding; 0 for none. */
  findingNumber: (id: Hex) => Promise<bigint>;
}

export async function identify(act: Act, questions: Questions): Promise<Identity> {
  if (isFindingAct(act)) return identifyFinding(act, questions);
  if (isCosignAct(act)) {
    const digest = checkpointDigest(questions.origin, act.checkpoint);
    const signers = act.cosignatures.map(({ witness }) => witness);
    return identity(
      signers.map(() => digest),
      signers,
      digest,
    );
  }
  const { domain, describe } = questions;
  switch (act.act) {
    case "submit": {
      const { content, submissionType } = await describe(act.submission);
      const { deadline, signer } = act.by;
      const fields = { ...act.submission, payload: keccak256(act.submission.payload), deadline };
      const digest = submissionDigest(domain, fields, content, submissionType);
      return identity([digest], [signer], act.submission.id);
    }
    case "decide": {
      const digests = act.decisions.map(({ by, ...words }) =>
        decisionDigest(domain, { ...words, id: act.id, round: act.round, deadline: by.deadline }, act.body),
      );
      const signers = act.decisions.map(({ by }) => by.signer);
      return identity(digests, signers, act.id);
    }
    case "withdraw":
    case "cancel":
    case "declare-conflict": {
      const digest = caseActDigest(domain, { ...act, deadline: act.by.deadline });
      return identity([digest], [act.by.signer], act.id);
    }
    case "lapse":
    case "execute":
    case "rule":
      return identity([keccak256(callOf(act))], [], act.id);
  }
}

async function identifyFinding(act: FindingAct, questions: Questions): Promise<Identity> {
  const { findingDomain: domain, nameHash, findingNumber } = questions;
  const { signer, deadline } = act.by;
  if (act.act === "open-finding") {
    const { subjectKind, subject: word, ...plain } = act.opening;
    const subject = decodeSubject(numberOf(SUBJECT_KINDS, subjectKind, "subjectKind"), word);
    if (subject === null) {
      const remedy = "Give the number of a record, line or party, or a period, in 32 bytes";
      throw new MingzhangError("FINDING_INVALID", "opening.subject", word, `is no ${subjectKind}`, remedy);
    }
    const names = { agencyName: await nameHash(plain.agency), officeName: await nameHash(plain.office) };
    const digest = openingDigest(domain, { ...plain, subject }, names, deadline);
    return identity([digest], [signer], findingId(digest, signer));
  }
  const statement = { ...act.statement, act: findingActName(act), id: act.id, finding: await findingNumber(act.id) };
  const digest = statementDigest(domain, statement, await nameHash(statement.agency), deadline);
  return identity([digest], [signer], act.id);
}

function identity(digests: Hex[], signers: Hex[], ofCase: Hex): Identity {
  const ids = digests.map((digest, place) => idOf(digest, signers[place] ?? zeroAddress));
  const [only] = ids;
  const id = only !== undefined && ids.length === 1 ? only : keccak256(concatHex(ids));
  return { id, digests, signers, case: ofCase };
}

function idOf(digest: Hex, signer: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "address" }], [digest, signer]));
}
