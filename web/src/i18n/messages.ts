// All texts of the explorer, one file for each subject and language; a text missing in either is a type error.
import enMovements from "../../messages/en/movements.json";
import enSite from "../../messages/en/site.json";
import enStates from "../../messages/en/states.json";
import enText from "../../messages/en/text.json";
import zhMovements from "../../messages/zh/movements.json";
import zhSite from "../../messages/zh/site.json";
import zhStates from "../../messages/zh/states.json";
import zhText from "../../messages/zh/text.json";
import type { Locale } from "./routing";

const en = { movements: enMovements, site: enSite, states: enStates, text: enText };

export type Messages = typeof en;

const zh: Messages = { movements: zhMovements, site: zhSite, states: zhStates, text: zhText };

export const catalogue: Record<Locale, Messages> = { en, zh };
