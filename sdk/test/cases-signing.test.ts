import { readFileSync } from "node:fs";
import { expect } from "chai";
import { encodeAbiParameters, keccak256, stringToHex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import * as cases from "@mingzhang/sdk/cases";
import { anyBody, anyPayload, anyStep, FACTS, valueNames } from "./cases-random.ts";
import { deployment } from "./chain.ts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const r = random(22);
const domain = cases.caseDomain(deployment);
const ZERO = `0x${"0".repeat(64)}` as const;
const source = (name: string) =>
  readFileSync(new URL(`../../contracts/interfaces/${name}.sol`, import.meta.url), "utf8");

const submission = (): cases.SubmissionFields => ({
  procedure: 4,
  agency: 12,
  id: ZERO,
  round: 0,
  salt: r.hex(32),
  documents: Array.from({ length: r.below(4) }, () => r.hex(32)),
  payload: r.hex(32),
  deadline: 1_795_000_000,
});

const decision = (): cases.DecisionFields => ({
  id: r.hex(32),
  round: r.below(3),
  step: r.below(16),
  verdict: r.pick(cases.VERDICTS).name,
  reason: r.pick(["", "发票不符", "ok"]),
  deadline: 1_795_000_000,
});

describe("forms", () => {
  it("have the types that the handlers' interfaces give", () => {
    const text = ["ILedgerOrders", "ILedgerOpenings", "IStandingOrders", "IPermits", "ISeats"].map(source).join("\n");
    for (const name of cases.FORM_NAMES) expect(text).to.include(cases.typeText(name, cases.FORM_TYPES[name]));
    const approvals = source("IServiceApprovals");
    expect(approvals).to.include(cases.typeText("CaseAct", cases.CASE_ACT_FIELDS));
    for (const act of ["Submission", "Decision"] as const) {
      const nested = cases.nestedTypeText(act, "SeatOrder").split(")")[0] ?? "";
      expect(approvals).to.include(`${nested.replace("SeatOrder content", "F content")})`);
    }
  });

  it("fill every field of their type, for any payload", () => {
    const seen = new Set<string>();
    for (let i = 0; i < 400; i++) {
      const form = cases.formOf(anyPayload(r), 12, FACTS);
      seen.add(form.name);
      const wanted = cases.FORM_TYPES[form.name].map((field) => field.name).sort();
      expect(valueNames(form), form.name).to.deep.equal(wanted);
      expect(cases.contentHash(form)).to.match(/^0x[0-9a-f]{64}$/);
    }
    expect([...seen].sort()).to.deep.equal([...cases.FORM_NAMES].sort());
  });

  it("say the amount that chooses the route", () => {
    for (let i = 0; i < 100; i++) {
      const payload = anyPayload(r);
      const { values } = cases.formOf(payload, 12, FACTS);
      if ("total" in values) expect(values.total).to.equal(cases.totalOf(payload));
      else if ("times" in values) expect(values.amount * BigInt(values.times)).to.equal(cases.totalOf(payload));
      else if ("amount" in values) expect(values.amount).to.equal(cases.totalOf(payload));
    }
  });

  it("want the payee that they name", () => {
    const payload = anyPayload(r);
    const standing: cases.Payload = {
      handler: "standingOrders",
      value: {
        fund: 1n,
        commitment: 2n,
        amount: 3n,
        times: 4,
        firstDay: 5,
        everyDays: 0,
        persons: 0,
        detail: ZERO,
        purpose: "p",
        document: ZERO,
      },
    };
    expect(cases.factsNeeded(standing)).to.deep.equal({ currencyOf: 2n, payeeOf: 2n, payee: null });
    refusal(() => cases.formOf(standing, 12, { currency: "CNY", payee: null }), "PAYLOAD_INVALID");
    expect(() => cases.factsNeeded(payload)).to.not.throw();
  });

  it("are known again by the type of their decision", () => {
    for (const form of cases.FORM_NAMES) expect(cases.formOfDecisionType(cases.decisionType(form))).to.equal(form);
    expect(cases.formOfDecisionType(r.hex(32))).to.equal(null);
  });
});

describe("typed data", () => {
  it("of a submission has the digest that the contract makes of its parts", () => {
    for (let i = 0; i < 60; i++) {
      const form = cases.formOf(anyPayload(r), 12, FACTS);
      const fields = submission();
      const digest = cases.digestOf(cases.submissionTypedData(domain, fields, form));
      const parts = cases.submissionDigest(domain, fields, cases.contentHash(form), cases.submissionType(form.name));
      expect(parts, form.name).to.equal(digest);
    }
  });

  it("of a decision has the digest that a case's body gives", () => {
    for (let i = 0; i < 60; i++) {
      const form = cases.formOf(anyPayload(r), 12, FACTS);
      const fields = decision();
      const body = { content: cases.contentHash(form), decisionType: cases.decisionType(form.name) };
      const digest = cases.digestOf(cases.decisionTypedData(domain, fields, form));
      expect(cases.decisionDigest(domain, fields, body), form.name).to.equal(digest);
    }
  });

  it("of an act says it in words", () => {
    for (const { name } of cases.ACTS) {
      const fields = { act: name, id: r.hex(32), round: 1, reason: "因故", deadline: 1_795_000_000 };
      const typedData = cases.caseActTypedData(domain, fields);
      expect(cases.digestOf(typedData)).to.equal(cases.caseActDigest(domain, fields));
      expect(String(typedData.message.act)).to.not.include("-");
    }
  });

  it("differs with every field, chain and contract", () => {
    const form = cases.formOf(anyPayload(r), 12, FACTS);
    const fields = decision();
    const digests = [
      fields,
      { ...fields, id: r.hex(32) },
      { ...fields, round: fields.round + 1 },
      { ...fields, step: (fields.step + 1) % 16 },
      { ...fields, verdict: fields.verdict === "approve" ? ("reject" as const) : ("approve" as const) },
      { ...fields, reason: `${fields.reason}.` },
      { ...fields, deadline: fields.deadline + 1 },
    ].map((each) => cases.digestOf(cases.decisionTypedData(domain, each, form)));
    for (const other of [{ chainId: 1 }, { verifyingContract: r.hex(20) }]) {
      digests.push(cases.digestOf(cases.decisionTypedData({ ...domain, ...other }, fields, form)));
    }
    expect(new Set(digests).size).to.equal(digests.length);
  });
});

describe("hashes of cases", () => {
  it("of a body is that of the ABI's own struct", () => {
    const inputs =
      serviceApprovalsAbi.find((item) => item.type === "function" && item.name === "execute")?.inputs ?? [];
    const parameter = inputs[1];
    if (parameter?.name !== "body") throw new Error("execute(id, body, payload) has changed");
    for (let i = 0; i < 40; i++) {
      const body = anyBody(
        r,
        Array.from({ length: r.below(17) }, () => cases.encodeStep(anyStep(r))),
      );
      expect(cases.unpackBody(cases.packBody(body), (hex) => hex)).to.deep.equal(body);
      expect(cases.bodyHash(body)).to.equal(keccak256(encodeAbiParameters([parameter], [cases.packBody(body)])));
    }
  });
});

describe("signatures", () => {
  const account = privateKeyToAccount(generatePrivateKey());
  const digest = keccak256(stringToHex("digest"));

  it("are the signer's, or are not", async () => {
    const form = cases.formOf(anyPayload(r), 12, FACTS);
    const typedData = cases.decisionTypedData(domain, decision(), form);
    const signature = await account.signTypedData(typedData);
    const question = { digest: cases.digestOf(typedData), signer: account.address, signature };
    expect(await cases.authenticationOf(question)).to.equal("ecdsa");
    expect(await cases.authenticationOf({ ...question, digest })).to.equal("unchecked");
    expect(await cases.authenticationOf({ ...question, signature: "0x" })).to.equal("transaction");
  });

  it("are refused in forms that the contract refuses", async () => {
    const signature = await account.sign({ hash: digest });
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const s = (order - BigInt(`0x${signature.slice(66, 130)}`)).toString(16).padStart(64, "0");
    const flipped = signature.endsWith("1b") ? "1c" : "1b";
    const question = { digest, signer: account.address };
    expect(await cases.authenticationOf({ ...question, signature })).to.equal("ecdsa");
    const high = `${signature.slice(0, 66)}${s}${flipped}` as const;
    const low = `${signature.slice(0, 130)}${flipped === "1c" ? "00" : "01"}` as const;
    for (const other of [high, low, `${signature}00`, `0x${"ff".repeat(64)}1b`] as `0x${string}`[]) {
      expect(await cases.authenticationOf({ ...question, signature: other })).to.equal("unchecked");
    }
  });
});
