// Figures cited at sizes of a log that is longer than the spans of the rollup: what the API said when it had that size.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { accountText } from "@mingzhang/sdk/accounts";
import type { Account, AgencyRow, LineDetail, Page, PartyDetail, Totals } from "@mingzhang/sdk/api";
import type { BudgetLevel } from "@mingzhang/sdk/api-charts";
import type { Citation } from "@mingzhang/sdk/api-citations";
import type { LogHead } from "@mingzhang/sdk/api-log";
import { expect } from "chai";
import { History } from "../../scripts/bench/query/history.ts";
import { MadeUpNode, RECORDS_PER_BLOCK } from "../../scripts/bench/query/node.ts";
import { type Indexer, startIndexer } from "./indexer.ts";

const EXECUTION = ["appropriated", "allotted", "committed", "paid", "available"] as const;
const SPAN_RECORDS = 16_384;

describe("figures over several spans of the log", function () {
  this.timeout(300_000);
  const history = new History(60_000);
  const node = new MadeUpNode(history);
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-spans-"));
  const whole = node.head;
  let indexer: Indexer;

  before(() => node.listen());
  after(async () => {
    await indexer.stop();
    node.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function get<T>(path: string): Promise<T> {
    const answer = await fetch(indexer.url + path);
    expect(answer.status, path).to.equal(200);
    return (await answer.json()) as T;
  }

  /** Query of the citation, and the figure as the API says it now. */
  async function said(): Promise<Map<string, string>> {
    const all = new Map<string, string>();
    const keep = (scope: string, figures: Record<(typeof EXECUTION)[number], string>) => {
      for (const name of EXECUTION) all.set(`figure=${name}&${scope}`, figures[name]);
    };
    for (const id of history.lines.filter((_, at) => at % 20 === 0).map(accountText)) {
      keep(`line=${id}`, await get<LineDetail>(`/v1/lines/${id}`));
    }
    for (const id of ["fund-1", "fund-8"]) {
      const { balance } = await get<Account>(`/v1/accounts/${id}`);
      all.set(`figure=balance&account=${id}`, balance ?? "");
    }
    for (const id of ["commitment-1", accountText(history.paidOn[0]?.id ?? 0n), "source-1", "source-32"]) {
      const { totalIn, totalOut, balance } = await get<Account>(`/v1/accounts/${id}`);
      all.set(`figure=balance&account=${id}`, balance ?? "");
      if (id.startsWith("commitment")) continue;
      all.set(`figure=in&account=${id}`, totalIn ?? "");
      all.set(`figure=out&account=${id}`, totalOut ?? "");
    }
    // Two payees, and the first of the payers, which are registered after them.
    for (const party of new Set([
      history.payees[1] ?? 0,
      history.paidOn[0]?.payee ?? 0,
      (history.payees.at(-1) ?? 0) + 1,
    ])) {
      const [money] = (await get<PartyDetail>(`/v1/parties/${party}`)).money;
      all.set(`figure=paid&party=${party}&currency=CNY`, money?.paid ?? "0");
      all.set(`figure=committed&party=${party}&currency=CNY`, money?.committed ?? "0");
      all.set(`figure=received&party=${party}&currency=CNY`, money?.received ?? "0");
    }
    for (const year of [2024, 2025]) {
      for (const code of ["01", "09"]) {
        const path = `/v1/budget/tree?year=${year}&currency=CNY&function=${code}`;
        keep(`function=${code}&year=${year}&currency=CNY`, (await get<BudgetLevel>(path)).total);
      }
      const { items } = await get<Page<AgencyRow>>(`/v1/agencies?year=${year}`);
      for (const row of items.filter(({ agency }) => agency.id % 13 === 0)) {
        keep(`agency=${row.agency.id}&within=self&year=${year}&currency=CNY`, row);
      }
      const { currencies } = await get<Totals>(`/v1/totals?year=${year}`);
      for (const row of currencies) keep(`year=${year}&currency=${row.currency}`, row);
    }
    return all;
  }

  it("are what the API said then, whichever side of the size is the shorter", async () => {
    const told = new Map<number, Map<string, string>>();
    for (const size of [25_000, 45_000, history.records]) {
      node.head = size === history.records ? whole : 1 + size / RECORDS_PER_BLOCK;
      indexer ??= await startIndexer({ rpcUrl: node.url, deployment: node.deployment }, folder);
      while ((await get<LogHead>("/v1/log")).size < size) await sleep(50);
      told.set(size, await said());
    }
    expect(history.records).to.be.greaterThan(3 * SPAN_RECORDS);
    const present = told.get(history.records);
    let changed = 0;
    for (const [size, figures] of told) {
      for (const [query, was] of figures) {
        const { then, now } = await get<Citation>(`/v1/citations?size=${size}&${query}`);
        const name = `${query} at ${size}`;
        expect(
          then.map(({ amount }) => amount),
          name,
        ).to.deep.equal([was]);
        expect(
          now.map(({ amount }) => amount),
          name,
        ).to.deep.equal([present?.get(query)]);
        if (present?.get(query) !== was) changed += 1;
      }
    }
    expect(changed).to.be.greaterThan(50);
  });
});
