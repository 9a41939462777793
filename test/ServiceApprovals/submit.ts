// ServiceApprovals.submit, see submit.tree
import { expect } from "chai";
import { Duty, FAR } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { expectLogIntact } from "../support/log.ts";
import { CORRECTION, EXECUTION, P, person, spec } from "./catalogue.ts";
import { Status, openDesk, timeOf } from "./desk.ts";
import { contentOf, currencyOf } from "./forms.ts";
import { Agency, Official } from "./setup.ts";

const BODY = "tuple(uint256,uint256,uint256,bytes32,bytes32,bytes32,bytes32,uint256[])";
/** Records that the mock handler says will come of a case. */
const RECORDS = 2;

/** A packed word: values and their bits, the lowest first. */
function word(...fields: readonly (readonly [value: bigint | number | string, bits: number])[]): bigint {
  let [packed, at] = [0n, 0n];
  for (const [value, bits] of fields) {
    packed |= BigInt(value) << at;
    at += BigInt(bits);
  }
  return packed;
}

describe("ServiceApprovals.submit", () => {
  describe("when there are more than 16 documents", () => {
    it("reverts with TooManyDocuments", async () => {
      const desk = await openDesk();
      const documents = Array.from({ length: 17 }, (_, i) => ethers.id(`document ${i}`));
      await expect(desk.submit(P.TwoStages, { documents }))
        .to.be.revertedWithCustomError(desk.relayed, "TooManyDocuments")
        .withArgs(17, 16);
      await desk.submit(P.TwoStages, { documents: documents.slice(1) });
    });
  });

  describe("when the procedure takes no cases", () => {
    it("reverts with ProcedureUnknown or ProcedureStanding", async () => {
      const desk = await openDesk();
      const { procedures, office, guarded } = desk.world;
      await expect(desk.submit(99)).to.be.revertedWithCustomError(procedures, "ProcedureUnknown").withArgs(99);
      await office.announce(spec("two-stages", await guarded.getAddress(), [person(0, Duty.Checker)]));
      const announced = Number(await procedures.procedureCount());
      await expect(desk.submit(announced))
        .to.be.revertedWithCustomError(procedures, "ProcedureStanding")
        .withArgs(announced, 1, 2);
      await networkHelpers.time.increase(await procedures.doorDelay());
      await procedures.publish(announced);
      await expect(desk.submit(P.TwoStages))
        .to.be.revertedWithCustomError(procedures, "ProcedureStanding")
        .withArgs(P.TwoStages, 3, 2);
      await office.retire(announced);
      await expect(desk.submit(announced))
        .to.be.revertedWithCustomError(procedures, "ProcedureStanding")
        .withArgs(announced, 4, 2);
    });
  });

  describe("when the handler's door is closed", () => {
    it("reverts with HandlerClosed", async () => {
      const desk = await openDesk();
      const { procedures, guarded } = desk.world;
      await procedures.closeDoor(guarded);
      await expect(desk.submit(P.TwoStages))
        .to.be.revertedWithCustomError(procedures, "HandlerClosed")
        .withArgs(await guarded.getAddress());
    });
  });

  describe("when the agency is not one of the procedure's government", () => {
    it("reverts with AgencyOutside", async () => {
      const desk = await openDesk();
      for (const agency of [0, Agency.OtherCity, 6, 99]) {
        await expect(desk.submit(P.TwoStages, { agency }))
          .to.be.revertedWithCustomError(desk.relayed, "AgencyOutside")
          .withArgs(agency, Agency.City);
      }
    });
  });

  describe("when anyone submits, and the procedure names another agency", () => {
    it("reverts with AgencyOutside, also for an official of the agency given", async () => {
      const desk = await openDesk();
      for (const agency of [Agency.City, Agency.Treasury, Agency.Office]) {
        for (const by of [desk.world.citizen, desk.world.makerSpare]) {
          await expect(desk.submit(P.DeemedApproved, { by, agency }))
            .to.be.revertedWithCustomError(desk.relayed, "AgencyOutside")
            .withArgs(agency, Agency.City);
        }
      }
      const file = await desk.submit(P.DeemedApproved, { by: desk.world.citizen });
      expect(file.fields.agency).to.equal(Agency.Bureau);
      // A procedure that names none, and under which silence approves nothing, takes cases of any.
      const elsewhere = await desk.submit(P.Ruled, { by: desk.world.citizen, agency: Agency.Office });
      expect(elsewhere.fields.agency).to.equal(Agency.Office);
    });
  });

  describe("when the payload makes no sense to the handler", () => {
    it("reverts with the handler's own error", async () => {
      const desk = await openDesk();
      await expect(desk.submit(P.TwoStages, { order: { what: "" } })).to.be.revertedWithCustomError(
        desk.world.guarded,
        "Nonsense",
      );
    });
  });

  describe("when the signer does not hold the submitting duty now", () => {
    it("reverts with NoSeat", async () => {
      const desk = await openDesk();
      const { roster, staff, maker, makerChecking, treasurer, outsider } = desk.world;
      for (const by of [makerChecking, treasurer, outsider]) {
        await expect(desk.submit(P.TwoStages, { by }))
          .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
          .withArgs(Agency.Bureau, Duty.Maker, by.address);
      }
      await expect(desk.submit(P.TwoStages, { agency: Agency.Office }))
        .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
        .withArgs(Agency.Office, Duty.Maker, maker.address);
      await staff.dismiss(Agency.Bureau, Duty.Maker, maker);
      expect(await roster.officialOf(maker)).to.equal(BigInt(Official.Maker));
      await expect(desk.submit(P.TwoStages)).to.be.revertedWithCustomError(desk.relayed, "NoSeat");
    });

    it("wants it at the procedure's submitting agency, if it names one", async () => {
      const desk = await openDesk();
      const { maker, treasurer } = desk.world;
      await expect(desk.submit(P.Central))
        .to.be.revertedWithCustomError(desk.relayed, "NoSeat")
        .withArgs(Agency.Treasury, Duty.Treasurer, maker.address);
      const file = await desk.submit(P.Central, { by: treasurer });
      expect(file.fields.agency).to.equal(Agency.Bureau);
      expect(file.fields.official).to.equal(Official.Treasurer);
    });
  });

  describe("when a new case is not of round 0", () => {
    it("reverts with RoundDiffers", async () => {
      const desk = await openDesk();
      const order = desk.order();
      const plan = desk.plan(P.TwoStages, order, { round: 1 });
      const first = { ...plan, round: 0 };
      const id = await desk.relayed.submit.staticCall(first, [], await desk.signed(first, order));
      await expect(desk.handIn(plan, order, [], {}))
        .to.be.revertedWithCustomError(desk.relayed, "RoundDiffers")
        .withArgs(id, 1, 0);
    });
  });

  describe("when the same submission was recorded before", () => {
    it("reverts with CaseExists, whatever has become of the case", async () => {
      const desk = await openDesk();
      const order = desk.order();
      const plan = desk.plan(P.AtOnce, order);
      const file = await desk.handIn(plan, order, [], {});
      const again = () => desk.handIn(plan, order, [], {});
      await expect(again()).to.be.revertedWithCustomError(desk.relayed, "CaseExists").withArgs(file.id);
      await desk.giveBack(file, 0, desk.checker(0));
      await expect(again()).to.be.revertedWithCustomError(desk.relayed, "CaseExists");
      const second = await desk.resubmit(file);
      await expect(again()).to.be.revertedWithCustomError(desk.relayed, "CaseExists");
      await desk.reject(second, 0, desk.checker(0));
      await expect(again()).to.be.revertedWithCustomError(desk.relayed, "CaseExists");
    });

    it("gives another signer's like submission an id of its own", async () => {
      const desk = await openDesk();
      const order = desk.order();
      const plan = desk.plan(P.DeemedApproved, order);
      const mine = await desk.handIn(plan, order, [], { by: desk.world.citizen });
      const other = await desk.handIn(plan, order, [], { by: desk.world.outsider });
      expect(mine.id).not.to.equal(other.id);
      expect(await desk.status(mine)).to.equal(Status.Open);
    });
  });

  describe("when the case is new", () => {
    it("opens it: id, body, state and record are what anyone computes from the submission", async () => {
      const desk = await openDesk();
      const { approvals, procedures, trail, maker, guarded, outsider, writers } = desk.world;
      const order = desk.order({ amount: 1_000n, currency: "CNY" });
      const documents = [ethers.id("contract"), ethers.id("invoice")];
      const plan = desk.plan(P.Thresholds, order, { documents });
      const by = await desk.signed(plan, order, { deadline: FAR - 5 });
      const record = await trail.size();
      const sent = await approvals.connect(outsider).submit(plan, [], by);
      const now = await timeOf(sent);

      const { steps } = await procedures.termsOf(P.Thresholds);
      const decisionType = ethers.id(
        "Decision(bytes32 id,uint8 round,uint8 step,string verdict,string reason,uint48 deadline,Order content)" +
          "Order(string what,uint104 amount,string currency,bytes detail)",
      );
      const handler = await guarded.getAddress();
      const body = [
        word([maker.address, 160], [Official.Maker, 32], [Agency.Bureau, 32], [Agency.City, 32]),
        word([handler, 160], [P.Thresholds, 32], [0b101, 32], [RECORDS, 32]),
        word([CORRECTION, 32], [EXECUTION, 32]),
        ...[plan.salt, ethers.keccak256(plan.payload), contentOf(order), decisionType],
        steps.slice(0, 2),
      ];
      const id = ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode([BODY], [body]));
      await expect(sent)
        .to.emit(approvals, "CaseSubmitted")
        .withArgs(
          ...[record, id, word([0, 8], [FAR - 5, 48], [currencyOf("CNY"), 24], [1_000n, 104])],
          ...[body, documents, plan.payload, by.signature],
        );
      expect(await approvals.bodyHashOf(id)).to.equal(id);
      expect(await approvals.stateOf(id)).to.deep.equal([
        Status.Open,
        0n,
        0n,
        false,
        false,
        0n,
        0n,
        0n,
        BigInt(now),
        BigInt(now),
        0n,
        0n,
        0n,
      ]);
      expect(await trail.size()).to.equal(record + 1n);
      await expectLogIntact(trail, writers);
    });

    it("takes it from anyone under a citizens' procedure, as a citizen's", async () => {
      const desk = await openDesk();
      const citizen = await desk.submit(P.DeemedApproved, { by: desk.world.citizen });
      expect(citizen.fields.official).to.equal(0);
      const official = await desk.submit(P.DeemedApproved, { by: desk.world.makerSpare });
      expect(official.fields.official).to.equal(0);
    });

    it("takes it from the signer's own transaction", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.TwoStages, { direct: true });
      expect(await desk.status(file)).to.equal(Status.Open);
    });

    it("begins at the first stage of its route", async () => {
      const desk = await openDesk();
      const { office, procedures, guarded } = desk.world;
      await office.announce(spec("late", await guarded.getAddress(), [person(5, Duty.Checker)]));
      await networkHelpers.time.increase(await procedures.doorDelay());
      const procedure = Number(await procedures.procedureCount());
      await procedures.publish(procedure);
      const file = await desk.submit(procedure);
      expect((await desk.state(file)).stage).to.equal(5n);
      await desk.approve(file, [0, desk.checker(0)]);
      expect(await desk.status(file)).to.equal(Status.Approved);
    });
  });
});
