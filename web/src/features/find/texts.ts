// Texts of the search palette and of saving a list, as the page gives them to the browser: plain, so that it needs no
// code that reads messages.
import type { Messages } from "@/i18n/messages";

export type FindTexts = Messages["search"]["find"];

export type SaveTexts = Pick<Messages["saved"], "save" | "name" | "keep" | "kept" | "refused" | "here" | "all">;

/** The one text that has a place for what was written. */
export const allOf = (texts: FindTexts, query: string): string => texts.all.replace("{query}", () => query);
export const keptAs = (texts: SaveTexts, name: string): string => texts.kept.replace("{name}", () => name);
