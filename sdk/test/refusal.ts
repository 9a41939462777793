// Asserts that something is refused with the SDK's own error.
import { expect } from "chai";
import { type ErrorCode, MingzhangError } from "@mingzhang/sdk/errors";

/** The error that `act` throws; fails if there is none, if it is another error, or if it says nothing to do. */
export function refusal(act: () => unknown, code: ErrorCode): MingzhangError {
  try {
    act();
  } catch (error) {
    if (!(error instanceof MingzhangError)) throw error;
    return checked(error, code);
  }
  return expect.fail(`nothing was thrown, ${code} was expected`);
}

/** The same for a promise. */
export async function rejection(act: Promise<unknown>, code: ErrorCode): Promise<MingzhangError> {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof MingzhangError)) throw error;
    return checked(error, code);
  }
  return expect.fail(`nothing was thrown, ${code} was expected`);
}

function checked(error: MingzhangError, code: ErrorCode): MingzhangError {
  expect(error.code).to.equal(code);
  expect(error.field).to.not.equal("");
  expect(error.remedy).to.match(/^[A-Z].{5,}/);
  expect(error.message).to.include(error.remedy);
  expect(error.message.length).to.be.below(600);
  return error;
}
