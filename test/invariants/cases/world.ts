// The approvals' test world as the model is told of it: people, seats, procedures.
import { Duty, FAR } from "../../fixtures.ts";
import { ethers } from "../../network.ts";
import { P, catalogue } from "../../ServiceApprovals/catalogue.ts";
import type { ProcedureSpec } from "../../ServiceApprovals/catalogue.ts";
import type { Person } from "../../ServiceApprovals/desk.ts";
import { Agency, Official, deployCases } from "../../ServiceApprovals/setup.ts";
import { CaseModel } from "./model.ts";
import type { Seat } from "./model.ts";
import type { ModelProcedure } from "./types.ts";

/** Somebody who may act: an address, and the key that speaks for it. */
export interface Hand {
  address: string;
  key: Person;
  /** A contract account, which asks its owner's key. */
  contract: boolean;
}

export async function deployCaseWorld() {
  const base = await deployCases();
  const wallet = await ethers.deployContract("WalletMock", [base.registry.address]);
  await base.staff.appoint(Agency.Bureau, Duty.Approver, await wallet.getAddress(), Official.Approver, 0, FAR);
  const [guardedAddress, freeAddress] = await Promise.all([base.guarded.getAddress(), base.free.getAddress()]);
  return { ...base, wallet, guardedAddress, freeAddress };
}

export type CaseWorld = Awaited<ReturnType<typeof deployCaseWorld>>;

export async function handsOf(world: CaseWorld): Promise<Hand[]> {
  const { maker, makerChecking, makerSpare, approver, head, treasurer, citizen, outsider, checkers } = world;
  const people = [maker, makerChecking, makerSpare, approver, head, treasurer, citizen, outsider, ...checkers];
  const hands = people.map((key): Hand => ({ address: key.address, key, contract: false }));
  return [...hands, { address: await world.wallet.getAddress(), key: world.registry, contract: true }];
}

/** What stands at the beginning of every life. */
export async function modelOf(world: CaseWorld): Promise<CaseModel> {
  const model = new CaseModel();
  const { maker, makerChecking, makerSpare, approver, head, treasurer, registrar, checkers } = world;
  const seat = (agency: number, duty: number, holder: string, official: number) =>
    model.give({ agency, duty, holder, official, from: 0, until: FAR } satisfies Seat);
  seat(Agency.City, Duty.Registrar, registrar.address, Official.Registrar);
  seat(Agency.Bureau, Duty.Maker, maker.address, Official.Maker);
  seat(Agency.Bureau, Duty.Checker, makerChecking.address, Official.Maker);
  seat(Agency.Office, Duty.Auditor, makerSpare.address, Official.Maker);
  seat(Agency.Bureau, Duty.Approver, approver.address, Official.Approver);
  seat(Agency.City, Duty.Approver, head.address, Official.Head);
  seat(Agency.Treasury, Duty.Treasurer, treasurer.address, Official.Treasurer);
  for (const [i, { address }] of checkers.entries()) {
    seat(Agency.Bureau, Duty.Checker, address, Official.Checker + i);
  }
  seat(Agency.Bureau, Duty.Approver, await world.wallet.getAddress(), Official.Approver);
  for (const [i, spec] of (await specsOf(world)).entries()) {
    const guarded = spec.terms.handler === world.guardedAddress;
    model.procedures.set(i + 1, procedureOf(i + 1, spec, guarded, "current", 0));
  }
  return model;
}

export async function specsOf({ guardedAddress, freeAddress, rule }: CaseWorld): Promise<ProcedureSpec[]> {
  return catalogue(guardedAddress, freeAddress, await rule.getAddress());
}

export function procedureOf(
  number: number,
  { terms, steps, code }: ProcedureSpec,
  guarded: boolean,
  standing: ModelProcedure["standing"],
  from: number,
): ModelProcedure {
  const { submitDuty, submitAgency, correctionLimit, executionLimit } = terms;
  const currency = terms.currency === "0x000000" ? "" : ethers.toUtf8String(terms.currency);
  const numbered = steps.map((step, index) => ({ ...step, index }));
  const limits = { submitDuty, submitAgency, correctionLimit, executionLimit };
  return { number, code, standing, from, guarded, ...limits, currency, steps: numbered };
}

/** How often each procedure of the catalogue is drawn. */
export const WEIGHTS: Record<number, number> = { [P.Thresholds]: 3, [P.Quorum]: 2, [P.Clocks]: 3, [P.RuledBeside]: 2 };
