// Signs acts on findings for the accounts at hand, and relays them.
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import type { Deployment } from "@mingzhang/sdk/api";
import { decodeRecord } from "@mingzhang/sdk/events";
import { encodeOpening, findingDomain, openingDigest, statementDigest } from "@mingzhang/sdk/findings";
import type { FindingActName, FindingDomain, FindingOpening } from "@mingzhang/sdk/findings";
import { encodeFunctionData } from "viem";
import type { Hex, LocalAccount } from "viem";
import { ChainError } from "./failures.ts";
import type { ChainClients, Sender } from "./sender.ts";

/** What is known of a finding after its opening. */
export interface LiveFinding {
  id: Hex;
  number: bigint;
  /** How many acts came before the next one. */
  turn: number;
  /** Agency that answers. */
  agency: number;
}

export class FindingDesk {
  readonly #clients: ChainClients;
  readonly #domain: FindingDomain;
  readonly #findings: Hex;
  readonly #directory: Hex;
  readonly #relay: Sender;

  /** @param relay pays for the gas; it needs no seat */
  constructor(clients: ChainClients, deployment: Pick<Deployment, "chainId" | "contracts">, relay: Sender) {
    this.#clients = clients;
    this.#domain = findingDomain(deployment);
    this.#findings = deployment.contracts.findings;
    this.#directory = deployment.contracts.directory;
    this.#relay = relay;
  }

  /** @param deadline last second at which it may be recorded */
  async open(opening: FindingOpening, signer: LocalAccount, deadline: number): Promise<LiveFinding> {
    const names = {
      agencyName: await this.#nameHash(opening.agency),
      officeName: await this.#nameHash(opening.office),
    };
    const digest = openingDigest(this.#domain, opening, names, deadline);
    const by = { signer: signer.address, deadline, signature: await signed(signer, digest) };
    const args = [encodeOpening(opening), by] as const;
    const data = encodeFunctionData({ abi: findingsAbi, functionName: "open", args });
    const receipt = await this.#relay.send(this.#findings, data, "open a finding");
    for (const log of receipt.logs) {
      const event = decodeRecord(log);
      if (event?.name !== "FindingOpened") continue;
      return { id: event.args.id, number: event.args.record, turn: 1, agency: opening.agency };
    }
    throw new ChainError("A finding was opened, and there is no record of it.");
  }

  /** A later act; returns the finding after it. @param above agency that answers after an escalation */
  async act(
    finding: LiveFinding,
    act: FindingActName,
    { text, document, above }: { text: string; document: Hex; above: number },
    signer: LocalAccount,
    deadline: number,
  ): Promise<LiveFinding> {
    const agency = act === "escalate" ? above : finding.agency;
    const statement = { turn: finding.turn, agency, text, document };
    const words = { act, finding: finding.number, id: finding.id, ...statement };
    const digest = statementDigest(this.#domain, words, await this.#nameHash(agency), deadline);
    const by = { signer: signer.address, deadline, signature: await signed(signer, digest) };
    const data = encodeFunctionData({ abi: findingsAbi, functionName: act, args: [finding.id, statement, by] });
    await this.#relay.send(this.#findings, data, act);
    return { ...finding, turn: finding.turn + 1, agency };
  }

  async #nameHash(party: number): Promise<Hex> {
    const call = { address: this.#directory, abi: directoryAbi, functionName: "nameHashOf", args: [party] } as const;
    return this.#clients.publicClient.readContract(call);
  }
}

async function signed(signer: LocalAccount, digest: Hex): Promise<Hex> {
  if (signer.sign === undefined) throw new ChainError(`${signer.address} cannot sign digests.`);
  return signer.sign({ hash: digest });
}
