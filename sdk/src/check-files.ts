// Checks whatever files a reader has: says what each one is, and gives the verdict. Page, file page and command line share it.
import { sha256 } from "@noble/hashes/sha2.js";
import { LONGEST_MANIFEST } from "./api-log.ts";
import { CHECKPOINT_FORMAT, parseKept } from "./check-kept.ts";
import type { checkList, ListCheck } from "./check-list.ts";
import { type Fork, FORK_FORMAT, parseFork, verifyFork } from "./fork.ts";
import { type Hex, hexOf } from "./hex.ts";
import { parseJson, parseProof, type PortableProof } from "./proof.ts";
import { type KeptCheckpoint, type ProofContext, unreadable } from "./proof-context.ts";
import { keptStep } from "./proof-log.ts";
import type { RowDifference, verifyExport } from "./export.ts";
import type { Progress, Verdict } from "./proof-steps.ts";
import { claimSteps } from "./proof-claim.ts";
import { verdictOf, verifyProof } from "./proof-verify.ts";
import { MingzhangError } from "./errors.ts";
import { Reader } from "./untrusted.ts";

/** A file by its name and bytes: a browser's File, or the same made of a path. */
export interface NamedFile {
  name: string;
  blob: Blob;
}

export type CheckedFile =
  | { kind: "proof"; name: string; proof: PortableProof | null; verdict: Verdict }
  | { kind: "fork"; name: string; fork: Fork | null; verdict: Verdict }
  | { kind: "export"; name: string; verdict: Verdict; difference: RowDifference | null }
  /** Held against the others that are kept; null where there is none. */
  | { kind: "checkpoint"; name: string; kept: KeptCheckpoint; verdict: Verdict | null }
  /** A file held against a manifest of a list for reading, which proves nothing of the log. */
  | { kind: "list"; name: string; bytes: number; check: ListCheck }
  /** A manifest without its file, one of a list that was given alone, cannot be read or is not checked here, or an empty file. */
  | { kind: "unread"; name: string; why: "no-file" | "empty" | "list" }
  | { kind: "document"; name: string; bytes: number; digest: Hex };

/** Above this a file is no proof or fork; a manifest says what it is at its beginning. */
const LONGEST_JSON = 4 * 1024 * 1024;
const reader = new Reader("PROOF_INVALID", "Take the file anew from where it was made");
/** How a file of the house begins, even one that is cut in the middle. */
const OPENING = /^\s*\{\s*"format"\s*:\s*"(mingzhang-[a-z]+)"/;

/** `verifyExport` of export.ts, handed in so that a page loads its code only where there is an export. */
export type LoadExports = () => Promise<typeof verifyExport>;
/** `checkList` of check-list.ts, handed in by whoever has room for it. */
export type LoadLists = () => Promise<typeof checkList>;

/** ListManifest of api-lists.ts. */
const LIST_FORMAT = "mingzhang-list";

/**
 * @param progress bytes read of all bytes, over all files
 * @param loadLists without it, a manifest of a list is only said to be one
 */
export async function checkFiles(
  files: readonly NamedFile[],
  context: ProofContext,
  loadExports: LoadExports,
  progress: Progress = () => undefined,
  loadLists?: LoadLists,
): Promise<CheckedFile[]> {
  const all = files.reduce((sum, { blob }) => sum + blob.size, 0);
  const read = await Promise.all(files.map(async (file) => ({ ...file, ...(await houseJson(file.blob)) })));
  const isExport = (json: Json | null) => json?.format === "mingzhang-manifest";
  const isManifest = (json: Json | null) => isExport(json) || json?.format === LIST_FORMAT;
  const among = keptAmong(read);
  const held = { ...context, beside: [...among.values()] };
  const manifests = read.filter(({ json }) => isManifest(json));
  const found: CheckedFile[] = [];
  const used = new Set<unknown>();
  let done = 0;
  for (const file of read) {
    if (isManifest(file.json)) continue;
    const from = done;
    const manifest = file.json === null && file.blob.size > 0 ? manifestFor(file.name, manifests, read) : undefined;
    const told = (part: number) => progress(from + part, all);
    const lists = manifest === undefined || isExport(manifest) ? undefined : await loadLists?.();
    const list = (await lists?.(file.blob, manifest, told)) ?? null;
    const exported = manifest !== undefined && isExport(manifest) ? manifest : null;
    if (list !== null || exported !== null) used.add(manifest);
    found.push(
      list !== null
        ? { kind: "list", name: file.name, bytes: file.blob.size, check: list }
        : exported !== null
          ? await checkExport(file, exported, held, loadExports, told)
          : await checkOne(file, among.get(file), held, told),
    );
    done += file.blob.size;
    progress(done, all);
  }
  const lonely = manifests.filter(({ json }) => !used.has(json));
  const alone = lonely.map(({ name, json }): CheckedFile => {
    return { kind: "unread", name, why: isExport(json) ? "no-file" : "list" };
  });
  return [...found, ...alone];
}

type Read = NamedFile & House;

/** Kept checkpoints among the files: the others are held against all of them, and none of them counts as the reader's own. */
function keptAmong(files: readonly Read[]): Map<Read, KeptCheckpoint> {
  const found = new Map<Read, KeptCheckpoint>();
  for (const file of files) {
    if (file.json?.format !== CHECKPOINT_FORMAT) continue;
    try {
      found.set(file, parseKept(file.json));
    } catch (cause) {
      // Shown as what cannot be read, in its own place.
      if (!(cause instanceof MingzhangError)) throw cause;
    }
  }
  return found;
}

/** Rows first, then what the manifest says of the log. */
async function checkExport(
  { name, blob }: NamedFile,
  told: unknown,
  context: ProofContext,
  loadExports: LoadExports,
  progress: (bytes: number) => void,
): Promise<CheckedFile> {
  const verify = await loadExports();
  const { manifest, steps, difference } = await verify(blob, told, { progress });
  const more = manifest === null ? [] : await claimSteps(manifest, context);
  return { kind: "export", name, difference, verdict: verdictOf([...steps, ...more]) };
}

type Json = Readonly<Record<string, unknown>>;

async function isLongManifest(blob: Blob): Promise<boolean> {
  if (blob.size > LONGEST_MANIFEST) return false;
  return /^\s*\{\s*"format"\s*:\s*"mingzhang-manifest"/.test(await blob.slice(0, 200).text());
}

/** What a file says of itself: its fields where it says that it is one of the house's formats, and why they cannot be read. */
interface House {
  json: Json | null;
  broken: MingzhangError | null;
}

async function houseJson(blob: Blob): Promise<House> {
  const none = { json: null, broken: null };
  const long = blob.size > LONGEST_JSON;
  if (long && !(await isLongManifest(blob))) return none;
  const text = await blob.text();
  // Only the opening is looked at first: a large export is not parsed in vain.
  if (!/^\s*\{/.test(text)) return none;
  try {
    const fields = reader.object(parseJson(text, long ? LONGEST_MANIFEST : LONGEST_JSON), "file");
    return typeof fields.format === "string" && fields.format.startsWith("mingzhang-")
      ? { ...none, json: fields }
      : none;
  } catch (cause) {
    if (!(cause instanceof MingzhangError)) throw cause;
    // It may still say what it was to be: then it is a broken file of the house, not a document.
    const format = OPENING.exec(text)?.[1];
    return format === undefined ? none : { json: { format }, broken: cause };
  }
}

/** The manifest that names a file; of one manifest and one other file, that one, whatever it was renamed to. */
function manifestFor(
  name: string,
  manifests: readonly { json: Json | null }[],
  files: readonly { json: Json | null; blob: Blob }[],
): Json | undefined {
  const named = manifests.find(({ json }) => nameIn(json) === name);
  if (named !== undefined) return named.json ?? undefined;
  const [only] = manifests;
  const others = files.filter(({ json, blob }) => json === null && blob.size > 0);
  return manifests.length === 1 && others.length === 1 ? (only?.json ?? undefined) : undefined;
}

function nameIn(manifest: Json | null): unknown {
  const file = manifest?.file;
  return typeof file === "object" && file !== null && "name" in file ? file.name : undefined;
}

async function checkOne(
  { name, blob, json, broken }: Read,
  own: KeptCheckpoint | undefined,
  context: ProofContext,
  progress: (bytes: number) => void,
): Promise<CheckedFile> {
  if (blob.size === 0) return { kind: "unread", name, why: "empty" };
  if (json === null) return { kind: "document", name, bytes: blob.size, digest: await digestOf(blob, progress) };
  const isFork = json.format === FORK_FORMAT;
  try {
    if (broken !== null) throw broken;
    if (own !== undefined) return { kind: "checkpoint", name, kept: own, verdict: await heldAgainst(own, context) };
    if (json.format === CHECKPOINT_FORMAT) parseKept(json);
    if (isFork) {
      const fork = parseFork(json);
      return { kind: "fork", name, fork, verdict: await verifyFork(fork, context) };
    }
    const proof = parseProof(json);
    return { kind: "proof", name, proof, verdict: await verifyProof(proof, context) };
  } catch (cause) {
    const verdict = unreadable(cause);
    return isFork ? { kind: "fork", name, fork: null, verdict } : { kind: "proof", name, proof: null, verdict };
  }
}

/** A kept checkpoint beside the others: of one log there is one history. */
async function heldAgainst(
  own: KeptCheckpoint,
  { kept = [], beside = [], consistency }: ProofContext,
): Promise<Verdict | null> {
  const others = [...kept, ...beside].filter((one) => one !== own);
  if (others.length === 0) return null;
  return verdictOf(await Promise.all(others.map((other) => keptStep(own, other, consistency))));
}

/** SHA-256 of a file of any size, a piece at a time. */
export async function digestOf(blob: Blob, progress: (bytes: number) => void = () => undefined): Promise<Hex> {
  const hash = sha256.create();
  let done = 0;
  const stream = blob.stream().getReader();
  for (;;) {
    const { done: ended, value } = await stream.read();
    if (ended) return hexOf(hash.digest());
    hash.update(value);
    done += value.length;
    progress(done);
  }
}
