// Headers and receipts rebuild what Ethereum's own chains say, wherever the vectors are at hand.
import { expect } from "chai";
import { fromRlp } from "viem";
import { bytesOf, type Hex, hexOf } from "@mingzhang/sdk/hex";
import { EMPTY_TRIE, listRoot } from "@mingzhang/sdk/mpt";
import { encodeReceipt, eventAt, readHeader, receiptsRoot } from "@mingzhang/sdk/receipts";
import { random } from "./random.ts";
import { readVectors, type Json, type Vectors, VECTORS_AT } from "./receipt-vectors.ts";
import { refusal } from "./refusal.ts";

const NAMES =
  "parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom difficulty number gasLimit gasUsed timestamp extraData mixHash nonce baseFeePerGas withdrawalsRoot blobGasUsed excessBlobGas parentBeaconBlockRoot requestsHash".split(
    " ",
  );
const NUMBERS = new Set(
  "difficulty number gasLimit gasUsed timestamp baseFeePerGas blobGasUsed excessBlobGas".split(" "),
);

/** Headers of the conformance chain, as an RPC would give them, without their hashes. */
function chainHeaders(chain: Uint8Array): Json[] {
  const headers: Json[] = [];
  let rest = chain;
  while (rest.length > 0) {
    // A block of this chain is longer than 55 bytes: its first byte says how many bytes its length has.
    const lengthBytes = (rest[0] ?? 0) - 0xf7;
    const end = 1 + lengthBytes + Number(BigInt(hexOf(rest.subarray(1, 1 + lengthBytes))));
    const [fields] = fromRlp(rest.subarray(0, end), "hex") as [Hex[]];
    headers.push(
      Object.fromEntries(
        fields.map((value, i) => {
          const name = NAMES[i] ?? "";
          return [name, NUMBERS.has(name) && value === "0x" ? "0x0" : value];
        }),
      ),
    );
    rest = rest.subarray(end);
  }
  return headers;
}

function withVectors({ block, receipts, chain, ...vectors }: Vectors): void {
  describe("headers", () => {
    it("hash to the block's hash: mainnet", () => {
      expect(readHeader(block).hash).to.equal(block.hash);
      expect(readHeader(block).number).to.equal(21_925_176n);
    });

    it("hash to the block's hash: every fork from London to Prague, and the head of the conformance chain", () => {
      for (const header of [...Object.values(vectors.headers), vectors.head]) {
        expect(readHeader(header).hash, String(header.number)).to.equal(header.hash);
      }
    });

    it("hash to their successor's parent hash, over 54 blocks with 15 to 21 fields", () => {
      const headers = chainHeaders(chain);
      expect(headers).to.have.length(54);
      expect(new Set(headers.map((header) => Object.keys(header).length))).to.deep.equal(new Set([15, 16, 17, 20, 21]));
      for (const [i, header] of headers.slice(0, -1).entries()) {
        expect(readHeader(header).hash, String(i)).to.equal(headers[i + 1]?.parentHash);
      }
    });

    it("hash to something else where any field differs", () => {
      for (const name of NAMES) {
        const value = block[name];
        if (typeof value !== "string") continue;
        const flipped = value.slice(0, -1) + (value.endsWith("1") ? "2" : "1");
        expect(readHeader({ ...block, [name]: flipped }).hash, name).to.not.equal(block.hash);
      }
      refusal(() => readHeader({ ...block, stateRoot: "0x12" }), "PROOF_INVALID");
      refusal(() => readHeader({ ...block, number: 7 }), "PROOF_INVALID");
      refusal(() => readHeader(null), "PROOF_INVALID");
    });
  });

  describe("receipts", () => {
    it("rebuild the root of 202 mainnet receipts, legacy and type 2", () => {
      expect(receiptsRoot(receipts)).to.equal(block.receiptsRoot);
      expect(new Set(receipts.map(({ type }) => type))).to.deep.equal(new Set(["0x0", "0x2"]));
    });

    it("rebuild the roots of the conformance chain", () => {
      const headers = chainHeaders(chain);
      const rootOf = (number: number) => headers.find((header) => Number(header.number) === number)?.receiptsRoot;
      for (const [name, list] of Object.entries(vectors.blocks)) {
        expect(receiptsRoot(list), name).to.equal(rootOf(Number(list[0]?.blockNumber)));
      }
      // Before Byzantium a receipt has the state root after it; the chain's forks start at block 0, this answer is raw.
      expect(listRoot(vectors.raw.map(bytesOf))).to.equal(rootOf(3));
      expect(receiptsRoot([])).to.equal(EMPTY_TRIE);
    });

    it("are encoded by type: type byte, then outcome, gas, bloom and logs", () => {
      for (const [name, receipt] of Object.entries(vectors.types)) {
        const encoded = encodeReceipt(receipt);
        const type = Number(receipt.type);
        const body = type === 0 ? encoded : encoded.subarray(1);
        if (type !== 0) expect(encoded[0], name).to.equal(type);
        const logs = (receipt.logs as Json[]).map((log) => [log.address, log.topics, log.data]);
        const status = receipt.status === undefined ? receipt.root : receipt.status === "0x1" ? "0x01" : "0x";
        const gas = BigInt(receipt.cumulativeGasUsed as string).toString(16);
        const wanted = [status, `0x${gas.length % 2 ? "0" : ""}${gas}`, receipt.logsBloom, logs];
        expect(fromRlp(body, "hex"), name).to.deep.equal(wanted);
      }
      expect(Object.values(vectors.types).map(({ type }) => type)).to.include.members([
        "0x0",
        "0x1",
        "0x2",
        "0x3",
        "0x4",
      ]);
      refusal(() => encodeReceipt({ ...receipts[0], type: "0x7e" }), "PROOF_UNSUPPORTED");
    });

    it("have another root where a log, a status or the order differs", () => {
      const r = random(41);
      for (let i = 0; i < 12; i++) {
        const at = r.below(receipts.length);
        const victim = receipts[at] ?? {};
        const logs = victim.logs as Json[];
        const lies: Json[] = [
          { ...victim, status: victim.status === "0x1" ? "0x0" : "0x1" },
          { ...victim, cumulativeGasUsed: "0x1" },
          { ...victim, logs: [...logs, { address: r.hex(20), topics: [], data: "0x" }] },
          { ...victim, type: victim.type === "0x2" ? "0x1" : "0x2" },
          ...(logs.length > 0 ? [{ ...victim, logs: logs.slice(1) }] : []),
        ];
        const lie = r.pick(lies);
        expect(receiptsRoot(receipts.with(at, lie)), `seed ${r.seed}, ${at}`).to.not.equal(block.receiptsRoot);
      }
      expect(receiptsRoot(receipts.toReversed())).to.not.equal(block.receiptsRoot);
      expect(receiptsRoot(receipts.slice(1))).to.not.equal(block.receiptsRoot);
    });

    it("give the event at an index of the block, by counting", () => {
      const all = receipts.flatMap(({ logs }) => logs as Json[]);
      for (const index of [0, 1, 57, all.length - 1]) {
        const log = all[index] ?? {};
        const { address, topics, data, transactionIndex } = eventAt(receipts, index) ?? expect.fail("no event");
        expect([address, topics, data]).to.deep.equal([log.address, log.topics, log.data]);
        expect(transactionIndex).to.equal(Number(log.transactionIndex));
      }
      expect(eventAt(receipts, all.length)).to.equal(null);
    });

    it("of a hostile node are refused, not believed", () => {
      for (const lie of [null, 7, {}, { ...receipts[0], logs: "x" }, { ...receipts[0], logs: [{ address: "0x" }] }]) {
        refusal(() => receiptsRoot([lie]), "PROOF_INVALID");
      }
    });
  });
}

const found = readVectors();
if (found === null) console.log(`  (no vectors of receipts at ${VECTORS_AT}: their tests are not among these)`);
else withVectors(found);
