// The one error of the SDK: what was asked, what was there, what to do.

export type ErrorCode =
  | "ACCOUNT_INVALID"
  | "KIND_UNKNOWN"
  | "TERMS_INVALID"
  | "DAY_INVALID"
  | "MONEY_INVALID"
  | "CURRENCY_UNKNOWN"
  | "CLASSIFICATION_INVALID"
  | "TEXT_INVALID"
  | "EVENT_UNKNOWN"
  | "EVENT_MALFORMED"
  | "LOG_INVALID"
  | "LOG_INCOMPLETE"
  | "NOT_A_MOVEMENT"
  | "NOT_FOUND"
  | "DELIVERY_INVALID"
  | "DEPLOYMENT_INVALID"
  | "CHAIN_DIFFERS"
  | "LOG_REMOVED"
  | "TRANSACTION_REVERTED"
  | "PAYLOAD_INVALID"
  | "CASE_INVALID"
  | "FINDING_INVALID"
  | "PROOF_INVALID"
  | "PROOF_UNSUPPORTED"
  | "SETTING_INVALID"
  | "RPC_FAILED"
  | "TRAIL_INVALID"
  | "TRAIL_GAP";

/** Longest piece of a refused value that an error repeats, in characters. */
const SHOWN = 80;

/** Every error that the SDK throws by itself. Errors of viem (an RPC that does not answer) pass through unchanged. */
export class MingzhangError extends Error {
  readonly code: ErrorCode;
  /** Name of the input that was refused, e.g. `amount`. */
  readonly field: string;
  /** The refused value as text, cut to 80 characters. */
  readonly value: string;
  /** What the reader can do about it, as a sentence. */
  readonly remedy: string;

  constructor(code: ErrorCode, field: string, value: unknown, problem: string, remedy: string) {
    const shown = shownValue(value);
    super(`${field} ${shown} ${problem}. ${remedy}`);
    this.name = "MingzhangError";
    this.code = code;
    this.field = field;
    this.value = shown;
    this.remedy = remedy;
  }
}

/** JSON quoting keeps control characters of a hostile value out of terminals. */
function shownValue(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
