// Child of the stack: Hardhat's local chain behind JSON-RPC, until its parent ends it.
import { Command } from "commander";
import hre from "hardhat";

const options = new Command("chain")
  .requiredOption("--host <address>")
  .requiredOption("--port <number>", "", Number)
  .option("--initial-date <iso>", "time of the first block; now if absent")
  .option("--chain-id <number>", "another id than the configured one", Number)
  .parse()
  .opts<{ host: string; port: number; initialDate?: string; chainId?: number }>();

const { initialDate, chainId } = options;
const override = {
  ...(initialDate === undefined ? {} : { initialDate }),
  ...(chainId === undefined ? {} : { chainId }),
};
const server = await hre.network.createServer({ network: "local", override }, options.host, options.port);
const { address, port } = await server.listen();
console.log(`listening on http://${address}:${port}`);
await server.afterClosed();
