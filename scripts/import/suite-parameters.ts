// How the suite is deployed for a publisher's spending: the publisher's government, on a local chain's known accounts.
import { fileURLToPath } from "node:url";
import { readParameters } from "../../deploy/parameters.ts";
import type { SuiteParameters } from "../../deploy/parameters.ts";
import type { Profile } from "./profile.ts";

const local = new URL("../../deploy/parameters/local.json", import.meta.url);

/** The local chain's parameters with the profile's government and publisher in the demonstration's place. */
export function parametersFor(profile: Profile): SuiteParameters {
  return {
    ...readParameters(fileURLToPath(local)),
    demo: false,
    government: profile.government,
    treasury: profile.publisher,
  };
}
