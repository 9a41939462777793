// PostgreSQL has one writer, and replicas that serve what it wrote; a PGlite folder has one process.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Movement, Page, Status } from "@mingzhang/sdk/api";
import { expect } from "chai";
import { openStore } from "../src/store/open.ts";
import { startChain, type TestChain } from "./support/chain.ts";
import { type City, foundCity, moveCity, randomOf } from "./support/city.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { index, ready } from "./support/engines.ts";
import { type Postgres, startPostgres } from "./support/postgres.ts";

const failure = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "",
    (error: unknown) => String(error),
  );

describe("one writer", () => {
  let chain: TestChain;
  let suite: EmittedSuite;
  let city: City;
  let postgres: Postgres;

  before(async () => {
    postgres = await startPostgres();
    chain = await startChain();
    suite = await EmittedSuite.deploy(chain.client);
    city = foundCity(suite);
    moveCity(suite, city, 50, randomOf(11));
    await suite.send();
  });
  after(async () => {
    await chain.stop();
    postgres.stop();
  });

  it("refuses a second writer, and serves from a replica what the first one writes", async () => {
    const databaseUrl = await postgres.database();
    const writer = await index(chain.url, suite.deployment, { databaseUrl });
    const replica = await index(chain.url, suite.deployment, { databaseUrl }, { apiOnly: true });
    try {
      await ready(writer);
      await ready(replica);
      expect(await failure(index(chain.url, suite.deployment, { databaseUrl }))).to.contain("--api-only");
      moveCity(suite, city, 20, randomOf(12));
      await suite.send();
      await ready(replica);
      const status = (await (await fetch(`${replica.url}/v1/status`)).json()) as Status;
      expect([status.state, status.records]).to.deep.equal(["read-only", suite.next]);
      const pages = await Promise.all(
        [writer, replica].map(async ({ url }) => (await (await fetch(`${url}/v1/movements`)).json()) as Page<Movement>),
      );
      expect(pages[0]).to.deep.equal(pages[1]);
    } finally {
      await replica.stop();
      await writer.stop();
    }
    const next = await index(chain.url, suite.deployment, { databaseUrl });
    await next.stop();
  });

  it("refuses a second process in a PGlite folder, and replicas of it", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "mingzhang-test-"));
    const store = await openStore({ dataDir });
    try {
      expect(await failure(openStore({ dataDir }))).to.contain("already");
      expect(await failure(openStore({ dataDir, readOnly: true }))).to.contain("DATABASE_URL");
    } finally {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
