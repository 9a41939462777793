// kill -9 at any moment leaves a store that the next start brings to exactly the chain's rows.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { rootAt } from "../src/read/log-tree.ts";
import { auditTallies } from "../src/store/tallies.ts";
import { auditTurnover } from "../src/store/turnover.ts";
import { end, startChain, type TestChain } from "./support/chain.ts";
import { foundCity, moveCity, randomOf } from "./support/city.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { dump, index, onBothEngines, type Place, ready } from "./support/engines.ts";
import { chainLog } from "./support/log.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const KILLS = Number(process.env.MINGZHANG_TEST_KILLS ?? 6);

describe("kill -9 during the sync", () => {
  let chain: TestChain;
  let suite: EmittedSuite;

  before(async () => {
    chain = await startChain();
    suite = await EmittedSuite.deploy(chain.client);
    moveCity(suite, foundCity(suite), 1500, randomOf(7));
    await suite.send(25);
  });
  after(() => chain.stop());

  onBothEngines("of a history", (engine) => {
    it(`leaves nothing half done, ${KILLS} times`, async () => {
      const store = await engine.fresh();
      for (let kill = 0; kill < KILLS; kill += 1) await runAndKill(chain.url, suite, store, kill * 90);
      const survivor = await index(chain.url, suite.deployment, store);
      const fresh = await index(chain.url, suite.deployment, await engine.fresh());
      try {
        await ready(survivor);
        await ready(fresh);
        expect(await dump(survivor.store)).to.deep.equal(await dump(fresh.store));
        expect(await auditTallies(survivor.store)).to.deep.equal([]);
        expect(await auditTurnover(survivor.store)).to.deep.equal([]);
        const { tree } = await chainLog(chain.client, suite.deployment);
        expect(await rootAt(survivor.store, tree.size)).to.equal(tree.root());
      } finally {
        await survivor.stop();
        await fresh.stop();
      }
    });
  });
});

/** Runs the indexer in a process of its own and kills it some milliseconds after it began to read the chain. */
async function runAndKill(rpcUrl: string, suite: EmittedSuite, store: Place, delay: number): Promise<void> {
  const where = store.databaseUrl === undefined ? ["--data-dir", store.dataDir ?? ""] : [];
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: store.databaseUrl ?? "",
  };
  const args = ["--rpc", rpcUrl, "--deployment", JSON.stringify(suite.deployment), "--port", "0", "--range-logs", "30"];
  const child = spawn(process.execPath, [MAIN, ...args, ...where, "--log-level", "info"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("The indexer was started without output.");
  const [first] = (await once(child.stdout, "data")) as [Buffer];
  expect(String(first)).to.contain("the API listens");
  await new Promise((resolve) => setTimeout(resolve, delay));
  await end(child, "SIGKILL");
}
