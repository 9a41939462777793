// The demonstration's procedure that a rule decides: its rule is deployed, and it is announced and published in public.
import { readFileSync } from "node:fs";
import { proceduresAbi } from "@mingzhang/sdk/abi/procedures";
import { encodeAbiParameters, encodeDeployData, encodeFunctionData, isHex } from "viem";
import type { Hex } from "viem";
import { procedureSpec } from "../../deploy/procedure-terms.ts";
import { ChainError } from "../chain/failures.ts";
import { LOCAL_OFFICE, localAccount } from "../chain/local-accounts.ts";
import { Sender } from "../chain/sender.ts";
import type { Session } from "../chain/session.ts";
import { eligibleRoot } from "./holders.ts";
import { BY_RULE } from "./permits.ts";

const ARTIFACT = new URL(
  "../../artifacts/contracts/services/rules/EligibilityRule.sol/EligibilityRule.json",
  import.meta.url,
);

export class RuledProcedure {
  readonly #session: Session;
  readonly #government: number;
  readonly #office: Sender;
  readonly #numbers = new Map<string, number>();
  #announced = 0;

  constructor(session: Session, government: number) {
    this.#session = session;
    this.#government = government;
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
    const { contracts } = this.#session.deployment;
    const rule = await this.#deployRule();
    const none = contracts.permits;
    const spec = procedureSpec(BY_RULE, {
      government: this.#government,
      treasury: 0,
      handlers: {
        ledgerOrders: none,
        ledgerOpenings: none,
        standingOrders: none,
        permits: contracts.permits,
        seats: none,
      },
      currency: "0x000000" as const,
      approverFrom: 0n,
      law: ({ law }) => law,
    });
    const steps = spec.steps.map((step) => ({ ...step, fromAmount: 0n, rule }));
    const args = [{ ...spec, steps }] as const;
    await this.#send(encodeFunctionData({ abi: proceduresAbi, functionName: "announce", args }), "announce");
    this.#announced = await this.#session.clients.publicClient.readContract({
      address: contracts.procedures,
      abi: proceduresAbi,
      functionName: "procedureCount",
    });
  }

  async publish(): Promise<void> {
    await this.#send(
      encodeFunctionData({ abi: proceduresAbi, functionName: "publish", args: [this.#announced] }),
      "publish",
    );
  }

  async #send(data: Hex, label: string): Promise<void> {
    await this.#office.send(this.#session.deployment.contracts.procedures, data, label);
  }

  async #deployRule(): Promise<Hex> {
    const artifact: unknown = JSON.parse(readFileSync(ARTIFACT, "utf8"));
    const bytecode = artifact instanceof Object && "bytecode" in artifact ? artifact.bytecode : undefined;
    if (!isHex(bytecode)) throw new ChainError("EligibilityRule is not compiled: run npm run build.");
    const argument = encodeAbiParameters([{ type: "bytes32" }], [eligibleRoot()]);
    const data = encodeDeployData({ abi: [], bytecode: `${bytecode}${argument.slice(2)}` });
    const { contractAddress } = await this.#office.deploy(data, "EligibilityRule");
    if (contractAddress === null || contractAddress === undefined) throw new ChainError("The rule was not deployed.");
    return contractAddress;
  }
}
