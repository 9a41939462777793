// Writes docs/log-vectors.json, the test vectors of docs/LOG.md, from the SDK; with --check, says whether it is up to date.
import { readFileSync, writeFileSync } from "node:fs";
import prettier from "prettier";
import { type AbiEvent, type AbiParameter, encodeAbiParameters, encodeEventTopics } from "viem";
import { recordEventsAbi } from "@mingzhang/sdk/abi/records";
import { accountNumber } from "@mingzhang/sdk/accounts";
import type { RecordArgs, RecordName } from "@mingzhang/sdk/events";
import { leafHash, recordHash, sha256Hex, stampOf } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { packTerms } from "@mingzhang/sdk/terms";
import { detailToBytes } from "@mingzhang/sdk/text";
import { LogTree } from "@mingzhang/sdk/tree";

interface Event {
  event: RecordName;
  writer: Hex;
  blockNumber: number;
  blockTime: number;
  topics: Hex[];
  data: Hex;
}

const trail: Hex = "0x00000000000000000000000000000000000000a1";
const directory: Hex = "0x00000000000000000000000000000000000000a2";
const ledger: Hex = "0x00000000000000000000000000000000000000a4";
const noHash: Hex = `0x${"0".repeat(64)}`;
const SIZE = 13;

const events: Event[] = [
  event(0, trail, 1, "DoorOpened", { door: directory }),
  event(1, directory, 2, "PartyRegistered", {
    party: 1,
    kind: 1,
    parent: 0,
    name: "明州市",
    otherName: "City of Mingzhou",
    scheme: "",
    identifier: "",
  }),
  event(2, ledger, 2, "FundOpened", {
    account: accountNumber("fund", 1),
    owner: 1,
    currency: currencyToBytes("CNY"),
    exponent: 2,
    token: "0x0000000000000000000000000000000000000000",
    name: "一般公共预算",
    otherName: "General public budget",
    code: "101",
  }),
  ...Array.from({ length: SIZE - 3 }, (_, i) => movement(3 + i)),
];

const leaves = events.map((entry) => {
  const record = recordHash(entry.topics, entry.data);
  const { writer } = entry;
  const stamp = stampOf({ blockNumber: BigInt(entry.blockNumber), blockTime: BigInt(entry.blockTime), writer });
  return { ...entry, record, stamp, leaf: leafHash(stamp, record) };
});
const tree = new LogTree();
for (const { leaf } of leaves) tree.append(leaf);

const sizes = Array.from({ length: SIZE + 1 }, (_, size) => size);
const places = [[0, 1], [0, 3], [2, 3], [6, 7], [3, 8], ...leaves.map((_, index) => [index, SIZE])] as const;
const pairs = [
  [1, 1],
  [1, 2],
  [2, 3],
  [3, 7],
  [4, 7],
  [6, 8],
  [7, 8],
  [8, 8],
  [1, SIZE],
  [7, SIZE],
  [8, SIZE],
  [12, SIZE],
] as const;

const vectors = {
  about: "Test vectors of the audit trail. docs/LOG.md explains them; scripts/log-vectors.ts writes them.",
  version: 1,
  records: leaves.map((leaf, number) => ({ number, ...leaf })),
  roots: sizes.map((size) => ({ size, root: tree.root(size) })),
  inclusion: places.map(([index, size]) => ({ index, size, path: tree.inclusionPath(index, size) })),
  consistency: pairs.map(([size1, size2]) => ({ size1, size2, path: tree.consistencyPath(size1, size2) })),
};

const file = new URL("../docs/log-vectors.json", import.meta.url);
const text = await prettier.format(JSON.stringify(vectors), { parser: "json", printWidth: 120 });
if (!process.argv.includes("--check")) {
  writeFileSync(file, text);
  console.log(`docs/log-vectors.json: ${events.length} records, root ${tree.root()}`);
} else if (readFileSync(file, "utf8") !== text) {
  console.error("docs/log-vectors.json is not what the SDK gives. The format is fixed: find what changed.");
  process.exit(1);
}

/** Ten movements in blocks of two: a receipt, then payments. */
function movement(number: number): Event {
  const isReceipt = number === 3;
  const amount = BigInt(isReceipt ? 1_000_000_000 : 10_000 + number);
  return event(number, ledger, 3 + Math.floor((number - 3) / 2), "Movement", {
    from: isReceipt ? accountNumber("source", 1) : accountNumber("fund", 1),
    to: isReceipt ? accountNumber("fund", 1) : accountNumber("commitment", number),
    terms: packTerms({
      kind: isReceipt ? 1 : 4,
      flags: 0,
      code: isReceipt ? 1141 : 0,
      valueDate: 20_780,
      cites: 0n,
      beyond: 0n,
    }),
    amount,
    fromPosition: isReceipt ? 0n : BigInt(10_000 * (number - 4)),
    toPosition: 0n,
    document: isReceipt ? sha256Hex(new TextEncoder().encode("document")) : noHash,
    detail: detailToBytes(`凭证 ${number}`),
  });
}

function event<N extends RecordName>(
  number: number,
  writer: Hex,
  blockNumber: number,
  name: N,
  args: Omit<RecordArgs<N>, "record">,
): Event {
  const item = recordEventsAbi.find((candidate) => candidate.name === name) as AbiEvent;
  const values: Record<string, unknown> = { ...args, record: BigInt(number) };
  const plain = item.inputs.filter((input) => !input.indexed);
  const topics = encodeEventTopics({ abi: [item], eventName: item.name, args: values }) as Hex[];
  const data = encodeAbiParameters(
    plain as AbiParameter[],
    plain.map((input) => values[input.name ?? ""]),
  );
  return { event: name, writer, blockNumber, blockTime: 1_795_000_000 + 12 * blockNumber, topics, data };
}
