// Payloads of permits' cases, with harmless values.
import type { Signer } from "ethers";
import type { Permits } from "../../types/ethers-contracts/index.ts";
import { ethers } from "../network.ts";
import { deployServices, matterOf } from "../support/services.ts";
import type { Matter } from "../support/handlers.ts";

/** IPermits.Validity */
export const Validity = { Unknown: 0n, NotYet: 1n, Valid: 2n, Expired: 3n, Revoked: 4n, OtherHolder: 5n } as const;

/** IPermits.PermitOrder */
export interface PermitOrder {
  revokes: number;
  permitType: number;
  typeName: string;
  holder: string;
  validFrom: number;
  validUntil: number;
  term: number;
  conditions: string;
  document: string;
  evidence: string;
}

const ORDER = "tuple(uint64,uint8,string,bytes32,uint48,uint48,uint32,string,bytes32,bytes)";

export const HOLDER = ethers.sha256(ethers.toUtf8Bytes("salt and identity"));
export const DAY = 86_400;

/** A permit of type 3 for thirty days from its granting. */
export function grant(more: Partial<PermitOrder> = {}): PermitOrder {
  return {
    revokes: 0,
    permitType: 3,
    typeName: "Street stall 摊位许可",
    holder: HOLDER,
    validFrom: 0,
    validUntil: 0,
    term: 30 * DAY,
    conditions: "Until 22:00",
    document: ethers.id("application"),
    evidence: "0x",
    ...more,
  };
}

/** Revocation of a permit of type 3. */
export function revocation(revokes: number, more: Partial<PermitOrder> = {}): PermitOrder {
  return grant({ revokes, typeName: "", term: 0, conditions: "Blocked the fire exit", ...more });
}

export function encode(order: PermitOrder): string {
  const { revokes, permitType, typeName, holder, validFrom, validUntil, term, conditions, document, evidence } = order;
  const values = [revokes, permitType, typeName, holder, validFrom, validUntil, term, conditions, document, evidence];
  return ethers.AbiCoder.defaultAbiCoder().encode([ORDER], [values]);
}

/** Scope of a procedure for these bits. */
export const scopeOf = (...bits: number[]): number => bits.reduce((sum, bit) => sum + 2 ** bit, 0);

/** Carries a payload out in the approvals' name. */
export function execute(
  { permits, approvals }: { permits: Permits; approvals: Signer },
  order: PermitOrder,
  matter: Partial<Matter> = {},
) {
  return permits.connect(approvals).execute(matterOf(matter), encode(order));
}

/** The services' world with permit 1 granted for thirty days. */
export async function deployGranted() {
  const world = await deployServices();
  await execute(world, grant());
  return world;
}
