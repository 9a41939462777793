// Takes record events apart straight by the contracts' ABI. The index and the SDK decode movements by hand; the audit does not.
import { recordEventsAbi } from "@mingzhang/sdk/abi/records";
import type { RecordEvent } from "@mingzhang/sdk/events";
import { decodeEventLog, type Hex, toEventSelector } from "viem";
import { bodyOf, decidedOf, type PackedBody, submittedOf } from "./words.ts";

/** A record event with its arguments by name; the type is the SDK's, the decoding is not. */
export type AuditEvent = RecordEvent;

type EventAbi = (typeof recordEventsAbi)[number];

const byTopic: ReadonlyMap<Hex, EventAbi> = new Map(recordEventsAbi.map((event) => [toEventSelector(event), event]));

/** Whether a log is a record of the suite, by its first topic. */
export function isRecord(topics: readonly Hex[]): boolean {
  const [topic] = topics;
  return topic !== undefined && byTopic.has(topic);
}

/** Number of a record: its first indexed argument. */
export function numberOf(topics: readonly Hex[]): bigint {
  return BigInt(topics[1] ?? "0x");
}

/** Decodes a record. Throws viem's error where its bytes do not fit its first topic. */
export function decode({ topics, data }: { topics: readonly Hex[]; data: Hex }): AuditEvent {
  const event = byTopic.get(topics[0] ?? "0x");
  if (event === undefined) throw new Error(`No record event has the topic ${topics[0] ?? "none"}.`);
  const { args } = decodeEventLog({ abi: [event], topics: topics as [Hex, ...Hex[]], data, strict: true });
  return { name: event.name, args: { ...args, ...unpacked(args) } } as AuditEvent;
}

/** What stands packed in words of a case's records, by name; nothing for other records. */
function unpacked(args: object): object {
  if ("submitted" in args && "body" in args)
    return { ...submittedOf(args.submitted as bigint), body: bodyOf(args.body as PackedBody) };
  return "decided" in args ? decidedOf(args.decided as bigint) : {};
}
