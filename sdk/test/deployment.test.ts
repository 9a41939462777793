import { expect } from "chai";
import { contractAt, parseDeployment, recordWriters } from "@mingzhang/sdk/deployment";
import { deployment } from "./chain.ts";
import { refusal } from "./refusal.ts";

const anchor = {
  chainId: 9,
  genesisHash: deployment.genesisHash,
  contract: `0x${"ab".repeat(20)}`,
  deployBlock: 4,
};

describe("the deployment record", () => {
  it("is read from JSON", () => {
    expect(parseDeployment(JSON.parse(JSON.stringify(deployment)))).to.deep.equal(deployment);
    expect(parseDeployment({ ...deployment, demo: "yes", more: 1 }).demo).to.equal(false);
  });

  it("names anchors on other chains, or none", () => {
    const { anchors: _, ...older } = deployment;
    expect(parseDeployment(older).anchors).to.deep.equal([]);
    const contract = anchor.contract.toUpperCase().replace("0X", "0x");
    expect(parseDeployment({ ...deployment, anchors: [{ ...anchor, contract }] }).anchors).to.deep.equal([anchor]);
  });

  it("names what is wrong in it", () => {
    const { contracts } = deployment;
    const wrong: [string, unknown][] = [
      ["deployment", null],
      ["deployment", "text"],
      ["deployment", []],
      ["chainId", { ...deployment, chainId: "1" }],
      ["deployBlock", { ...deployment, deployBlock: -1 }],
      ["genesisHash", { ...deployment, genesisHash: "0x12" }],
      ["deployedAt", { ...deployment, deployedAt: undefined }],
      ["contracts", { ...deployment, contracts: undefined }],
      ["vault", { ...deployment, contracts: { ...contracts, vault: "0x12" } }],
      ["roster", { ...deployment, contracts: { ...contracts, roster: 5 } }],
      ["contracts", { ...deployment, contracts: { ...contracts, roster: undefined } }],
      ["anchors", { ...deployment, anchors: {} }],
      ["anchors.1", { ...deployment, anchors: [anchor, null] }],
      ["contract", { ...deployment, anchors: [{ ...anchor, contract: "0x12" }] }],
      ["genesisHash", { ...deployment, anchors: [{ ...anchor, genesisHash: null }] }],
      ["anchors.0.chainId", { ...deployment, anchors: [{ ...anchor, chainId: deployment.chainId }] }],
    ];
    for (const [field, json] of wrong) {
      expect(refusal(() => parseDeployment(json), "DEPLOYMENT_INVALID").field).to.equal(field);
    }
  });

  it("finds contracts by address, in any case of letters", () => {
    expect(contractAt(deployment, deployment.contracts.vault.toUpperCase().replace("0X", "0x"))).to.equal("vault");
    expect(contractAt(deployment, `0x${"0".repeat(40)}`)).to.equal(null);
    expect(recordWriters(deployment)).to.have.length(9);
  });

  it("says of a deployment of an older suite that it is one", () => {
    const { accessManager, auditTrail, directory, roster, fundLedger, vault } = deployment.contracts;
    const contracts = { accessManager, auditTrail, directory, roster, fundLedger, vault, treasuryPoster: vault };
    const error = refusal(() => parseDeployment({ ...deployment, contracts }), "DEPLOYMENT_INVALID");
    expect(error.message).to.include("lack procedures, serviceApprovals").and.include("older version");
  });
});
