// Cases of the made-up city: a procedure of two steps, its officials, and what is submitted, decided and executed.
import type { ContractName } from "@mingzhang/sdk/api";
import { packBody, packDecided, packSubmitted } from "@mingzhang/sdk/cases/packed";
import { encodePayload } from "@mingzhang/sdk/cases/payloads";
import { encodeStep, type Step } from "@mingzhang/sdk/cases/step";
import { DUTIES, type DutyName, numberOf, STATUSES, type StatusName, VERDICTS } from "@mingzhang/sdk/cases/words";
import type { RecordName } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { detailToBytes } from "@mingzhang/sdk/text";
import { zeroAddress, zeroHash } from "viem";
import { addressOf, type Emitted, emitted } from "./emitted.ts";

/** Stand in a row's `kind` for acts of cases; kinds of movements are lower. */
export const [SUBMITTED, DECIDED, EXECUTED] = [101, 102, 103] as const;

const DAY = 86_400;
const LIMIT = 5 * DAY;
const duty = (name: DutyName) => numberOf(DUTIES, name, "duty");
const status = (name: StatusName) => numberOf(STATUSES, name, "status");
const OFFICIALS: readonly DutyName[] = ["maker", "checker", "treasurer"];
const holder = (official: number): Hex => `0x${official.toString(16).padStart(40, "a")}`;
const idOf = (submission: number): Hex => `0x${submission.toString(16).padStart(64, "c")}`;

const STEPS = (["checker", "treasurer"] as const).map((of, index): Step => ({
  index,
  stage: index,
  duty: of,
  isRule: false,
  quorum: 1,
  lateness: "overdue",
  escalation: null,
  limit: LIMIT,
  agency: 0,
  fromAmount: 0n,
}));

export interface Submission {
  record: number;
  agency: number;
  day: number;
  from: bigint;
  to: bigint;
  amount: bigint;
}

export interface Opening {
  writer: ContractName;
  name: RecordName;
  fields: Record<string, unknown>;
}

/** Records that come before any case. */
export function founding(government: number): Opening[] {
  const terms = {
    ...{ government, handler: addressOf("ledgerOrders"), scope: 16, submitDuty: duty("maker"), submitAgency: 0 },
    ...{ correctionLimit: 10 * DAY, executionLimit: 20 * DAY, currency: "0x000000" },
  };
  const steps = STEPS.map((step) => ({
    ...{ stage: step.stage, duty: duty(step.duty ?? "checker"), agency: 0, quorum: 1, limit: LIMIT, lateness: 0 },
    ...{ escalation: 0, fromAmount: 0n, rule: zeroAddress },
  }));
  const names = { code: "payment", name: "Payment", otherName: "支付", legalBasis: "Budget Law, art. 57" };
  const spec = { terms, steps, ...names, document: zeroHash };
  const announced = { procedure: 1, from: 0, spec, codeHashes: STEPS.map(() => zeroHash) };
  return [
    { writer: "procedures", name: "ProcedureAnnounced", fields: announced },
    { writer: "procedures", name: "ProcedurePublished", fields: { procedure: 1, replaced: 0 } },
    ...OFFICIALS.flatMap((of, index): Opening[] => {
      const official = { official: index + 1, agency: government };
      const named = { ...official, name: `Official ${index + 1}`, otherName: `第${index + 1}号经办人` };
      const seat = { ...official, duty: duty(of), holder: holder(index + 1), from: 0, until: 2 ** 47 };
      return [
        { writer: "roster", name: "OfficialEnrolled", fields: named },
        { writer: "roster", name: "SeatGiven", fields: seat },
      ];
    }),
  ];
}

export function submitted({ record, agency, day, from, to, amount }: Submission): Emitted {
  const entry = { to, amount, detail: detailToBytes(`Asked ${record}`) };
  const order = {
    kind: "payment",
    flags: 0,
    code: 0,
    valueDate: day,
    from,
    document: zeroHash,
    entries: [entry],
  } as const;
  const orders = { purpose: `Works paid for by case ${record}`, orders: [order], citations: [] };
  const body = {
    ...{ procedure: 1, agency, government: 1, official: 1, scope: 16, correctionLimit: 10 * DAY },
    ...{ executionLimit: 20 * DAY, records: 1, submitter: holder(1), handler: addressOf("ledgerOrders") },
    ...{ salt: zeroHash, payloadHash: zeroHash, content: zeroHash, decisionType: zeroHash },
    steps: STEPS.map(encodeStep),
  };
  const fields = { round: 0, body, amount, currency: currencyToBytes("CNY"), deadline: 2 ** 48 - 1 };
  return emitted("serviceApprovals", "CaseSubmitted", {
    ...{ record: BigInt(record), id: idOf(record), submitted: packSubmitted(fields), body: packBody(body) },
    ...{ documents: [], payload: encodePayload({ handler: "ledgerOrders", value: orders }), signature: "0x" },
  });
}

export function decided(record: number, submission: number, step: number): Emitted {
  const last = step === STEPS.length - 1;
  const decision = {
    ...{ round: 0, step, verdict: numberOf(VERDICTS, "approve", "verdict"), official: step + 2 },
    ...{ status: status(last ? "approved" : "open"), stage: last ? step : step + 1, deadline: 2 ** 48 - 1 },
  };
  return emitted("serviceApprovals", "CaseDecided", {
    ...{ record: BigInt(record), id: idOf(submission), decided: packDecided(decision) },
    ...{ signer: holder(step + 2), reason: "", signature: "0x" },
  });
}

/** The payment is the record before. */
export function executed(record: number, submission: number): Emitted {
  const done = { id: idOf(submission), first: BigInt(record - 1), count: 1n };
  return emitted("serviceApprovals", "CaseExecuted", { record: BigInt(record), ...done });
}
