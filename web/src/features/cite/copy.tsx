// The sentence to quote, in both languages, the reader's own first.
import { escapeXml } from "@mingzhang/sdk/charts";
import { useTranslations } from "next-intl";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";

export function CitationTexts({ texts, locale }: { texts: Readonly<Record<Locale, string>>; locale: Locale }) {
  const t = useTranslations("cite");
  return (
    <section>
      <h2>{t("textTitle")}</h2>
      <p className="note">{t("textNote")}</p>
      {(locale === "zh" ? (["zh", "en"] as const) : (["en", "zh"] as const)).map((language) => (
        // As one text: React would set the field anew, and what the reader has selected by then would be lost.
        <label
          key={language}
          className="mt-3 block"
          dangerouslySetInnerHTML={{
            __html:
              `<span class="mb-1 block text-sm text-soft">${escapeXml(t(language === "en" ? "english" : "chinese"))}</span>` +
              `<textarea readonly rows="6" class="field" lang="${LANGUAGE_TAG[language]}">${escapeXml(texts[language])}</textarea>`,
          }}
        />
      ))}
    </section>
  );
}
