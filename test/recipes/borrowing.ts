// Borrowing and debt service: a financing receipt, and appropriated interest and repayment.
import { expect } from "chai";
import { fieldsOf, refusesPost } from "../FundLedger/acts.ts";
import { AccountKind, Kind, Party, acc, account, allotmentSpec, lineSpec, order } from "../FundLedger/setup.ts";
import { networkHelpers } from "../network.ts";
import { cook, deployTown, expectTold, openCommitment, yuan } from "./town.ts";

describe("Recipe: borrowing and debt service", () => {
  it("borrows as financing, and pays interest and repayment from lines of their class", async () => {
    const world = await networkHelpers.loadFixture(deployTown);
    const { ledger } = world;
    const bank = Party.Walletless;
    await ledger.openSources([{ fund: acc.general, party: bank }]);
    const source = await ledger.sourceOf(acc.general, bank);
    const spec = lineSpec(acc.general, Party.Treasury, 2026);
    await ledger.openLines([
      { ...spec, func: 170, economic: 242, name: "Interest" },
      { ...spec, func: 170, economic: 3314, name: "Repayment" },
    ]);
    const [interestLine, repaymentLine] = [account(AccountKind.Line, 7), account(AccountKind.Line, 8)];
    await ledger.openAllotments([
      allotmentSpec(interestLine, Party.Treasury),
      allotmentSpec(repaymentLine, Party.Treasury),
    ]);
    const [interestPart, repaymentPart] = [account(AccountKind.Allotment, 6), account(AccountKind.Allotment, 7)];
    const interest = await openCommitment(world, bank, "LOAN-1", interestPart);
    const repayment = await openCommitment(world, bank, "LOAN-1", repaymentPart);
    const [twenty, hundred] = [yuan("20,000"), yuan("100,000")];

    const recipe = cook(world);
    await recipe.post([order(Kind.Receipt, source, [[acc.general, yuan("500,000")]], { code: 3314 })]);
    await recipe.post([
      order(Kind.Appropriation, acc.budget, [
        [interestLine, twenty],
        [repaymentLine, hundred],
      ]),
      order(Kind.Allotment, interestLine, [[interestPart, twenty]]),
      order(Kind.Allotment, repaymentLine, [[repaymentPart, hundred]]),
      order(Kind.Commitment, interestPart, [[interest, twenty]]),
      order(Kind.Commitment, repaymentPart, [[repayment, hundred]]),
    ]);
    await recipe.post([
      order(Kind.Payment, acc.general, [
        [interest, twenty],
        [repayment, hundred],
      ]),
    ]);

    await expectTold(world, recipe, "Borrowing and debt service", {
      "the bank": source,
      "general fund": acc.general,
      budget: acc.budget,
      "interest line": interestLine,
      "repayment line": repaymentLine,
      "interest allotment": interestPart,
      "repayment allotment": repaymentPart,
      "interest on the loan": interest,
      "repayment of the loan": repayment,
    });
    expect(recipe.moved.map(({ terms }) => fieldsOf(terms).code)[0]).to.equal(3314);
    // What was not appropriated cannot be repaid, however much cash there is.
    await refusesPost(world, order(Kind.Payment, acc.general, [[repayment, 1]]), ["Overdraw", repayment, 1, 0]);
  });
});
