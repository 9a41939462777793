// Findings through the relay before the real contracts: opened, answered, judged, by people who have no gas; nothing lands twice.
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import type { RelayAct, RelayBatch, RelayJob, RelayProblem } from "@mingzhang/sdk/api-relay";
import * as findings from "@mingzhang/sdk/findings";
import type { Hex } from "@mingzhang/sdk/hex";
import { expect } from "chai";
import { decodeEventLog, keccak256, type LocalAccount, stringToHex, zeroHash } from "viem";
import { bodyJson } from "./support/acts.ts";
import { SOME_BODY } from "./support/fake-chain.ts";
import { AUDITOR, CHECKER, DAY, Town } from "./support/town.ts";

type OpenAct = Extract<RelayAct, { act: "open-finding" }>;
type LaterAct = Extract<RelayAct, { id: Hex; statement: unknown }>;

describe("the relay and findings", function () {
  this.timeout(240_000);
  let town: Town;
  let names: { government: string; agency: string };
  before(async () => {
    town = await Town.found();
    await town.startRelay();
    names = { government: await nameOf(town.government), agency: await nameOf(town.agency) };
  });
  after(async () => town.stop());

  /** Names stand in events alone. */
  async function nameOf(party: number): Promise<string> {
    const { directory: address } = town.deployment.contracts;
    const logs = await town.client.getLogs({ address, fromBlock: 0n });
    for (const log of logs) {
      const event = decodeEventLog({ abi: directoryAbi, ...log, strict: false });
      if (event.eventName === "PartyRegistered" && event.args.party === party) return event.args.name ?? "";
    }
    throw new Error(`no party ${party}`);
  }

  async function post(body: unknown): Promise<Response> {
    const headers = { "content-type": "application/json" };
    return fetch(`${town.relayUrl}/v1/acts`, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async function take(act: RelayAct): Promise<RelayJob> {
    const answer = await post(act);
    if (!answer.ok) throw new Error(JSON.stringify(await answer.json()));
    return (await answer.json()) as RelayJob;
  }

  async function until(key: Hex): Promise<RelayJob> {
    for (let looks = 0; looks < 400; looks += 1) {
      const job = (await (await fetch(`${town.relayUrl}/v1/acts/${key}`)).json()) as RelayJob;
      if (job.state === "mined") return job;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${key} is not mined`);
  }

  const sign = async (who: LocalAccount, data: findings.FindingTypedData) =>
    (await who.sign?.({ hash: findings.findingDigest(data) })) ?? "0x";

  async function opening(text: string, by: LocalAccount = AUDITOR): Promise<OpenAct> {
    const plain = {
      office: town.government,
      agency: town.agency,
      severity: "major",
      text,
      document: zeroHash,
    } as const;
    const subject = { kind: "party", party: town.agency } as const;
    const words = { ...plain, subject, answerLimit: 10 * DAY, salt: keccak256(stringToHex(text)) };
    const deadline = (await town.now()) + DAY;
    const domain = findings.findingDomain(town.deployment);
    const shown = { agencyName: names.agency, officeName: names.government };
    const signature = await sign(by, findings.openingTypedData(domain, words, shown, deadline));
    const { severity: _, ...encoded } = findings.encodeOpening(words);
    const opening = { ...encoded, severity: words.severity, subjectKind: subject.kind };
    return { act: "open-finding", opening, by: { signer: by.address, deadline, signature } };
  }

  async function open(text: string): Promise<{ id: Hex; number: bigint }> {
    const { digest } = await take(await opening(text));
    const { case: id, records } = await until(digest);
    return { id, number: BigInt(records[0] ?? -1) };
  }

  async function later(
    { id, number }: { id: Hex; number: bigint },
    act: findings.FindingActName,
    turn: number,
    more: { agency?: number; by?: LocalAccount; document?: Hex } = {},
  ): Promise<LaterAct> {
    const { agency = town.agency, by = act === "answer" ? CHECKER : AUDITOR, document = zeroHash } = more;
    const statement = { turn, agency, text: `${act} 说明`, document };
    const deadline = (await town.now()) + DAY;
    const name = agency === town.agency ? names.agency : names.government;
    const domain = findings.findingDomain(town.deployment);
    const data = findings.statementTypedData(domain, { act, finding: number, id, ...statement }, name, deadline);
    const signature = await sign(by, data);
    return { act: `${act}-finding`, id, statement, by: { signer: by.address, deadline, signature } };
  }

  async function statusOf(id: Hex): Promise<number> {
    const address = town.deployment.contracts.findings;
    return (await town.client.readContract({ address, abi: findingsAbi, functionName: "stateOf", args: [id] })).status;
  }

  it("takes a finding from its opening to its end, and neither side pays", async () => {
    const act = await opening("whole");
    const taken = await take(act);
    const opened = await until(taken.digest);
    expect(opened.id, "the id of the act is the finding's").to.equal(opened.case);
    expect(opened.records).to.have.length(1);
    const finding = { id: opened.case, number: BigInt(opened.records[0] ?? -1) };
    const address = town.deployment.contracts.findings;
    const read = { address, abi: findingsAbi, functionName: "stateOf", args: [finding.id] } as const;
    expect((await town.client.readContract(read)).number).to.equal(finding.number);
    for (const [name, turn] of [
      ["answer", 1],
      ["reopen", 2],
      ["answer", 3],
      ["resolve", 4],
    ] as const) {
      const { digest } = await take(await later(finding, name, turn));
      expect(await until(digest)).to.include({ act: `${name}-finding`, case: finding.id });
    }
    expect(await statusOf(finding.id)).to.equal(3);
    for (const { address: person } of [AUDITOR, CHECKER]) {
      expect(await town.client.getBalance({ address: person })).to.equal(0n);
    }
  });

  it("knows the same act when it comes again, before and after it is mined", async () => {
    const finding = await open("again");
    const act = await later(finding, "answer", 1);
    const [first, second] = await Promise.all([take(act), take(act)]);
    expect(second.id).to.equal(first.id);
    const mined = await until(first.digest);
    expect(await take(act)).to.deep.equal(mined);
    // An escalation moves the agency: its name is the act's own, not that of the present state.
    const up = await later(finding, "escalate", 2, { agency: town.government });
    const raised = await until((await take(up)).digest);
    expect(await take(up)).to.deep.equal(raised);
  });

  it("refuses in the contract's own words, and says which field", async () => {
    const finding = await open("refused");
    const refusal = async (act: RelayAct) => {
      const answer = await post(act);
      expect(answer.status).to.equal(422);
      const { reason, errors } = (await answer.json()) as RelayProblem;
      return [reason?.error, errors?.[0]?.field];
    };
    expect(await refusal(await later(finding, "answer", 2))).to.deep.equal(["TurnDiffers", "statement.turn"]);
    expect(await refusal(await later(finding, "answer", 1, { agency: town.government }))).to.deep.equal([
      "AgencyDiffers",
      "statement.agency",
    ]);
    expect(await refusal(await later(finding, "answer", 1, { by: AUDITOR }))).to.deep.equal(["NoSeat", "by.signer"]);
    const early = await later(finding, "escalate", 1, { agency: town.government });
    expect((await refusal(early))[0]).to.equal("AnswerNotDue");
    const right = await opening("forged");
    const forged = { ...right, opening: { ...right.opening, severity: "critical" as const } };
    expect((await refusal(forged))[0]).to.equal("SignatureInvalid");
    const nowhere = { ...right, opening: { ...right.opening, subjectKind: "line" as const } };
    const answer = await post(nowhere);
    expect(answer.status).to.equal(400);
    expect(((await answer.json()) as RelayProblem).errors?.[0]?.field).to.equal("opening.subject");
  });

  it("takes acts on cases and findings together, each to its own contract, and says which document is missing", async () => {
    const finding = await open("together");
    const document = keccak256(stringToHex("not stored"));
    const answer = await post({
      acts: [
        await opening("beside"),
        { act: "lapse", id: zeroHash, body: bodyJson({ ...SOME_BODY, steps: [0n] }) },
        await later(finding, "answer", 1, { document }),
      ],
    });
    const { acts } = (await answer.json()) as RelayBatch;
    const [opened, lapsed, answered] = acts;
    expect(lapsed).to.have.nested.property("problem.reason.error", "CaseUnknown");
    if (opened === undefined || !("job" in opened)) throw new Error("not taken");
    if (answered === undefined || !("job" in answered)) throw new Error("not taken");
    expect(answered.job.warnings.map(({ field }) => field)).to.deep.equal(["statement.document"]);
    const mined = await Promise.all([until(opened.job.id), until(answered.job.id)]);
    expect(mined[0]?.hash).to.equal(mined[1]?.hash);
  });
});
