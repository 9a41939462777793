// The city of case-city.ts with findings of auditors: each in another state, some late, some acted on again and again.
import { accountNumber } from "@mingzhang/sdk/accounts";
import { numberOf } from "@mingzhang/sdk/cases/words";
import { parseDay } from "@mingzhang/sdk/days";
import { encodeSubject, type FindingSubject } from "@mingzhang/sdk/findings/subject";
import {
  FINDING_ACTS,
  FINDING_STATUSES,
  type FindingActName,
  SEVERITIES,
  type SeverityName,
  STATUS_AFTER,
} from "@mingzhang/sdk/findings/words";
import type { Hex } from "@mingzhang/sdk/hex";
import { CaseCity, EDUCATION, GOVERNMENT, ID, T0, TREASURY } from "./case-city.ts";
import { address, DAY, word, ZERO } from "./cases.ts";
import { type Engine, ready } from "./engines.ts";

const AUDITOR = { official: 5, signer: address(0xf6) };
const CHECKER = { official: 2, signer: address(0xb2) };
const APPROVER = { official: 4, signer: address(0xd4) };
const SCHOOLS = accountNumber("line", 1);

export class FindingCity extends CaseCity {
  /** Numbers of findings by name. */
  readonly at: Record<string, number> = {};
  readonly #ids = new Map<string, Hex>();

  override async start(engine: Engine): Promise<void> {
    await super.start(engine);
    const { emitter, suite, numbers } = this;
    emitter.official(GOVERNMENT, "Sun", AUDITOR.signer, "auditor");
    await emitter.at(T0 + 13 * DAY + 60);
    this.open(
      "payment",
      { kind: "record", record: BigInt(numbers.payment) },
      { document: word(0xd0c), text: "No 验收单" },
    );
    this.open("case", { kind: "case", id: ID.b }, { severity: "minor" });
    this.open("line", { kind: "line", line: SCHOOLS }, { severity: "note" });
    this.open("party", { kind: "party", party: 4 }, { severity: "critical", asked: TREASURY, limit: 30 * DAY });
    await emitter.at(T0 + 14 * DAY);
    this.act("payment", "answer", 1);
    const period = { kind: "period", firstDay: parseDay("2026-01-01"), lastDay: parseDay("2026-02-28") } as const;
    this.open("period", period, { asked: TREASURY });
    await emitter.at(T0 + 16 * DAY);
    this.act("payment", "resolve", 2);
    suite.rename(EDUCATION, "Bureau of Schools");
    await emitter.at(T0 + 20 * DAY);
    // The answer on the case was due on T0 + 24 d.
    this.act("case", "escalate", 1, { agency: GOVERNMENT });
    await emitter.at(T0 + 25 * DAY);
    this.act("case", "answer", 2, { agency: GOVERNMENT, by: APPROVER });
    await emitter.at(T0 + 27 * DAY);
    this.act("case", "reopen", 3, { agency: GOVERNMENT });
    // The line's was due on T0 + 24 d too, and nobody has answered; the answer on the period comes late.
    this.act("period", "answer", 1, { agency: TREASURY, by: { official: 3, signer: address(0xc3) } });
    await emitter.at(T0 + 28 * DAY);
    await ready(this.service);
  }

  open(
    name: string,
    subject: FindingSubject,
    more: { severity?: SeverityName; asked?: number; text?: string; limit?: number; document?: Hex } = {},
  ): void {
    const { severity = "major", asked = EDUCATION, text = `Finding ${name}`, limit = 10 * DAY, document = ZERO } = more;
    const { kind, subject: bytes } = encodeSubject(subject);
    this.at[name] = this.suite.record("findings", "FindingOpened", {
      id: word(0x1000 + Object.keys(this.at).length),
      official: AUDITOR.official,
      opening: {
        office: GOVERNMENT,
        agency: asked,
        severity: numberOf(SEVERITIES, severity, "severity"),
        subjectKind: kind,
        subject: bytes,
        answerLimit: limit,
        text,
        document,
        salt: word(7),
      },
      signer: AUDITOR.signer,
      deadline: T0 + 100 * DAY,
      signature: "0x1234",
    });
    this.#ids.set(name, word(0x1000 + Object.keys(this.at).length - 1));
  }
  act(
    name: string,
    kind: FindingActName,
    turn: number,
    { agency = EDUCATION, by = kind === "answer" ? CHECKER : AUDITOR, text = `${kind} it` } = {},
  ): number {
    return this.suite.record("findings", "FindingActed", {
      id: this.#ids.get(name) ?? ZERO,
      act: numberOf(FINDING_ACTS, kind, "act"),
      status: numberOf(FINDING_STATUSES, STATUS_AFTER[kind], "status"),
      official: by.official,
      statement: { turn, agency, text, document: ZERO },
      signer: by.signer,
      deadline: T0 + 100 * DAY,
      signature: "0x",
    });
  }
}
