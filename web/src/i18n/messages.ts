// All texts of the explorer, one file for each subject and language; a text missing in either is a type error.
import enAccounts from "../../messages/en/accounts.json";
import enBudget from "../../messages/en/budget.json";
import enCheck from "../../messages/en/check.json";
import enDocument from "../../messages/en/document.json";
import enMovement from "../../messages/en/movement.json";
import enMovements from "../../messages/en/movements.json";
import enOverview from "../../messages/en/overview.json";
import enSite from "../../messages/en/site.json";
import enStates from "../../messages/en/states.json";
import enText from "../../messages/en/text.json";
import zhAccounts from "../../messages/zh/accounts.json";
import zhBudget from "../../messages/zh/budget.json";
import zhCheck from "../../messages/zh/check.json";
import zhDocument from "../../messages/zh/document.json";
import zhMovement from "../../messages/zh/movement.json";
import zhMovements from "../../messages/zh/movements.json";
import zhOverview from "../../messages/zh/overview.json";
import zhSite from "../../messages/zh/site.json";
import zhStates from "../../messages/zh/states.json";
import zhText from "../../messages/zh/text.json";
import type { Locale } from "./routing";

const en = {
  accounts: enAccounts,
  budget: enBudget,
  check: enCheck,
  document: enDocument,
  movement: enMovement,
  movements: enMovements,
  overview: enOverview,
  site: enSite,
  states: enStates,
  text: enText,
};

export type Messages = typeof en;

const zh: Messages = {
  accounts: zhAccounts,
  budget: zhBudget,
  check: zhCheck,
  document: zhDocument,
  movement: zhMovement,
  movements: zhMovements,
  overview: zhOverview,
  site: zhSite,
  states: zhStates,
  text: zhText,
};

export const catalogue: Record<Locale, Messages> = { en, zh };
