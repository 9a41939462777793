// Checks whatever files a reader has: says what each one is, and gives the verdict. Page, file page and command line share it.
import { sha256 } from "@noble/hashes/sha2.js";
import { LONGEST_MANIFEST } from "./api-log.ts";
import { CHECKPOINT_FORMAT, parseKept } from "./check-kept.ts";
import type { Checkpoint, Origin } from "./checkpoint.ts";
import { type Fork, parseFork, verifyFork } from "./fork.ts";
import { type Hex, hexOf } from "./hex.ts";
import { parseProof, type PortableProof } from "./proof.ts";
import { type ProofContext, unreadable } from "./proof-context.ts";
import type { RowDifference, verifyExport } from "./export.ts";
import type { Progress, Verdict } from "./proof-steps.ts";
import { claimSteps, verdictOf, verifyProof } from "./proof-verify.ts";
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
  | { kind: "checkpoint"; name: string; origin: Origin; checkpoint: Checkpoint }
  /** A manifest without its file, or a file of the house that cannot be read. */
  | { kind: "unread"; name: string; why: "no-file" | "empty" }
  | { kind: "document"; name: string; bytes: number; digest: Hex };

/** Above this a file is no proof or fork; a manifest says what it is at its beginning. */
const LONGEST_JSON = 4 * 1024 * 1024;
const reader = new Reader("PROOF_INVALID", "Take the file anew from where it was made");

/** `verifyExport` of export.ts, handed in so that a page loads its code only where there is an export. */
export type LoadExports = () => Promise<typeof verifyExport>;

/** @param progress bytes read of all bytes, over all files */
export async function checkFiles(
  files: readonly NamedFile[],
  context: ProofContext,
  loadExports: LoadExports,
  progress: Progress = () => undefined,
): Promise<CheckedFile[]> {
  const all = files.reduce((sum, { blob }) => sum + blob.size, 0);
  const read = await Promise.all(files.map(async (file) => ({ ...file, json: await houseJson(file.blob) })));
  const isManifest = (json: Json | null) => json?.format === "mingzhang-manifest";
  const held = { ...context, kept: context.kept ?? keptAmong(read) };
  const manifests = read.filter(({ json }) => isManifest(json));
  const found: CheckedFile[] = [];
  const used = new Set<unknown>();
  let done = 0;
  for (const file of read) {
    if (isManifest(file.json)) continue;
    const from = done;
    const manifest = file.json === null && file.blob.size > 0 ? manifestFor(file.name, manifests, read) : undefined;
    used.add(manifest);
    found.push(
      manifest !== undefined
        ? await checkExport(file, manifest, held, loadExports, (part) => progress(from + part, all))
        : await checkOne(file, file.json, held, (part) => progress(from + part, all)),
    );
    done += file.blob.size;
    progress(done, all);
  }
  const lonely = manifests.filter(({ json }) => !used.has(json));
  return [...found, ...lonely.map(({ name }): CheckedFile => ({ kind: "unread", name, why: "no-file" }))];
}

/** A kept checkpoint that is given along with other files is what they are held against. */
function keptAmong(files: readonly { json: Json | null }[]): ProofContext["kept"] {
  for (const { json } of files) {
    if (json?.format !== CHECKPOINT_FORMAT) continue;
    try {
      return parseKept(json);
    } catch (cause) {
      // Shown as what cannot be read, in its own place.
      if (!(cause instanceof MingzhangError)) throw cause;
    }
  }
  return undefined;
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

/** A file's JSON where it says itself that it is one of the house's formats; null for anything else. */
async function houseJson(blob: Blob): Promise<Json | null> {
  if (blob.size > LONGEST_JSON && !(await isLongManifest(blob))) return null;
  const text = await blob.text();
  // Only the opening is looked at first: a large export is not parsed in vain.
  if (!/^\s*\{/.test(text)) return null;
  try {
    const json: unknown = JSON.parse(text);
    const fields = reader.object(json, "file");
    return typeof fields.format === "string" && fields.format.startsWith("mingzhang-") ? fields : null;
  } catch {
    // Cut in the middle, it may still say what it was to be: then it is a broken file of the house, not a document.
    return /^\s*\{\s*"format"\s*:\s*"(mingzhang-[a-z]+)"/.test(text)
      ? { format: /mingzhang-[a-z]+/.exec(text)?.[0] }
      : null;
  }
}

/** The manifest that names a file; of one manifest and one other file, that one, whatever it was renamed to. */
function manifestFor(
  name: string,
  manifests: readonly { json: Json | null }[],
  files: readonly { json: Json | null; blob: Blob }[],
): unknown {
  const named = manifests.find(({ json }) => nameIn(json) === name);
  if (named !== undefined) return named.json;
  const [only] = manifests;
  const others = files.filter(({ json, blob }) => json === null && blob.size > 0);
  return manifests.length === 1 && others.length === 1 ? (only?.json ?? undefined) : undefined;
}

function nameIn(manifest: Json | null): unknown {
  const file = manifest?.file;
  return typeof file === "object" && file !== null && "name" in file ? file.name : undefined;
}

async function checkOne(
  { name, blob }: NamedFile,
  json: Json | null,
  context: ProofContext,
  progress: (bytes: number) => void,
): Promise<CheckedFile> {
  if (blob.size === 0) return { kind: "unread", name, why: "empty" };
  if (json === null) return { kind: "document", name, bytes: blob.size, digest: await digestOf(blob, progress) };
  try {
    if (json.format === CHECKPOINT_FORMAT) return { kind: "checkpoint", name, ...parseKept(json) };
    if (json.format === "mingzhang-fork") {
      const fork = parseFork(json);
      const rpcs = (context.rpcs ?? []).map(({ rpc }) => rpc);
      return { kind: "fork", name, fork, verdict: await verifyFork(fork, context.witnesses, rpcs) };
    }
    const proof = parseProof(json);
    return { kind: "proof", name, proof, verdict: await verifyProof(proof, context) };
  } catch (cause) {
    if (!(cause instanceof MingzhangError)) throw cause;
    const verdict = unreadable(cause);
    return json.format === "mingzhang-fork"
      ? { kind: "fork", name, fork: null, verdict }
      : { kind: "proof", name, proof: null, verdict };
  }
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
