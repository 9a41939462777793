// No signature is good for anything but what it says. See signatures.tree
import { expect } from "chai";
import { FAR } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { sign } from "../ServiceApprovals/forms.ts";
import type { Message } from "../ServiceApprovals/forms.ts";
import { Agency } from "../ServiceApprovals/setup.ts";
import { openFindingDesk } from "./desk.ts";
import { openingMessage, statementMessage } from "./forms.ts";
import { nameOf } from "./setup.ts";

/** The same message for another domain, and with each of its fields changed. */
function changed(right: Message, others: Record<string, unknown>): [string, Message][] {
  const domains: [string, Message][] = [
    ["chain", { ...right, domain: { ...right.domain, chainId: 1n } }],
    ["contract", { ...right, domain: { ...right.domain, verifyingContract: ethers.ZeroAddress } }],
  ];
  expect(Object.keys(others).sort(), "every field is changed").to.deep.equal(Object.keys(right.value).sort());
  const fields = Object.entries(others).map(([field, value]): [string, Message] => [
    field,
    { ...right, value: { ...right.value, [field]: value } },
  ]);
  return [...domains, ...fields];
}

describe("signatures of findings", () => {
  describe("when the signature says something else than what is to be recorded", () => {
    it("an opening reverts with SignatureInvalid, whichever field differs", async () => {
      const desk = await openFindingDesk();
      const { findings, auditor } = desk.world;
      const plan = desk.plan();
      const right = await openingMessage(findings, plan, nameOf, FAR);
      const wrong = changed(right, {
        ...{ severity: "minor", about: "record 1", agency: Agency.Office, agencyName: "Bureau ", office: 1 },
        ...{ officeName: "Audit office", text: "Paid", document: ethers.ZeroHash, answerLimit: 86_400 },
        ...{ salt: ethers.id("salt"), deadline: FAR - 1 },
      });
      for (const [field, message] of wrong) {
        const signed = { signer: auditor.address, deadline: FAR, signature: await sign(auditor, message) };
        await expect(desk.relayed.open(plan, signed), field).to.be.revertedWithCustomError(
          findings,
          "SignatureInvalid",
        );
      }
      await desk.relayed.open(plan, { signer: auditor.address, deadline: FAR, signature: await sign(auditor, right) });
    });

    it("a later act reverts with SignatureInvalid, whichever field differs", async () => {
      const desk = await openFindingDesk();
      const { findings, checker } = desk.world;
      const finding = await desk.open();
      const statement = await desk.statement(finding, "answer");
      const about = { id: finding.id, finding: finding.number };
      const right = await statementMessage(findings, "answer", about, statement, nameOf(statement.agency), FAR);
      const wrong = changed(right, {
        ...{ act: "resolve", finding: finding.number + 1n, id: ethers.id("other"), turn: 2, agency: Agency.City },
        ...{ agencyName: "City", text: "yes", document: ethers.id("x"), deadline: FAR - 1 },
      });
      for (const [field, message] of wrong) {
        const signed = { signer: checker.address, deadline: FAR, signature: await sign(checker, message) };
        await expect(desk.relayed.answer(finding.id, statement, signed), field).to.be.revertedWithCustomError(
          findings,
          "SignatureInvalid",
        );
      }
      const signed = { signer: checker.address, deadline: FAR, signature: await sign(checker, right) };
      await desk.relayed.answer(finding.id, statement, signed);
    });
  });

  it("when the act was recorded already, or another came before it: reverts with TurnDiffers: nothing replays, and nothing lands on a state that was not seen", async () => {
    const desk = await openFindingDesk();
    const { findings } = desk.world;
    const finding = await desk.open();
    const answer = await desk.statement(finding, "answer");
    const answered = await desk.signed(finding, "answer", answer, {});
    // Signed before there was an answer: it must not judge one that its signer has not read.
    const resolve = await desk.statement(finding, "resolve");
    const resolved = await desk.signed(finding, "resolve", resolve, {});
    await desk.relayed.answer(finding.id, answer, answered);
    await expect(desk.relayed.resolve(finding.id, resolve, resolved))
      .to.be.revertedWithCustomError(findings, "TurnDiffers")
      .withArgs(finding.id, 1, 2);
    await desk.act(finding, "reopen");
    // Reopened, it waits for an answer as it did; the old one does not come again.
    await expect(desk.relayed.answer(finding.id, answer, answered))
      .to.be.revertedWithCustomError(findings, "TurnDiffers")
      .withArgs(finding.id, 1, 3);
    await expect(desk.relayed.answer(finding.id, { ...answer, turn: 3 }, answered)).to.be.revertedWithCustomError(
      findings,
      "SignatureInvalid",
    );
  });

  it("when the signature is for another finding: reverts with SignatureInvalid", async () => {
    const desk = await openFindingDesk();
    const finding = await desk.open();
    const other = await desk.open();
    const statement = await desk.statement(finding, "answer");
    const signed = await desk.signed(finding, "answer", statement, {});
    await expect(desk.relayed.answer(other.id, statement, signed)).to.be.revertedWithCustomError(
      desk.relayed,
      "SignatureInvalid",
    );
  });

  it("when the deadline has passed: reverts with SignatureExpired, from the second after it", async () => {
    const desk = await openFindingDesk();
    const { findings } = desk.world;
    const finding = await desk.open();
    const deadline = (await networkHelpers.time.latest()) + 1_000;
    const statement = await desk.statement(finding, "answer");
    const signed = await desk.signed(finding, "answer", statement, { deadline });
    const plan = desk.plan();
    const opening = await desk.signedOpening(plan, { deadline });
    await networkHelpers.time.setNextBlockTimestamp(deadline);
    await desk.relayed.open(plan, opening);
    await networkHelpers.time.setNextBlockTimestamp(deadline + 1);
    await expect(desk.relayed.answer(finding.id, statement, signed))
      .to.be.revertedWithCustomError(findings, "SignatureExpired")
      .withArgs(deadline, deadline + 1);
  });

  it("when the name in the directory changed since: reverts with SignatureInvalid", async () => {
    const desk = await openFindingDesk();
    const { directory, registry, findings } = desk.world;
    const finding = await desk.open();
    const statement = await desk.statement(finding, "answer");
    const signed = await desk.signed(finding, "answer", statement, {});
    await directory.connect(registry).rename(Agency.Bureau, "Bureau of roads", "");
    await expect(desk.relayed.answer(finding.id, statement, signed)).to.be.revertedWithCustomError(
      findings,
      "SignatureInvalid",
    );
  });

  it("when nobody signed and another sends it: reverts with SignatureInvalid", async () => {
    const desk = await openFindingDesk();
    const finding = await desk.open();
    const statement = await desk.statement(finding, "answer");
    const signed = await desk.signed(finding, "answer", statement, { direct: true });
    await expect(desk.relayed.answer(finding.id, statement, signed)).to.be.revertedWithCustomError(
      desk.relayed,
      "SignatureInvalid",
    );
    await desk.world.findings.connect(desk.world.checker).answer(finding.id, statement, signed);
  });
});
