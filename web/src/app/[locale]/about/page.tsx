// /about: why nobody needs to trust this site, what the accounts count, and what they do not.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";

/** Sections and their paragraphs, in order; the texts are in messages/<language>/about.json. */
const SECTIONS = {
  check: ["check.one", "check.two", "check.three"],
  trail: ["trail.one", "trail.two"],
  ledger: ["ledger.books", "ledger.accrual", "ledger.fifo", "ledger.attested", "ledger.persons", "ledger.corrections"],
  imported: ["imported.one", "imported.two"],
  times: ["times.one"],
  privacy: ["privacy.one"],
} as const;

export default async function Page() {
  const t = await getTranslations("about");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="max-w-[68ch]">
        {(Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]).map((section) => (
          <section key={section} id={section}>
            <h2>{t(`${section}.title`)}</h2>
            {SECTIONS[section].map((paragraph) => (
              <p key={paragraph} className="mb-3">
                {t.rich(paragraph, { link: (text) => <PageLink href="/checkpoints">{text}</PageLink> })}
              </p>
            ))}
          </section>
        ))}
      </div>
    </>
  );
}
