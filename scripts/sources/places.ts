// Where the source of each contract of a deployment is.
import type { ContractName } from "@mingzhang/sdk/api";

export const SOURCES: Record<ContractName, { source: string; contract: string }> = {
  accessManager: { source: "@openzeppelin/contracts/access/manager/AccessManager.sol", contract: "AccessManager" },
  auditTrail: { source: "contracts/audit/AuditTrail.sol", contract: "AuditTrail" },
  directory: { source: "contracts/directory/Directory.sol", contract: "Directory" },
  roster: { source: "contracts/directory/Roster.sol", contract: "Roster" },
  fundLedger: { source: "contracts/ledger/FundLedger.sol", contract: "FundLedger" },
  vault: { source: "contracts/ledger/Vault.sol", contract: "Vault" },
  procedures: { source: "contracts/approvals/Procedures.sol", contract: "Procedures" },
  serviceApprovals: { source: "contracts/approvals/ServiceApprovals.sol", contract: "ServiceApprovals" },
  ledgerOrders: { source: "contracts/services/LedgerOrders.sol", contract: "LedgerOrders" },
  ledgerOpenings: { source: "contracts/services/LedgerOpenings.sol", contract: "LedgerOpenings" },
  standingOrders: { source: "contracts/services/StandingOrders.sol", contract: "StandingOrders" },
  bankFacts: { source: "contracts/services/BankFacts.sol", contract: "BankFacts" },
  permits: { source: "contracts/services/Permits.sol", contract: "Permits" },
  seats: { source: "contracts/services/Seats.sol", contract: "Seats" },
  checkpointAnchor: { source: "contracts/audit/CheckpointAnchor.sol", contract: "CheckpointAnchor" },
  findings: { source: "contracts/audit/Findings.sol", contract: "Findings" },
};
