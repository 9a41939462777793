// The place to drop a document, with its texts, as an island in a server-rendered page; in words without JavaScript.
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { catalogue } from "@/i18n/messages";
import { FileDrop } from "./file-drop";

export async function FileDropPart() {
  const locale = await getLocale();
  const { file } = catalogue[locale].search;
  return (
    <NextIntlClientProvider locale={locale} messages={{ search: { file } }} timeZone="UTC">
      <FileDrop />
      <noscript>
        <p className="note mt-3">{file.byHand}</p>
      </noscript>
    </NextIntlClientProvider>
  );
}
