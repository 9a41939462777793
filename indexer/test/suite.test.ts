// Against the real suite: a demonstration year is indexed, and every account agrees with the ledger's own state.
import { packBody } from "@mingzhang/sdk/cases/packed";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account, ChainRecord, Deployment, Movement, Page, Status } from "@mingzhang/sdk/api";
import type { LogHead } from "@mingzhang/sdk/api-log";
import type { CaseDetail, CasePage } from "@mingzhang/sdk/api-cases";
import { auditTrailAbi } from "@mingzhang/sdk/abi/audit-trail";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import { ACCOUNT_KINDS, accountNumber } from "@mingzhang/sdk/accounts";
import { nameOf, STATUSES } from "@mingzhang/sdk/cases/words";
import { readAccount, readAccountCount, readConfirmed, readUndone } from "@mingzhang/sdk/read";
import { LogTree } from "@mingzhang/sdk/tree";
import { expect } from "chai";
import { readDeployment } from "../src/config.ts";
import type { Service } from "../src/service.ts";
import { sql } from "../src/store/drizzle.ts";
import { auditTallies } from "../src/store/tallies.ts";
import { checkRecord } from "../../sdk/examples/check-record.ts";
import { whereFrom } from "../../sdk/examples/where-from.ts";
import { runScript, startChain, type TestChain } from "./support/chain.ts";
import { index, onBothEngines, ready } from "./support/engines.ts";

/** The demonstration year wants a clock that stands before 2026. */
const STARTS_AT = Date.UTC(2025, 11, 1) / 1000;

const AT_ONCE = 40;

describe("the real suite", () => {
  let chain: TestChain;
  let deployment: Deployment;
  let folder: string;

  before(async () => {
    chain = await startChain(STARTS_AT);
    folder = mkdtempSync(join(tmpdir(), "mingzhang-suite-"));
    const out = join(folder, "deployment.json");
    await runScript("scripts/deploy.ts", "--rpc", chain.url, "--out", out);
    await runScript("scripts/seed.ts", "--rpc", chain.url, "--deployment", out, "--movements", "1400");
    deployment = readDeployment(out);
  });
  after(async () => {
    await chain.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  onBothEngines("a demonstration year", (engine) => {
    let service: Service;
    before(async () => {
      service = await index(chain.url, deployment, await engine.fresh());
      await ready(service);
    });
    after(() => service.stop());
    const get = async <T>(path: string): Promise<T> => (await (await fetch(service.url + path)).json()) as T;

    it("has every account at the ledger's own totals", async () => {
      expect(await auditTallies(service.store)).to.deep.equal([]);
      for (const kind of ACCOUNT_KINDS) {
        if (kind === "act" || kind === "source") continue;
        const count = Number(await readAccountCount(chain.client, deployment, kind));
        expect(count).to.be.greaterThan(0);
        for (let at = 1; at <= count; at += Math.max(1, Math.floor(count / 60))) {
          const onChain = await readAccount(chain.client, deployment, accountNumber(kind, at));
          const account = await get<Account>(`/v1/accounts/${kind}-${at}`);
          expect([account.totalIn, account.totalOut], account.id).to.deep.equal([
            onChain.totalIn.toString(),
            onChain.totalOut.toString(),
          ]);
        }
      }
    });

    it("knows of every movement what was undone and confirmed", async () => {
      const { items: recoveries } = await get<Page<Movement>>("/v1/movements?kind=recovery,refund&limit=20");
      expect(recoveries.length).to.be.greaterThan(0);
      for (const { cites } of recoveries) {
        const cited = await get<Movement>(`/v1/movements/${cites}`);
        expect(cited.undone).to.equal((await readUndone(chain.client, deployment, BigInt(cites ?? 0))).toString());
      }
      for (const query of ["confirmed=true", "confirmed=false"]) {
        const { items } = await get<Page<Movement>>(`/v1/movements?${query}&limit=10`);
        for (const { record, confirmed } of items) {
          const onChain = await readConfirmed(chain.client, deployment, BigInt(record));
          expect(confirmed !== null, `record ${record}`).to.equal(onChain);
        }
      }
    });

    it("has every case as the contract's own view has it, at the moment of the answer", async () => {
      const { items } = await get<CasePage>("/v1/cases?limit=15");
      const late = await get<CasePage>("/v1/cases?late=true&limit=30");
      const open = await get<CasePage>("/v1/cases?status=open,returned,approved&limit=30");
      const numbers = [...new Set([...items, ...late.items, ...open.items].map((each) => each.number))];
      expect(numbers.length).to.be.greaterThan(10);
      for (const number of numbers) {
        // The API's clock goes on after a block, the view's stands: a new block sets both.
        await chain.client.mine({ blocks: 1 });
        await ready(service);
        const found = await get<CaseDetail>(`/v1/cases/${number}`);
        const { id, body, status, stage, due, overdue, lapsable } = found;
        const call = { address: deployment.contracts.serviceApprovals, abi: serviceApprovalsAbi } as const;
        const onChain = await chain.client.readContract({
          ...call,
          functionName: "effectiveStateOf",
          args: [id, packBody({ ...body, steps: body.steps.map(BigInt) })],
        });
        const seconds = due === null ? 0 : Date.parse(due) / 1000;
        expect([status, stage, seconds, overdue, lapsable], `case ${number}`).to.deep.equal([
          nameOf(STATUSES, onChain.status, "status"),
          onChain.stage,
          onChain.due,
          onChain.overdue,
          onChain.lapsable,
        ]);
        const hash = await chain.client.readContract({ ...call, functionName: "bodyHashOf", args: [id] });
        expect(found.bodyHash).to.equal(hash);
      }
    });

    it("has the leaves under the audit trail's own root", async () => {
      const { records } = await get<Status>("/v1/status");
      const tree = new LogTree();
      for (let from = 0; from < records; from += AT_ONCE) {
        const some = Array.from({ length: Math.min(AT_ONCE, records - from) }, (_, at) => from + at);
        const found = await Promise.all(some.map((number) => get<ChainRecord>(`/v1/records/${number}`)));
        for (const { leaf } of found) tree.append(leaf);
      }
      const root = await chain.client.readContract({
        address: deployment.contracts.auditTrail,
        abi: auditTrailAbi,
        functionName: "root",
      });
      expect(tree.root()).to.equal(root);
    });

    it("leads from a payment to its receipts, to the last cent, by the developers' example", async () => {
      const { items } = await get<Page<Movement>>("/v1/movements?kind=payment&limit=3");
      for (const { record, amount } of items) {
        const receipts = await whereFrom(service.url, record);
        expect([...receipts.values()].reduce((sum, each) => sum + each, 0n)).to.equal(BigInt(amount));
      }
    });

    it("gives a proof that the developers' example checks against a node", async () => {
      const { items } = await get<Page<Movement>>("/v1/movements?kind=payment&limit=1");
      expect(await checkRecord(service.url, items[0]?.record ?? 0, chain.url)).to.equal(3);
    });

    it("compares its root with the chain's, and says everywhere when they differ", async () => {
      const checkOf = async () => (await get<Status>("/v1/status")).rootCheck;
      expect(await checkOf()).to.include({ result: "same", reason: null });
      const flip = () =>
        service.store.rows(sql`update log_tiles set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)
          where tile = 0`);
      await flip();
      await chain.client.mine({ blocks: 1 });
      const until = Date.now() + 20_000;
      while ((await checkOf()).result === "same") expect(Date.now()).to.be.lessThan(until);
      const { result, reason } = await checkOf();
      expect(result).to.equal("different");
      expect(reason).to.contain("the chain's own log has");
      const answer = await fetch(`${service.url}/ready`);
      expect([answer.status, await answer.text()].join(" "))
        .to.contain("503")
        .and.to.contain("own log has");
      expect((await get<LogHead>("/v1/log")).check.result).to.equal("different");
      expect((await fetch(`${service.url}/v1/records/0/proof`)).status).to.equal(500);
      expect(await (await fetch(`${service.url}/metrics`)).text()).to.contain("mingzhang_log_root_differs 1");
      await flip();
      await chain.client.mine({ blocks: 1 });
      await ready(service);
      expect((await checkOf()).result).to.equal("same");
    });
  });
});
