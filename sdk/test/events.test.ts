import { MOVEMENT_TOPIC } from "@mingzhang/sdk/movement-event";
import { expect } from "chai";
import { encodeAbiParameters, encodeEventTopics, keccak256, toHex, type AbiEvent, type AbiParameter } from "viem";
import * as abis from "@mingzhang/sdk/abi/index";
import { recordEventsAbi, recordTopics } from "@mingzhang/sdk/abi/records";
import { decodeEventLog } from "viem";
import { unpackBody, unpackDecided, unpackSubmitted } from "@mingzhang/sdk/cases/packed";
import {
  type AbiRecordArgs,
  decodeMovement,
  decodeRecord,
  RECORD_TOPICS,
  recordName,
  recordNumber,
  type RawLog,
} from "@mingzhang/sdk/events";
import { SEALED_TOPIC } from "@mingzhang/sdk/log";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const r = random(9);

interface Typed {
  type: string;
  name?: string;
  components?: readonly Typed[];
}

/** A value of an event's argument; structs and arrays are made of their parts. */
function valueOf({ type, components = [] }: Typed): unknown {
  if (type.endsWith("[]")) {
    return Array.from({ length: r.below(4) }, () => valueOf({ type: type.slice(0, -2), components }));
  }
  if (type === "tuple") return Object.fromEntries(components.map((part) => [part.name ?? "", valueOf(part)]));
  if (type === "bytes") return r.hex(r.pick([0, 1, 65, 500]));
  if (type === "string") return r.pick(["", "教育部", "a\u202eb", "x".repeat(300), "<script>"]);
  if (type === "bool") return r.below(2) === 1;
  if (type === "address") return r.hex(20);
  const bytes = /^bytes(\d+)$/.exec(type)?.[1];
  if (bytes !== undefined) return r.hex(Number(bytes));
  const bits = Number(/^uint(\d+)$/.exec(type)?.[1]);
  return bits <= 48 ? Number(r.bits(bits)) : r.bits(bits);
}

function logOf(event: AbiEvent): { args: Record<string, unknown>; log: RawLog } {
  const args = Object.fromEntries(event.inputs.map((input) => [input.name ?? "", valueOf(input)]));
  const data = event.inputs.filter((input) => !input.indexed);
  const topics = encodeEventTopics({ abi: [event], eventName: event.name, args });
  const values = data.map((input) => args[input.name ?? ""]);
  return {
    args,
    log: { topics: topics as `0x${string}`[], data: encodeAbiParameters(data as AbiParameter[], values) },
  };
}

/** Addresses come back checksummed. */
function lower(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lower);
  if (value instanceof Object)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, lower(part)]));
  return typeof value === "string" && /^0x[0-9a-fA-F]{40}$/.test(value) ? value.toLowerCase() : value;
}

/** Arguments as decodeRecord gives them: cases-packed.test.ts holds the words of a case's records against their layout. */
function takenApart(name: string, args: Record<string, unknown>): unknown {
  if (name === "CaseSubmitted") {
    const { submitted, body, ...rest } = args as AbiRecordArgs<"CaseSubmitted">;
    return { ...rest, ...unpackSubmitted(submitted), body: unpackBody(body, (address) => address) };
  }
  if (name !== "CaseDecided") return args;
  const { decided, ...rest } = args as AbiRecordArgs<"CaseDecided">;
  return { ...rest, ...unpackDecided(decided) };
}

describe("record events", () => {
  it("decodes every record event of the suite", () => {
    for (const event of recordEventsAbi) {
      for (let i = 0; i < 20; i++) {
        const { args, log } = logOf(event);
        const decoded = decodeRecord(log);
        expect(decoded?.name).to.equal(event.name);
        expect(lower(decoded?.args ?? {}), `${event.name}, seed ${r.seed}`).to.deep.equal(takenApart(event.name, args));
        expect(recordNumber(log)).to.equal(args.record);
        expect(recordName(log.topics[0])).to.equal(event.name);
      }
    }
  });

  it("decodes movements by hand as viem does by ABI", () => {
    for (const event of recordEventsAbi.filter((item) => item.name === "Movement")) {
      for (let i = 0; i < 300; i++) {
        const { log } = logOf(event);
        const topics = log.topics as [`0x${string}`, ...`0x${string}`[]];
        const { args } = decodeEventLog({ abi: [event], topics, data: log.data });
        expect(decodeMovement(log), `seed ${r.seed}`).to.deep.equal(args);
      }
    }
  });

  it("knows every event of the writers that carries a record number, and no other", () => {
    const writers = [
      abis.auditTrailAbi,
      abis.directoryAbi,
      abis.rosterAbi,
      abis.fundLedgerAbi,
      abis.vaultAbi,
      abis.proceduresAbi,
      abis.serviceApprovalsAbi,
      abis.standingOrdersAbi,
      abis.permitsAbi,
      abis.findingsAbi,
    ];
    const events = writers.flatMap((abi) => abi.filter((item) => item.type === "event"));
    const names = new Set(events.filter((event) => event.inputs[0]?.name === "record").map((event) => event.name));
    expect(Object.keys(recordTopics).sort()).to.deep.equal([...names].sort());
    expect(RECORD_TOPICS).to.have.length(names.size);
    const others = new Set(events.map((event) => event.name).filter((name) => !names.has(name)));
    const foreign = ["AuthorityUpdated", "EIP712DomainChanged"];
    expect([...others].filter((name) => !foreign.includes(name)).sort()).to.deep.equal(["PushFailed", "Sealed"]);
  });

  it("lets other events pass", () => {
    const sealed = keccak256(toHex("Sealed(uint64,bytes32)"));
    expect(SEALED_TOPIC).to.equal(sealed);
    for (const topic of [sealed, r.hex(32), "0x" as const]) {
      expect(decodeRecord({ topics: [topic], data: "0x" })).to.equal(null);
      refusal(() => recordNumber({ topics: [topic], data: "0x" }), "EVENT_UNKNOWN");
    }
    expect(decodeRecord({ topics: [], data: "0x" })).to.equal(null);
    expect(MOVEMENT_TOPIC).to.equal(recordTopics.Movement);
    refusal(() => decodeMovement({ topics: [sealed], data: "0x" }), "EVENT_UNKNOWN");
  });

  it("refuses bytes that do not fit their topic, and says so with its own error", () => {
    for (const event of recordEventsAbi) {
      const { log } = logOf(event);
      const { topics, data } = log;
      const broken: RawLog[] = [
        { topics: topics.slice(0, 2), data },
        { topics: topics.slice(0, 1), data },
      ];
      if (data !== "0x") broken.push({ topics, data: data.slice(0, -64) as `0x${string}` }, { topics, data: "0x" });
      for (const bad of broken) refusal(() => decodeRecord(bad), "EVENT_MALFORMED");
    }
    const movement = recordEventsAbi.find((event) => event.name === "Movement");
    const { topics, data } = logOf(movement as AbiEvent).log;
    const wide = `0x${data.slice(2, 66)}ff${data.slice(68)}` as const;
    refusal(() => decodeMovement({ topics, data: wide }), "EVENT_MALFORMED");
    refusal(() => decodeMovement({ topics, data: `${data}00` }), "EVENT_MALFORMED");
    const high: `0x${string}`[] = [recordTopics.Movement, `0x01${topics[1]?.slice(4)}`, ...topics.slice(2)];
    refusal(() => decodeMovement({ topics: high, data }), "EVENT_MALFORMED");
  });
});
