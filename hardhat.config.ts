import { createRequire } from "node:module";
import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";

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
  paths: { ignition: "./deploy" },
});
