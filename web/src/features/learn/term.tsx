// What a word means, one press away from the number beside it; needs no JavaScript.
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { PageLink } from "@/components/page-link";
import { termOf } from "./glossary";

/** Words that a page's head explains, where they first stand in a picture. */
export function Words({ of }: { of: readonly string[] }) {
  const locale = useLocale();
  return (
    <p className="note mt-2 flex flex-wrap gap-x-4 gap-y-1 print:hidden">
      {of.map((id) => (
        <span key={id} className="whitespace-nowrap">
          {termOf(id).word[locale]} <Term of={id} />
        </span>
      ))}
    </p>
  );
}

/** @param of name of the word in the glossary */
export function Term({ of }: { of: string }) {
  const t = useTranslations("learn");
  const locale = useLocale();
  const id = useId();
  const { word, meaning, standard } = termOf(of);
  const other = locale === "zh" ? "en" : "zh";
  return (
    <span className="print:hidden">
      <button type="button" popoverTarget={id} className="term" aria-label={t("explain", { word: word[locale] })}>
        ?
      </button>
      <span id={id} popover="auto" className="term-box">
        <span className="block font-semibold">
          {word[locale]}{" "}
          <span lang={other === "zh" ? "zh-CN" : "en"} className="font-normal text-soft">
            {word[other]}
          </span>
        </span>
        <span className="mt-1 block">{meaning[locale]}</span>
        {standard !== undefined && <span className="mt-1 block text-soft">{t("standard", { standard })}</span>}
        <PageLink href={`/glossary#${of}`} className="mt-2 inline-block py-1">
          {t("glossary.title")}
        </PageLink>
      </span>
    </span>
  );
}
