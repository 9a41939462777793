// The hash by which a rule knows the terms of the permits that it grants (contracts/services/rules/EligibilityRule.sol).
import { encodeAbiParameters, keccak256 } from "viem";
import type { Hex } from "../hex.ts";
import type { PermitOrder } from "./payloads.ts";

/** What a permit says, beside whose it is and why. */
export type PermitTerms = Pick<
  PermitOrder,
  "permitType" | "typeName" | "validFrom" | "validUntil" | "term" | "conditions"
>;

const TYPES = [
  { type: "uint8" },
  { type: "string" },
  { type: "uint48" },
  { type: "uint48" },
  { type: "uint32" },
  { type: "string" },
] as const;

/** keccak256(abi.encode(permitType, typeName, validFrom, validUntil, term, conditions)). */
export function permitTermsHash(terms: PermitTerms): Hex {
  const { permitType, typeName, validFrom, validUntil, term, conditions } = terms;
  return keccak256(encodeAbiParameters(TYPES, [permitType, typeName, validFrom, validUntil, term, conditions]));
}
