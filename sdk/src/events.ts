// Decodes the record events of the suite from raw logs into one typed union.
import { type AbiParameterToPrimitiveType, decodeEventLog, getAddress } from "viem";
import { recordEventsAbi, recordTopics } from "./abi/records.ts";
import type { Body } from "./cases/body.ts";
import {
  type DecidedFields,
  type SubmittedFields,
  unpackBody,
  unpackDecided,
  unpackSubmitted,
} from "./cases/packed.ts";
import { MingzhangError } from "./errors.ts";
import type { Hex } from "./hex.ts";
import { decodeMovement } from "./movement-event.ts";

export { decodeMovement } from "./movement-event.ts";

/** The part of a log that a record is made of; viem's logs fit. */
export interface RawLog {
  topics: readonly Hex[];
  data: Hex;
}

export type RecordName = keyof typeof recordTopics;

/** Arguments of a record event as the ABI has them and viem types them: up to 48 bits number, above bigint. */
export type AbiRecordArgs<N extends RecordName> = {
  [
    I in Extract<(typeof recordEventsAbi)[number], { name: N }>["inputs"][number] as I["name"]
  ]: AbiParameterToPrimitiveType<I>;
};

/** Arguments of a record event by name, the packed words of a case's records taken apart. */
export type RecordArgs<N extends RecordName> = N extends "CaseSubmitted"
  ? Omit<AbiRecordArgs<"CaseSubmitted">, "submitted" | "body"> & SubmittedFields & { body: Body }
  : N extends "CaseDecided"
    ? Omit<AbiRecordArgs<"CaseDecided">, "decided"> & DecidedFields
    : AbiRecordArgs<N>;

/** A record event; narrow it by `name`. `args.record` is its number in the audit trail. */
export type RecordEvent = { [N in RecordName]: { name: N; args: RecordArgs<N> } }[RecordName];

/** A movement as its event carries it: IFundLedger.Posted, terms still in one word. */
export type MovementArgs = RecordArgs<"Movement">;

const names: ReadonlyMap<string, RecordName> = new Map(
  Object.entries(recordTopics).map(([name, topic]) => [topic, name as RecordName]),
);

/** First topics of all record events, for `eth_getLogs`. */
export const RECORD_TOPICS: readonly Hex[] = Object.values(recordTopics);

/**
 * Name of the record event with this first topic, or null: Sealed, PushFailed and foreign events are no records. A topic in
 * capitals has its name too, so that what decodes it refuses it aloud: it is never passed over as foreign.
 */
export function recordName(topic: string | undefined): RecordName | null {
  if (topic === undefined) return null;
  return names.get(topic) ?? names.get(topic.toLowerCase()) ?? null;
}

/** Number of a record, from its first indexed argument, without decoding the rest. Throws EVENT_UNKNOWN. */
export function recordNumber(log: RawLog): bigint {
  const topic = log.topics[1];
  if (recordName(log.topics[0]) === null || topic === undefined) throw unknown(log);
  return BigInt(topic);
}

/** Decodes a log. Null if it is no record event; throws EVENT_MALFORMED if its bytes do not fit its first topic. */
export function decodeRecord(log: RawLog): RecordEvent | null {
  const name = recordName(log.topics[0]);
  if (name === null) return null;
  if (name === "Movement") return { name, args: decodeMovement(log) };
  try {
    const { eventName, args } = decodeEventLog({
      abi: recordEventsAbi,
      topics: log.topics as [Hex, ...Hex[]],
      data: log.data,
      strict: true,
    });
    if (eventName === "CaseSubmitted") return { name: eventName, args: submittedArgs(args) };
    if (eventName === "CaseDecided") return { name: eventName, args: decidedArgs(args) };
    return { name, args } as RecordEvent;
  } catch (cause) {
    throw malformed(name, log, cause);
  }
}

/** CaseSubmitted's arguments with its words taken apart. */
export function submittedArgs({
  submitted,
  body,
  ...rest
}: AbiRecordArgs<"CaseSubmitted">): RecordArgs<"CaseSubmitted"> {
  return { ...rest, ...unpackSubmitted(submitted), body: unpackBody(body, getAddress) };
}

/** CaseDecided's arguments with its word taken apart. */
export function decidedArgs({ decided, ...rest }: AbiRecordArgs<"CaseDecided">): RecordArgs<"CaseDecided"> {
  return { ...rest, ...unpackDecided(decided) };
}

function unknown(log: RawLog): MingzhangError {
  const remedy = "Give a log whose first topic is one of RECORD_TOPICS";
  return new MingzhangError("EVENT_UNKNOWN", "topic", log.topics[0] ?? "", "is not that of such a record", remedy);
}

function malformed(name: RecordName, log: RawLog, cause?: unknown): MingzhangError {
  const remedy = "Read the log again, from another RPC if it stays so";
  const error = new MingzhangError("EVENT_MALFORMED", name, log.data, "does not decode", remedy);
  if (cause !== undefined) error.cause = cause;
  return error;
}
