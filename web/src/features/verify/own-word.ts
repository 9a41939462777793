// Whether a verdict rests on more than the site's own word: only then does it bear the full seal.
import type { Step } from "@mingzhang/sdk/proof-steps";

/** Whether an address is that of a node which the site offers, however it is written. */
export function isOffered(url: string, offered: readonly (string | null)[]): boolean {
  return offered.some((one) => one !== null && addressOf(one) === addressOf(url));
}

const addressOf = (url: string) => (URL.canParse(url) ? new URL(url).href.replace(/\/$/, "") : url);

/**
 * What was brought counts only where it held: a kept checkpoint that reaches the record, witnesses and anchors of the reader's
 * choice, a node of the reader's own.
 * @param sites names of the nodes that the site offers
 */
export function restsOnSite(steps: readonly Step[], sites: ReadonlySet<string>): boolean {
  return !steps.some(({ id, state, reason, facts }) => {
    if (state !== "passed") return false;
    if (id === "kept") return reason !== "record-later";
    if (id === "quorum" || id === "anchor") return true;
    return (id === "event" || id === "state") && typeof facts.rpc === "string" && !sites.has(facts.rpc);
  });
}
