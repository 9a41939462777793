// Makes what is to be signed, and holds it against what the handler on the chain would do with the same payload.
import type { Deployment } from "@mingzhang/sdk/api";
import { ledgerOrdersAbi } from "@mingzhang/sdk/abi/ledger-orders";
import { readFacts } from "@mingzhang/sdk/cases/facts";
import { contentHash, formOf, type Form } from "@mingzhang/sdk/cases/forms";
import { encodePayload, type Payload } from "@mingzhang/sdk/cases/payloads";
import { domainHash, type CaseTypedData } from "@mingzhang/sdk/cases/typed-data";
import type { FindingTypedData } from "@mingzhang/sdk/findings/typed-data";
import { concatHex, hashStruct, hashTypedData, keccak256, type Client, type Hex } from "viem";
import { readContract } from "viem/actions";
import { registeredName } from "./facts";

/** What is signed in the portal. */
export type SignedData = CaseTypedData | FindingTypedData;

/** The three hashes that a careful signer compares with what the wallet shows. */
export interface SigningHashes {
  domain: Hex;
  struct: Hex;
  final: Hex;
}

/** The form that this page made is not the one that the handler on the chain makes of the payload. */
export class ContentDiffers extends Error {
  readonly here: Hex;
  readonly chain: Hex;

  constructor(here: Hex, chain: Hex) {
    super(`This page made ${here} of the payload, and the contract makes ${chain}`);
    this.name = "ContentDiffers";
    this.here = here;
    this.chain = chain;
  }
}

export interface Described {
  form: Form;
  content: Hex;
  payload: Hex;
  /** Minor units and ISO 4217 letters, as the handler reports them. */
  amount: bigint;
}

/** What the approvals would tell the handler about the case. */
export interface MatterFields {
  id: Hex;
  procedure: number;
  agency: number;
  government: number;
  scope: number;
}

/**
 * Fills in the form of a payload and asks the handler for its own.
 * @throws ContentDiffers if they are not the same; viem's error with the contract's reason if the handler refuses
 */
export async function describePayload(
  client: Client,
  deployment: Deployment,
  matter: MatterFields,
  payload: Payload,
): Promise<Described> {
  const data = encodePayload(payload);
  const [facts, chain] = await Promise.all([
    readFacts(client, deployment, payload, registeredName),
    readContract(client, {
      address: deployment.contracts[payload.handler],
      // Every handler is an IHandler; one ABI serves to ask any.
      abi: ledgerOrdersAbi,
      functionName: "describe",
      args: [{ ...matter, officials: 0, silent: false }, data],
    }),
  ]);
  const form = formOf(payload, matter.agency, facts);
  const content = contentHash(form);
  if (content !== chain.content) throw new ContentDiffers(content, chain.content);
  return { form, content, payload: data, amount: chain.amount };
}

export function hashesOf(typedData: SignedData): SigningHashes {
  const { domain, types, primaryType, message } = typedData;
  const struct = hashStruct({ types: mutable(types), primaryType, data: message });
  const final = keccak256(concatHex(["0x1901", domainHash(domain), struct]));
  // Two ways to it, one result.
  if (final !== hashTypedData({ ...typedData, types: mutable(types) })) throw new Error("The digests differ");
  return { domain: domainHash(domain), struct, final };
}

function mutable(types: SignedData["types"]): Record<string, { name: string; type: string }[]> {
  return Object.fromEntries(Object.entries(types).map(([name, fields]) => [name, [...fields]]));
}
