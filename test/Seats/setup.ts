// Payloads of seats' cases, with harmless values.
import type { Signer } from "ethers";
import type { Seats } from "../../types/ethers-contracts/index.ts";
import { Duty, FAR } from "../fixtures.ts";
import { Party } from "../FundLedger/setup.ts";
import { ethers } from "../network.ts";
import type { Matter } from "../support/handlers.ts";
import { matterOf } from "../support/services.ts";

/** ISeats.SeatOrder, its holder as 0x hex. */
export interface SeatOrder {
  dismiss: boolean;
  agency: number;
  duty: number;
  holder: string;
  official: number;
  name: string;
  otherName: string;
  from: number;
  until: number;
}

const ORDER = "tuple(bool,uint32,uint8,address,uint32,string,string,uint48,uint48)";

/** Appoints a new checker of the bureau. */
export function appointment(holder: string, more: Partial<SeatOrder> = {}): SeatOrder {
  return {
    dismiss: false,
    agency: Party.Bureau,
    duty: Duty.Checker,
    holder,
    official: 0,
    name: "Wang Fang",
    otherName: "王芳",
    from: 0,
    until: FAR,
    ...more,
  };
}

/** Ends the seat of the bureau's maker. */
export function dismissal(holder: string, more: Partial<SeatOrder> = {}): SeatOrder {
  const nothing = { official: 0, name: "", otherName: "", from: 0, until: 0 };
  return { dismiss: true, agency: Party.Bureau, duty: Duty.Maker, holder, ...nothing, ...more };
}

export function encode({ dismiss, agency, duty, holder, official, name, otherName, from, until }: SeatOrder): string {
  const values = [dismiss, agency, duty, holder, official, name, otherName, from, until];
  return ethers.AbiCoder.defaultAbiCoder().encode([ORDER], [values]);
}

/** Carries a payload out in the approvals' name. */
export function execute(
  { seats, approvals }: { seats: Seats; approvals: Signer },
  order: SeatOrder,
  matter: Partial<Matter> = {},
) {
  return seats.connect(approvals).execute(matterOf(matter), encode(order));
}
