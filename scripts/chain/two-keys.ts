// Carries out cases that a maker of the treasury submits and its treasurer decides, and finishes those that were begun.
import { proceduresAbi } from "@mingzhang/sdk/abi/procedures";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import { executionOf } from "@mingzhang/sdk/cases/executions";
import type { Facts } from "@mingzhang/sdk/cases/forms";
import { encodePayload } from "@mingzhang/sdk/cases/payloads";
import type { Payload } from "@mingzhang/sdk/cases/payloads";
import { decodeStep } from "@mingzhang/sdk/cases/step";
import { nameOf, STATUSES } from "@mingzhang/sdk/cases/words";
import type { RecordEvent } from "@mingzhang/sdk/events";
import { encodeAbiParameters, keccak256 } from "viem";
import type { Hex, LocalAccount } from "viem";
import { liveCase } from "./cases.ts";
import type { LiveCase } from "./cases.ts";
import { ChainError } from "./failures.ts";
import { chunks } from "./orders.ts";
import type { Session } from "./session.ts";

/** What a case is about, beside its procedure and agency. */
export interface Matter {
  payload: Payload;
  facts: Facts;
  documents?: readonly Hex[];
}

/** Cases that are submitted before the first of them is decided. */
const CASES_AT_ONCE = 6;
const DAY = 86_400;

/** Cases that were submitted and not executed, gathered from records in order. */
export class BegunCases {
  readonly #open = new Map<Hex, LiveCase>();

  apply(event: RecordEvent): void {
    if (event.name === "CaseSubmitted") this.#open.set(event.args.id, liveCase(event.args));
    const executed = executionOf(event, 0);
    if (executed !== null) this.#open.delete(executed.id);
  }

  open(): LiveCase[] {
    return [...this.#open.values()];
  }
}

export class TwoKeys {
  readonly #session: Session;
  readonly #maker: LocalAccount;
  readonly #treasurer: LocalAccount;
  readonly #procedures = new Map<string, number>();

  constructor(session: Session, offices: { maker: LocalAccount; treasurer: LocalAccount }) {
    this.#session = session;
    this.#maker = offices.maker;
    this.#treasurer = offices.treasurer;
  }

  /**
   * Submits, decides and executes one case for each matter, in order.
   * @param mark goes into the salt: the same matters under the same mark make the same cases, so that an act that was
   * sent twice, within a day, is refused rather than done twice
   * @throws ChainError if the government has no such procedure; TransactionFailed if a contract refuses
   */
  async carryOut(
    procedure: string,
    agency: number,
    mark: bigint,
    matters: readonly Matter[],
    done: (matters: number) => void = () => undefined,
  ): Promise<void> {
    if (matters.length === 0) return;
    const number = await this.#procedureOf(procedure, agency);
    const deadline = await this.#deadline();
    for (const part of chunks(matters, CASES_AT_ONCE)) {
      const submissions = [];
      for (const matter of part) {
        const salt = saltOf(mark, encodePayload(matter.payload));
        const draft = { procedure: number, agency, salt, ...matter };
        submissions.push(await this.#session.cases.submit(draft, this.#maker, deadline));
      }
      const cases = await this.#session.cases.relay(submissions.map(({ act }) => act));
      for (const { key } of submissions) {
        const submitted = cases.get(key);
        if (submitted === undefined)
          throw new ChainError(`A case under ${procedure} was submitted, and no record says so.`);
        await this.#finish(submitted);
        done(1);
      }
    }
  }

  /**
   * Decides and executes the cases that this maker submitted under these procedures and nobody finished: what a run left
   * that was stopped.
   * @returns how many
   */
  async finishBegun(begun: BegunCases, procedures: readonly string[], agency: number): Promise<number> {
    const numbers: number[] = [];
    for (const code of procedures) numbers.push(await this.#procedureOf(code, agency));
    let finished = 0;
    for (const { body, ...rest } of begun.open()) {
      const own = body.submitter === this.#maker.address && numbers.includes(body.procedure);
      if (own && (await this.#finish({ body, ...rest }))) finished += 1;
    }
    return finished;
  }

  /** What is left of a case: the treasurer's decision and the execution. False if it ended otherwise. */
  async #finish(begun: LiveCase): Promise<boolean> {
    const { cases, clients, deployment } = this.#session;
    const { status } = await clients.publicClient.readContract({
      address: deployment.contracts.serviceApprovals,
      abi: serviceApprovalsAbi,
      functionName: "stateOf",
      args: [begun.id],
    });
    const name = nameOf(STATUSES, status, "status");
    if (name === "approved") await cases.relay([cases.execute(begun)]);
    if (name !== "open") return name === "approved";
    const [step, ...more] = begun.body.steps.map(decodeStep);
    if (step === undefined || more.length > 0) {
      throw new ChainError(`Case ${begun.id} wants ${more.length + 1} decisions: these two keys are not enough.`);
    }
    const decision = { step: step.index, verdict: "approve" } as const;
    const signed = await cases.decision(begun, decision, this.#treasurer, await this.#deadline());
    await cases.relay([cases.decideAndExecute(begun, [signed])]);
    return true;
  }

  /** Midnight after tomorrow on the chain's clock: the same all day, so that the same submission is the same case. */
  async #deadline(): Promise<number> {
    const { timestamp } = await this.#session.clients.publicClient.getBlock();
    return (Math.floor(Number(timestamp) / DAY) + 2) * DAY;
  }

  /** Number of the procedure that takes cases now. */
  async #procedureOf(code: string, government: number): Promise<number> {
    const known = this.#procedures.get(code);
    if (known !== undefined) return known;
    const number = await this.#session.clients.publicClient.readContract({
      address: this.#session.deployment.contracts.procedures,
      abi: proceduresAbi,
      functionName: "currentOf",
      args: [government, code],
    });
    if (number === 0) throw new ChainError(`Party ${government} has no procedure "${code}" that takes cases now.`);
    this.#procedures.set(code, number);
    return number;
  }
}

function saltOf(mark: bigint, payload: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "bytes32" }], [mark, keccak256(payload)]));
}
