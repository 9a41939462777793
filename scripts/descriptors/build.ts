// Builds the ERC-7730 descriptors of the approvals: what is signed (EIP-712), and its own functions (calldata).
import type { AbiFunction, AbiParameter } from "viem";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import {
  CASE_ACT_FIELDS,
  DECISION_FIELDS,
  FORM_NAMES,
  FORM_TYPES,
  type FormName,
  nestedTypeText,
  SUBMISSION_FIELDS,
  typeText,
  VERDICTS,
} from "@mingzhang/sdk/cases";
import { describeField } from "./fields.ts";
import { type Descriptor, type DescriptorField, type DescriptorFormat, SCHEMA_URL } from "./schema.ts";

/** Where the approvals are, to bind a descriptor to them. */
export interface Deployed {
  chainId: number;
  address: string;
}

const TITLES: Readonly<Record<FormName, string>> = {
  LedgerOrder: "movement of public money",
  LedgerBatch: "batch of movements",
  CommitmentOrder: "commitment",
  LedgerOpening: "opening of accounts",
  StandingOrder: "standing order",
  PermitGrant: "permit",
  PermitGrantFor: "permit for a time",
  PermitRevocation: "revocation of a permit",
  SeatOrder: "official's seat",
};

/** Summaries in one sentence, from fields that are always shown. */
const SENTENCES: Partial<Readonly<Record<FormName, string>>> = {
  LedgerOrder: "{content.movement} of {content.amount} {content.currency} in minor units, for {content.purpose}",
  LedgerBatch: "{content.count} movements, {content.total} {content.currency} in minor units, for {content.purpose}",
  CommitmentOrder: "commitment of {content.amount} {content.currency} in minor units, for {content.purpose}",
  LedgerOpening: "opening of {content.count} accounts ({content.opens}), for {content.purpose}",
  StandingOrder:
    "{content.times} payments of {content.amount} {content.currency} in minor units, for {content.purpose}",
  PermitGrant: "{content.permitType}",
  PermitGrantFor: "{content.permitType}",
  PermitRevocation: "revocation of permit {content.permit}",
  SeatOrder: "{content.act} {content.holder} as {content.duty} of agency {content.agency}",
};

/** Descriptor of everything that is signed about a case. */
export function messages(deployed: readonly Deployed[] = []): Descriptor {
  const formats: Record<string, DescriptorFormat> = {};
  for (const form of FORM_NAMES) {
    formats[nestedTypeText("Submission", form)] = nested("Submission", form);
    formats[nestedTypeText("Decision", form)] = nested("Decision", form);
  }
  formats[typeText("CaseAct", CASE_ACT_FIELDS)] = {
    $id: "CaseAct",
    intent: "Act on a case",
    interpolatedIntent: "{act} case {id}",
    fields: CASE_ACT_FIELDS.map((field) => describeField(field.name, field, "CaseAct")),
  };
  const domain = { name: "Mingzhang", version: "1" };
  const binding = deployed.length === 0 ? {} : { deployments: [...deployed] };
  return {
    $schema: SCHEMA_URL,
    context: { $id: "Mingzhang cases", eip712: { domain, ...binding } },
    metadata: { owner: "Mingzhang", contractName: "Service approvals" },
    display: { formats },
  };
}

function nested(act: "Submission" | "Decision", form: FormName): DescriptorFormat {
  const content = FORM_TYPES[form].map((field) => describeField(`content.${field.name}`, field, form));
  const sentence = SENTENCES[form] ?? TITLES[form];
  if (act === "Submission") {
    const own = SUBMISSION_FIELDS.map((field) => describeField(field.name, field, act));
    const newCase = own.map((field) =>
      field.path === "id" ? { ...field, visible: { ifNotIn: [`0x${"0".repeat(64)}`] } } : field,
    );
    return {
      $id: `Submission of ${form}`,
      intent: `Submit: ${TITLES[form]}`,
      interpolatedIntent: `Submit: ${sentence}`,
      fields: [...content, ...newCase],
    };
  }
  const [verdict, ...rest] = ["verdict", "reason", "id", "round", "step", "deadline"].flatMap((name) =>
    DECISION_FIELDS.filter((field) => field.name === name).map((field) => describeField(field.name, field, act)),
  );
  return {
    $id: `Decision on ${form}`,
    intent: `Decide: ${TITLES[form]}`,
    interpolatedIntent: `{verdict}: ${sentence}`,
    fields: [...(verdict === undefined ? [] : [verdict]), ...content, ...rest],
  };
}

/** Functions of the approvals that people send themselves, and what each is for. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  submit: "Submit a case",
  decide: "Decide a case",
  decideAndExecute: "Decide a case and carry it out",
  decideByRule: "Let a rule decide",
  lapse: "Record what the clock decided",
  execute: "Carry out an approved case",
  withdraw: "Withdraw a case",
  cancel: "Cancel an approved case",
  declareConflict: "Declare a conflict of interest",
  multicall: "Several acts at once",
};

/** Descriptor of the approvals' own functions. The payload is encoded: whoever signs typed data sees more. */
export function calldata(deployed: readonly Deployed[] = []): Descriptor {
  const formats: Record<string, DescriptorFormat> = {};
  for (const [name, intent] of Object.entries(FUNCTIONS)) {
    const found = serviceApprovalsAbi.find((item) => item.type === "function" && item.name === name);
    if (found === undefined) throw new Error(`ServiceApprovals has no function ${name}`);
    const { inputs } = found as AbiFunction;
    const fields = inputs.flatMap((input) => leaves(input, "", name));
    formats[fragment(name, inputs)] = { $id: name, intent, fields };
  }
  const verdicts = Object.fromEntries(VERDICTS.map(({ number, en }) => [String(number), en]));
  return {
    $schema: SCHEMA_URL,
    context: { $id: "Mingzhang approvals", contract: { deployments: [...deployed] } },
    metadata: { owner: "Mingzhang", contractName: "Service approvals", enums: { verdict: verdicts } },
    display: { formats },
  };
}

/** Function with its parameters' names: `withdraw(bytes32 id,(uint32 procedure,...) body,...)`. */
export function fragment(name: string, inputs: readonly AbiParameter[]): string {
  return `${name}(${inputs.map((input) => `${canonical(input)} ${input.name ?? ""}`).join(",")})`;
}

function canonical(input: AbiParameter): string {
  if (!("components" in input)) return input.type;
  const parts = input.components.map((part) => `${canonical(part)} ${part.name ?? ""}`);
  return input.type.replace("tuple", `(${parts.join(",")})`);
}

/** Fields of a parameter. The body repeats what the chain knows, and its hash is checked: it need not be shown. */
export function leaves(input: AbiParameter, above: string, act: string): DescriptorField[] {
  const name = input.name ?? "";
  const path = above + name;
  if ("components" in input) {
    const inner = input.type.endsWith("[]") ? `${path}.[].` : `${path}.`;
    const fields = input.components.flatMap((part) => leaves(part, inner, act));
    return name === "body" ? fields.map((field) => ({ ...field, visible: "never" })) : fields;
  }
  return [describeField(path, { name, type: input.type }, act)];
}
