// Deploying over an RPC, as `npm run deploy` and `npm start` do.
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import hre from "hardhat";
import { CONTRACT_NAMES } from "@mingzhang/sdk/deployment";
import { readParameters } from "../../deploy/parameters.ts";
import { deploySuite, DeployError } from "../../scripts/deploy.ts";

const parameters = readParameters("deploy/parameters/local.json");

describe("scripts/deploy deploySuite", () => {
  let server: Awaited<ReturnType<typeof hre.network.createServer>>;
  let rpcUrl: string;

  before(async () => {
    server = await hre.network.createServer("local", "127.0.0.1", 0);
    const { address, port } = await server.listen();
    rpcUrl = `http://${address}:${port}`;
  });

  after(async () => {
    await server.close();
  });

  it("writes where the suite stands, and leaves no journal of a local chain", async () => {
    const out = join(mkdtempSync(join(tmpdir(), "deploy-")), "deep", "deployment.json");
    const deployment = await deploySuite({ rpcUrl, parameters, out });
    expect(JSON.parse(readFileSync(out, "utf8"))).to.deep.equal(deployment);
    expect(deployment.chainId).to.equal(31_337);
    expect(deployment.deployBlock).to.equal(1);
    expect(deployment.demo).to.equal(true);
    expect(Object.keys(deployment.contracts)).to.deep.equal([...CONTRACT_NAMES]);
    const journals = readdirSync(join(hre.config.paths.ignition, "deployments"));
    expect(journals.filter((name) => name.startsWith(`local-${process.pid}-`))).to.deep.equal([]);
  });

  it("deploys a second suite beside the first", async () => {
    const second = await deploySuite({ rpcUrl, parameters });
    expect(second.deployBlock).to.be.greaterThan(1);
  });

  it("refuses an office for the deployer", async () => {
    const deployer = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    const message = await failure({ rpcUrl, parameters: { ...parameters, admin: deployer } });
    expect(message.toLowerCase()).to.contain(`admin = ${deployer.toLowerCase()}`);
    expect(message).to.contain("Name the address of the office");
  });

  it("says that no chain answers", async () => {
    expect(await failure({ rpcUrl: "http://127.0.0.1:9", parameters })).to.match(/No chain answers at http/u);
  });
});

async function failure(options: Parameters<typeof deploySuite>[0]): Promise<string> {
  try {
    await deploySuite(options);
  } catch (error) {
    if (error instanceof DeployError) return error.message;
    throw error;
  }
  throw new Error("was deployed");
}
