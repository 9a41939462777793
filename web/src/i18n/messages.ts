// All texts of the explorer, one file for each subject and language; a text missing in either is a type error.
import enSite from "../../messages/en/site.json";
import zhSite from "../../messages/zh/site.json";
import type { Locale } from "./routing";

const en = { site: enSite };

export type Messages = typeof en;

const zh: Messages = { site: zhSite };

export const catalogue: Record<Locale, Messages> = { en, zh };
