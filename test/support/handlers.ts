// What the tests of all handlers share: the matter of a case, and forms as any EIP-712 library hashes them.
import { expect } from "chai";
import type { IHandler } from "../../types/ethers-contracts/index.ts";
import { ethers } from "../network.ts";

export type Matter = IHandler.MatterStruct;

/** All bits of a scope. */
export const EVERYTHING = 2 ** 32 - 1;

/** What stands before a nested form in IServiceApprovals. */
const SUBMISSION =
  "Submission(uint32 procedure,uint32 agency,bytes32 id,uint8 round,bytes32 salt,bytes32[] documents,bytes32 payload,uint48 deadline)";
const DECISION = "Decision(bytes32 id,uint8 round,uint8 step,string verdict,string reason,uint48 deadline)";

interface Type {
  name: string;
  fields: { name: string; type: string }[];
}

/** An EIP-712 type from its text. */
function parse(text: string): Type {
  const [, name, list] = /^(\w+)\((.*)\)$/u.exec(text) ?? [];
  if (name === undefined || list === undefined) throw new Error(`not a type: ${text}`);
  const fields = list.split(",").map((field) => {
    const [type, label] = field.split(" ");
    if (type === undefined || label === undefined) throw new Error(`not a field: ${field}`);
    return { name: label, type };
  });
  return { name, fields };
}

/** Type hash of `outer` with the form nested as its `content`. */
function nestedType(outer: string, form: Type): string {
  const { name, fields } = parse(outer);
  const types = { [name]: [...fields, { name: "content", type: form.name }], [form.name]: form.fields };
  return ethers.id(ethers.TypedDataEncoder.from(types).encodeType(name));
}

/** Holds that a payload is described by this form with these values, by this amount, and so many records that come of it. */
export function expectDescribed(
  described: IHandler.DescribedStructOutput,
  form: string,
  values: Record<string, unknown>,
  amount: readonly [amount: bigint, currency: string] = [0n, "0x000000"],
  records = 1,
): void {
  const type = parse(form);
  const content = ethers.TypedDataEncoder.hashStruct(type.name, { [type.name]: type.fields }, values);
  const types = [nestedType(SUBMISSION, type), nestedType(DECISION, type)];
  expect([...described]).to.deep.equal([content, ...types, ...amount, BigInt(records)]);
}
