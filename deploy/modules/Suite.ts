// Deploys and founds the whole suite; when it ends, the deployer can do nothing that a stranger cannot.
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { fundLedgerAbi } from "@mingzhang/sdk/abi/fund-ledger";
import { proceduresAbi } from "@mingzhang/sdk/abi/procedures";
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { ContractFuture } from "@nomicfoundation/ignition-core";
import { toFunctionSelector } from "viem";
import type { AbiFunction } from "viem";
import { legalBasisParameter } from "../parameters.ts";
import { procedureSpec } from "../procedure-terms.ts";
import type { HandlerName } from "../procedure-terms.ts";
import { PROCEDURES } from "../procedures.ts";

/** AccessManager's own role of the admin. */
export const ADMIN_ROLE = 0n;
/** The registry office: registers and renames parties and nominates their first wallets. */
export const REGISTRY_ROLE = 1n;
/** Announces and closes doors, and allows settlement tokens. */
export const CONFIG_ROLE = 2n;
/** Announces, cancels and retires procedures. */
export const PROCEDURES_ROLE = 3n;

/** Party kind "agency" of the directory. */
const AGENCY = 1;

/** Official in whose name approved cases give seats. */
const CASES_NAME = { name: "经批准的案件", otherName: "Approved cases" };
/** The end of that seat, in seconds: 9999-12-31. */
const FOR_GOOD = 253_402_214_400;

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
/** The public wait lies in the contract; taking back and ending are at once. */
const PROCEDURE_FUNCTIONS = selectors(proceduresAbi, ["announce", "cancel", "retire"]);

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

  const procedures = m.contract("Procedures", [accessManager, doorDelay, auditTrail, directory]);
  const serviceApprovals = m.contract("ServiceApprovals", [auditTrail, directory, roster, procedures]);
  const ledgerOrders = m.contract("LedgerOrders", [serviceApprovals, fundLedger, directory]);
  const ledgerOpenings = m.contract("LedgerOpenings", [serviceApprovals, fundLedger, directory, auditTrail]);
  const standingOrders = m.contract("StandingOrders", [serviceApprovals, fundLedger, directory, roster, auditTrail]);
  const permits = m.contract("Permits", [serviceApprovals, auditTrail]);
  // Nobody's door: it is about the log and writes nothing to it.
  const checkpointAnchor = m.contract("CheckpointAnchor", [
    m.getParameter<number>("chainId"),
    auditTrail,
    m.getParameter<string[]>("witnesses"),
    m.getParameter<number>("witnessQuorum"),
    0,
  ]);
  const seats = m.contract("Seats", [serviceApprovals, roster, directory, auditTrail]);
  const handlers = { ledgerOrders, ledgerOpenings, standingOrders, permits, seats };

  // The log lets in its writers. From here on a new one needs an announcement and the public wait.
  const writers = m.call(
    auditTrail,
    "found",
    [[directory, roster, fundLedger, vault, procedures, serviceApprovals, standingOrders, permits]],
    { id: "foundWriters" },
  );

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

  // Seats that come of a case are given by the contract that carries the case out: a registrar like any other.
  const appointCases = m.call(
    roster,
    "appointRegistrar",
    [government, seats, CASES_NAME.name, CASES_NAME.otherName, m.getParameter<number>("registrarFrom"), FOR_GOOD],
    { id: "appointCases", after: [appointRegistrar] },
  );

  const bankFacts = m.contract("BankFacts", [fundLedger, roster, directory, treasury]);
  const posters = m.call(fundLedger, "found", [[ledgerOrders, ledgerOpenings, standingOrders, bankFacts]], {
    id: "foundPosters",
    after: [appointCases],
  });
  const callees = m.call(procedures, "found", [Object.values(handlers)], { id: "foundHandlers", after: [posters] });
  const called: Record<HandlerName, ContractFuture<string>> = handlers;
  const values = {
    government,
    treasury,
    handlers: called,
    currency: m.getParameter<string>("currency"),
    approverFrom: m.getParameter<bigint>("approverFrom"),
    law: ({ code }: { code: string }) => m.getParameter<string>(legalBasisParameter(code)),
  };
  const catalogue = m.call(
    procedures,
    "foundCatalogue",
    [PROCEDURES.map((procedure) => procedureSpec(procedure, values))],
    { after: [callees] },
  );

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
    m.call(accessManager, "labelRole", [PROCEDURES_ROLE, "PROCEDURES"], { id: "labelProcedures" }),
    m.call(accessManager, "setTargetFunctionRole", [procedures, DOOR_FUNCTIONS, CONFIG_ROLE], {
      id: "handlerFunctions",
    }),
    m.call(accessManager, "setTargetFunctionRole", [procedures, PROCEDURE_FUNCTIONS, PROCEDURES_ROLE], {
      id: "procedureFunctions",
    }),
    m.call(accessManager, "grantRole", [PROCEDURES_ROLE, m.getParameter<string>("proceduresOffice"), 0], {
      id: "grantProcedures",
    }),
    m.call(accessManager, "grantRole", [REGISTRY_ROLE, m.getParameter<string>("registryOffice"), 0], {
      id: "grantRegistry",
    }),
    m.call(accessManager, "grantRole", [CONFIG_ROLE, m.getParameter<string>("config"), 0], { id: "grantConfig" }),
  ];
  const grantAdmin = m.call(accessManager, "grantRole", [ADMIN_ROLE, m.getParameter<string>("admin"), adminDelay], {
    id: "grantAdmin",
    after: [catalogue, ...rights],
  });
  // The deployer's last act.
  m.call(accessManager, "renounceRole", [ADMIN_ROLE, deployer], { id: "renounceAdmin", after: [grantAdmin] });

  return {
    accessManager,
    auditTrail,
    directory,
    roster,
    fundLedger,
    vault,
    procedures,
    serviceApprovals,
    ...handlers,
    bankFacts,
    checkpointAnchor,
  };
});
