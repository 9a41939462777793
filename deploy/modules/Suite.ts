// Deploys and founds the whole suite; when it ends, the deployer can do nothing that a stranger cannot.
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { fundLedgerAbi } from "@mingzhang/sdk/abi/fund-ledger";
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { toFunctionSelector } from "viem";
import type { AbiFunction } from "viem";

/** AccessManager's own role of the admin. */
export const ADMIN_ROLE = 0n;
/** The registry office: registers and renames parties and nominates their first wallets. */
export const REGISTRY_ROLE = 1n;
/** Announces and closes doors, and allows settlement tokens. */
export const CONFIG_ROLE = 2n;

/** Party kind "agency" of the directory. */
const AGENCY = 1;

/** Selectors of the named functions, which must be in the ABI. */
function selectors(abi: readonly { type: string; name?: string }[], names: readonly string[]): string[] {
  return names.map((name) => {
    const found = abi.find((item): item is AbiFunction => item.type === "function" && item.name === name);
    if (found === undefined) throw new Error(`No function ${name} in the ABI. Write the ABIs anew: npm run abis`);
    return toFunctionSelector(found);
  });
}

/** What is left to the admin, who acts under a delay: appointing registrars, roles, and a successor of the manager. */
const REGISTRY_FUNCTIONS = selectors(directoryAbi, ["register", "rename", "nominateWallet"]);
/** Opening is slow by itself (the public wait of the doors), and closing must not be: so the role has no delay. */
const DOOR_FUNCTIONS = selectors(fundLedgerAbi, ["announceDoor", "closeDoor"]);
const LEDGER_FUNCTIONS = selectors(fundLedgerAbi, ["announceDoor", "closeDoor", "allowToken"]);

export default buildModule("Suite", (m) => {
  const deployer = m.getAccount(0);
  /** Both in seconds. */
  const adminDelay = m.getParameter<number>("adminDelay");
  const doorDelay = m.getParameter<number>("doorDelay");

  const accessManager = m.contract("AccessManager", [deployer]);
  const auditTrail = m.contract("AuditTrail", [accessManager, doorDelay]);
  const directory = m.contract("Directory", [accessManager, auditTrail]);
  const roster = m.contract("Roster", [accessManager, auditTrail, directory]);
  const fundLedger = m.contract("FundLedger", [accessManager, doorDelay, auditTrail, directory], {
    libraries: { Opening: m.library("Opening") },
  });
  const vault = m.contractAt("Vault", m.staticCall(fundLedger, "vault"));

  // The log lets in its four writers. From here on a new one needs an announcement and the public wait.
  const writers = m.call(auditTrail, "found", [[directory, roster, fundLedger, vault]], { id: "foundWriters" });

  const agency = (prefix: string) => ({
    kind: AGENCY,
    name: m.getParameter<string>(`${prefix}Name`),
    otherName: m.getParameter<string>(`${prefix}OtherName`),
    scheme: m.getParameter<string>(`${prefix}Scheme`),
    identifier: m.getParameter<string>(`${prefix}Identifier`),
  });
  const registered = (call: ReturnType<typeof m.call>, id: string) =>
    m.readEventArgument(call, "PartyRegistered", "party", { id, emitter: directory });

  const registerGovernment = m.call(directory, "register", [[{ ...agency("government"), parent: 0 }]], {
    id: "registerGovernment",
    after: [writers],
  });
  const government = registered(registerGovernment, "government");
  const registerTreasury = m.call(directory, "register", [[{ ...agency("treasury"), parent: government }]], {
    id: "registerTreasury",
  });
  const treasury = registered(registerTreasury, "treasury");

  // The first registrar stands above every agency of the government; all other seats come from registrars.
  const appointRegistrar = m.call(
    roster,
    "appointRegistrar",
    [
      government,
      m.getParameter<string>("registrar"),
      m.getParameter<string>("registrarName"),
      m.getParameter<string>("registrarOtherName"),
      m.getParameter<number>("registrarFrom"),
      m.getParameter<number>("registrarUntil"),
    ],
    { after: [registerTreasury] },
  );

  const treasuryPoster = m.contract("TreasuryPoster", [fundLedger, roster, treasury]);
  const posters = m.call(fundLedger, "found", [[treasuryPoster]], { id: "foundPosters", after: [appointRegistrar] });

  const rights = [
    m.call(accessManager, "labelRole", [REGISTRY_ROLE, "REGISTRY"], { id: "labelRegistry" }),
    m.call(accessManager, "labelRole", [CONFIG_ROLE, "CONFIG"], { id: "labelConfig" }),
    m.call(accessManager, "setTargetFunctionRole", [directory, REGISTRY_FUNCTIONS, REGISTRY_ROLE], {
      id: "registryFunctions",
      after: [registerTreasury],
    }),
    m.call(accessManager, "setTargetFunctionRole", [auditTrail, DOOR_FUNCTIONS, CONFIG_ROLE], { id: "trailFunctions" }),
    m.call(accessManager, "setTargetFunctionRole", [fundLedger, LEDGER_FUNCTIONS, CONFIG_ROLE], {
      id: "ledgerFunctions",
    }),
    m.call(accessManager, "grantRole", [REGISTRY_ROLE, m.getParameter<string>("registryOffice"), 0], {
      id: "grantRegistry",
    }),
    m.call(accessManager, "grantRole", [CONFIG_ROLE, m.getParameter<string>("config"), 0], { id: "grantConfig" }),
  ];
  const grantAdmin = m.call(accessManager, "grantRole", [ADMIN_ROLE, m.getParameter<string>("admin"), adminDelay], {
    id: "grantAdmin",
    after: [posters, ...rights],
  });
  // The deployer's last act.
  m.call(accessManager, "renounceRole", [ADMIN_ROLE, deployer], { id: "renounceAdmin", after: [grantAdmin] });

  return { accessManager, auditTrail, directory, roster, fundLedger, vault, treasuryPoster };
});
