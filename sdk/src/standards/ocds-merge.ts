// Merges the releases of a process into what they say together, by the rules of OCDS 1.1, and packs both.
import { ExactNumber, type ExactObject, type ExactValue } from "./exact-json.ts";
import { releaseId } from "./ocds-ids.ts";
import type { OcdsRelease } from "./ocds.ts";

/**
 * The compiled release: later values take the place of earlier ones, lists of objects with ids are merged by id, other
 * lists are replaced whole, null removes, and with the last of its fields an object goes.
 * @param releases of one process, oldest first; at least one
 */
export function mergeReleases(releases: readonly OcdsRelease[]): OcdsRelease {
  const [first] = releases;
  const last = releases.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("There is no release to merge.");
  const merged = releases.reduce<ExactObject>((all, release) => mergeObjects(all, release), {});
  const { ocid, date } = last;
  return { ...merged, ocid, id: releaseId(ocid, date), date, tag: ["compiled"] };
}

function mergeObjects(before: ExactObject, after: ExactObject): ExactObject {
  const merged: Record<string, ExactValue | undefined> = { ...before };
  for (const [field, value] of Object.entries(after)) {
    if (value === undefined) continue;
    const now = value === null ? undefined : mergeValues(merged[field], value);
    if (now === undefined || (isObject(now) && Object.keys(now).length === 0)) delete merged[field];
    else merged[field] = now;
  }
  return merged;
}

function mergeValues(before: ExactValue | undefined, after: ExactValue): ExactValue {
  if (isObject(after)) return mergeObjects(isObject(before) ? before : {}, after);
  if (!isIdentified(after)) return after;
  const merged = new Map((isIdentified(before) ? before : []).map((item) => [item["id"], item]));
  for (const item of after) merged.set(item["id"], mergeObjects(merged.get(item["id"]) ?? {}, item));
  return [...merged.values()];
}

const isObject = (value: ExactValue | undefined): value is ExactObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

const isIdentified = (value: ExactValue | undefined): value is readonly ExactObject[] =>
  Array.isArray(value) && value.every((item: ExactValue) => isObject(item) && typeof item["id"] === "string");

/** A record: the whole history of a process, and what it comes to. */
export function ocdsRecord(releases: readonly OcdsRelease[]): ExactObject {
  const compiledRelease = mergeReleases(releases);
  return { ocid: compiledRelease.ocid, releases, compiledRelease };
}

export interface PackageHead {
  /** Identifies the package: its address, or a URN. */
  uri: string;
  /** Time of the last block that the package tells of. */
  publishedDate: string;
  publisher: { name: string; uri?: string };
  license?: string;
  /** Addresses of the extensions that declare what the standard does not know. */
  extensions: readonly string[];
}

/** What stands before the releases or records of a package, as fields. */
export function packageHead(head: PackageHead): ExactObject {
  return {
    uri: head.uri,
    version: "1.1",
    extensions: head.extensions,
    publishedDate: head.publishedDate,
    publisher: head.publisher,
    license: head.license,
  };
}
