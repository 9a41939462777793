// Tables of budget execution add up: in each row, and all rows together.
import type { Execution } from "@mingzhang/sdk/api";
import { expect } from "chai";
import { describe, it } from "mocha";
import { addExecutions } from "@mingzhang/sdk/execution";
import { executionColumns } from "../src/features/budget/execution.ts";

/** A line's sums as the API gives them, of which `lapsed` lapsed. */
function line(appropriated: bigint, committed: bigint, lapsed: bigint): Execution {
  return {
    appropriated: String(appropriated),
    allotted: String(committed),
    committed: String(committed),
    paid: String(committed),
    lapsed: String(lapsed),
    available: String(appropriated - committed - lapsed),
  };
}

/** Beyond what a floating point number holds. */
const HUGE = 10n ** 25n + 1n;
const names = (rows: readonly Execution[], imported = false) => executionColumns(rows, imported).map(([name]) => name);

describe("tables of budget execution", () => {
  it("have a column for what lapsed where any row needs it, and only there", () => {
    const running = line(100n, 60n, 0n);
    const ended = line(28_000_000_000n, 27_541_168_659n, 458_831_341n);
    expect(names([running])).to.not.include("lapsed");
    expect(names([running, ended])).to.include.members(["appropriated", "committed", "available", "lapsed"]);
  });

  it("say of imported spending what was paid, and nothing else", () => {
    expect(names([line(5n, 5n, 0n)], true)).to.deep.equal(["paid"]);
  });

  it("add up to the last minor unit, in each row and together", () => {
    const rows = [line(HUGE, HUGE - 7n, 3n), line(28_000_000_000n, 27_541_168_659n, 458_831_341n), line(2n, 0n, 0n)];
    const together = addExecutions(rows);
    expect(together.appropriated).to.equal(String(HUGE + 28_000_000_002n));
    for (const { appropriated, committed, available, lapsed } of [...rows, together]) {
      expect(BigInt(committed) + BigInt(available) + BigInt(lapsed)).to.equal(BigInt(appropriated));
    }
  });

  it("are all zero without rows", () => {
    expect(Object.values(addExecutions([]))).to.deep.equal(["0", "0", "0", "0", "0", "0"]);
  });
});
