// Takes everything that an explorer's API publishes into a content-addressed folder, with an index; and checks one.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { Years } from "@mingzhang/sdk/api";
import { LIST_NAMES, type ListManifest, type ListName } from "@mingzhang/sdk/api-lists";
import type { ConsistencyPath, ExportManifest } from "@mingzhang/sdk/api-log";
import type { Origin } from "@mingzhang/sdk/checkpoint";
import { timeText } from "@mingzhang/sdk/days";
import type { Hex } from "@mingzhang/sdk/hex";
import { z } from "zod";
import { lockDump } from "../store/lock.ts";
import { ContentFolder, type Stored } from "./files.ts";

/** An API that is busy is asked again as often as this, when it says, for so long in all. */
const BUSY_ATTEMPTS = 20;
const BUSY_MS = 10 * 60_000;

const hash = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
const entry = z.object({
  name: z.string(),
  sha256: hash,
  bytes: z.number(),
  /** Name of the file's manifest, in this index too. */
  manifest: z.string().nullable(),
  /** Address that gave it, below the API. */
  path: z.string(),
});
const indexSchema = z.object({
  format: z.literal("mingzhang-dump"),
  version: z.literal(1),
  origin: z.object({ chainId: z.number(), trail: z.string() }),
  /** Records of the log that `log.csv` ends with, and its root. */
  size: z.number(),
  root: hash,
  files: z.array(entry),
});
type Entry = z.infer<typeof entry>;
export type DumpIndex = z.infer<typeof indexSchema>;

export class DumpError extends Error {}

class Api {
  readonly #base: string;
  readonly #signal: AbortSignal | null;
  #waitedMs = 0;

  constructor(base: string, signal: AbortSignal | null) {
    this.#base = base.replace(/\/+$/, "");
    this.#signal = signal;
  }

  /** @param status that says something too, beside that all is well */
  async fetch(path: string, status?: number): Promise<Response> {
    let answer = await fetch(this.#base + path, { signal: this.#signal });
    for (let attempt = 0; attempt < BUSY_ATTEMPTS; attempt += 1) {
      const ms = busyMs(answer);
      if (ms === null || this.#waitedMs + ms > BUSY_MS) break;
      await answer.body?.cancel();
      await wait(ms, undefined, this.#signal === null ? {} : { signal: this.#signal });
      this.#waitedMs += ms;
      answer = await fetch(this.#base + path, { signal: this.#signal });
    }
    if (answer.ok || answer.status === status) return answer;
    throw new DumpError(`${path} answered ${answer.status}: ${await answer.text()}`);
  }

  async json<T>(path: string): Promise<T> {
    return (await (await this.fetch(path)).json()) as T;
  }
}

/** How long a busy API wants to be left alone; null where it is not that, or does not say so in seconds. */
function busyMs({ status, headers }: Response): number | null {
  const seconds = headers.get("retry-after");
  return status === 503 && seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : null;
}

export interface Dump {
  index: DumpIndex;
  digest: Hex;
}

/**
 * Takes everything. The same state of the log gives the same files and the same index. Throws DumpError, FolderTaken while
 * another dump into the folder is under way, and what the disk and the connection throw.
 */
export async function takeDump(apiUrl: string, folder: string, signal: AbortSignal | null = null): Promise<Dump> {
  const unlock = lockDump(folder);
  try {
    return await takeAll(new Api(apiUrl, signal), folder);
  } finally {
    unlock();
  }
}

async function takeAll(api: Api, folder: string): Promise<Dump> {
  const store = new ContentFolder(folder);
  store.tidy();
  const files: Entry[] = [];
  const keep = (name: string, stored: Stored, path: string, manifest: string | null = null) => {
    files.push({ name, ...stored, manifest, path });
  };
  const body = (answer: Response) => {
    if (answer.body === null) throw new DumpError("An answer has no body.");
    return Readable.fromWeb(answer.body);
  };

  const log = await api.json<ExportManifest>("/v1/export/manifest.json?export=log&format=csv");
  const { size, root, time } = log.checkpoint;
  const stored = await store.store(body(await api.fetch(log.file.path)));
  expectSame("log.csv", stored, log.file);
  keep("log.csv", stored, log.file.path, "log.csv.manifest.json");
  const text = `${JSON.stringify(log, null, 2)}\n`;
  keep("log.csv.manifest.json", await store.storeText(text), "/v1/export/manifest.json");

  const years = await api.json<Years>("/v1/years");
  for (const list of LIST_NAMES) {
    // Lines are listed by year.
    for (const year of list === "lines" ? years.years : [null]) {
      const name = `${list}${year === null ? "" : `-${year}`}.ndjson`;
      const query = new URLSearchParams({
        ...(year === null ? WHOLE[list] : { year: String(year) }),
        size: String(size),
        ...(BY_CLOCK.includes(list) ? { asOf: timeText(time) } : {}),
      });
      const { manifest, stored } = await takeList(api, store, list, query.toString());
      if (manifest.root !== root) throw new DumpError(dropped(size));
      keep(name, stored, manifest.file.path, `${name}.manifest.json`);
      const told = await store.storeText(`${JSON.stringify(manifest, null, 2)}\n`);
      keep(`${name}.manifest.json`, told, `/v1/${list}.manifest.json`);
    }
  }
  const ocds = `/v1/ocds/records.json?size=${size}`;
  const records = await api.fetch(ocds, 404);
  // A ledger without contracts has no package.
  if (records.ok) keep("ocds-records.json", await store.store(body(records)), ocds);
  await expectSameLog(api, log.checkpoint);

  const index: DumpIndex = { format: "mingzhang-dump", version: 1, origin: originOf(log.origin), size, root, files };
  const written = `${JSON.stringify(index, null, 2)}\n`;
  const { sha256 } = await store.storeText(written);
  store.name("index.json", written);
  return { index, digest: sha256 };
}

/** Throws where the log no longer begins with what everything was made of. */
async function expectSameLog(api: Api, { size, root }: Pick<ListManifest, "size" | "root">): Promise<void> {
  const answer = await api.fetch(`/v1/log/consistency?from=${size}&to=${size}`, 400);
  // It has no such size any more: the chain is shorter now.
  if (!answer.ok) throw new DumpError(dropped(size));
  const { fromRoot } = (await answer.json()) as ConsistencyPath;
  if (fromRoot !== root) throw new DumpError(dropped(size));
}

const dropped = (size: number) =>
  `The chain dropped a block while everything was taken: the log of ${size} records is no longer the same.`;

const originOf = ({ chainId, trail }: Origin) => ({ chainId, trail });

async function takeList(
  api: Api,
  store: ContentFolder,
  list: string,
  query: string,
): Promise<{ manifest: ListManifest; stored: Stored }> {
  const manifest = await api.json<ListManifest>(`/v1/${list}.manifest.json?format=ndjson&${query}`);
  const answer = await api.fetch(manifest.file.path);
  if (answer.body === null) throw new DumpError(`${manifest.file.path} has no body.`);
  const stored = await store.store(Readable.fromWeb(answer.body));
  expectSame(list, stored, manifest.file);
  return { manifest, stored };
}

/** What asks for all of a list that by itself gives a part. */
const WHOLE: Partial<Record<ListName, Record<string, string>>> = { procedures: { all: "true" } };

/** Lists whose rows change with time alone: they are taken as they stood at the block of the log's end. */
const BY_CLOCK: readonly string[] = ["cases", "findings", "procedures", "timeliness"] satisfies ListName[];

function expectSame(name: string, stored: Stored, told: { sha256: string; bytes: number }): void {
  if (stored.sha256 === told.sha256 && stored.bytes === told.bytes) return;
  throw new DumpError(
    `${name} has ${stored.bytes} bytes and SHA-256 ${stored.sha256}; its manifest says ${told.bytes} and ${told.sha256}.`,
  );
}

/** What is wrong with a dump, in words; empty for nothing. Throws DumpError where there is none. */
export async function checkDump(folder: string): Promise<{ index: DumpIndex; faults: string[] }> {
  const path = join(folder, "index.json");
  if (!existsSync(path)) throw new DumpError(`There is no index.json in ${folder}: give the folder of a dump.`);
  const parsed = indexSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new DumpError(`${path} is no index of a dump:\n${z.prettifyError(parsed.error)}`);
  const index = parsed.data;
  const store = new ContentFolder(folder);
  const faults: string[] = [];
  const names = new Set(index.files.map(({ name }) => name));
  for (const { name, sha256, bytes, manifest } of index.files) {
    const found = await store.measure(sha256);
    if (found === null) faults.push(`${name}: there is no file ${sha256.slice(2)}`);
    else if (found.sha256 !== sha256) faults.push(`${name}: the file ${sha256.slice(2)} has SHA-256 ${found.sha256}`);
    else if (found.bytes !== bytes) faults.push(`${name}: ${found.bytes} bytes, and the index says ${bytes}`);
    if (manifest !== null && !names.has(manifest)) faults.push(`${name}: its manifest ${manifest} is missing`);
  }
  return { index, faults };
}
