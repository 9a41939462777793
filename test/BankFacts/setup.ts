// The services' world with the treasurer before the bank facts, and another government with a fund of its own.
import {
  AccountKind,
  Kind,
  Party,
  acc,
  account,
  actSpec,
  allotmentSpec,
  commitmentSpec,
  lineSpec,
  order,
} from "../FundLedger/setup.ts";
import { deployServices } from "../support/services.ts";

const { Source, Act, Line, Allotment, Commitment } = AccountKind;

/** Accounts that this world has beyond `acc`: all of the other city, but for the grants out of the general fund. */
export const far = {
  taxes: account(Source, 5),
  budget: account(Act, 5),
  line: account(Line, 7),
  allotment: account(Allotment, 6),
  /** pays the Builder out of the other city's fund */
  work: account(Commitment, 11),
  /** pays the other city's fund out of the general fund */
  grant: account(Commitment, 12),
  /** pays the general fund out of the other city's */
  tribute: account(Commitment, 13),
} as const;

/** Both governments have paid. */
export async function deployBank() {
  const world = await deployServices();
  const { ledger, bankFacts, treasurer } = world;
  await ledger.openSources([{ fund: acc.otherFund, party: Party.Taxpayers }]);
  await ledger.openActs([actSpec(Party.OtherCity, 2026)]);
  await ledger.openLines([lineSpec(acc.otherFund, Party.OtherBureau, 2026)]);
  await ledger.openAllotments([allotmentSpec(far.line, Party.OtherBureau)]);
  await ledger.openCommitments([
    commitmentSpec(far.allotment, Party.Builder),
    commitmentSpec(acc.schoolsAllotment, Party.OtherCity, acc.otherFund),
    commitmentSpec(far.allotment, Party.Treasury, acc.general),
  ]);
  await ledger.post(
    [
      order(Kind.Receipt, far.taxes, [[acc.otherFund, 900]]),
      order(Kind.Appropriation, far.budget, [[far.line, 500]]),
      order(Kind.Allotment, far.line, [[far.allotment, 400]]),
      order(Kind.Commitment, far.allotment, [
        [far.work, 100],
        [far.tribute, 100],
      ]),
      order(Kind.Commitment, acc.schoolsAllotment, [[far.grant, 100]]),
    ],
    [],
  );
  return { ...world, bank: bankFacts.connect(treasurer) };
}
