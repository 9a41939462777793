// The demonstration's procedures for citizens, by silence and by rule: announced and published in public, for one agency.
import { readFileSync } from "node:fs";
import { proceduresAbi } from "@mingzhang/sdk/abi/procedures";
import { permitTermsHash } from "@mingzhang/sdk/cases/permit-terms";
import { encodeAbiParameters, encodeDeployData, encodeFunctionData, isHex, zeroAddress } from "viem";
import type { Hex } from "viem";
import { procedureSpec } from "../../deploy/procedure-terms.ts";
import type { ProcedureData } from "../../deploy/procedure-terms.ts";
import { ChainError } from "../chain/failures.ts";
import { LOCAL_OFFICE, localAccount } from "../chain/local-accounts.ts";
import { Sender } from "../chain/sender.ts";
import type { Session } from "../chain/session.ts";
import { eligibleRoot } from "./holders.ts";
import { BY_RULE, BY_SILENCE, STREET_TERMS } from "./permits.ts";

const ARTIFACT = new URL(
  "../../artifacts/contracts/services/rules/EligibilityRule.sol/EligibilityRule.json",
  import.meta.url,
);

export class RuledProcedure {
  readonly #session: Session;
  readonly #government: number;
  readonly #agency: number;
  readonly #office: Sender;
  readonly #numbers = new Map<string, number>();
  readonly #announced: number[] = [];

  /** @param agency whose cases both procedures are */
  constructor(session: Session, government: number, agency: number) {
    this.#session = session;
    this.#government = government;
    this.#agency = agency;
    this.#office = new Sender(session.clients, localAccount(LOCAL_OFFICE.procedures));
  }

  /** Number of the procedure that takes cases now. @throws ChainError if there is none */
  async numberOf(code: string): Promise<number> {
    const known = this.#numbers.get(code);
    if (known !== undefined) return known;
    const number = await this.#session.clients.publicClient.readContract({
      address: this.#session.deployment.contracts.procedures,
      abi: proceduresAbi,
      functionName: "currentOf",
      args: [this.#government, code],
    });
    if (number === 0) throw new ChainError(`No procedure "${code}" takes cases now.`);
    this.#numbers.set(code, number);
    return number;
  }

  async announce(): Promise<void> {
    await this.#announce(BY_SILENCE, zeroAddress);
    await this.#announce(BY_RULE, await this.#deployRule());
  }

  async publish(): Promise<void> {
    for (const number of this.#announced) {
      await this.#send(encodeFunctionData({ abi: proceduresAbi, functionName: "publish", args: [number] }), "publish");
    }
  }

  /** @param rule that decides each step; officials do if it is 0 */
  async #announce(procedure: ProcedureData, rule: Hex): Promise<void> {
    const { permits, procedures } = this.#session.deployment.contracts;
    const spec = procedureSpec(procedure, {
      government: this.#government,
      treasury: 0,
      handlers: { ledgerOrders: permits, ledgerOpenings: permits, standingOrders: permits, permits, seats: permits },
      currency: "0x000000" as const,
      approverFrom: 0n,
      law: ({ law }) => law,
    });
    const terms = { ...spec.terms, submitAgency: this.#agency };
    const steps = spec.steps.map((step) => ({ ...step, fromAmount: 0n, rule }));
    const args = [{ ...spec, terms, steps }] as const;
    await this.#send(encodeFunctionData({ abi: proceduresAbi, functionName: "announce", args }), "announce");
    const number = await this.#session.clients.publicClient.readContract({
      address: procedures,
      abi: proceduresAbi,
      functionName: "procedureCount",
    });
    this.#announced.push(number);
  }

  async #send(data: Hex, label: string): Promise<void> {
    await this.#office.send(this.#session.deployment.contracts.procedures, data, label);
  }

  async #deployRule(): Promise<Hex> {
    const artifact: unknown = JSON.parse(readFileSync(ARTIFACT, "utf8"));
    const bytecode = artifact instanceof Object && "bytecode" in artifact ? artifact.bytecode : undefined;
    if (!isHex(bytecode)) throw new ChainError("EligibilityRule is not compiled: run npm run build.");
    const args = [eligibleRoot(), permitTermsHash(STREET_TERMS)] as const;
    const argument = encodeAbiParameters([{ type: "bytes32" }, { type: "bytes32" }], args);
    const data = encodeDeployData({ abi: [], bytecode: `${bytecode}${argument.slice(2)}` });
    const { contractAddress } = await this.#office.deploy(data, "EligibilityRule");
    if (contractAddress === null || contractAddress === undefined) throw new ChainError("The rule was not deployed.");
    return contractAddress;
  }
}
