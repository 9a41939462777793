// /journalists: how to find, check, cite and download, for those who write about it.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { takingOnly } from "@/features/asked/page";

/** Questions in order, each with the pages that answer it; texts are in messages/<language>/learn.json. */
const QUESTIONS = {
  find: "/search",
  follow: "/my-tax",
  stands: "/movements?sort=amount",
  cite: "/movements",
  check: "/about",
  take: "/movements#take",
  late: "/timeliness",
  findings: "/findings",
  words: "/glossary",
} as const;

export default takingOnly({}, async function Page() {
  const t = await getTranslations("learn.journalists");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="max-w-[68ch]">
        {(Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]).map((key) => (
          <section key={key}>
            <h2>{t(`${key}.title`)}</h2>
            <p>{t.rich(`${key}.text`, { link: (text) => <PageLink href={QUESTIONS[key]}>{text}</PageLink> })}</p>
          </section>
        ))}
      </div>
    </>
  );
});
