// Where the project is.
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** A path as a person gives it: relative ones count from the project's folder. */
export function fromRoot(...parts: string[]): string {
  return resolve(ROOT, ...parts);
}
