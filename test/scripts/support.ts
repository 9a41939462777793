// Shared by the tests of the scripts: fixtures, a scratch folder, a chain of their own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Deployment } from "@mingzhang/sdk/api";
import { fundLedgerAbi } from "@mingzhang/sdk/abi/fund-ledger";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import type { KindName } from "@mingzhang/sdk/kinds";
import type { MovementArgs, RecordEvent } from "@mingzhang/sdk/events";
import { unpackTerms } from "@mingzhang/sdk/terms";
import type { Terms } from "@mingzhang/sdk/terms";
import { expect } from "chai";
import { officesFrom } from "../../scripts/chain/offices.ts";
import { connectChain } from "../../scripts/chain/sender.ts";
import { Session } from "../../scripts/chain/session.ts";

/** Path of an invented file. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
}

/** A folder that is gone after the test. */
export function scratch(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "mingzhang-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Asks the node for something that viem's public client has no name for. */
export async function ask(rpcUrl: string, method: string, params: unknown[] = []): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
  const answer = (await response.json()) as { result?: unknown; error?: { message: string } };
  if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
  return answer.result;
}

export interface ReadMovement extends MovementArgs {
  kind: KindName;
  decoded: Terms;
}

/** Every record on the chain; the audit trail's root is compared on the way. */
export async function readAll(chain: { rpcUrl: string; deployment: Deployment }): Promise<RecordEvent[]> {
  const session = await Session.open(chain.rpcUrl, chain.deployment, officesFrom({}, chain.deployment.chainId));
  const events: RecordEvent[] = [];
  await session.sync((event) => events.push(event));
  return events;
}

/** How often a record of this name stands on the chain. */
export function countOf(events: readonly RecordEvent[], name: RecordEvent["name"]): number {
  return events.filter((event) => event.name === name).length;
}

export function movementsOf(events: readonly RecordEvent[]): ReadMovement[] {
  return events.flatMap((event) => {
    if (event.name !== "Movement") return [];
    const decoded = unpackTerms(event.args.terms);
    return [{ ...event.args, decoded, kind: kindByNumber(decoded.kind).name }];
  });
}

/**
 * Adds up both totals of every account from events alone, in order, checks positions and that nothing is overdrawn, and
 * compares with what the ledger says. Returns the totals.
 */
export async function rederive(chain: { rpcUrl: string; deployment: Deployment }, events: readonly RecordEvent[]) {
  const totals = new Map<bigint, { in: bigint; out: bigint }>();
  const payeeFund = new Map<bigint, bigint>();
  const of = (account: bigint) => {
    const known = totals.get(account) ?? { in: 0n, out: 0n };
    totals.set(account, known);
    return known;
  };
  for (const event of events)
    if (event.name === "CommitmentOpened") payeeFund.set(event.args.account, event.args.payeeFund);
  for (const { kind, from, to, amount, fromPosition, toPosition, decoded, record } of movementsOf(events)) {
    const info = kindByNumber(decoded.kind);
    expect([of(from)[info.fromTotal], of(to)[info.toTotal]], `positions of ${record}`).to.deep.equal([
      fromPosition,
      toPosition,
    ]);
    of(from)[info.fromTotal] += amount;
    of(to)[info.toTotal] += amount;
    const third = payeeFund.get(info.from === "commitment" ? from : to) ?? 0n;
    if (info.beyondTotal !== null && third !== 0n) {
      expect(of(third)[info.beyondTotal], `beyond of ${record}`).to.equal(decoded.beyond);
      of(third)[info.beyondTotal] += amount;
    }
    for (const account of [from, to, third]) {
      const boundary = account >> 56n === 1n || account >> 56n === 3n;
      if (!boundary) expect(of(account).in >= of(account).out, `${kind} ${record} overdraws ${account}`).to.equal(true);
    }
  }
  const { publicClient } = await connectChain(chain.rpcUrl);
  const ledger = { address: chain.deployment.contracts.fundLedger, abi: fundLedgerAbi } as const;
  totals.delete(0n);
  const accounts = [...totals];
  for (let at = 0; at < accounts.length; at += 100) {
    const part = accounts.slice(at, at + 100);
    const read = await Promise.all(
      part.map(([account]) => publicClient.readContract({ ...ledger, functionName: "accountOf", args: [account] })),
    );
    part.forEach(([account, { in: entered, out: left }], i) => {
      expect([read[i]?.totalIn, read[i]?.totalOut], `totals of ${account}`).to.deep.equal([entered, left]);
    });
  }
  return totals;
}
