// Where the project is, and whether a module was started by hand.
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** A path as a person gives it: relative ones count from the project's folder. */
export function fromRoot(...parts: string[]): string {
  return resolve(ROOT, ...parts);
}

/** Whether the module with this `import.meta.url` is the one that Node was started with. */
export function isMain(url: string): boolean {
  const started = process.argv[1];
  return started !== undefined && resolve(started) === fileURLToPath(url);
}
