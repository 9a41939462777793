// The sentence to quote, in both languages, the reader's own first.
import { useTranslations } from "next-intl";
import type { Locale } from "@/i18n/routing";
import { type Cited, citationText } from "./text";

export function CitationTexts({ cited, locale }: { cited: Cited; locale: Locale }) {
  const t = useTranslations("cite");
  return (
    <section>
      <h2>{t("textTitle")}</h2>
      <p className="note">{t("textNote")}</p>
      {(locale === "zh" ? (["zh", "en"] as const) : (["en", "zh"] as const)).map((language) => (
        <label key={language} className="mt-3 block">
          <span className="mb-1 block text-sm text-soft">{t(language === "en" ? "english" : "chinese")}</span>
          <textarea
            readOnly
            rows={6}
            lang={language === "zh" ? "zh-CN" : "en"}
            className="field"
            value={citationText(cited, language)}
          />
        </label>
      ))}
    </section>
  );
}
