// Payloads of ledger orders and what their forms must say, by ethers alone: the SDK has its own.
import type { IFundLedger } from "../../types/ethers-contracts/index.ts";
import { DOOR_DELAY } from "../fixtures.ts";
import { deployBooks } from "../FundLedger/setup.ts";
import type { Citation, Order } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";

/** Filled books, and the two handlers of the ledger behind their doors; a plain address stands for the approvals. */
export async function deployLedgerHandlers() {
  const world = await deployBooks();
  const { admin, trail, directory, ledger, others } = world;
  const approvals = others[4];
  if (approvals === undefined) throw new Error("too few signers");
  const orders = await ethers.deployContract("LedgerOrders", [approvals, ledger, directory]);
  const openings = await ethers.deployContract("LedgerOpenings", [approvals, ledger, directory, trail]);
  const posting = ledger.connect(admin);
  for (const handler of [orders, openings]) await posting.announceDoor(handler);
  await networkHelpers.time.increase(DOOR_DELAY);
  for (const handler of [orders, openings]) await posting.openDoor(handler);
  return { ...world, approvals, orders: orders.connect(approvals), openings: openings.connect(approvals) };
}

export type Handlers = Awaited<ReturnType<typeof deployLedgerHandlers>>;

/** What a payload says beside its orders. */
export interface Batch {
  purpose: string;
  orders: readonly Order[];
  citations: readonly Citation[];
}

const MOVEMENT = "tuple(uint64,uint64,uint64,uint256,uint104,uint104,uint104,bytes32,bytes32)";
export const ORDERS = `tuple(string,tuple(uint256,bytes32,bytes32[])[],tuple(uint64,bytes32,${MOVEMENT},bytes32[])[])`;

const coder = ethers.AbiCoder.defaultAbiCoder();
const word = (value: bigint) => ethers.toBeHex(value, 32);

/** ILedgerOrders.PackedOrder */
export interface PackedOrder extends Omit<Order, "entries"> {
  items: string[];
}

/** The two words of an entry. */
export function packEntry({ to, amount, detail }: IFundLedger.EntryStruct): [string, string] {
  return [word((BigInt(to) << 104n) | BigInt(amount)), String(detail)];
}

export function packOrder({ entries, ...order }: Order): PackedOrder {
  return { ...order, items: entries.flatMap(packEntry) };
}

/** A payload of orders that are packed already, well or badly. */
export function encodePacked(
  orders: readonly PackedOrder[],
  { purpose = "Salaries 工资", citations = [] }: Partial<Pick<Batch, "purpose" | "citations">> = {},
): string {
  const packed = orders.map(({ kind, flags, code, valueDate, from, document, items }) => {
    const terms = [kind, flags, code, valueDate, from].map(BigInt);
    const shifts = [0n, 8n, 16n, 48n, 72n];
    return [terms.reduce((word, value, i) => word | (value << (shifts[i] ?? 0n)), 0n), document, items];
  });
  const proofs = citations.map(({ size, stamp, movement: m, path }) => {
    const fields = [m.record, m.from, m.to, m.terms, m.amount, m.fromPosition, m.toPosition, m.document, m.detail];
    return [size, stamp, fields, path];
  });
  return coder.encode([ORDERS], [[purpose, packed, proofs]]);
}

export function encodeOrders(orders: Order | readonly Order[], more: Partial<Batch> = {}): string {
  return encodePacked([orders].flat().map(packOrder), more);
}

type DecodedOrders = [
  purpose: string,
  orders: [terms: bigint, document: string, items: string[]][],
  citations: bigint[],
];

/**
 * What ethers reads in a payload; null where the purpose is not UTF-8. Of citations it reads where they are and which
 * record they name: the proofs beside are the ledger's business, and may be unreadable.
 */
export function decodeOrders(payload: string): Batch | null {
  const type = ORDERS.replace("tuple(string,", "tuple(bytes,").replace(/,tuple\(uint64,bytes32,.*$/u, ",uint256[])");
  const [bytes, orders, offsets] = coder.decode([type], payload)[0] as DecodedOrders;
  const purpose = ethers.toUtf8String(bytes, ethers.Utf8ErrorFuncs.ignore);
  if (ethers.hexlify(ethers.toUtf8Bytes(purpose)) !== bytes) return null;
  const wordAt = (place: number) => BigInt(ethers.dataSlice(payload, place, place + 32));
  const citations = 64 + Number(wordAt(96));
  return {
    purpose,
    orders: orders.map(([terms, document, items]) => {
      const field = (shift: bigint, bits: bigint) => (terms >> shift) & (2n ** bits - 1n);
      const entries = Array.from({ length: items.length / 2 }, (_, i) => {
        const item = BigInt(items[2 * i] ?? 0);
        return { to: item >> 104n, amount: item & (2n ** 104n - 1n), detail: items[2 * i + 1] ?? "" };
      });
      const [kind, flags, code] = [field(0n, 8n), field(8n, 8n), field(16n, 32n)];
      return { kind, flags, code, valueDate: field(48n, 24n), from: field(72n, 64n), document, entries };
    }),
    citations: offsets.map((offset) => {
      const record = wordAt(citations + Number(offset) + 64);
      const rest = { from: 0n, to: 0n, terms: 0n, amount: 0n, fromPosition: 0n, toPosition: 0n };
      return { size: 0n, stamp: "", movement: { record, ...rest, document: "", detail: "" }, path: [] };
    }),
  };
}

export const ONE =
  "LedgerOrder(string movement,uint32 agency,uint64 from,uint64 to,uint32 payee,string payeeName,uint256 amount,string currency,uint24 valueDate,string purpose,bytes32 document,bytes32 detail,uint8 flags,uint32 code,uint64 cites)";
export const SEVERAL =
  "LedgerBatch(string movement,uint32 agency,uint32 count,uint256 total,string currency,bytes32 rows,string purpose,bytes32 document)";

/** Kinds as forms write them, by number. */
export const WORDS = [
  "",
  "receipt",
  "refund",
  "cash transfer",
  "payment",
  "transfer payment",
  "recovery",
  "appropriation",
  "cut",
  "lapse",
  "virement",
  "carry over",
  "allotment",
  "withdrawal",
  "commitment",
  "release",
  "reclassification",
] as const;

/** Leaves of the rows, in order of posting. @param cites record numbers that the entries cite, one for each, or none */
export function leavesOf(orders: readonly Order[], cites: readonly bigint[] = []): string[] {
  const types = "uint8 uint8 uint32 uint24 uint64 uint64 uint104 bytes32 bytes32 uint64".split(" ");
  const rows = orders.flatMap((o) =>
    o.entries.map((e) => [o.kind, o.flags, o.code, o.valueDate, o.from, e.to, e.amount, o.document, e.detail]),
  );
  return rows.map((row, i) => ethers.keccak256(ethers.keccak256(coder.encode(types, [...row, cites[i] ?? 0n]))));
}

/** Root of OpenZeppelin's StandardMerkleTree over leaves in their own order. */
export function rootOfRows(leaves: readonly string[]): string {
  const nodes = [...new Array<string>(leaves.length - 1).fill(""), ...[...leaves].reverse()];
  for (let i = leaves.length - 2; i >= 0; i -= 1) {
    const pair = [nodes[2 * i + 1] ?? "", nodes[2 * i + 2] ?? ""].sort();
    nodes[i] = ethers.keccak256(ethers.concat(pair));
  }
  return nodes[0] ?? "";
}
