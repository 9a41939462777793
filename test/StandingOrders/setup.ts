// Payloads of standing orders' cases, with harmless values.
import type { Signer } from "ethers";
import type { IStandingOrders, StandingOrders } from "../../types/ethers-contracts/index.ts";
import { acc } from "../FundLedger/setup.ts";
import { reference } from "../FundLedger/acts.ts";
import { ethers } from "../network.ts";
import type { Matter } from "../support/handlers.ts";
import { deployServices, matterOf } from "../support/services.ts";

export interface Standing extends IStandingOrders.StandingStruct {
  fund: bigint;
  commitment: bigint;
  amount: bigint;
  times: number;
  firstDay: number;
  everyDays: number;
  persons: number;
  detail: string;
  purpose: string;
  document: string;
}

const STANDING = "tuple(uint64,uint64,uint104,uint16,uint24,uint24,uint32,bytes32,string,bytes32)";

/** Ten fen to the builder of the school each week, four times, on the bureau's own commitment. */
export function standing(firstDay: number, more: Partial<Standing> = {}): Standing {
  return {
    fund: acc.general,
    commitment: acc.school,
    amount: 10n,
    times: 4,
    firstDay,
    everyDays: 7,
    persons: 0,
    detail: reference("rent"),
    purpose: "Rent of the school hall",
    document: ethers.id("lease"),
    ...more,
  };
}

export function encode(order: Standing): string {
  const { fund, commitment, amount, times, firstDay, everyDays, persons, detail, purpose, document } = order;
  const values = [fund, commitment, amount, times, firstDay, everyDays, persons, detail, purpose, document];
  return ethers.AbiCoder.defaultAbiCoder().encode([STANDING], [values]);
}

/** Carries a payload out in the approvals' name. */
export function execute(
  { standingOrders, approvals }: { standingOrders: StandingOrders; approvals: Signer },
  order: Standing,
  matter: Partial<Matter> = {},
) {
  return standingOrders.connect(approvals).execute(matterOf(matter), encode(order));
}

/** The services' world with one standing order, due tomorrow for the first time. */
export async function deployStanding() {
  const world = await deployServices();
  const given = standing(world.today + 1);
  await execute(world, given);
  return { ...world, given };
}
