// /journalists: what stands out, who gets how much, and how to take, cite, embed and check it, for those who write about it.
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { takingOnly } from "@/features/asked/page";
import { catalogue } from "@/i18n/messages";

/** Questions in order, each with the pages that answer it; texts are in messages/<language>/learn.json. */
const QUESTIONS = {
  flags: "/charts/flags",
  payees: "/charts/payees",
  charts: "/charts",
  take: "/movements#take",
  cite: "/movements",
  embed: "/charts",
  find: "/search",
  follow: "/my-tax",
  stands: "/movements?sort=amount",
  check: "/about",
  late: "/timeliness",
  findings: "/findings",
  words: "/glossary",
} as const;

export default takingOnly({}, async function Page() {
  const [t, locale] = await Promise.all([getTranslations("learn.journalists"), getLocale()]);
  const { embedHow } = catalogue[locale].charts;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="max-w-[68ch]">
        {(Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]).map((key) => (
          <section key={key}>
            <h2>{t(`${key}.title`)}</h2>
            <p>
              {t.rich(`${key}.text`, { embedHow, link: (text) => <PageLink href={QUESTIONS[key]}>{text}</PageLink> })}
            </p>
          </section>
        ))}
      </div>
    </>
  );
});
