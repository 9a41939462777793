// What the chain of a stack can be filled with: an invented year, published spending, or nothing.
import { readParameters } from "../../deploy/parameters.ts";
import { LOCAL_CHAIN_ID } from "../chain/local-accounts.ts";
import { MonthlyCheckpoints } from "../checkpoints/monthly.ts";
import { officesFrom } from "../chain/offices.ts";
import { loadProfile } from "../import/profile.ts";
import { importFiles } from "../import/run.ts";
import { parametersFor } from "../import/suite-parameters.ts";
import { seed, SEED_STARTS_AT } from "../seed/seed.ts";
import { fromRoot } from "./paths.ts";
import type { Content } from "./stack.ts";

/** Seconds. */
const DAY = 86_400;

const localParameters = () => readParameters(fromRoot("deploy/parameters/local.json"));

/** The suite as it was founded, without a movement. */
export function emptyContent(): Content {
  return { title: "Leaving the books empty", parameters: localParameters(), load: async () => undefined };
}

/** The invented city's fiscal year. */
export function demonstrationContent(options: { movements?: number | undefined; seed?: number | undefined }): Content {
  return {
    title: "Posting the demonstration year",
    parameters: localParameters(),
    // The year is played day by day; the chain's clock must stand before its first.
    initialDate: new Date((SEED_STARTS_AT - DAY) * 1000),
    async load({ rpcUrl, deployment, documentsDir, anchor, checkpointsDir, tick, say }) {
      const monthly = await MonthlyCheckpoints.open(rpcUrl, deployment, anchor, checkpointsDir);
      const { movements, confirmations, documents } = await seed({
        rpcUrl,
        deployment,
        documentsDir,
        onProgress: tick,
        onMonth: (month, at) => monthly.cosign(month, at),
        movements: options.movements,
        seed: options.seed,
      });
      say(`    ${movements} movements, ${confirmations} confirmations, ${documents} documents`);
    },
  };
}

/** Published spending, as it was published. */
export function importedContent(files: readonly string[], profileName: string): Content {
  const profile = loadProfile(profileName);
  return {
    title: "Importing published spending",
    parameters: parametersFor(profile),
    async load({ rpcUrl, deployment, dataDir, documentsDir, tick, say }) {
      const { summary, report, reconciled } = await importFiles({
        paths: files,
        profile,
        chain: { rpcUrl, deployment, offices: officesFrom({}, LOCAL_CHAIN_ID) },
        dataDir,
        documentsDir,
        onProgress: (_phase, done, total) => tick(done, total),
      });
      say(
        `    ${summary.files} files, ${summary.rows} rows: ${summary.posted} posted (${summary.currency} ${summary.amountPosted}), ` +
          `${summary.exceptions} exceptions (${summary.currency} ${summary.amountExcepted}), listed in ${report.csv}`,
      );
      if (!reconciled) throw new Error("The import does not add up; see the exceptions report.");
    },
  };
}
