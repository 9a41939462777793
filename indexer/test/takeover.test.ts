// One writer and two replicas on PostgreSQL: the writer is killed, another takes over, and no row is missing or doubled.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Movement, Page, Status } from "@mingzhang/sdk/api";
import { expect } from "chai";
import { auditTallies } from "../src/store/tallies.ts";
import { auditTurnover } from "../src/store/turnover.ts";
import { end, startChain, type TestChain } from "./support/chain.ts";
import { type City, foundCity, moveCity, randomOf } from "./support/city.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { dump, index, ready } from "./support/engines.ts";
import { type Postgres, startPostgres } from "./support/postgres.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

describe("a writer that is killed", () => {
  let chain: TestChain;
  let suite: EmittedSuite;
  let city: City;
  let postgres: Postgres;
  const children: ChildProcess[] = [];

  before(async () => {
    postgres = await startPostgres();
    chain = await startChain();
    suite = await EmittedSuite.deploy(chain.client);
    city = foundCity(suite);
    moveCity(suite, city, 600, randomOf(41));
    await suite.send(25);
  });
  after(async () => {
    for (const child of children) await end(child, "SIGKILL");
    await chain.stop();
    postgres.stop();
  });

  /** Starts the command line's writer and waits for a line of its log. */
  async function writer(databaseUrl: string, until: RegExp): Promise<ChildProcess> {
    const args = ["--rpc", chain.url, "--deployment", JSON.stringify(suite.deployment), "--port", "0"];
    const often = ["--range-logs", "30", "--poll-ms", "20", "--log-level", "debug"];
    const env = { ...process.env, DATABASE_URL: databaseUrl };
    const child = spawn(process.execPath, [MAIN, ...args, ...often], { env, stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    if (child.stdout === null || child.stderr === null) throw new Error("The writer was started without output.");
    child.stderr.resume();
    for await (const line of createInterface({ input: child.stdout })) {
      if (!until.test(line)) continue;
      child.stdout.resume();
      return child;
    }
    throw new Error("The writer ended before it said what was waited for.");
  }

  it("is followed by another under the lock, while replicas go on answering", async () => {
    const databaseUrl = await postgres.database();
    const first = await writer(databaseUrl, /range written/);
    const replicas = [0, 1].map(() => index(chain.url, suite.deployment, { databaseUrl }, { apiOnly: true }));
    const [one, two] = await Promise.all(replicas);
    if (one === undefined || two === undefined) throw new Error("There are two replicas.");
    try {
      // A second writer is refused while the first one lives.
      const refused = await index(chain.url, suite.deployment, { databaseUrl }).then(
        () => "",
        (error: unknown) => String(error),
      );
      expect(refused).to.contain("--api-only");
      const killed = once(first, "exit");
      first.kill("SIGKILL");
      await killed;
      for (const { url } of [one, two]) expect((await fetch(`${url}/v1/movements`)).status).to.equal(200);
      await writer(databaseUrl, /caught up/);
      // What comes while the second one writes reaches both replicas.
      moveCity(suite, city, 60, randomOf(42));
      await suite.send(20);
      await Promise.all([ready(one), ready(two)]);
      const pages = await Promise.all(
        [one, two].map(async ({ url }) => {
          const status = (await (await fetch(`${url}/v1/status`)).json()) as Status;
          expect([status.state, status.records]).to.deep.equal(["read-only", suite.next]);
          return (await (await fetch(`${url}/v1/movements?limit=200`)).json()) as Page<Movement>;
        }),
      );
      expect(pages[0]).to.deep.equal(pages[1]);
      const fresh = await index(chain.url, suite.deployment, { databaseUrl: await postgres.database() });
      await ready(fresh);
      expect(await dump(one.store)).to.deep.equal(await dump(fresh.store));
      expect(await auditTallies(one.store)).to.deep.equal([]);
      expect(await auditTurnover(one.store)).to.deep.equal([]);
      await fresh.stop();
    } finally {
      await Promise.all([one.stop(), two.stop()]);
    }
  });
});
