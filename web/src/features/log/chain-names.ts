// Names of accounts and parties straight from the events that opened and registered them.
import { recordTopics } from "@mingzhang/sdk/abi/records";
import { accountId, accountText } from "@mingzhang/sdk/accounts";
import type { AccountRef, Deployment, PartyKindName, PartyRef } from "@mingzhang/sdk/api";
import { decodeRecord, type RecordEvent } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";
import { fetchLogs } from "@mingzhang/sdk/logs";
import { numberToHex, type Client } from "viem";
import { getBlockNumber } from "viem/actions";

const OPENED: Hex[] = [
  recordTopics.FundOpened,
  recordTopics.ActOpened,
  recordTopics.LineOpened,
  recordTopics.AllotmentOpened,
  recordTopics.CommitmentOpened,
];
const PARTY: Hex[] = [recordTopics.PartyRegistered, recordTopics.PartyRenamed];
/** In the order of IDirectory.PartyKind, from 1. */
const PARTY_KINDS: readonly PartyKindName[] = ["agency", "payee", "source", "payee-class"];

/** Decoded records of some kinds about some subjects, in chain order. */
async function recordsAbout(
  client: Client,
  deployment: Deployment,
  topics: Hex[],
  subjects: readonly (bigint | number)[],
): Promise<RecordEvent[]> {
  if (subjects.length === 0) return [];
  const events: RecordEvent[] = [];
  const query = {
    addresses: [deployment.contracts.fundLedger, deployment.contracts.directory],
    topics: [topics, null, subjects.map((subject) => numberToHex(subject, { size: 32 }))],
    fromBlock: BigInt(deployment.deployBlock),
    toBlock: await getBlockNumber(client, { cacheTime: 0 }),
  };
  for await (const logs of fetchLogs(client, query)) {
    for (const log of logs) {
      const event = decodeRecord(log);
      if (event !== null) events.push(event);
    }
  }
  return events;
}

/** Parties by number; the newest name of each. */
export async function partyNames(
  client: Client,
  deployment: Deployment,
  parties: readonly number[],
): Promise<Map<number, PartyRef>> {
  const found = new Map<number, PartyRef>();
  for (const event of await recordsAbout(client, deployment, PARTY, parties)) {
    if (event.name === "PartyRegistered") {
      const { party, kind, name, otherName } = event.args;
      found.set(party, { id: party, kind: PARTY_KINDS[kind - 1] ?? "payee", name, otherName });
    } else if (event.name === "PartyRenamed") {
      const before = found.get(event.args.party);
      if (before !== undefined) {
        found.set(before.id, { ...before, name: event.args.name, otherName: event.args.otherName });
      }
    }
  }
  return found;
}

/** Names and titles of accounts; a source has none of its own. */
export async function accountNames(
  client: Client,
  deployment: Deployment,
  accounts: readonly bigint[],
): Promise<Map<bigint, AccountRef>> {
  const found = new Map<bigint, AccountRef>();
  for (const account of accounts) found.set(account, namedRef(account, "", ""));
  for (const event of await recordsAbout(client, deployment, OPENED, accounts)) {
    if (event.name === "FundOpened" || event.name === "LineOpened") {
      found.set(event.args.account, namedRef(event.args.account, event.args.name, event.args.otherName));
    } else if (event.name === "ActOpened" || event.name === "AllotmentOpened" || event.name === "CommitmentOpened") {
      found.set(event.args.account, namedRef(event.args.account, event.args.title, event.args.otherTitle));
    }
  }
  return found;
}

function namedRef(account: bigint, name: string, otherName: string): AccountRef {
  return { id: accountText(account), kind: accountId(account).kind, name, otherName };
}
