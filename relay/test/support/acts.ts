// Acts as officials' browsers send them, for the tests.
import type { RelayAct, RelayBody } from "@mingzhang/sdk/api-relay";
import type { Body } from "@mingzhang/sdk/cases/body";
import type { Hex } from "@mingzhang/sdk/hex";
import { keccak256, stringToHex, zeroHash } from "viem";
import { type Act, actSchema } from "../../src/acts/schema.ts";
import { SOME_BODY } from "./fake-chain.ts";

export const MAKER: Hex = "0x1000000000000000000000000000000000000001";
export const CHECKER: Hex = "0x2000000000000000000000000000000000000002";
export const PAYLOAD: Hex = "0x11";

export const caseNumber = (name: string): Hex => keccak256(stringToHex(name));

export const signatureOf = (lastByte = "01"): Hex => `0x${"5a".repeat(64)}${lastByte}`;

export const bodyJson = (body: Body = SOME_BODY): RelayBody => ({ ...body, steps: body.steps.map(String) });

export function submit(more: { salt?: Hex; signature?: Hex; documents?: Hex[] } = {}): RelayAct {
  const { salt = zeroHash, signature = signatureOf(), documents = [] } = more;
  const fresh = { procedure: 1, agency: 2, id: zeroHash, round: 0 };
  return {
    act: "submit",
    submission: { ...fresh, salt, documents, payload: PAYLOAD },
    by: { signer: MAKER, deadline: 2_000_000_000, signature },
  };
}

export function decide(
  id: Hex,
  body: Body,
  more: { signature?: Hex; payload?: Hex; step?: number; signer?: Hex } = {},
): RelayAct {
  const { signature = signatureOf(), step = 0, signer = CHECKER, payload } = more;
  const by = { signer, deadline: 2_000_000_000, signature };
  const decisions = [{ step, verdict: "approve" as const, reason: "", by }];
  return {
    act: "decide",
    id,
    round: 0,
    body: bodyJson(body),
    decisions,
    ...(payload === undefined ? {} : { payload }),
  };
}

/** As the relay has read it. */
export const read = (act: RelayAct): Act => actSchema.parse(act);
