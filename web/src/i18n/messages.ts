// All texts of the explorer, one file for each subject and language; a text missing in either is a type error.
import enAbout from "../../messages/en/about.json";
import enAccounts from "../../messages/en/accounts.json";
import enAsked from "../../messages/en/asked.json";
import enBudget from "../../messages/en/budget.json";
import enCite from "../../messages/en/cite.json";
import enCiteList from "../../messages/en/cite-list.json";
import enSaved from "../../messages/en/saved.json";
import enCases from "../../messages/en/cases.json";
import enCharts from "../../messages/en/charts.json";
import enCheck from "../../messages/en/check.json";
import enWitness from "../../messages/en/witness.json";
import enCheckpoints from "../../messages/en/checkpoints.json";
import enDocument from "../../messages/en/document.json";
import enFindings from "../../messages/en/findings.json";
import enLearn from "../../messages/en/learn.json";
import enLog from "../../messages/en/log.json";
import enMovement from "../../messages/en/movement.json";
import enMovements from "../../messages/en/movements.json";
import enOverview from "../../messages/en/overview.json";
import enParties from "../../messages/en/parties.json";
import enPermits from "../../messages/en/permits.json";
import enProcedures from "../../messages/en/procedures.json";
import enPortal from "../../messages/en/portal.json";
import enRecords from "../../messages/en/records.json";
import enSearch from "../../messages/en/search.json";
import enSite from "../../messages/en/site.json";
import enStates from "../../messages/en/states.json";
import enStatus from "../../messages/en/status.json";
import enTake from "../../messages/en/take.json";
import enText from "../../messages/en/text.json";
import enMyTax from "../../messages/en/my-tax.json";
import enTimeliness from "../../messages/en/timeliness.json";
import enVerify from "../../messages/en/verify.json";
import enTrail from "../../messages/en/trail.json";
import zhAbout from "../../messages/zh/about.json";
import zhAccounts from "../../messages/zh/accounts.json";
import zhAsked from "../../messages/zh/asked.json";
import zhBudget from "../../messages/zh/budget.json";
import zhCite from "../../messages/zh/cite.json";
import zhCiteList from "../../messages/zh/cite-list.json";
import zhSaved from "../../messages/zh/saved.json";
import zhCases from "../../messages/zh/cases.json";
import zhCharts from "../../messages/zh/charts.json";
import zhCheck from "../../messages/zh/check.json";
import zhWitness from "../../messages/zh/witness.json";
import zhCheckpoints from "../../messages/zh/checkpoints.json";
import zhDocument from "../../messages/zh/document.json";
import zhFindings from "../../messages/zh/findings.json";
import zhLearn from "../../messages/zh/learn.json";
import zhLog from "../../messages/zh/log.json";
import zhMovement from "../../messages/zh/movement.json";
import zhMovements from "../../messages/zh/movements.json";
import zhOverview from "../../messages/zh/overview.json";
import zhParties from "../../messages/zh/parties.json";
import zhPermits from "../../messages/zh/permits.json";
import zhProcedures from "../../messages/zh/procedures.json";
import zhPortal from "../../messages/zh/portal.json";
import zhRecords from "../../messages/zh/records.json";
import zhSearch from "../../messages/zh/search.json";
import zhSite from "../../messages/zh/site.json";
import zhStates from "../../messages/zh/states.json";
import zhStatus from "../../messages/zh/status.json";
import zhTake from "../../messages/zh/take.json";
import zhText from "../../messages/zh/text.json";
import zhMyTax from "../../messages/zh/my-tax.json";
import zhTimeliness from "../../messages/zh/timeliness.json";
import zhVerify from "../../messages/zh/verify.json";
import zhTrail from "../../messages/zh/trail.json";
import type { Locale } from "./routing";

const en = {
  about: enAbout,
  accounts: enAccounts,
  asked: enAsked,
  budget: enBudget,
  cases: enCases,
  charts: enCharts,
  check: enCheck,
  cite: enCite,
  citeList: enCiteList,
  saved: enSaved,
  checkpoints: enCheckpoints,
  document: enDocument,
  findings: enFindings,
  learn: enLearn,
  log: enLog,
  movement: enMovement,
  movements: enMovements,
  overview: enOverview,
  parties: enParties,
  permits: enPermits,
  procedures: enProcedures,
  portal: enPortal,
  records: enRecords,
  search: enSearch,
  site: enSite,
  states: enStates,
  status: enStatus,
  take: enTake,
  text: enText,
  timeliness: enTimeliness,
  verify: enVerify,
  trail: enTrail,
  myTax: enMyTax,
  witness: enWitness,
};

export type Messages = typeof en;

const zh: Messages = {
  about: zhAbout,
  accounts: zhAccounts,
  asked: zhAsked,
  budget: zhBudget,
  cases: zhCases,
  charts: zhCharts,
  check: zhCheck,
  cite: zhCite,
  citeList: zhCiteList,
  saved: zhSaved,
  checkpoints: zhCheckpoints,
  document: zhDocument,
  findings: zhFindings,
  learn: zhLearn,
  log: zhLog,
  movement: zhMovement,
  movements: zhMovements,
  overview: zhOverview,
  parties: zhParties,
  permits: zhPermits,
  procedures: zhProcedures,
  portal: zhPortal,
  records: zhRecords,
  search: zhSearch,
  site: zhSite,
  states: zhStates,
  status: zhStatus,
  take: zhTake,
  text: zhText,
  timeliness: zhTimeliness,
  verify: zhVerify,
  trail: zhTrail,
  myTax: zhMyTax,
  witness: zhWitness,
};

export const catalogue: Record<Locale, Messages> = { en, zh };
