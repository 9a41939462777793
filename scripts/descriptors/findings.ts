// Builds the ERC-7730 descriptors of findings: what auditors and agencies sign (EIP-712), and the functions (calldata).
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import { typeText, type TypedField } from "@mingzhang/sdk/cases";
import { FINDING_ACT_FIELDS, FINDING_OPENING_FIELDS, SEVERITIES, SUBJECT_KINDS } from "@mingzhang/sdk/findings";
import type { AbiFunction } from "viem";
import { type Deployed, fragment, leaves } from "./build.ts";
import { describeField } from "./fields.ts";
import { type Descriptor, type DescriptorFormat, SCHEMA_URL } from "./schema.ts";

const OWNER = { owner: "Mingzhang", contractName: "Findings of auditors" };

/** Functions that people send themselves, and what each is for. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  open: "Open a finding",
  answer: "Answer a finding",
  resolve: "Resolve a finding",
  escalate: "Take a finding to the agency above",
  reopen: "Reopen a finding",
  multicall: "Several acts at once",
};

/** Descriptor of everything that is signed about a finding. */
export function findingMessages(deployed: readonly Deployed[] = []): Descriptor {
  const format = (name: string, fields: readonly TypedField[], intent: string, sentence: string): DescriptorFormat => ({
    $id: name,
    intent,
    interpolatedIntent: sentence,
    fields: fields.map((field) => describeField(field.name, field, name)),
  });
  const binding = deployed.length === 0 ? {} : { deployments: [...deployed] };
  return {
    $schema: SCHEMA_URL,
    context: { $id: "Mingzhang findings", eip712: { domain: { name: "Mingzhang", version: "1" }, ...binding } },
    metadata: OWNER,
    display: {
      formats: {
        [typeText("FindingOpening", FINDING_OPENING_FIELDS)]: format(
          "FindingOpening",
          FINDING_OPENING_FIELDS,
          "Open a finding",
          "{severity} finding about {about}, {agencyName} answers within {answerLimit}",
        ),
        [typeText("FindingAct", FINDING_ACT_FIELDS)]: format(
          "FindingAct",
          FINDING_ACT_FIELDS,
          "Act on a finding",
          "{act} finding {finding}; {agencyName} answers",
        ),
      },
    },
  };
}

/** Descriptor of the functions. The subject is encoded: whoever signs typed data sees it in words. */
export function findingCalldata(deployed: readonly Deployed[] = []): Descriptor {
  const formats: Record<string, DescriptorFormat> = {};
  for (const [name, intent] of Object.entries(FUNCTIONS)) {
    const found = findingsAbi.find((item) => item.type === "function" && item.name === name);
    if (found === undefined) throw new Error(`Findings has no function ${name}`);
    const { inputs } = found as AbiFunction;
    const fields = inputs
      .flatMap((input) => leaves(input, "", name))
      .map((field) => (field.path === "id" ? { ...field, label: "Finding" } : field));
    formats[fragment(name, inputs)] = { $id: name, intent, fields };
  }
  const words = (list: readonly { number: number; en: string }[]) =>
    Object.fromEntries(list.map(({ number, en }) => [String(number), en]));
  return {
    $schema: SCHEMA_URL,
    context: { $id: "Mingzhang findings contract", contract: { deployments: [...deployed] } },
    metadata: { ...OWNER, enums: { severity: words(SEVERITIES), subjectKind: words(SUBJECT_KINDS) } },
    display: { formats },
  };
}
