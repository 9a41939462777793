// Writes the ERC-7730 descriptors of what wallets sign; bound to a deployment if one is given. With --check, says whether they are stale.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import prettier from "prettier";
import { parseDeployment } from "@mingzhang/sdk/deployment";
import { Command } from "commander";
import { getAddress } from "viem";
import { calldata, type Deployed, messages } from "./descriptors/build.ts";
import { findingCalldata, findingMessages } from "./descriptors/findings.ts";
import { descriptorSchema } from "./descriptors/schema.ts";
import { fromRoot } from "./stack/paths.ts";

interface Options {
  deployment?: string;
  out: string;
  check?: boolean;
}

const options = new Command("descriptors")
  .description("ERC-7730 descriptors: how wallets show what officials and citizens sign.")
  .option("--deployment <file>", "deployment.json whose approvals and findings they are bound to")
  .option("--out <folder>", "where to write them", fromRoot("erc7730"))
  .option("--check", "write nothing; fail if the files differ")
  .parse()
  .opts<Options>();

const deployed: Deployed[] = [];
const findings: Deployed[] = [];
if (options.deployment !== undefined) {
  const { chainId, contracts } = parseDeployment(JSON.parse(readFileSync(options.deployment, "utf8")));
  deployed.push({ chainId, address: getAddress(contracts.serviceApprovals) });
  findings.push({ chainId, address: getAddress(contracts.findings) });
}

const stale: string[] = [];
for (const [name, descriptor] of [
  ["eip712-mingzhang-cases.json", messages(deployed)],
  ["calldata-mingzhang-approvals.json", calldata(deployed)],
  ["eip712-mingzhang-findings.json", findingMessages(findings)],
  ["calldata-mingzhang-findings.json", findingCalldata(findings)],
] as const) {
  const path = join(options.out, name);
  const format = { ...(await prettier.resolveConfig(fromRoot("erc7730/x.json"))), parser: "json" };
  const text = await prettier.format(JSON.stringify(descriptorSchema.parse(descriptor)), format);
  if (options.check === true) {
    if (readFileSync(path, "utf8") !== text) stale.push(path);
    continue;
  }
  mkdirSync(options.out, { recursive: true });
  writeFileSync(path, text);
}
if (stale.length > 0) {
  console.error(`Not up to date: ${stale.join(", ")}. Run \`npm run descriptors\`.`);
  process.exit(1);
}
console.log(options.check === true ? "The descriptors are up to date." : `Descriptors written to ${options.out}.`);
