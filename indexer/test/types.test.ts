// What the API says of its answers, and the SDK's wire types, are the same: checked by the compiler, both ways.
import type * as wire from "@mingzhang/sdk/api";
import type * as logWire from "@mingzhang/sdk/api-log";
import type * as caseWire from "@mingzhang/sdk/api-cases";
import type * as chartWire from "@mingzhang/sdk/api-charts";
import type * as findingWire from "@mingzhang/sdk/api-findings";
import type * as citationWire from "@mingzhang/sdk/api-citations";
import type * as trailWire from "@mingzhang/sdk/api-trails";
import type { z } from "@hono/zod-openapi";
import { expect } from "chai";
import type * as accounts from "../src/api/schemas/accounts.ts";
import type * as basics from "../src/api/schemas/basics.ts";
import type * as outcomes from "../src/api/schemas/case-outcomes.ts";
import type * as citations from "../src/api/schemas/citations.ts";
import type * as cases from "../src/api/schemas/cases.ts";
import type * as charts from "../src/api/schemas/charts.ts";
import type * as log from "../src/api/schemas/log.ts";
import type * as findings from "../src/api/schemas/findings.ts";
import type * as movements from "../src/api/schemas/movement.ts";
import type * as parties from "../src/api/schemas/parties.ts";
import type * as trails from "../src/api/schemas/trails.ts";

/** `true` where each type can stand for the other. */
type Same<Schema extends z.ZodType, Wire> = [z.output<Schema>] extends [Wire]
  ? [Wire] extends [z.output<Schema>]
    ? true
    : { missingInSchema: Wire }
  : { missingInWire: z.output<Schema> };

type Checks = [
  Same<typeof movements.movement, wire.Movement>,
  Same<typeof movements.movementDetail, wire.MovementDetail>,
  Same<typeof movements.movementPage, wire.MovementPage>,
  Same<typeof citations.citation, citationWire.Citation>,
  Same<typeof movements.chainRecord, wire.ChainRecord>,
  Same<typeof accounts.account, wire.Account>,
  Same<typeof accounts.fund, wire.Fund>,
  Same<typeof accounts.fundDetail, wire.FundDetail>,
  Same<typeof accounts.line, wire.Line>,
  Same<typeof accounts.lineTree, wire.LineTree>,
  Same<typeof accounts.lineDetail, wire.LineDetail>,
  Same<typeof accounts.source, wire.Source>,
  Same<typeof accounts.commitment, wire.Commitment>,
  Same<typeof accounts.act, wire.Act>,
  Same<typeof parties.party, wire.Party>,
  Same<typeof parties.partyDetail, wire.PartyDetail>,
  Same<typeof parties.agencyRow, wire.AgencyRow>,
  Same<typeof parties.totals, wire.Totals>,
  Same<typeof parties.years, wire.Years>,
  Same<typeof parties.searchResult, wire.SearchResult>,
  Same<typeof parties.status, wire.Status>,
  Same<typeof parties.dumpStatus, wire.DumpStatus>,
  Same<typeof parties.health, wire.Health>,
  Same<typeof parties.ready, wire.Ready>,
  Same<typeof basics.problem, wire.Problem>,
  Same<typeof cases.procedures, caseWire.Procedures>,
  Same<typeof cases.procedureDetail, caseWire.ProcedureDetail>,
  Same<typeof cases.casePage, caseWire.CasePage>,
  Same<typeof cases.caseDetail, caseWire.CaseDetail>,
  Same<typeof cases.inbox, caseWire.Inbox>,
  Same<typeof outcomes.permit, caseWire.Permit>,
  Same<typeof outcomes.standingPage, caseWire.StandingOrderPage>,
  Same<typeof cases.officials, caseWire.Officials>,
  Same<typeof outcomes.timeliness, caseWire.Timeliness>,
  Same<typeof log.logHead, logWire.LogHead>,
  Same<typeof log.inclusion, logWire.InclusionPath>,
  Same<typeof log.consistency, logWire.ConsistencyPath>,
  Same<typeof log.portableProof, logWire.PortableProof>,
  Same<typeof log.manifest, logWire.ExportManifest>,
  Same<typeof findings.findingPage, findingWire.FindingPage>,
  Same<typeof findings.findingDetail, findingWire.FindingDetail>,
  Same<typeof findings.scorecard, findingWire.Scorecard>,
  Same<typeof trails.trailPage, trailWire.TrailPage>,
  Same<typeof trails.receiptSpent, trailWire.ReceiptSpent>,
  Same<typeof charts.flows, chartWire.Flows>,
  Same<typeof charts.budgetLevel, chartWire.BudgetLevel>,
  Same<typeof charts.lineCurve, chartWire.LineCurve>,
  Same<typeof charts.calendar, chartWire.Calendar>,
  Same<typeof charts.concentration, chartWire.Concentration>,
  Same<typeof charts.comparison, chartWire.Comparison>,
  Same<typeof charts.namedDocuments, chartWire.NamedDocuments>,
  Same<typeof charts.flags, chartWire.Flags>,
];

/** What is not the same on both sides; nothing where all is. */
type Different = Exclude<Checks[number], true>;

describe("wire types", () => {
  it("are the same in the API's description and in the SDK", () => {
    const same: [Different] extends [never] ? true : Different = true;
    expect(same).to.equal(true);
  });
});
