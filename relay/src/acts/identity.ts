// Names acts by what was signed, so that the same act is relayed once however often it is sent.
import type { CaseDomain } from "@mingzhang/sdk/cases/typed-data";
import { caseActDigest, decisionDigest, submissionDigest } from "@mingzhang/sdk/cases/typed-data";
import type { Hex } from "@mingzhang/sdk/hex";
import { concatHex, encodeAbiParameters, keccak256, zeroAddress } from "viem";
import { callOf } from "./calls.ts";
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
  /** Zeros for a new case: the contract gives the number when the act is tried. */
  case: Hex;
}

/** @param describe asks the procedure's handler about a submission's payload */
export async function identify(
  act: Act,
  domain: CaseDomain,
  describe: (submission: ActOf<"submit">["submission"]) => Promise<Described>,
): Promise<Identity> {
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

function identity(digests: Hex[], signers: Hex[], ofCase: Hex): Identity {
  const ids = digests.map((digest, place) => idOf(digest, signers[place] ?? zeroAddress));
  const [only] = ids;
  const id = only !== undefined && ids.length === 1 ? only : keccak256(concatHex(ids));
  return { id, digests, signers, case: ofCase };
}

function idOf(digest: Hex, signer: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "address" }], [digest, signer]));
}
