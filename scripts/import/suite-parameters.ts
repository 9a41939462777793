// How the suite is deployed for a publisher's spending: the publisher's government, on a local chain's known accounts.
import { fileURLToPath } from "node:url";
import { readParameters } from "../../deploy/parameters.ts";
import type { SuiteParameters } from "../../deploy/parameters.ts";
import type { Profile } from "./profile.ts";

const local = new URL("../../deploy/parameters/local.json", import.meta.url);

/** A copy of what a publisher has published decides nothing, and rests on no law of its own. */
const LEGAL_BASIS =
  "Copy of published spending: no decision of the publisher, and no legal force 已公布支出的副本，不具法律效力";

/** The local chain's parameters with the profile's government and publisher in the demonstration's place. */
export function parametersFor(profile: Profile): SuiteParameters {
  const parameters = readParameters(fileURLToPath(local));
  return {
    ...parameters,
    demo: false,
    catalogue: { ...parameters.catalogue, currency: profile.amount.currency, legalBasis: LEGAL_BASIS },
    government: profile.government,
    treasury: profile.publisher,
  };
}
