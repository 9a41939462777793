// The first thing that two sources say differently: what an audit ends with where it does not end well.

/** Where the derived value was held against another. */
export type Against = "contracts" | "api" | "log";

export class Difference extends Error {
  readonly against: Against;
  /** What the value is of, for example `account commitment-45`. */
  readonly subject: string;
  readonly field: string;
  /** Derived from the raw logs. */
  readonly derived: string;
  readonly told: string;

  constructor(against: Against, subject: string, field: string, derived: unknown, told: unknown) {
    const [ours, theirs] = [textOf(derived), textOf(told)];
    const who = { contracts: "the contract's storage", api: "the API", log: "the chain's log" }[against];
    super(`${subject}: ${field} is ${ours} by the raw logs, ${theirs} by ${who}.`);
    this.name = "Difference";
    this.against = against;
    this.subject = subject;
    this.field = field;
    this.derived = ours;
    this.told = theirs;
  }
}

const SHOWN = 200;

function textOf(value: unknown): string {
  const text =
    typeof value === "string" || typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? "none");
  // Texts of an API may hold anything: a terminal must not obey it.
  const safe = text.replace(/[^\x20-\x7e\u00a1-\u200a\u2030-\u2fff\u3000-\ud7ff\uf900-\ufdff]/g, "?");
  return safe.length > SHOWN ? `${safe.slice(0, SHOWN)}…` : safe;
}

/** Compares field by field what was derived with what is told. Throws Difference. */
export function same(
  against: Against,
  subject: string,
  derived: Readonly<Record<string, unknown>>,
  told: Readonly<Record<string, unknown>>,
): void {
  for (const [field, value] of Object.entries(derived)) {
    const other = told[field];
    // Numbers of a chain come as number or bigint, by their width.
    const equal =
      value === other ||
      (typeof value === typeof other && typeof value === "string" && value === other) ||
      (isNumber(value) && isNumber(other) && BigInt(value) === BigInt(other));
    if (!equal) throw new Difference(against, subject, field, value, other);
  }
}

const isNumber = (value: unknown): value is number | bigint =>
  typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
