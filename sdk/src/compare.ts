// Compares a movement as the API tells it with its event, field by field. Carried by a reader's page: no viem.
import { accountText } from "./accounts.ts";
import type { Movement } from "./api.ts";
import { dayText, timeText } from "./days.ts";
import type { MovementArgs } from "./events.ts";
import { leafHash, recordHash, stampOf } from "./hash.ts";
import type { Hex } from "./hex.ts";
import { kindByNumber } from "./kinds.ts";
import type { PlacedLog } from "./logs.ts";
import { isAdvance, isImported, unpackTerms } from "./terms.ts";

/** One field of the comparison; values as text, empty where there is none. */
export interface FieldCheck {
  /** Name of the field in the API. */
  field: string;
  api: string;
  chain: string;
  same: boolean;
}

export interface MovementCheck {
  /** Every field is the same. */
  same: boolean;
  fields: FieldCheck[];
  /** Raw event as this RPC gave it. */
  topics: readonly Hex[];
  data: Hex;
  /** Leaf of the audit trail that this event makes: to be proved under a sealed root or a checkpoint. */
  record: Hex;
  stamp: Hex;
  leaf: Hex;
}

/** Fields of an API movement that its event settles. Names, line, agency and the like come from other records. */
export type CheckedMovement = Pick<
  Movement,
  | "record"
  | "kind"
  | "amount"
  | "fromPosition"
  | "toPosition"
  | "beyond"
  | "flags"
  | "persons"
  | "detailRaw"
  | "valueDate"
  | "postedAt"
  | "document"
  | "cites"
  | "chain"
> & {
  from: { id: string };
  to: { id: string };
  class: { code: string } | null;
  /** Sender of the transaction; compared only where the API names one. */
  transactionFrom?: Hex | null;
};

/**
 * Compares an API movement with a decoded event.
 * @param blockTime seconds since 1970 of the block that holds it
 * @param sender of the transaction that wrote it
 */
export function compareMovement(
  api: CheckedMovement,
  chain: MovementArgs,
  log: PlacedLog,
  blockTime: bigint,
  sender: Hex,
): MovementCheck {
  const said = apiFields(api);
  const read = chainFields(chain, log, blockTime);
  if (api.transactionFrom) {
    said.transactionFrom = api.transactionFrom.toLowerCase();
    read.transactionFrom = sender.toLowerCase();
  }
  const fields = Object.entries(read).map(([field, value]): FieldCheck => {
    const told = said[field] ?? "";
    return { field, api: told, chain: value, same: told === value };
  });
  const record = recordHash(log.topics, log.data);
  const stamp = stampOf({ blockNumber: log.blockNumber, blockTime, writer: log.address });
  const leaf = leafHash(stamp, record);
  return {
    same: fields.every((field) => field.same),
    fields,
    topics: log.topics,
    data: log.data,
    record,
    stamp,
    leaf,
  };
}

type Texts = Record<string, string>;

function apiFields(api: CheckedMovement): Texts {
  return {
    record: String(api.record),
    kind: api.kind,
    from: api.from.id,
    to: api.to.id,
    amount: api.amount,
    fromPosition: api.fromPosition,
    toPosition: api.toPosition,
    beyond: api.beyond ?? "0",
    flags: [...api.flags].sort().join(" "),
    class: api.class?.code.replaceAll(".", "") ?? "",
    persons: api.persons === null ? "" : String(api.persons),
    detail: api.detailRaw.toLowerCase(),
    valueDate: api.valueDate ?? "",
    document: api.document?.toLowerCase() ?? "",
    cites: api.cites === null ? "" : String(api.cites),
    address: api.chain.address.toLowerCase(),
    transaction: api.chain.transaction.toLowerCase(),
    logIndex: String(api.chain.logIndex),
    block: String(api.chain.block),
    blockHash: api.chain.blockHash.toLowerCase(),
    postedAt: api.postedAt,
  };
}

function chainFields(chain: MovementArgs, log: PlacedLog, blockTime: bigint): Texts {
  const terms = unpackTerms(chain.terms);
  const kind = kindByNumber(terms.kind);
  const isReceipt = kind.name === "receipt" || kind.name === "refund";
  const flags = [isAdvance(terms) ? "advance" : "", isImported(terms) ? "imported" : ""];
  return {
    record: String(chain.record),
    kind: kind.name,
    from: accountText(chain.from),
    to: accountText(chain.to),
    amount: String(chain.amount),
    fromPosition: String(chain.fromPosition),
    toPosition: String(chain.toPosition),
    // 0 is also what a movement without a third account carries: the event alone cannot tell the two apart.
    beyond: String(terms.beyond),
    flags: flags.filter(Boolean).join(" "),
    class: isReceipt && terms.code !== 0 ? String(terms.code) : "",
    persons: !isReceipt && terms.code !== 0 ? String(terms.code) : "",
    detail: chain.detail.toLowerCase(),
    valueDate: kind.valueDate ? dayText(terms.valueDate) : "",
    document: BigInt(chain.document) === 0n ? "" : chain.document.toLowerCase(),
    cites: terms.cites === 0n ? "" : String(terms.cites),
    address: log.address,
    transaction: log.transactionHash.toLowerCase(),
    logIndex: String(log.logIndex),
    block: String(log.blockNumber),
    blockHash: log.blockHash.toLowerCase(),
    postedAt: timeText(blockTime),
  };
}
