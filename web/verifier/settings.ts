// What the reader brings, from the form to the context of a check; and the lock on the network.
import { parseKept } from "@mingzhang/sdk/check-kept";
import { askedPath } from "@mingzhang/sdk/consistency";
import { parseDeployment } from "@mingzhang/sdk/deployment";
import type { Hex } from "@mingzhang/sdk/hex";
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { ProofContext } from "@mingzhang/sdk/proof-context";
import { httpRpc } from "@mingzhang/sdk/rpc";

/** As typed; `deployment` is the text of a file. */
export interface Settings {
  node: string;
  second: string;
  anchor: string;
  contract: string;
  paths: string;
  witnesses: string;
  quorum: string;
  maxAge: string;
  deployment: string;
  /** Text of a file too. */
  kept: string;
}

export type Refused = {
  refused: "address" | "witnessBad" | "contractBad" | "deploymentBad" | "keptBad";
  given: string;
};

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

export function contextOf(settings: Settings): ProofContext | Refused {
  const { node, second, anchor, contract, paths, maxAge } = settings;
  const bad = [node, second, anchor, paths].find((url) => url !== "" && originOf(url) === null);
  if (bad !== undefined) return { refused: "address", given: bad };
  if (contract !== "" && !ADDRESS.test(contract)) return { refused: "contractBad", given: contract };
  const addresses = settings.witnesses.split(/[\s,;，；]+/).filter(Boolean);
  const stranger = addresses.find((address) => !ADDRESS.test(address));
  if (stranger !== undefined) return { refused: "witnessBad", given: stranger };
  const context: ProofContext = {
    rpcs: [node, second].filter(Boolean).map((url) => ({ name: url, rpc: httpRpc(url) })),
    anchors:
      anchor === "" || contract === ""
        ? []
        : [{ name: anchor, rpc: httpRpc(anchor), contract: lower(contract), source: "reader" }],
    ...(paths === "" ? {} : { consistency: (from, to) => askedPath(paths, from, to) }),
    ...(maxAge === "" ? {} : { maxAge: Number(maxAge) * 86_400 }),
  };
  if (addresses.length > 0) {
    const majority = Math.floor(addresses.length / 2) + 1;
    const quorum = Number(settings.quorum) >= 1 ? Number(settings.quorum) : majority;
    context.witnesses = { addresses: addresses.map(lower), quorum };
  }
  return (
    read(settings.kept, "keptBad", (json) => (context.kept = [parseKept(json)])) ??
    read(settings.deployment, "deploymentBad", (json) => (context.deployment = parseDeployment(json))) ??
    context
  );
}

/** Null where there was nothing to refuse. */
function read(text: string, refused: Refused["refused"], parse: (json: unknown) => void): Refused | null {
  if (text === "") return null;
  try {
    parse(JSON.parse(text));
    return null;
  } catch (cause) {
    if (cause instanceof MingzhangError || cause instanceof SyntaxError) return { refused, given: cause.message };
    throw cause;
  }
}

const lower = (address: string) => address.toLowerCase() as Hex;

function originOf(url: string): string | null {
  return /^https?:\/\/\S+$/.test(url) && URL.canParse(url) ? new URL(url).origin : null;
}

/** Origins that the page may reach; null until the first check fixes them. */
let locked: readonly string[] | null = null;

/**
 * Narrows the page's own policy to what the reader typed in, by a second policy that the browser enforces beside the first.
 * A policy cannot be widened: null where something else is asked for later.
 */
export function lockTo({ node, second, anchor, paths }: Settings): readonly string[] | null {
  const wanted = [...new Set([node, second, anchor, paths].flatMap((url) => originOf(url) ?? []))];
  // Nothing is asked where nothing is named: the reader may still name something.
  if (locked === null && wanted.length > 0) {
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = `connect-src ${wanted.join(" ")}`;
    document.head.append(policy);
    locked = wanted;
  }
  const now = locked ?? [];
  return wanted.every((origin) => now.includes(origin)) ? now : null;
}

export function lockedTo(): readonly string[] | null {
  return locked;
}
