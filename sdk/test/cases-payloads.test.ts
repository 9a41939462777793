import { readFileSync } from "node:fs";
import { expect } from "chai";
import { keccak256, concatHex, encodeAbiParameters } from "viem";
import * as cases from "@mingzhang/sdk/cases";
import { anyOrder, anyPayload, anyStep } from "./cases-random.ts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

type Hex = `0x${string}`;

const r = random(21);
const contract = (path: string) => readFileSync(new URL(`../../contracts/${path}`, import.meta.url), "utf8");

/** Members of a Solidity enum, `BudgetOfficer` as `budget-officer`. */
function members(path: string, name: string): string[] {
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(contract(path))?.[1] ?? "";
  return (body.match(/\w+/g) ?? []).map((member) => member.replace(/(?<=.)([A-Z])/g, "-$1").toLowerCase());
}

describe("words of cases", () => {
  it("are the contracts' enums, in their order", () => {
    const lists: [string, string, readonly cases.Word[]][] = [
      ["interfaces/IServiceApprovals.sol", "Status", cases.STATUSES],
      ["interfaces/IServiceApprovals.sol", "Verdict", cases.VERDICTS],
      ["interfaces/IServiceApprovals.sol", "Act", cases.ACTS],
      ["interfaces/IProcedures.sol", "Lateness", cases.LATENESSES],
      ["interfaces/IProcedures.sol", "Standing", cases.STANDINGS],
      ["interfaces/IRoster.sol", "Duty", cases.DUTIES],
      ["interfaces/IPermits.sol", "Validity", cases.VALIDITIES],
    ];
    for (const [path, name, list] of lists) {
      const found = members(path, name).filter((member) => member !== "none");
      expect(
        list.map((word) => word.name),
        name,
      ).to.deep.equal(found);
      const first = members(path, name)[0] === "none" ? 1 : 0;
      expect(
        list.map((word) => word.number),
        name,
      ).to.deep.equal(found.map((_, index) => index + first));
      for (const word of list) expect(word.zh, word.name).to.match(/^\p{Script=Han}+$/u);
    }
    expect(members("interfaces/ILedgerOpenings.sol", "Opens").slice(1)).to.deep.equal([...cases.OPENS]);
  });

  it("are found by number and by name, and others refused", () => {
    expect(cases.wordByNumber(cases.STATUSES, 0)).to.equal(null);
    expect(cases.nameOf(cases.STATUSES, 4, "status")).to.equal("executed");
    expect(cases.numberOf(cases.DUTIES, "treasurer", "duty")).to.equal(5);
    expect(cases.inWords("declare-conflict")).to.equal("declare conflict");
    refusal(() => cases.nameOf(cases.STATUSES, 0, "status"), "CASE_INVALID");
    refusal(() => cases.wordByName(cases.VERDICTS, "maybe", "verdict"), "CASE_INVALID");
  });
});

describe("steps", () => {
  it("come back as they were put", () => {
    for (let i = 0; i < 300; i++) {
      const step = anyStep(r);
      expect(cases.decodeStep(cases.encodeStep(step)), `seed ${r.seed}`).to.deep.equal(step);
    }
  });

  it("stand where Step.sol puts them", () => {
    const step: cases.Step = {
      index: 3,
      stage: 2,
      isRule: false,
      duty: "checker",
      quorum: 1,
      lateness: "escalate",
      escalation: "approver",
      limit: 86_400,
      agency: 9,
      fromAmount: 5n,
    };
    const wanted =
      3n |
      (2n << 5n) |
      (3n << 8n) |
      (1n << 16n) |
      (1n << 24n) |
      (4n << 32n) |
      (86_400n << 40n) |
      (9n << 72n) |
      (5n << 104n);
    expect(cases.encodeStep(step)).to.equal(wanted);
  });

  it("refuse what does not fit", () => {
    const step = anyStep(r);
    refusal(() => cases.encodeStep({ ...step, index: 16 }), "CASE_INVALID");
    refusal(() => cases.encodeStep({ ...step, limit: -1 }), "CASE_INVALID");
    refusal(() => cases.decodeStep(1n << 208n), "CASE_INVALID");
    refusal(() => cases.decodeStep(200n << 8n), "CASE_INVALID");
  });

  it("leave out of a route what its amount does not reach", () => {
    const steps = [0n, 100n, 1_000n].map((fromAmount) => ({ ...anyStep(r), fromAmount }));
    expect([0n, 99n, 100n, 1_000n].map((amount) => cases.routeOf(steps, amount).length)).to.deep.equal([1, 1, 2, 3]);
  });
});

describe("payloads", () => {
  it("come back as they were put, of every handler", () => {
    const seen = new Set<string>();
    for (let i = 0; i < 300; i++) {
      const payload = anyPayload(r);
      seen.add(payload.handler);
      const data = cases.encodePayload(payload);
      const back = cases.decodePayload(payload.handler, data);
      expect(back, `seed ${r.seed}`).to.deep.equal(payload);
      expect(cases.encodePayload(back)).to.equal(data);
    }
    expect([...seen].sort()).to.deep.equal([...cases.HANDLERS].sort());
  });

  it("give the purpose of orders without the rest", () => {
    const purposes = Array.from({ length: 300 }, () => anyPayload(r)).flatMap((payload) => {
      if (payload.handler !== "ledgerOrders") return [];
      return [[cases.ordersPurpose(cases.encodePayload(payload)), payload.value.purpose]];
    });
    expect(purposes.length).to.be.greaterThan(20);
    for (const [read, given] of purposes) expect(read, `seed ${r.seed}`).to.equal(given);
    for (const none of ["0x", "0x00", `0x${"ff".repeat(200)}`, `0x${"00".repeat(31)}20`] as const) {
      expect(cases.ordersPurpose(none)).to.equal(null);
    }
  });

  it("refuse bytes that are none", () => {
    for (const handler of cases.HANDLERS) {
      for (const data of ["0x", "0x00", r.hex(64), `0x${"ff".repeat(640)}`] as const) {
        refusal(() => cases.decodePayload(handler, data), "PAYLOAD_INVALID");
      }
    }
  });

  it("refuse values that do not fit", () => {
    const order = anyOrder(r);
    const orders = (changed: object): cases.Payload => ({
      handler: "ledgerOrders",
      value: { purpose: "", orders: [{ ...order, ...changed }], citations: [] },
    });
    const entry = { to: 1n, amount: 1n << 104n, detail: r.hex(32) };
    refusal(() => cases.encodePayload(orders({ entries: [entry] })), "PAYLOAD_INVALID");
    refusal(() => cases.encodePayload(orders({ flags: 256 })), "PAYLOAD_INVALID");
    refusal(() => cases.encodePayload(orders({ document: "0x12" })), "PAYLOAD_INVALID");
    const year = { government: 1, year: 2026, firstDay: 1, lastDay: 2, commitUntil: 2, payUntil: 2 };
    const years: cases.Payload = {
      handler: "ledgerOpenings",
      value: { what: "year", specs: [year, year], givers: [], amounts: [], purpose: "", document: r.hex(32) },
    };
    refusal(() => cases.encodePayload(years), "PAYLOAD_INVALID");
  });

  it("are shown field by field, in both languages", () => {
    for (let i = 0; i < 200; i++) {
      const payload = anyPayload(r);
      const { summary, items } = cases.payloadRows(payload);
      const rows = [...summary, ...items.flat()];
      expect(rows.length, payload.handler).to.be.above(1);
      for (const row of rows)
        expect(
          [row.en, row.zh].every((name) => name !== ""),
          row.field,
        ).to.equal(true);
      if (payload.handler === "ledgerOrders") {
        expect(items).to.have.length(payload.value.orders.flatMap(({ entries }) => entries).length);
      }
    }
  });
});

describe("payloads that nobody in good faith would submit", () => {
  it("are shown nevertheless, as what they are", () => {
    const fund = { owner: 1, exponent: 2, token: r.hex(20), name: "", otherName: "", code: "" };
    const value: cases.Openings = {
      what: "fund",
      specs: [{ ...fund, currency: "0x000000" }],
      givers: [],
      amounts: [],
      purpose: "",
      document: r.hex(32),
    };
    const [rows] = cases.payloadRows({ handler: "ledgerOpenings", value }).items;
    expect(rows?.find((row) => row.field === "currency")?.value).to.deep.equal({ type: "bytes", bytes: "0x000000" });
    const order = { ...anyOrder(r), from: 5n };
    const orders = cases.payloadRows({
      handler: "ledgerOrders",
      value: { purpose: "", orders: [order], citations: [] },
    });
    expect(orders.items[0]?.find((row) => row.field === "from")?.value).to.deep.equal({ type: "number", number: 5n });
    const permit = { revokes: 0n, permitType: 1, typeName: "x", holder: r.hex(32), validFrom: 0, term: 0 };
    const texts = { conditions: "", document: r.hex(32), evidence: "0x" as const };
    const endless = { ...permit, ...texts, validUntil: 2 ** 48 - 1 };
    const { summary } = cases.payloadRows({ handler: "permits", value: endless });
    expect(summary.find((row) => row.field === "validUntil")?.value.type).to.equal("words");
  });
});

describe("rows of a batch", () => {
  /** OpenZeppelin's MerkleProof.processProof. */
  const climb = (leaf: Hex, proof: readonly Hex[]) => proof.reduce((hash, other) => pair(hash, other), leaf);
  const pair = (a: Hex, b: Hex) => keccak256(BigInt(a) < BigInt(b) ? concatHex([a, b]) : concatHex([b, a]));

  it("have the root of a queue that pairs its first two until one is left", () => {
    for (let count = 1; count <= 40; count++) {
      const leaves = Array.from({ length: count }, () => r.hex(32));
      const queue = [...leaves];
      while (queue.length > 1) queue.push(pair(queue.shift() ?? "0x", queue.shift() ?? "0x"));
      expect(cases.rowsRoot(leaves), String(count)).to.equal(queue[0]);
      for (const [index, leaf] of leaves.entries()) {
        expect(climb(leaf, cases.rowProof(leaves, index))).to.equal(cases.rowsRoot(leaves));
      }
    }
  });

  it("hash every word of a movement, and what it cites", () => {
    const order: cases.LedgerOrder = { ...anyOrder(r), kind: "refund" };
    const record = 77n;
    const posted = { from: 0n, to: 0n, terms: 0n, amount: 0n, fromPosition: 0n, toPosition: 0n };
    const movement = { record, ...posted, document: r.hex(32), detail: r.hex(32) };
    const citations = order.entries.map(() => ({ size: 0n, stamp: r.hex(32), movement, path: [] }));
    const [leaf] = cases.ledgerRows({ orders: [order], citations });
    const types = ["uint8", "uint8", "uint32", "uint24", "uint64", "uint64", "uint104", "bytes32", "bytes32", "uint64"];
    const { to, amount, detail } = order.entries[0] ?? { to: 0n, amount: 0n, detail: "0x" };
    const { flags, code, valueDate, from, document } = order;
    const words = encodeAbiParameters(
      types.map((type) => ({ type })),
      [2, flags, code, valueDate, from, to, amount, document, detail, record],
    );
    expect(leaf).to.equal(keccak256(keccak256(words)));
    expect(words.length).to.equal(2 + 10 * 64);
  });

  it("want one at least", () => {
    refusal(() => cases.ledgerRowsRoot({ orders: [], citations: [] }), "PAYLOAD_INVALID");
  });
});
