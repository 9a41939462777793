// How contracts are compiled, on which chains they run, and where the deployment modules are.
import { createRequire } from "node:module";
import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { configVariable, defineConfig } from "hardhat/config";

/** Contracts of other houses that are deployed as they are. */
const npmFilesToBuild = ["@openzeppelin/contracts/access/manager/AccessManager.sol"];

/** The compiler comes from the npm package `solc`: nothing is downloaded when compiling. */
const solc = {
  version: "0.8.37",
  path: createRequire(import.meta.url).resolve("solc/soljson.js"),
  settings: {
    viaIR: true,
    optimizer: { enabled: true, runs: 10_000 },
    evmVersion: "osaka",
  },
};

export default defineConfig({
  plugins: [hardhatToolboxMochaEthers],
  solidity: {
    npmFilesToBuild,
    profiles: {
      default: { compilers: [solc] },
      production: { compilers: [solc] },
    },
  },
  networks: {
    /** The demonstration's own chain: one block for each transaction. */
    local: { type: "edr-simulated", chainId: 31_337, mining: { auto: true }, allowUnlimitedContractSize: false },
    /** Where `npm run deploy` deploys to; the values come from the environment or from Hardhat's keystore. */
    target: {
      type: "http",
      url: configVariable("MINGZHANG_RPC_URL"),
      accounts: [configVariable("MINGZHANG_DEPLOYER_KEY")],
    },
  },
  paths: { ignition: "./deploy" },
  // scripts/test.ts wants the counts as a file beside what is printed.
  test: process.env["MINGZHANG_TEST_REPORT"] ? { mocha: { reporter: "./scripts/checks/reporter.cjs" } } : {},
});
