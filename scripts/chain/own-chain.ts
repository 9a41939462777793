// Starts a chain inside this process, deploys the suite on it, and ends with it.
import type { Deployment } from "@mingzhang/sdk/api";
import { deploySuite } from "../deploy.ts";
import type { SuiteParameters } from "../../deploy/parameters.ts";

export interface OwnChain {
  rpcUrl: string;
  deployment: Deployment;
  close: () => Promise<void>;
}

/** @param initialDate time of the first block, or now */
export async function startOwnChain(parameters: SuiteParameters, initialDate?: Date): Promise<OwnChain> {
  const { default: hre } = await import("hardhat");
  await hre.tasks.getTask("build").run({ quiet: true });
  const override = initialDate === undefined ? {} : { override: { initialDate: initialDate.toISOString() } };
  const server = await hre.network.createServer({ network: "local", ...override }, "127.0.0.1", 0);
  const { address, port } = await server.listen();
  const rpcUrl = `http://${address}:${port}`;
  try {
    const deployment = await deploySuite({ rpcUrl, parameters });
    return { rpcUrl, deployment, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}
