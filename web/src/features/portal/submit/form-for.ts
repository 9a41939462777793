// Which form serves a procedure, by what its handler may do under it.
import type { Procedure } from "@mingzhang/sdk/api-cases";

export type FormKind = "payment" | "movement" | "commitment" | "permit" | "standing" | "seat";

/** Null where this portal has no form: such cases are submitted with the SDK. */
export function formFor({ handler, allows, scope }: Procedure): FormKind | null {
  switch (handler) {
    case "ledgerOrders":
      if (allows.includes("payment")) return "payment";
      // Corrections cite a movement with its proof, which no form asks anybody to type.
      return allows.some((kind) => kind === "refund" || kind === "reclassification") ? null : "movement";
    case "ledgerOpenings":
      return allows.includes("commitment") ? "commitment" : null;
    case "permits":
      return (scope & (2 ** 30)) !== 0 ? "permit" : null;
    case "standingOrders":
      return "standing";
    case "seats":
      return "seat";
    case null:
      return null;
  }
}
