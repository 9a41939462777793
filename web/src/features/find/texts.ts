// Texts of the search palette, as the page gives them to the browser.
import type { Messages } from "@/i18n/messages";

export type FindTexts = Messages["search"]["find"];

/** The one text that has a place for what was written. */
export const allOf = (texts: FindTexts, query: string): string => texts.all.replace("{query}", () => query);
