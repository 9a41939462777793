// Deploying an anchor of a log on another chain than its own, as `npm run deploy -- --anchor` does.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import hre from "hardhat";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import { parseDeployment } from "@mingzhang/sdk/deployment";
import type { Deployment } from "@mingzhang/sdk/deployment";
import { createPublicClient, http } from "viem";
import { ascending, readParameters } from "../../deploy/parameters.ts";
import { deployAnchor } from "../../scripts/chain/deploy-anchor.ts";
import { inWords } from "../../scripts/chain/failures.ts";
import { LOCAL_ANCHOR_CHAIN_ID } from "../../scripts/chain/local-accounts.ts";
import { deploySuite, DeployError } from "../../scripts/deploy.ts";

const parameters = readParameters("deploy/parameters/local.json");

describe("scripts/deploy --anchor", () => {
  const servers: Awaited<ReturnType<typeof hre.network.createServer>>[] = [];
  let originRpcUrl: string;
  let rpcUrl: string;
  let origin: Deployment;
  let out: string;

  const serve = async (chainId: number): Promise<string> => {
    const server = await hre.network.createServer({ network: "local", override: { chainId } }, "127.0.0.1", 0);
    servers.push(server);
    const { address, port } = await server.listen();
    return `http://${address}:${port}`;
  };

  before(async () => {
    originRpcUrl = await serve(31_337);
    rpcUrl = await serve(LOCAL_ANCHOR_CHAIN_ID);
    out = join(mkdtempSync(join(tmpdir(), "anchor-")), "deployment.json");
    origin = await deploySuite({ rpcUrl: originRpcUrl, parameters, out });
  });

  after(async () => {
    for (const server of servers) await server.close();
  });

  it("gives it the log's origin, and the witnesses that the log's own chain has now", async () => {
    const anchor = await deployAnchor({ rpcUrl, origin, originRpcUrl });
    const client = createPublicClient({ transport: http(rpcUrl) });
    const genesis = await client.getBlock({ blockNumber: 0n });
    expect([anchor.chainId, anchor.genesisHash]).to.deep.equal([LOCAL_ANCHOR_CHAIN_ID, genesis.hash]);
    const at = { address: anchor.contract, abi: checkpointAnchorAbi } as const;
    expect(await client.readContract({ ...at, functionName: "origin" })).to.deep.equal([
      31_337n,
      origin.contracts.auditTrail,
    ]);
    expect(await client.readContract({ ...at, functionName: "witnesses" })).to.deep.equal(
      ascending(parameters.witnesses),
    );
    const code = await client.getCode({ address: anchor.contract, blockNumber: BigInt(anchor.deployBlock) });
    expect(code).to.match(/^0x60/u);
  });

  it("refuses the log's own chain, and a second anchor on one chain", async () => {
    expect(await failure({ rpcUrl: originRpcUrl, origin, originRpcUrl })).to.match(
      /serves the log's own chain .*Give the RPC of another chain/u,
    );
    const anchors = [await deployAnchor({ rpcUrl, origin, originRpcUrl })];
    expect(await failure({ rpcUrl, origin: { ...origin, anchors }, originRpcUrl })).to.contain(
      "has an anchor of this log already",
    );
  });

  it("refuses another chain in the place of the log's", async () => {
    expect(await failure({ rpcUrl, origin, originRpcUrl: rpcUrl })).to.contain("does not serve the chain of this");
    const dead = "http://127.0.0.1:9";
    expect(await failure({ rpcUrl: dead, origin, originRpcUrl })).to.match(/No chain answers at http/u);
  });

  it("by command line writes it into the deployment record", async () => {
    const anchor = ["--anchor", "--origin", out, "--origin-rpc", originRpcUrl];
    const { status, stdout, stderr } = await run(...anchor, "--rpc", rpcUrl);
    expect(status, stderr).to.equal(0);
    const written = parseDeployment(JSON.parse(readFileSync(out, "utf8")));
    expect(written.anchors).to.have.length(1);
    expect(stdout).to.contain(`on chain ${LOCAL_ANCHOR_CHAIN_ID}`);
    expect({ ...written, anchors: [] }).to.deep.equal(parseDeployment(JSON.parse(JSON.stringify(origin))));
    const again = await run(...anchor, "--rpc", originRpcUrl);
    expect(again.status).to.equal(1);
    expect(again.stderr).to.contain("the log's own chain");
    expect((await run("--anchor")).stderr).to.contain("--anchor wants --origin");
    expect((await run("--origin", out)).stderr).to.contain("--origin goes with --anchor");
  }).timeout(120_000);
});

/** Runs the program beside this process, which serves its chains. */
function run(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ["scripts/deploy.ts", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (part: Buffer) => (output.stdout += part.toString()));
  child.stderr.on("data", (part: Buffer) => (output.stderr += part.toString()));
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, ...output })));
}

async function failure(options: Parameters<typeof deployAnchor>[0]): Promise<string> {
  try {
    await deployAnchor(options);
  } catch (error) {
    const words = error instanceof DeployError ? error.message : inWords(error);
    if (words === undefined) throw error;
    return words;
  }
  throw new Error("was deployed");
}
