import { expect } from "chai";
import {
  ACCOUNT_KINDS,
  accountId,
  accountKind,
  accountNumber,
  accountText,
  parseAccount,
  tryAccountId,
} from "@mingzhang/sdk/accounts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

describe("accounts", () => {
  it("puts the kind into the top 8 of 64 bits", () => {
    expect(accountNumber("source", 1)).to.equal(0x0100000000000001n);
    expect(accountNumber("fund", 12)).to.equal(0x020000000000000cn);
    expect(accountNumber("commitment", 45n)).to.equal(0x060000000000002dn);
  });

  it("writes and reads the same text for any account", () => {
    const r = random(1);
    for (let i = 0; i < 2_000; i++) {
      const kind = r.pick(ACCOUNT_KINDS);
      const running = r.bits(56) || 1n;
      const account = accountNumber(kind, running);
      expect(accountText(account), `seed ${r.seed}`).to.equal(`${kind}-${running}`);
      expect(parseAccount(accountText(account))).to.equal(account);
      expect(accountId(account)).to.deep.equal({ kind, running });
      expect(accountKind(account)).to.equal(kind);
    }
  });

  it("refuses every other spelling", () => {
    const wrong = ["", "fund", "fund-", "fund-0", "fund-01", "Fund-1", "fund-1 ", " fund-1", "fund--1", "fund-1.0"];
    const more = ["fund-1e3", "fund-１", "party-1", "fund-72057594037927936", `fund-${"9".repeat(40)}`, "fund-1\n"];
    for (const text of [...wrong, ...more]) refusal(() => parseAccount(text), "ACCOUNT_INVALID");
  });

  it("refuses numbers that are none", () => {
    for (const account of [0n, 1n, -1n, 0x0200000000000000n, 0x0700000000000001n, 1n << 64n]) {
      expect(tryAccountId(account)).to.equal(null);
      refusal(() => accountText(account), "ACCOUNT_INVALID");
    }
    for (const running of [0, -1, 1n << 56n]) refusal(() => accountNumber("fund", running), "ACCOUNT_INVALID");
  });
});
