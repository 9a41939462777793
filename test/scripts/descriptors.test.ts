// The ERC-7730 descriptors keep the standard's rules, and show or leave out on purpose every field that is signed.
import { readFileSync } from "node:fs";
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import {
  CASE_ACT_FIELDS,
  decisionType,
  FORM_NAMES,
  FORM_TYPES,
  nestedTypeText,
  submissionType,
  typeText,
} from "@mingzhang/sdk/cases";
import { FINDING_ACT_FIELDS, FINDING_OPENING_FIELDS } from "@mingzhang/sdk/findings";
import { expect } from "chai";
import { keccak256, parseAbiItem, stringToHex, toFunctionSelector } from "viem";
import type { AbiFunction, AbiParameter } from "viem";
import { calldata, fragment, messages } from "../../scripts/descriptors/build.ts";
import { findingCalldata, findingMessages } from "../../scripts/descriptors/findings.ts";
import { descriptorSchema, FORMAT_TYPES } from "../../scripts/descriptors/schema.ts";
import type { Descriptor, DescriptorFormat } from "../../scripts/descriptors/schema.ts";

const read = (name: string): Descriptor =>
  descriptorSchema.parse(JSON.parse(readFileSync(new URL(`../../erc7730/${name}`, import.meta.url), "utf8")));

const functions: readonly AbiFunction[] = serviceApprovalsAbi.filter((item) => item.type === "function");

/** Leaves of the signed structs by path, with their types. */
type Leaves = Map<string, string>;

function structLeaves(key: string): Leaves {
  const structs = new Map([...key.matchAll(/(\w+)\(([^)]*)\)/gu)].map(([, name = "", fields = ""]) => [name, fields]));
  const walk = (name: string, above: string): [string, string][] =>
    (structs.get(name) ?? "").split(",").flatMap((field): [string, string][] => {
      const [type = "", label = ""] = field.split(" ");
      if (structs.has(type)) return walk(type, `${above}${label}.`);
      return [[above + label + (type.endsWith("[]") ? ".[]" : ""), type.replace("[]", "")]];
    });
  return new Map(walk(key.slice(0, key.indexOf("(")), ""));
}

function parameterLeaves(inputs: readonly AbiParameter[], above = ""): [string, string][] {
  return inputs.flatMap((input): [string, string][] => {
    const list = input.type.endsWith("[]") ? ".[]" : "";
    const path = `${above}${input.name ?? ""}${list}`;
    if ("components" in input) return parameterLeaves(input.components, `${path}.`);
    return [[path, input.type.replace("[]", "")]];
  });
}

function checkFields(key: string, format: DescriptorFormat, leaves: Leaves): void {
  const paths = format.fields.map((field) => field.path);
  expect([...paths].sort(), key).to.deep.equal([...leaves.keys()].sort());
  const always = format.fields.filter(({ visible }) => visible === undefined || visible === "always");
  for (const [, path = ""] of (format.interpolatedIntent ?? "").matchAll(/\{([^}]*)\}/gu)) {
    expect(
      always.map((field) => field.path),
      `${key}: ${format.interpolatedIntent ?? ""}`,
    ).to.include(path);
  }
  for (const field of format.fields) {
    const type = leaves.get(field.path) ?? "";
    expect(type, `${key}: ${field.path}`).to.match(FORMAT_TYPES[field.format]);
    if (typeof field.visible !== "object" || !("ifNotIn" in field.visible)) continue;
    const hidden = field.visible.ifNotIn[0];
    expect(typeof hidden, field.path).to.equal(type.startsWith("uint") ? "number" : "string");
  }
}

describe("ERC-7730 descriptors", () => {
  it("are what the SDK's forms make them", () => {
    expect(read("eip712-mingzhang-cases.json")).to.deep.equal(messages());
    expect(read("calldata-mingzhang-approvals.json")).to.deep.equal(calldata());
    expect(read("eip712-mingzhang-findings.json")).to.deep.equal(findingMessages());
    expect(read("calldata-mingzhang-findings.json")).to.deep.equal(findingCalldata());
  });

  it("are keyed by the types whose hashes are signed", () => {
    const { formats } = read("eip712-mingzhang-cases.json").display;
    const hashes = Object.keys(formats).map((key) => keccak256(stringToHex(key)));
    const wanted = FORM_NAMES.flatMap((form) => [submissionType(form), decisionType(form)]);
    wanted.push(keccak256(stringToHex(typeText("CaseAct", CASE_ACT_FIELDS))));
    expect(hashes.sort()).to.deep.equal(wanted.sort());
  });

  it("show every field of what is signed, or leave it out on purpose", () => {
    const { formats } = read("eip712-mingzhang-cases.json").display;
    for (const [key, format] of Object.entries(formats)) checkFields(key, format, structLeaves(key));
    const order = formats[nestedTypeText("Decision", "LedgerOrder")];
    const never = order?.fields.filter((field) => field.visible === "never") ?? [];
    expect(never).to.deep.equal([]);
    for (const { name } of FORM_TYPES.LedgerOrder) {
      expect(order?.fields.map((field) => field.path)).to.include(`content.${name}`);
    }
  });

  it("show every argument of the approvals' functions, but for the body that the chain checks", () => {
    const { formats } = read("calldata-mingzhang-approvals.json").display;
    for (const [key, format] of Object.entries(formats)) {
      const item = parseAbiItem(`function ${key}`) as AbiFunction;
      const known = functions.filter((other) => other.name === item.name).map((other) => toFunctionSelector(other));
      expect(known, key).to.deep.equal([toFunctionSelector(item)]);
      expect(fragment(item.name, item.inputs)).to.equal(key);
      checkFields(key, format, new Map(parameterLeaves(item.inputs)));
      const never = format.fields.filter((field) => field.visible === "never").map((field) => field.path);
      expect(never.every((path) => path.startsWith("body."))).to.equal(true);
    }
    const writing = functions.filter((item) => item.stateMutability === "nonpayable");
    expect(Object.keys(formats)).to.have.length(writing.length);
  });

  it("show every field of findings, and every argument of their functions", () => {
    const messages = read("eip712-mingzhang-findings.json").display.formats;
    expect(Object.keys(messages).sort()).to.deep.equal(
      [typeText("FindingAct", FINDING_ACT_FIELDS), typeText("FindingOpening", FINDING_OPENING_FIELDS)].sort(),
    );
    for (const [key, format] of Object.entries(messages)) checkFields(key, format, structLeaves(key));
    const { formats } = read("calldata-mingzhang-findings.json").display;
    for (const [key, format] of Object.entries(formats)) {
      const item = parseAbiItem(`function ${key}`) as AbiFunction;
      expect(fragment(item.name, item.inputs)).to.equal(key);
      checkFields(key, format, new Map(parameterLeaves(item.inputs)));
      expect(format.fields.every((field) => field.visible !== "never")).to.equal(true);
    }
    const writing = findingsAbi.filter((item) => item.type === "function" && item.stateMutability === "nonpayable");
    expect(Object.keys(formats)).to.have.length(writing.length);
  });

  it("are bound to a deployment by its chain and address", () => {
    const address = `0x${"ab".repeat(20)}`;
    const bound = descriptorSchema.parse(messages([{ chainId: 31_337, address }]));
    expect(JSON.stringify(bound.context)).to.include('"deployments":[{"chainId":31337');
    expect(() => descriptorSchema.parse(messages([{ chainId: 0, address: "0x12" }]))).to.throw();
  });

  it("refuse what the standard does not know", () => {
    const key = typeText("CaseAct", CASE_ACT_FIELDS);
    const wrong = (change: object): unknown => {
      const descriptor = messages();
      const [field] = descriptor.display.formats[key]?.fields ?? [];
      if (field !== undefined) Object.assign(field, change);
      return descriptor;
    };
    expect(() => descriptorSchema.parse(wrong({}))).to.not.throw();
    for (const change of [
      { format: "number" },
      { format: "date" },
      { label: "" },
      { visible: "sometimes" },
      { more: 1 },
    ]) {
      expect(() => descriptorSchema.parse(wrong(change)), JSON.stringify(change)).to.throw();
    }
  });
});
