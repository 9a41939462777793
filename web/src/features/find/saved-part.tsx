// Saving a list under a name, and the lists saved of this page, as an island with its texts.
import { getLocale } from "next-intl/server";
import { catalogue } from "@/i18n/messages";
import { SaveList } from "./save-list";

/** @param path of the list with its filters, without the language and without a cursor */
export async function SavedPart({ path }: { path: string }) {
  const locale = await getLocale();
  const { save, name, keep, kept, refused, here, all } = catalogue[locale].saved;
  return <SaveList path={path} locale={locale} texts={{ save, name, keep, kept, refused, here, all }} />;
}
