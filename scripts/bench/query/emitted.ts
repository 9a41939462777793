// A record's event, as the contract that writes it would emit it.
import { recordEventsAbi } from "@mingzhang/sdk/abi/records";
import type { ContractName } from "@mingzhang/sdk/api";
import { CONTRACT_NAMES } from "@mingzhang/sdk/deployment";
import type { RecordName } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";
import { type Abi, encodeAbiParameters, encodeEventTopics } from "viem";

/** Where the made-up suite's contracts are. */
export const addressOf = (name: ContractName): Hex =>
  `0x${(CONTRACT_NAMES.indexOf(name) + 0xa1).toString(16).repeat(20)}`;

export interface Emitted {
  /** The contract that emits it. */
  writer: ContractName;
  topics: Hex[];
  data: Hex;
}

export function emitted(writer: ContractName, name: RecordName, args: Record<string, unknown>): Emitted {
  const abi = recordEventsAbi.filter((event) => event.name === name) as Abi;
  const [event] = abi;
  if (event?.type !== "event") throw new Error(`There is no record event ${name}.`);
  const plain = event.inputs.filter((input) => input.indexed !== true);
  const topics = encodeEventTopics<Abi, string>({ abi, eventName: name, args }) as Hex[];
  return {
    writer,
    topics,
    data: encodeAbiParameters(
      plain,
      plain.map((input) => args[input.name ?? ""]),
    ),
  };
}
