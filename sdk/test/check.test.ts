import { expect } from "chai";
import { accountNumber } from "@mingzhang/sdk/accounts";
import { type CheckedMovement, checkMovement } from "@mingzhang/sdk/check";
import { packTerms } from "@mingzhang/sdk/terms";
import { blockHash, deployment, FakeChain, timeOf, txHash } from "./chain.ts";
import * as naive from "./naive.ts";
import { rejection } from "./refusal.ts";

const { directory, fundLedger } = deployment.contracts;
const document = `0x${"d0".repeat(32)}` as const;
const detail = `0x${"41".repeat(3)}${"0".repeat(58)}` as const;
const zero = `0x${"0".repeat(64)}` as const;
const party = { party: 1, kind: 2, parent: 0, name: "a", otherName: "", scheme: "", identifier: "" };

function chainOf(): FakeChain {
  const chain = new FakeChain();
  chain.emit(directory, "PartyRegistered", party);
  const terms = packTerms({ kind: 4, flags: 3, code: 12, valueDate: 20_780, cites: 0n, beyond: 0n });
  const sides = { from: accountNumber("fund", 1), to: accountNumber("commitment", 7) };
  const positions = { amount: 123_456n, fromPosition: 5n, toPosition: 6n };
  chain.emit(fundLedger, "Movement", { ...sides, ...positions, terms, document, detail });
  const budget = packTerms({ kind: 7, flags: 0, code: 0, valueDate: 0, cites: 0n, beyond: 0n });
  const act = { from: accountNumber("act", 1), to: accountNumber("line", 1) };
  chain.emit(fundLedger, "Movement", { ...act, ...positions, terms: budget, document: zero, detail: zero });
  const back = packTerms({ kind: 2, flags: 0, code: 1141, valueDate: 20_781, cites: 1n, beyond: 0n });
  const refund = { from: accountNumber("fund", 1), to: accountNumber("source", 1) };
  chain.emit(fundLedger, "Movement", { ...refund, ...positions, terms: back, document: zero, detail: zero });
  return chain;
}

const ref = (id: string) => ({ id });

function payment(): CheckedMovement {
  return {
    record: 1,
    kind: "payment",
    from: ref("fund-1"),
    to: ref("commitment-7"),
    amount: "123456",
    fromPosition: "5",
    toPosition: "6",
    beyond: null,
    flags: ["imported", "advance"],
    class: null,
    persons: 12,
    detailRaw: detail,
    valueDate: "2026-11-23",
    postedAt: new Date(timeOf(2) * 1000).toISOString().replace(".000", ""),
    document,
    cites: null,
    chain: { block: 2, blockHash: blockHash(2), transaction: txHash(2), logIndex: 0, address: fundLedger },
  };
}

const placeOf = (block: number) => ({
  postedAt: new Date(timeOf(block) * 1000).toISOString().replace(".000", ""),
  chain: { block, blockHash: blockHash(block), transaction: txHash(block), logIndex: 0, address: fundLedger },
});

const bare = { flags: [], persons: null, document: null, detailRaw: zero };

describe("checking a movement against the chain", () => {
  for (const lookup of ["place", "number"] as const) {
    it(`finds an honest API to be right, by ${lookup}`, async () => {
      const chain = chainOf();
      const check = await checkMovement(chain.client(), deployment, payment(), lookup);
      expect(check.fields.filter((field) => !field.same)).to.deep.equal([]);
      expect(check.same).to.equal(true);
      expect(check.leaf).to.equal(naive.hex(chain.leaves()[1] ?? Buffer.of()));
      expect(check.fields.map((field) => field.field)).to.include.members([
        "amount",
        "from",
        "to",
        "document",
        "cites",
      ]);
    });
  }

  it("reads movements of the budget book and corrections", async () => {
    const client = chainOf().client();
    const sides = { from: ref("act-1"), to: ref("line-1") };
    const appropriation = { ...payment(), ...bare, ...sides, ...placeOf(3), record: 2, kind: "appropriation" as const };
    expect((await checkMovement(client, deployment, { ...appropriation, valueDate: null })).same).to.equal(true);
    const refund: CheckedMovement = {
      ...payment(),
      ...bare,
      ...placeOf(4),
      record: 3,
      kind: "refund",
      from: ref("fund-1"),
      to: ref("source-1"),
      class: { code: "1141" },
      valueDate: "2026-11-24",
      cites: 1,
    };
    expect((await checkMovement(client, deployment, refund)).fields.filter((field) => !field.same)).to.deep.equal([]);
  });

  it("names every field in which the API differs", async () => {
    const client = chainOf().client();
    const lies: [string, Partial<CheckedMovement>][] = [
      ["record", { record: 2 }],
      ["kind", { kind: "transfer-payment" }],
      ["from", { from: ref("fund-2") }],
      ["to", { to: ref("commitment-8") }],
      ["amount", { amount: "123457" }],
      ["fromPosition", { fromPosition: "6" }],
      ["toPosition", { toPosition: "5" }],
      ["beyond", { beyond: "9" }],
      ["flags", { flags: ["imported"] }],
      ["class", { class: { code: "11" } }],
      ["persons", { persons: null }],
      ["detail", { detailRaw: zero }],
      ["valueDate", { valueDate: "2026-11-22" }],
      ["document", { document: null }],
      ["cites", { cites: 0 }],
      ["postedAt", { postedAt: "2026-01-01T00:00:00Z" }],
      ["address", { chain: { ...payment().chain, address: directory } }],
      ["block", { chain: { ...payment().chain, block: 3 } }],
      ["blockHash", { chain: { ...payment().chain, blockHash: zero } }],
    ];
    for (const [field, lie] of lies) {
      const check = await checkMovement(client, deployment, { ...payment(), ...lie });
      expect(check.same, field).to.equal(false);
      expect(check.fields.filter((row) => !row.same).map((row) => row.field)).to.deep.equal([field]);
    }
  });

  it("says what is not on the chain, and what is no movement", async () => {
    const client = chainOf().client();
    const at = (chain: Partial<CheckedMovement["chain"]>) => ({
      ...payment(),
      chain: { ...payment().chain, ...chain },
    });
    await rejection(checkMovement(client, deployment, at({ transaction: txHash(99) })), "NOT_FOUND");
    await rejection(checkMovement(client, deployment, at({ logIndex: 5 })), "NOT_FOUND");
    await rejection(checkMovement(client, deployment, at({ transaction: txHash(1) })), "NOT_A_MOVEMENT");
    await rejection(checkMovement(client, deployment, { ...payment(), record: 77 }, "number"), "NOT_FOUND");
    await rejection(checkMovement(client, deployment, { ...payment(), record: 0 }, "number"), "NOT_FOUND");
  });

  for (const lookup of ["place", "number"] as const) {
    it(`refuses a removed log and a reverted transaction, by ${lookup}`, async () => {
      const removed = chainOf();
      removed.removed = true;
      await rejection(checkMovement(removed.client(), deployment, payment(), lookup), "LOG_REMOVED");
      const reverted = chainOf();
      reverted.status = "0x0";
      await rejection(checkMovement(reverted.client(), deployment, payment(), lookup), "TRANSACTION_REVERTED");
    });
  }

  it("compares the sender where the API names one", async () => {
    const chain = chainOf();
    const differing = async (transactionFrom: CheckedMovement["transactionFrom"]) => {
      const { fields } = await checkMovement(chain.client(), deployment, { ...payment(), transactionFrom });
      return fields.filter((field) => field.field === "transactionFrom").map((field) => field.same);
    };
    expect(await differing(chain.sender)).to.deep.equal([true]);
    expect(await differing(fundLedger)).to.deep.equal([false]);
    expect(await differing(null)).to.deep.equal([]);
  });

  it("does not take another contract's event for the ledger's", async () => {
    const chain = chainOf();
    for (const log of chain.logs) log.address = `0x${"bad".padStart(40, "0")}`;
    await rejection(checkMovement(chain.client(), deployment, payment()), "NOT_FOUND");
    await rejection(checkMovement(chain.client(), deployment, payment(), "number"), "NOT_FOUND");
  });
});
