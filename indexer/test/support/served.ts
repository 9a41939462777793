// The API over a small city, for the tests of the API; the same on both engines.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Movement, Page } from "@mingzhang/sdk/api";
import { expect } from "chai";
import type { Service } from "../../src/service.ts";
import { startChain, type TestChain } from "./chain.ts";
import { type City, foundCity, moveCity, randomOf } from "./city.ts";
import { EmittedSuite } from "./emitter.ts";
import { type Engine, index, onBothEngines, ready } from "./engines.ts";

/** Set before the first test. */
export class Served {
  chain!: TestChain;
  suite!: EmittedSuite;
  city!: City;
  service!: Service;
  documents!: string;

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(this.service.url + path, init);
  }

  /** Body of an answer that must be 200. */
  async get<T>(path: string): Promise<T> {
    const answer = await this.fetch(path);
    expect(answer.status, `${path}: ${answer.status === 200 ? "" : await answer.clone().text()}`).to.equal(200);
    return (await answer.json()) as T;
  }

  /** All movements that a query finds, page by page. */
  async list(query: string): Promise<Movement[]> {
    const all: Movement[] = [];
    for (let cursor: string | null = null; ;) {
      const link: string = cursor === null ? "" : `&cursor=${cursor}`;
      const page = await this.get<Page<Movement>>(`/v1/movements?${query}&limit=200${link}`);
      all.push(...page.items);
      cursor = page.next;
      if (cursor === null) return all;
    }
  }
}

interface Made {
  chain: TestChain;
  suite: EmittedSuite;
  city: City;
  /** Takes back what tests put on the chain since. */
  restore: () => Promise<void>;
}

/** Made once, and as it was then for each who asks. */
let made: Promise<Made> | null = null;
after(async () => (await made)?.chain.stop());

async function makeCity(): Promise<Made> {
  const chain = await startChain();
  const suite = await EmittedSuite.deploy(chain.client);
  const city = foundCity(suite);
  moveCity(suite, city, 400, randomOf(3));
  await suite.send(60);
  const forget = suite.mark();
  let snapshot = await chain.client.snapshot();
  const restore = async () => {
    await chain.client.revert({ id: snapshot });
    snapshot = await chain.client.snapshot();
    forget();
  };
  return { chain, suite, city, restore };
}

export function onServedCity(title: string, tests: (served: Served, engine: Engine) => void): void {
  onBothEngines(title, (engine) => {
    const served = new Served();
    before(async () => {
      made ??= makeCity();
      const { chain, suite, city, restore } = await made;
      await restore();
      served.chain = chain;
      served.suite = suite;
      served.city = structuredClone(city);
      served.documents = mkdtempSync(join(tmpdir(), "mingzhang-documents-"));
      const more = { documentsDir: served.documents };
      served.service = await index(served.chain.url, served.suite.deployment, await engine.fresh(), more);
      await ready(served.service);
    });
    after(async () => {
      await served.service.stop();
      rmSync(served.documents, { recursive: true, force: true });
    });
    tests(served, engine);
  });
}
