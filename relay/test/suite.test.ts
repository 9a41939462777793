// The relay before the real contracts: citizens and officials who sign and have no gas, rules, silence, and kill -9.
import { permitsAbi } from "@mingzhang/sdk/abi/permits";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import type { RelayAct, RelayBatch, RelayJob, RelayProblem } from "@mingzhang/sdk/api-relay";
import { bodyHash, type Body } from "@mingzhang/sdk/cases/body";
import { formOf } from "@mingzhang/sdk/cases/forms";
import { encodePayload, type Payload } from "@mingzhang/sdk/cases/payloads";
import { unpackBody } from "@mingzhang/sdk/cases/packed";
import {
  caseActDigest,
  caseDomain,
  decisionTypedData,
  digestOf,
  submissionTypedData,
} from "@mingzhang/sdk/cases/typed-data";
import type { Hex } from "@mingzhang/sdk/hex";
import { expect } from "chai";
import {
  decodeEventLog,
  encodeAbiParameters,
  getAddress,
  keccak256,
  type LocalAccount,
  stringToHex,
  toEventSelector,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { bodyJson } from "./support/acts.ts";
import { account, CHECKER, DAY, ELIGIBLE, TERMS, Town } from "./support/town.ts";

const RELAY = account(19).address;

interface Applied {
  job: RelayJob;
  body: Body;
  payload: Payload;
}

describe("the relay and the real contracts", function () {
  this.timeout(240_000);
  let town: Town;
  before(async () => {
    town = await Town.found();
    await town.startRelay();
  });
  after(async () => town.stop());

  const holder = (name: string): Hex => keccak256(stringToHex(name));

  const permit = (who: Hex): Payload => ({
    handler: "permits",
    value: {
      ...TERMS,
      revokes: 0n,
      holder: who,
      document: holder("document"),
      evidence: encodeAbiParameters([{ type: "bytes32[]" }], [[]]),
    },
  });

  async function post(body: unknown): Promise<Response> {
    const text = JSON.stringify(body, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    const headers = { "content-type": "application/json" };
    return fetch(`${town.relayUrl}/v1/acts`, { method: "POST", headers, body: text });
  }

  async function take(act: RelayAct): Promise<RelayJob> {
    const answer = await post(act);
    if (!answer.ok) throw new Error(JSON.stringify(await answer.json()));
    return (await answer.json()) as RelayJob;
  }

  async function until(digest: Hex, state: RelayJob["state"] = "mined"): Promise<RelayJob> {
    for (let looks = 0; looks < 400; looks += 1) {
      const job = (await (await fetch(`${town.relayUrl}/v1/acts/${digest}`)).json()) as RelayJob;
      if (job.state === state) return job;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${digest} is not ${state}`);
  }

  async function application(citizen: LocalAccount, payload: Payload, procedure: number): Promise<RelayAct> {
    const fields = { procedure, agency: town.agency, id: `0x${"0".repeat(64)}`, round: 0, documents: [] } as const;
    const submission = { ...fields, salt: keccak256(citizen.address) };
    const data = encodePayload(payload);
    const signed = { ...submission, payload: keccak256(data), deadline: (await town.now()) + DAY };
    const form = formOf(payload, town.agency, { currency: "", payee: null });
    const digest = digestOf(submissionTypedData(caseDomain(town.deployment), signed, form));
    const signature = (await citizen.sign?.({ hash: digest })) ?? "0x";
    const by = { signer: citizen.address, deadline: signed.deadline, signature };
    return { act: "submit", submission: { ...submission, documents: [], payload: data }, by };
  }

  async function apply(name: string, procedure = town.procedures.permit, who = holder(name)): Promise<Applied> {
    const payload = permit(who);
    const taken = await take(await application(privateKeyToAccount(generatePrivateKey()), payload, procedure));
    const job = await until(taken.digest);
    return { job, payload, body: await bodyOf(job) };
  }

  async function bodyOf(job: RelayJob): Promise<Body> {
    const { logs } = await town.client.getTransactionReceipt({ hash: job.hash ?? "0x" });
    const event = serviceApprovalsAbi.find((item) => item.type === "event" && item.name === "CaseSubmitted");
    const log = logs.find(({ topics }) => event?.type === "event" && topics[0] === toEventSelector(event));
    if (log === undefined) throw new Error("no submission");
    const { args } = decodeEventLog({ abi: serviceApprovalsAbi, eventName: "CaseSubmitted", ...log });
    return unpackBody(args.body, getAddress);
  }

  async function decision(
    { job, body, payload }: Applied,
    verdict: "approve" | "reject",
    signer: LocalAccount = CHECKER,
  ): Promise<RelayAct> {
    const words = { step: 0, verdict, reason: "符合条件 fit" };
    const deadline = (await town.now()) + DAY;
    const form = formOf(payload, town.agency, { currency: "", payee: null });
    const fields = { ...words, id: job.case, round: 0, deadline };
    const hash = digestOf(decisionTypedData(caseDomain(town.deployment), fields, form));
    const by = { signer: signer.address, deadline, signature: (await signer.sign?.({ hash })) ?? "0x" };
    const decisions = [{ ...words, by }];
    return { act: "decide", id: job.case, round: 0, body: bodyJson(body), decisions, payload: encodePayload(payload) };
  }

  async function statusOf(id: Hex): Promise<number> {
    const { serviceApprovals: address } = town.deployment.contracts;
    const read = { address, abi: serviceApprovalsAbi, functionName: "stateOf", args: [id] } as const;
    return (await town.client.readContract(read)).status;
  }

  const permitCount = async () => {
    const read = { address: town.deployment.contracts.permits, abi: permitsAbi } as const;
    return Number(await town.client.readContract({ ...read, functionName: "permitCount" }));
  };

  it("takes a citizen's application and an official's decision to a permit, and neither pays", async () => {
    const before = await permitCount();
    const applied = await apply("citizen");
    expect(bodyHash(applied.body), "the contract numbered the case").to.equal(applied.job.case);
    expect(applied.job.records).to.have.length(1);
    const { digest } = await take(await decision(applied, "approve"));
    const decided = await until(digest);
    expect(decided).to.include({ executed: true, notFollowed: null });
    expect(decided.records.length).to.be.greaterThan(2);
    expect(await statusOf(applied.job.case)).to.equal(4);
    expect(await permitCount()).to.equal(before + 1);
    expect(await town.client.getBalance({ address: CHECKER.address })).to.equal(0n);
  });

  it("has a rule decide and the case executed without a human", async () => {
    const { job } = await apply("eligible", town.procedures.byRule, ELIGIBLE);
    expect(job.next).to.match(/^0x/);
    const ruled = await until(job.next ?? "0x");
    expect(ruled).to.include({ act: "rule", executed: true });
    expect(await statusOf(job.case)).to.equal(4);
  });

  it("has a rule reject who is not under its root", async () => {
    const { job } = await apply("stranger", town.procedures.byRule);
    await until(job.next ?? "0x");
    expect(await statusOf(job.case)).to.equal(5);
  });

  it("refuses who holds no seat, and a signature of somebody else, with the contract's own words", async () => {
    const applied = await apply("refused");
    const stranger = privateKeyToAccount(generatePrivateKey());
    const answer = await post(await decision(applied, "approve", stranger));
    expect(answer.status).to.equal(422);
    const { reason } = (await answer.json()) as RelayProblem;
    expect(reason).to.deep.include({ error: "NoSeat" });
    expect(reason?.args).to.include({ agency: String(town.agency), duty: "checker" });
    const forged = (await decision(applied, "approve", stranger)) as Extract<RelayAct, { act: "decide" }>;
    const decisions = forged.decisions.map((one) => ({ ...one, by: { ...one.by, signer: CHECKER.address } }));
    const other = (await (await post({ ...forged, decisions })).json()) as RelayProblem;
    expect(other.reason?.error).to.equal("SignatureInvalid");
    expect(await statusOf(applied.job.case)).to.equal(1);
  });

  it("refuses what is signed for too short a time", async () => {
    const applied = await apply("late");
    const act = await decision(applied, "reject");
    await town.pass(2 * DAY);
    const { reason, errors } = (await (await post(act)).json()) as RelayProblem;
    expect(reason?.error).to.equal("SignatureExpired");
    expect(errors?.[0]?.field).to.equal("by.deadline");
  });

  it("decides twenty cases in one transaction", async () => {
    const applied: Applied[] = [];
    for (let number = 0; number < 20; number += 1) applied.push(await apply(`batch ${number}`));
    const acts = await Promise.all(applied.map((one) => decision(one, "approve")));
    const answer = await post({ acts });
    expect(answer.status).to.equal(202);
    const { acts: results } = (await answer.json()) as RelayBatch;
    const jobs = await Promise.all(
      results.map((one) => ("job" in one ? until(one.job.id) : Promise.reject(new Error("refused")))),
    );
    expect(new Set(jobs.map(({ hash }) => hash)).size).to.equal(1);
    expect(jobs.every(({ executed }) => executed)).to.equal(true);
    expect(new Set(jobs.flatMap(({ records }) => records)).size, "each record belongs to one act").to.equal(
      jobs.flatMap(({ records }) => records).length,
    );
  });

  it("puts on record that silence approved, and executes", async () => {
    const { job, body, payload } = await apply("silence");
    const act: RelayAct = { act: "lapse", id: job.case, body: bodyJson(body), payload: encodePayload(payload) };
    expect(((await (await post(act)).json()) as RelayProblem).reason?.error).to.equal("NothingLapsed");
    await town.pass(21 * DAY);
    const { digest } = await take(act);
    expect(await until(digest)).to.include({ act: "lapse", executed: true });
  });

  it("withdraws for the citizen", async () => {
    const citizen = privateKeyToAccount(generatePrivateKey());
    const payload = permit(holder("withdrawn"));
    const submitted = await take(await application(citizen, payload, town.procedures.permit));
    const job = await until(submitted.digest);
    const body = bodyJson(await bodyOf(job));
    const deadline = (await town.now()) + DAY;
    const words = { act: "withdraw", id: job.case, round: 0, reason: "" } as const;
    const signature = await citizen.sign({ hash: caseActDigest(caseDomain(town.deployment), { ...words, deadline }) });
    await until((await take({ ...words, body, by: { signer: citizen.address, deadline, signature } })).digest);
    expect(await statusOf(job.case)).to.equal(6);
  });

  it("loses nothing and does nothing twice when it is killed while its transactions wait", async () => {
    await town.client.setAutomine(false);
    const before = await town.client.getTransactionCount({ address: RELAY });
    const jobs: RelayJob[] = [];
    for (let number = 0; number < 5; number += 1) {
      const citizen = privateKeyToAccount(generatePrivateKey());
      jobs.push(await take(await application(citizen, permit(holder(`killed ${number}`)), town.procedures.permit)));
      if (number === 2) await town.killRelay();
      if (number === 2) await town.startRelay();
    }
    const last = jobs.at(-1);
    await until(last?.digest ?? "0x", "sent");
    await town.killRelay();
    await town.client.mine({ blocks: 1 });
    await town.startRelay();
    for (const { digest } of jobs) await until(digest);
    await town.client.setAutomine(true);
    expect(await town.client.getTransactionCount({ address: RELAY })).to.equal(before + jobs.length);
    for (const job of jobs) expect(await statusOf(job.case)).to.equal(1);
  });
});
