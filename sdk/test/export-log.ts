// A log in memory: openings of accounts in three currencies, hostile names, and movements of every kind.
import { recordEventsAbi, recordTopics } from "@mingzhang/sdk/abi/records";
import { type AccountKind, accountNumber } from "@mingzhang/sdk/accounts";
import type { ExportedRow } from "@mingzhang/sdk/export-make";
import type { RecordArgs, RecordName } from "@mingzhang/sdk/events";
import { leafBytes, recordBytes, stampOf } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { KINDS } from "@mingzhang/sdk/kinds";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { packTerms } from "@mingzhang/sdk/terms";
import { detailToBytes } from "@mingzhang/sdk/text";
import { type Abi, encodeAbiParameters, encodeEventTopics } from "viem";

/** Whole numbers from 0 to before `end`. */
export type Below = (end: number) => number;

const NOBODY: Hex = `0x${"0".repeat(40)}`;
const ZERO: Hex = `0x${"0".repeat(64)}`;
const LEDGER: Hex = `0x${"1e".repeat(20)}`;
const DIRECTORY: Hex = `0x${"d1".repeat(20)}`;
const HOSTILE = '=HYPERLINK("http://evil")\r\n<script>,\u202e"quoted"';
const REFERENCES = [
  "Invoice 7",
  "=1+1",
  '-2+3,"x"',
  "道路 工程",
  "two\r\nlines",
  "\u202eright",
  "'quoted",
  "",
  " edge ",
];
const DENOMINATIONS = [
  { currency: "CNY", exponent: 2 },
  { currency: "JPY", exponent: 0 },
  { currency: "BHD", exponent: 3 },
];

const word = (value: bigint | number): string => value.toString(16).padStart(64, "0");

/** Every record of a small town, then `movements` movements. About one movement in 500 is followed by a hostile name. */
export function memoryLog(movements: number, below: Below): ExportedRow[] {
  const rows: ExportedRow[] = [];
  const place = () => ({
    number: rows.length,
    block: 1 + Math.floor(rows.length / 100),
    time: 1_795_000_000 + 12 * Math.floor(rows.length / 100),
  });
  const add = <N extends RecordName>(writer: Hex, name: N, fields: Omit<RecordArgs<N>, "record">): void => {
    rows.push({ ...place(), writer, ...encoded(name, { ...fields, record: BigInt(rows.length) }), denomination: null });
  };
  const named = { name: HOSTILE, otherName: "名称", code: "" };
  const titled = { title: HOSTILE, otherTitle: "标题" };
  add(DIRECTORY, "PartyRegistered", { party: 1, kind: 1, parent: 0, ...named, scheme: "", identifier: "" });
  add(LEDGER, "ActOpened", {
    account: accountNumber("act", 1),
    government: 1,
    year: 2026,
    actType: 1,
    ...titled,
    document: ZERO,
  });
  for (const [at, { currency, exponent }] of DENOMINATIONS.entries()) {
    const id = (kind: AccountKind) => accountNumber(kind, at + 1);
    const fund = { owner: 1, currency: currencyToBytes(currency), exponent, token: NOBODY };
    add(LEDGER, "FundOpened", { account: id("fund"), ...fund, ...named });
    add(LEDGER, "SourceOpened", { account: id("source"), fund: id("fund"), party: 1 });
    const line = { agency: 1, year: 2026, func: 912, economic: 22, nationalCode: "" };
    add(LEDGER, "LineOpened", { account: id("line"), fund: id("fund"), ...line, ...named });
    add(LEDGER, "AllotmentOpened", { account: id("allotment"), line: id("line"), unit: 1, ...titled });
    const commitment = { payee: 1, payeeFund: 0n, contractId: "", document: ZERO };
    add(LEDGER, "CommitmentOpened", {
      account: id("commitment"),
      allotment: id("allotment"),
      ...commitment,
      ...titled,
    });
  }
  for (let made = 0; made < movements; made += 1) {
    const at = below(DENOMINATIONS.length);
    rows.push({
      ...place(),
      writer: LEDGER,
      ...movement(rows.length, at, below),
      denomination: DENOMINATIONS[at] ?? null,
    });
    if (below(500) === 0) add(DIRECTORY, "PartyRenamed", { party: 1, name: HOSTILE, otherName: `${made}` });
  }
  return rows;
}

function movement(number: number, at: number, below: Below): { topics: Hex[]; data: Hex } {
  const kind = KINDS[below(KINDS.length)] ?? KINDS[0];
  if (kind === undefined) throw new Error("There are no kinds.");
  const id = (of: AccountKind) => accountNumber(of, of === "act" ? 1 : at + 1);
  const terms = packTerms({
    kind: kind.number,
    flags: below(4),
    code: kind.number <= 2 ? 111 : below(3) === 0 ? 40 : 0,
    valueDate: kind.valueDate ? 20_454 + below(300) : 0,
    cites: kind.cites.length > 0 ? BigInt(below(number)) : 0n,
    beyond: kind.beyondTotal === null ? 0n : BigInt(below(1_000_000)),
  });
  const amounts = [
    BigInt(1 + below(1_000_000)) * (below(50) === 0 ? 10n ** 20n : 1n),
    BigInt(below(2 ** 31)),
    2n ** 90n,
  ];
  const detail = below(40) === 0 ? `0x${"ff".repeat(32)}` : detailToBytes(REFERENCES[below(REFERENCES.length)] ?? "");
  const document = below(3) === 0 ? "d0".repeat(32) : word(0);
  return {
    topics: [recordTopics.Movement, `0x${word(number)}`, `0x${word(id(kind.from))}`, `0x${word(id(kind.to))}`],
    data: `0x${word(terms)}${amounts.map(word).join("")}${document}${detail.slice(2)}`,
  };
}

function encoded(name: RecordName, args: Record<string, unknown>): { topics: Hex[]; data: Hex } {
  const abi = recordEventsAbi.filter((event) => event.name === name) as Abi;
  const [event] = abi;
  if (event?.type !== "event") throw new Error(`There is no record event ${name}.`);
  const plain = event.inputs.filter((input) => input.indexed !== true);
  return {
    topics: encodeEventTopics<Abi, string>({ abi, eventName: name, args }) as Hex[],
    data: encodeAbiParameters(
      plain,
      plain.map((input) => args[input.name ?? ""]),
    ),
  };
}

/** Leaf hash of a row. */
export function leafOfRow({ block, time, writer, topics, data }: ExportedRow): Uint8Array {
  const stamp = stampOf({ blockNumber: BigInt(block), blockTime: BigInt(time), writer });
  return leafBytes(stamp, recordBytes(topics, data));
}
