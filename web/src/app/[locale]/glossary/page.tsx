// /glossary: the words of public finance as this site uses them, in both languages, with the standard of each.
import { getLocale, getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { GLOSSARY } from "@/features/learn/glossary";

export default takingOnly({}, async function Page() {
  const [t, locale] = await Promise.all([getTranslations("learn"), getLocale()]);
  const other = locale === "zh" ? "en" : "zh";
  return (
    <>
      <PageHead title={t("glossary.title")} lead={t("glossary.lead")} />
      <nav aria-label={t("glossary.sections")} className="mt-5 flex flex-wrap gap-x-5 gap-y-1 print:hidden">
        {GLOSSARY.map(({ id, title }) => (
          <a key={id} href={`#section-${id}`} className="py-1">
            {title[locale]}
          </a>
        ))}
      </nav>
      {GLOSSARY.map(({ id, title, terms }) => (
        <section key={id} aria-labelledby={`section-${id}`}>
          <h2 id={`section-${id}`}>{title[locale]}</h2>
          <dl className="pairs">
            {terms.map((term) => (
              <Fragment key={term.id}>
                <dt id={term.id}>
                  <span className="font-semibold text-ink">{term.word[locale]}</span>{" "}
                  <span lang={other === "zh" ? "zh-CN" : "en"}>{term.word[other]}</span>
                </dt>
                <dd>
                  {term.meaning[locale]}
                  {term.standard !== undefined && (
                    <span className="note block">{t("standard", { standard: term.standard })}</span>
                  )}
                </dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
});
