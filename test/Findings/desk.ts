// An auditors' desk: writes, signs and hands in what the tests say, and keeps each finding's papers.
import type { ContractTransactionResponse } from "ethers";
import { FAR } from "../fixtures.ts";
import { ethers, networkHelpers } from "../network.ts";
import { eventOf, receiptOf } from "../ServiceApprovals/desk.ts";
import type { Person, Signed } from "../ServiceApprovals/desk.ts";
import { sign } from "../ServiceApprovals/forms.ts";
import { Agency } from "../ServiceApprovals/setup.ts";
import { Severity, Subject, openingMessage, statementMessage, subjectOf } from "./forms.ts";
import type { ActName, OpeningPlan, StatementPlan } from "./forms.ts";
import { AUDIT, deployFindings, nameOf } from "./setup.ts";
import type { FindingsWorld } from "./setup.ts";

export const DAY = 86_400;
/** Seconds to answer, of every finding that does not say otherwise. */
export const LIMIT = 30 * DAY;

/** What is known of a finding after its opening. */
export interface Finding {
  id: string;
  number: bigint;
  plan: OpeningPlan;
}

export interface Writing {
  by?: Person;
  deadline?: number;
  /** By the signer's own transaction rather than a signature that somebody else brings. */
  direct?: boolean;
}

/** What differs from the plain statement. */
export type Saying = Partial<StatementPlan> & Writing;

export class FindingDesk {
  readonly world: FindingsWorld;
  private count = 0;

  constructor(world: FindingsWorld) {
    this.world = world;
  }

  /** The findings as somebody sees them who has no part in anything. */
  get relayed() {
    return this.world.findings.connect(this.world.outsider);
  }

  /** A new opening; no two are alike. */
  plan(more: Partial<OpeningPlan> = {}): OpeningPlan {
    this.count += 1;
    return {
      office: AUDIT,
      agency: Agency.Bureau,
      severity: Severity.Major,
      subjectKind: Subject.Record,
      subject: subjectOf(0),
      answerLimit: LIMIT,
      text: "Paid without a delivery note 无验收单付款",
      document: ethers.id("finding"),
      salt: ethers.toBeHex(this.count, 32),
      ...more,
    };
  }

  async signedOpening(plan: OpeningPlan, { by, deadline = FAR, direct }: Writing = {}): Promise<Signed> {
    const signer = by ?? this.world.auditor;
    const message = await openingMessage(this.world.findings, plan, nameOf, deadline);
    return { signer: signer.address, deadline, signature: direct === true ? "0x" : await sign(signer, message) };
  }

  /** Opens a finding, relayed by an outsider. */
  async open(more: Partial<OpeningPlan> = {}, writing: Writing = {}): Promise<Finding> {
    const plan = this.plan(more);
    return this.paperOf(await this.relayed.open(plan, await this.signedOpening(plan, writing)), plan);
  }

  async paperOf(sent: ContractTransactionResponse, plan: OpeningPlan): Promise<Finding> {
    const event = eventOf(await receiptOf(sent), this.world.findings, "FindingOpened");
    return { id: String(event["id"]), number: BigInt(String(event["record"])), plan };
  }

  /** The statement that fits the finding's present state. */
  async statement(finding: Finding, act: ActName, more: Partial<StatementPlan> = {}): Promise<StatementPlan> {
    const { turn, agency } = await this.state(finding);
    const above = act === "escalate" ? (await this.world.directory.partyOf(agency)).parent : agency;
    return { turn: Number(turn), agency: Number(above), text: `${act} 说明`, document: ethers.ZeroHash, ...more };
  }

  async signed(
    finding: Finding,
    act: string,
    statement: StatementPlan,
    { by, deadline = FAR, direct }: Writing,
  ): Promise<Signed> {
    const signer = by ?? (act === "answer" ? this.world.checker : this.world.auditor);
    const { findings } = this.world;
    const about = { id: finding.id, finding: finding.number };
    const message = await statementMessage(findings, act, about, statement, nameOf(statement.agency), deadline);
    return { signer: signer.address, deadline, signature: direct === true ? "0x" : await sign(signer, message) };
  }

  /** Does a later act, relayed by an outsider unless it is direct. */
  async act(finding: Finding, act: ActName, saying: Saying = {}): Promise<ContractTransactionResponse> {
    const { by, deadline, direct, ...more } = saying;
    const writing: Writing = {
      ...(by === undefined ? {} : { by }),
      ...(deadline === undefined ? {} : { deadline }),
      ...(direct === undefined ? {} : { direct }),
    };
    const statement = await this.statement(finding, act, more);
    const signed = await this.signed(finding, act, statement, writing);
    const sender = direct === true && by !== undefined ? by : this.world.outsider;
    return this.world.findings.connect(sender)[act](finding.id, statement, signed);
  }

  state({ id }: Pick<Finding, "id">) {
    return this.world.findings.stateOf(id);
  }

  async status(finding: Pick<Finding, "id">): Promise<bigint> {
    return (await this.state(finding)).status;
  }

  /** Lets the present clock run out. */
  async late(finding: Finding): Promise<void> {
    const [, due] = await this.world.findings.effectiveStateOf(finding.id);
    await networkHelpers.time.increaseTo(due);
  }
}

/** A desk over a fresh world. */
export async function openFindingDesk(): Promise<FindingDesk> {
  return new FindingDesk(await networkHelpers.loadFixture(deployFindings));
}
