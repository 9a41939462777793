// `npm run sources`: compares every contract of a deployment with what the sources here compile to.
import { readFileSync } from "node:fs";
import { parseDeployment } from "@mingzhang/sdk/deployment";
import type { Hex } from "@mingzhang/sdk/hex";
import { httpRpc, type Rpc } from "@mingzhang/sdk/rpc";
import { Command } from "commander";
import { artifactOf, compareCode } from "./sources/code.ts";
import { SOURCES } from "./sources/places.ts";

const command = new Command("npm run sources --")
  .description(
    "Compares the code of every contract on the chain with what the sources in this folder compile to. " +
      "Compile first (npm run build). Immutables are the deployment's own and are left out.",
  )
  .requiredOption("--deployment <path>", "deployment record; the explorer's status page shows the same addresses")
  .requiredOption("--rpc <url>", "a node of the chain, of your choice")
  .parse();
const { deployment: path, rpc: url } = command.opts<{ deployment: string; rpc: string }>();

async function codeAt(rpc: Rpc, address: string): Promise<Hex> {
  const code = await rpc.request({ method: "eth_getCode", params: [address, "latest"] });
  if (typeof code !== "string" || !/^0x(?:[0-9a-f]{2})*$/i.test(code)) {
    throw new Error(`The node answered no code for ${address}. Ask another node.`);
  }
  return code.toLowerCase() as Hex;
}

const deployment = parseDeployment(JSON.parse(readFileSync(path, "utf8")));
const rpc = httpRpc(url);
let different = 0;

async function compare(source: string, name: string, address: string): Promise<void> {
  const artifact = artifactOf(source, name);
  const { same, at, libraries } = compareCode(artifact, await codeAt(rpc, address));
  if (!same) different += 1;
  console.log(`${same ? "same     " : "DIFFERENT"}  ${address}  ${source}${same ? "" : `, from byte ${at} on`}`);
  for (const [library, place] of Object.entries(libraries)) {
    const file = Object.entries(artifact.deployedLinkReferences).find(([, names]) => library in names)?.[0] ?? "";
    await compare(file.replace(/^project\//, ""), library, place);
  }
}

for (const [name, { source, contract }] of Object.entries(SOURCES)) {
  await compare(source, contract, deployment.contracts[name as keyof typeof SOURCES]);
}
console.log(different === 0 ? "Every contract is what its source compiles to." : `${different} are not.`);
process.exitCode = different === 0 ? 0 : 1;
