// Child of the stack: Hardhat's local chain behind JSON-RPC, until its parent ends it.
import { Command } from "commander";
import hre from "hardhat";

const options = new Command("chain")
  .requiredOption("--host <address>")
  .requiredOption("--port <number>", "", Number)
  .option("--initial-date <iso>", "time of the first block; now if absent")
  .parse()
  .opts<{ host: string; port: number; initialDate?: string }>();

const override = options.initialDate === undefined ? {} : { override: { initialDate: options.initialDate } };
const server = await hre.network.createServer({ network: "local", ...override }, options.host, options.port);
const { address, port } = await server.listen();
console.log(`listening on http://${address}:${port}`);
await server.afterClosed();
