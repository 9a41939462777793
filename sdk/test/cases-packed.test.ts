import { expect } from "chai";
import * as cases from "@mingzhang/sdk/cases";
import type { RecordEvent } from "@mingzhang/sdk/events";
import { anyBody } from "./cases-random.ts";
import { random } from "./random.ts";

const r = random(12);

/** Hex digits of a field, as they stand in a word. */
const digits = (value: bigint | number, bits: number) =>
  BigInt(value)
    .toString(16)
    .padStart(bits / 4, "0");
/** A word from its fields, the highest first, as IServiceApprovals draws it. */
const word = (...fields: readonly (readonly [value: bigint | number, bits: number])[]) =>
  BigInt(`0x${fields.map(([value, bits]) => digits(value, bits)).join("")}`);
const small = (bits: number) => Number(r.bits(bits));

describe("packed words of cases", () => {
  it("have the fields of a body where IServiceApprovals draws them", () => {
    for (let i = 0; i < 40; i++) {
      const body = anyBody(r, [1n, 2n]);
      const { official, agency, government, procedure, scope, records, correctionLimit, executionLimit } = body;
      const { who, how, limits, ...rest } = cases.packBody(body);
      expect(who).to.equal(word([government, 32], [agency, 32], [official, 32], [BigInt(body.submitter), 160]));
      expect(how).to.equal(word([records, 32], [scope, 32], [procedure, 32], [BigInt(body.handler), 160]));
      expect(limits).to.equal(word([executionLimit, 32], [correctionLimit, 32]));
      expect(cases.unpackBody({ who, how, limits, ...rest }, (address) => address)).to.deep.equal(body);
    }
  });

  it("have the fields of a submission and of a decision there too", () => {
    for (let i = 0; i < 40; i++) {
      const submitted = { round: small(8), deadline: small(48), currency: r.hex(3), amount: r.bits(104) };
      const { round, deadline, currency, amount } = submitted;
      const packed = word([amount, 104], [BigInt(currency), 24], [deadline, 48], [round, 8]);
      expect(cases.packSubmitted(submitted)).to.equal(packed);
      expect(cases.unpackSubmitted(packed)).to.deep.equal(submitted);

      const first = { round: small(8), step: small(8), verdict: small(8), status: small(8) };
      const decided = { ...first, stage: small(8), official: small(32), deadline: small(48) };
      const high = [[decided.deadline, 48] as const, [decided.official, 32] as const, [decided.stage, 8] as const];
      const low = [decided.status, decided.verdict, decided.step, decided.round].map((each) => [each, 8] as const);
      expect(cases.packDecided(decided)).to.equal(word(...high, ...low));
      expect(cases.unpackDecided(word(...high, ...low))).to.deep.equal(decided);
    }
  });
});

describe("what came of cases", () => {
  const EXECUTED = cases.numberOf(cases.STATUSES, "executed", "status");
  const APPROVED = cases.numberOf(cases.STATUSES, "approved", "status");
  const id = r.hex(32);
  const other = r.hex(32);
  const decision = (record: bigint, of: typeof id, status: number): RecordEvent => {
    const by = { signer: r.hex(20), official: 3, reason: "", deadline: 0, signature: "0x" as const };
    return { name: "CaseDecided", args: { record, id: of, round: 0, step: 0, verdict: 1, status, stage: 0, ...by } };
  };

  it("follows the decision with which a case was carried out, or stands in a record of its own", () => {
    expect(cases.executionOf(decision(7n, id, APPROVED), 2)).to.equal(null);
    expect(cases.executionOf(decision(7n, id, EXECUTED), 2)).to.deep.equal({ id, first: 8, count: 2 });
    const later: RecordEvent = { name: "CaseExecuted", args: { record: 30n, id: other, first: 27n, count: 3n } };
    expect(cases.executionOf(later, 0)).to.deep.equal({ id: other, first: 27, count: 3 });
  });

  it("is as much as the latest body says", () => {
    const submission = (record: bigint, round: number, records: number): RecordEvent => {
      const body = { ...anyBody(r, [1n]), records };
      const words = { round, deadline: 0, currency: "0x000000", amount: 0n } as const;
      return {
        name: "CaseSubmitted",
        args: { record, id, ...words, body, documents: [], payload: "0x", signature: "0x" },
      };
    };
    const events = [submission(1n, 0, 4), submission(3n, 1, 2), decision(5n, id, EXECUTED)];
    expect(cases.executionsOf(events)).to.deep.equal([{ id, first: 6, count: 2 }]);
  });
});
