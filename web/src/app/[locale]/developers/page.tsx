// /developers: the API, its conventions, and examples that run as tests.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { takingOnly } from "@/features/asked/page";
import examples from "@/features/learn/examples.json";

const RULES = ["money", "time", "pages", "errors", "texts", "keys"] as const;

/** The API as this site passes it on. */
const STATUS = "/data/v1/status";

export default takingOnly({}, async function Page() {
  const t = await getTranslations("learn.developers");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <h2>{t("api")}</h2>
      <p className="max-w-[68ch]">
        {t.rich("apiText", {
          dictionary: (text) => <PageLink href="/dictionary">{text}</PageLink>,
          status: (text) => <a href={STATUS}>{text}</a>,
          code: (text) => <code className="mono">{text}</code>,
        })}
      </p>
      <h2>{t("rules")}</h2>
      <ul className="max-w-[68ch] list-disc space-y-1 pl-5">
        {RULES.map((rule) => (
          <li key={rule}>{t(`rule.${rule}`)}</li>
        ))}
      </ul>
      <h2>{t("examples")}</h2>
      <p className="note">{t("examplesNote")}</p>
      {examples.map(({ name, code }) => (
        <section key={name} aria-label={name}>
          <h3 className="mono">sdk/examples/{name}</h3>
          <pre className="overflow-x-auto border border-rule bg-sheet p-4 text-[0.8125rem]" tabIndex={0} lang="en">
            <code>{code}</code>
          </pre>
        </section>
      ))}
    </>
  );
});
