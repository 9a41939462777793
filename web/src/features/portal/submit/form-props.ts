// What every form of a submission gets and gives.
import type { Procedure } from "@mingzhang/sdk/api-cases";
import type { Payload } from "@mingzhang/sdk/cases/payloads";
import type { Hex } from "viem";
import type { Draft } from "../acts/drafts";

export interface FormProps {
  procedure: Procedure;
  /** Agency that the case is for. */
  agency: number;
  /** Digest of the first attachment: what the order itself refers to. */
  document: Hex | null;
  /** What the returned case asked for; null for a new one. */
  initial: Payload | null;
  /** Decimal places of its amounts; 2 for a new one. */
  exponent: number;
  draft: Draft<unknown>;
  /** The form is filled in and checked: on to the review. */
  onReady: (payload: Payload) => void;
}
