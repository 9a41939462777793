// Findings: subjects there and back, typed data against the contract's text, and digests made in two ways.
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { keccak256, stringToHex } from "viem";
import { typeText } from "@mingzhang/sdk/cases";
import * as findings from "@mingzhang/sdk/findings";
import { accountNumber } from "@mingzhang/sdk/accounts";
import { deployment } from "./chain.ts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const r = random(41);
const domain = findings.findingDomain(deployment);
const source = readFileSync(new URL("../../contracts/interfaces/IFindings.sol", import.meta.url), "utf8");

function anySubject(): findings.FindingSubject {
  const firstDay = r.below(30_000);
  const subjects: findings.FindingSubject[] = [
    { kind: "record", record: BigInt(r.below(2 ** 40)) },
    { kind: "case", id: r.hex(32) },
    { kind: "line", line: accountNumber("line", 1 + r.below(1_000)) },
    { kind: "party", party: 1 + r.below(2 ** 32 - 1) },
    { kind: "period", firstDay, lastDay: firstDay + r.below(400) },
  ];
  return r.pick(subjects);
}

const anyOpening = (): findings.FindingOpening => ({
  office: 1 + r.below(99),
  agency: 1 + r.below(99),
  severity: r.pick(findings.SEVERITIES).name,
  subject: anySubject(),
  answerLimit: findings.MIN_ANSWER_LIMIT + r.below(1_000),
  text: r.pick(["无验收单付款", "Paid twice\n\u202e", "x"]),
  document: r.hex(32),
  salt: r.hex(32),
});

describe("findings", () => {
  it("have the types and words that the contract's interface gives", () => {
    expect(source).to.include(typeText("FindingOpening", findings.FINDING_OPENING_FIELDS));
    expect(source).to.include(typeText("FindingAct", findings.FINDING_ACT_FIELDS));
    const names = (name: string) =>
      new RegExp(`enum ${name} \\{([^}]*)\\}`, "u").exec(source)?.[1]?.match(/\w+/gu) ?? [];
    for (const [name, words] of [
      ["FindingStatus", findings.FINDING_STATUSES],
      ["Severity", findings.SEVERITIES],
      ["SubjectKind", findings.SUBJECT_KINDS],
      ["Act", findings.FINDING_ACTS],
    ] as const) {
      expect(names(name).map((word) => word.toLowerCase())).to.deep.equal(["none", ...words.map((word) => word.name)]);
      for (const [place, word] of words.entries()) expect(word.number).to.equal(place + 1);
    }
  });

  it("name any subject in 32 bytes, and read it back", () => {
    for (let i = 0; i < 300; i++) {
      const subject = anySubject();
      const { kind, subject: word } = findings.encodeSubject(subject);
      expect(findings.decodeSubject(kind, word)).to.deep.equal(subject);
      expect(findings.subjectText(subject)).to.match(
        /^(record \d+|case 0x[0-9a-f]{64}|line-\d+|party \d+|\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d)$/,
      );
    }
    expect(findings.subjectText({ kind: "period", firstDay: 20_454, lastDay: 16_777_215 })).to.equal(
      "2026-01-01 to 47904-06-16",
    );
    expect(findings.subjectKey({ kind: "period", firstDay: 0, lastDay: 1 })).to.deep.equal({
      kind: "period",
      key: "1970-01-01/1970-01-02",
    });
  });

  it("refuse what is no subject", () => {
    const bad: findings.FindingSubject[] = [
      { kind: "line", line: accountNumber("fund", 1) },
      { kind: "period", firstDay: 2, lastDay: 1 },
      { kind: "record", record: -1n },
      { kind: "party", party: 2 ** 32 },
    ];
    for (const subject of bad) {
      refusal(() => findings.encodeSubject(subject), "FINDING_INVALID");
    }
    const full = `0x${"ff".repeat(32)}` as const;
    for (const { number, name } of findings.SUBJECT_KINDS) {
      if (name !== "case") expect(findings.decodeSubject(number, full), name).to.equal(null);
    }
    expect(findings.decodeSubject(0, full)).to.equal(null);
    expect(findings.decodeSubject(6, full)).to.equal(null);
  });

  it("make the same digest from names and from the hashes of names", () => {
    const hash = (name: string) => keccak256(stringToHex(name));
    for (let i = 0; i < 100; i++) {
      const opening = anyOpening();
      const names = { agencyName: r.pick(["市财政局", "Bureau"]), officeName: "审计局" };
      const hashes = { agencyName: hash(names.agencyName), officeName: hash(names.officeName) };
      const data = findings.openingTypedData(domain, opening, names, 1_795_000_000);
      expect(findings.openingDigest(domain, opening, hashes, 1_795_000_000)).to.equal(findings.findingDigest(data));
      const statement: findings.FindingStatement = {
        act: r.pick(findings.FINDING_ACTS).name,
        finding: BigInt(r.below(2 ** 40)),
        id: r.hex(32),
        turn: r.below(256),
        agency: 1 + r.below(99),
        text: opening.text,
        document: r.hex(32),
      };
      const act = findings.statementTypedData(domain, statement, "Bureau", 1_795_000_000);
      expect(findings.statementDigest(domain, statement, hash("Bureau"), 1_795_000_000)).to.equal(
        findings.findingDigest(act),
      );
    }
  });

  it("are late from the second after they are due, while an answer is awaited", () => {
    expect(findings.answerDue("open", 100, 50)).to.equal(150);
    expect(findings.answerDue("answered", 100, 50)).to.equal(null);
    expect(findings.isAnswerLate(150, 150)).to.equal(false);
    expect(findings.isAnswerLate(150, 151)).to.equal(true);
    expect(findings.isAnswerLate(null, 151)).to.equal(false);
    for (const { name } of findings.FINDING_STATUSES) {
      const waits = ["open", "escalated", "reopened"].includes(name);
      expect(findings.answerDue(name, 0, 1) !== null, name).to.equal(waits);
    }
  });
});
