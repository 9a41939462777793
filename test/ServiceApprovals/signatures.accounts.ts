// Contract accounts (ERC-1271) and accounts with a key and code (EIP-7702) as signers. See signatures.accounts.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { ethers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { P } from "./catalogue.ts";
import { Status, openDesk } from "./desk.ts";
import { Act, Verdict, actMessage, sign, submissionMessage } from "./forms.ts";
import { Agency, Official } from "./setup.ts";

describe("signatures of accounts with code", () => {
  describe("when the signer is a contract account", () => {
    it("its ERC-1271 word counts, for submissions, decisions and acts, and its own calls", async () => {
      const desk = await openDesk();
      const { approvals, staff, roster, trail, writers, outsider } = desk.world;
      const owner = desk.world.registry;
      const wallet = await ethers.deployContract("WalletMock", [owner.address]);
      const address = await wallet.getAddress();
      await staff.enrol(Agency.Bureau, "Holder of a wallet", "");
      const official = await roster.officialCount();
      await staff.appoint(Agency.Bureau, Duty.Maker, address, official, 0, FAR);
      await staff.appoint(Agency.Bureau, Duty.Checker, address, official, 0, FAR);

      const order = desk.order();
      const plan = desk.plan(P.Overdue, order);
      const signature = await sign(owner, await submissionMessage(approvals, plan, order, FAR));
      const sent = await desk.relayed.submit(plan, [], { signer: address, deadline: FAR, signature });
      const mine = await desk.fileOf(sent, plan, order);
      expect(mine.fields.submitter).to.equal(address);
      const message = await actMessage(approvals, {
        act: Act.Withdraw,
        id: mine.id,
        round: 0,
        reason: "",
        deadline: FAR,
      });
      const act = { signer: address, deadline: FAR, signature: await sign(owner, message) };
      await desk.relayed.withdraw(mine.id, mine.body, "", act);

      const file = await desk.submit(P.Parallel);
      const vote = await desk.decision(file, 0, owner);
      await desk.relayed.decide(file.id, file.body, [{ ...vote, by: { ...vote.by, signer: address } }]);
      expect((await desk.state(file)).first).to.equal(official);
      const direct = {
        step: 0,
        verdict: Verdict.Approve,
        reason: "",
        by: { signer: address, deadline: FAR, signature: "0x" },
      };
      const second = await desk.submit(P.Overdue);
      const data = approvals.interface.encodeFunctionData("decide", [second.id, second.body, [direct]]);
      await wallet.connect(outsider).call(approvals, data);
      expect(await desk.status(second)).to.equal(Status.Approved);
      await expectLogIntact(trail, writers);
    });

    it("counts only while the account says so: a revoked or failing one reverts with SignatureInvalid", async () => {
      const desk = await openDesk();
      const { approvals, staff } = desk.world;
      const owner = desk.world.registry;
      const wallet = await ethers.deployContract("WalletMock", [owner.address]);
      const address = await wallet.getAddress();
      await staff.appoint(Agency.Bureau, Duty.Checker, address, Official.Approver, 0, FAR);
      const file = await desk.submit(P.TwoStages);
      const vote = await desk.decision(file, 0, owner);
      const decisions = [{ ...vote, by: { ...vote.by, signer: address } }];
      const attempt = () => desk.relayed.decide(file.id, file.body, decisions);
      await wallet.setOwner(desk.world.citizen.address);
      await expect(attempt()).to.be.revertedWithCustomError(approvals, "SignatureInvalid");
      await wallet.setOwner(owner.address);
      await wallet.setReverting(true);
      await expect(attempt()).to.be.revertedWithCustomError(approvals, "SignatureInvalid");
      await wallet.setReverting(false);
      await attempt();
    });
  });

  describe("when the signer has a key and code of its own (EIP-7702)", () => {
    it("the key's signature counts, whatever the code answers", async () => {
      const desk = await openDesk();
      const { approvals, staff } = desk.world;
      const signer = ethers.Wallet.createRandom(ethers.provider);
      await desk.world.admin.sendTransaction({ to: signer.address, value: 10n ** 18n });
      const wallet = await ethers.deployContract("WalletMock", [ethers.ZeroAddress]);
      const address = await wallet.getAddress();
      const authorization = await signer.authorize({ address, nonce: 1 });
      await signer.sendTransaction({
        type: 4,
        to: desk.world.admin.address,
        authorizationList: [authorization],
        gasLimit: 100_000,
      });
      expect(await ethers.provider.getCode(signer.address)).to.equal(`0xef0100${address.slice(2).toLowerCase()}`);
      await staff.appoint(Agency.Bureau, Duty.Checker, signer.address, Official.Approver, 0, FAR);

      const file = await desk.submit(P.TwoStages);
      const foreign = await desk.decision(file, 0, desk.world.citizen);
      const stolen = { ...foreign, by: { ...foreign.by, signer: signer.address } };
      await expect(desk.decide(file, [stolen])).to.be.revertedWithCustomError(approvals, "SignatureInvalid");
      await desk.decide(file, [await desk.decision(file, 0, signer)]);
      expect((await desk.state(file)).first).to.equal(BigInt(Official.Approver));
    });
  });
});
