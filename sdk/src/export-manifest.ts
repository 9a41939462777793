// The manifest of an export, version 1: what a file is said to be. docs/PROOFS.md has its fields.
import { type ExportFormat, type ExportManifest, type ExportSum, LONGEST_MANIFEST } from "./api-log.ts";
import { MEDIA_TYPES } from "./export-row.ts";
import { MAX_AMOUNT, parseMinor } from "./money.ts";
import { parseJson, parseOrigin, parseSigned } from "./proof.ts";
import { Reader } from "./untrusted.ts";

export const MANIFEST_FORMAT = "mingzhang-manifest";
export const MANIFEST_VERSION = 1;

const reader = new Reader("PROOF_INVALID", "Take the manifest anew from where the file was made");
const versions = new Reader("PROOF_UNSUPPORTED", "Take a newer verifier");

/** As many as the longest manifest holds, 69 characters each: a filter of a log of 8 million records at worst. */
const MOST_SIBLINGS = 3_800_000;
/** No log is longer: one record a microsecond would take nine years. */
const LARGEST_LOG = 2 ** 48;
const MOST_SUMS = 1_000;
const MOST_FILTERS = 40;
const LONGEST_TEXT = 8_000;

const NAMES = ["format", "version", "origin", "checkpoint", "cosignatures", "anchors", "file", "rows", "sums", "scope"];

/** Reads a manifest from parsed JSON or its text. Throws PROOF_INVALID naming the field, PROOF_UNSUPPORTED. */
export function parseManifest(source: unknown): ExportManifest {
  const json = typeof source === "string" ? parseJson(source, LONGEST_MANIFEST) : source;
  const found = reader.object(json, "manifest");
  if (found.format !== MANIFEST_FORMAT) throw reader.refuse("format", found.format, `is not ${MANIFEST_FORMAT}`);
  if (found.version !== MANIFEST_VERSION) throw versions.refuse("version", found.version, "is unknown here");
  const scope = parseScope(found.scope);
  const filtered = scope.kind === "filter";
  const fields = reader.exactly(json, "manifest", filtered ? [...NAMES, "siblings"] : NAMES);
  const signed = parseSigned(fields);
  reader.count(signed.checkpoint.size, "checkpoint.size", LARGEST_LOG);
  return {
    format: MANIFEST_FORMAT,
    version: MANIFEST_VERSION,
    origin: parseOrigin(fields.origin),
    ...signed,
    file: parseFile(fields.file),
    rows: reader.count(fields.rows, "rows"),
    sums: reader.list(fields.sums, "sums", MOST_SUMS).map(parseSum),
    scope,
    ...(filtered
      ? {
          siblings: reader
            .list(fields.siblings, "siblings", MOST_SIBLINGS)
            .map((each, at) => reader.hash(each, `siblings[${at}]`)),
        }
      : {}),
  };
}

/** Whether JSON calls itself a manifest, of any version. */
export function isManifest(json: unknown): boolean {
  return typeof json === "object" && json !== null && "format" in json && json.format === MANIFEST_FORMAT;
}

/** How the rows of a manifest's file are written. Throws PROOF_INVALID for a media type that is none of ours. */
export function formatOf(manifest: ExportManifest): ExportFormat {
  const { mediaType } = manifest.file;
  if (mediaType === MEDIA_TYPES.csv) return "csv";
  if (mediaType === MEDIA_TYPES.ndjson) return "ndjson";
  throw reader.refuse("file.mediaType", mediaType, "is neither CSV nor NDJSON as exports have them");
}

function parseFile(value: unknown): ExportManifest["file"] {
  const { name, mediaType, path, bytes, sha256 } = reader.exactly(value, "file", [
    "name",
    "mediaType",
    "path",
    "bytes",
    "sha256",
  ]);
  return {
    name: reader.text(name, "file.name", 300),
    mediaType: reader.text(mediaType, "file.mediaType", 300),
    path: reader.text(path, "file.path", LONGEST_TEXT),
    bytes: reader.count(bytes, "file.bytes"),
    sha256: reader.hash(sha256, "file.sha256"),
  };
}

function parseSum(value: unknown, at: number): ExportSum {
  const field = `sums[${at}]`;
  const { currency, exponent, amount, count } = reader.exactly(value, field, [
    "currency",
    "exponent",
    "amount",
    "count",
  ]);
  const sum = parseMinor(reader.text(amount, `${field}.amount`, 60), `${field}.amount`);
  if (sum < 0n || sum > MAX_AMOUNT * 2n ** 53n) throw reader.refuse(`${field}.amount`, sum, "is no sum of amounts");
  return {
    currency: reader.text(currency, `${field}.currency`, 3),
    exponent: reader.count(exponent, `${field}.exponent`, 255),
    amount: sum.toString(),
    count: reader.count(count, `${field}.count`),
  };
}

function parseScope(value: unknown): ExportManifest["scope"] {
  const { kind } = reader.object(value, "scope");
  if (kind === "log") {
    reader.exactly(value, "scope", ["kind"]);
    return { kind };
  }
  if (kind !== "filter") throw reader.refuse("scope.kind", kind, "is neither log nor filter");
  const { filter } = reader.exactly(value, "scope", ["kind", "filter"]);
  const entries = Object.entries(reader.object(filter, "scope.filter"));
  if (entries.length > MOST_FILTERS) throw reader.refuse("scope.filter", entries.length, "filters are too many");
  const texts = entries.map(([name, text]) => [name, reader.text(text, `scope.filter.${name}`, LONGEST_TEXT)]);
  return { kind, filter: Object.fromEntries(texts) as Record<string, string> };
}
