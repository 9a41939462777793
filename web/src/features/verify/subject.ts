// What a page shows and the reader has verified: a movement, or another record.
import type { CheckedMovement } from "@mingzhang/sdk/compare";
import type { CheckedRecord } from "@mingzhang/sdk/proof-page";

export type Subject =
  { kind: "movement"; record: number; page: CheckedMovement } | { kind: "record"; record: number; page: CheckedRecord };
