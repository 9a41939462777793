// Reads the published worked examples of OCDS, which the tests are held against. They are not part of the repository.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A folder that holds `fictional-example` and `docs`; beside the repository if not set. */
export const EXAMPLES_AT =
  process.env.MINGZHANG_OCDS_EXAMPLES ??
  fileURLToPath(new URL("../../../../shared/data/ocds-standard-examples", import.meta.url));

export interface Example {
  what: "releases" | "records";
  name: string;
  text: string;
}

/** Files of the fictional process. Null where the folder is not there; throws where it is and lacks them. */
export function readExamples(): Example[] | null {
  if (!existsSync(EXAMPLES_AT)) return null;
  const folder = `${EXAMPLES_AT}/fictional-example/1.1`;
  const packagesIn = (at: string, what: Example["what"]): Example[] =>
    readdirSync(at)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => ({ what, name, text: readFileSync(`${at}/${name}`, "utf8") }));
  return [...packagesIn(folder, "releases"), ...packagesIn(`${folder}/record`, "records")];
}
