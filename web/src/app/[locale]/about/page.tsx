// /about: why nobody needs to trust this site: a check that runs before the reader, what the accounts count, and what not.
import { getLocale, getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { movementHref } from "@/features/accounts/links";
import { takingOnly } from "@/features/asked/page";
import { Sentence } from "@/features/movement/sentence";
import { VerifyPart } from "@/features/verify/verify-part";
import { catalogue } from "@/i18n/messages";

/** Sections and their paragraphs, in order; the texts are in messages/<language>/about.json. */
const SECTIONS = {
  check: ["check.one", "check.two", "check.three"],
  trail: ["trail.one", "trail.two"],
  ledger: ["ledger.books", "ledger.accrual", "ledger.fifo", "ledger.attested", "ledger.persons", "ledger.corrections"],
  imported: ["imported.one", "imported.two"],
  times: ["times.one"],
  privacy: ["privacy.one"],
} as const;

export default takingOnly({}, async function Page() {
  const [t, locale, newest, status] = await Promise.all([
    getTranslations("about"),
    getLocale(),
    api.movements({ kind: "payment", sort: "record", order: "desc", limit: 20 }),
    api.status(),
  ]);
  // The newest that the chain is not expected to drop any more, else the newest.
  const payments = newest.ok ? newest.value.items : [];
  const payment = payments.find((each) => each.final) ?? payments[0];
  const found = payment === undefined ? null : await api.movement(String(payment.record));
  const { verify, check } = catalogue[locale];
  /** What is quoted is what the buttons say. */
  const labels = { verify: verify.run, sealSite: verify.sealSite, check: check.run };
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      {found?.ok === true && status.ok && (
        <section id="now" className="mt-6">
          <h2>{t("now.title")}</h2>
          <p className="max-w-[68ch]">{t("now.text", labels)}</p>
          <p className="mt-3 max-w-[68ch] border-l-4 border-rule pl-3">
            <Sentence of={found.value} />{" "}
            <PageLink href={movementHref(found.value.record)}>#{found.value.record}</PageLink>
          </p>
          <div className="mt-4 max-w-2xl">
            <VerifyPart of={{ movement: found.value }} deployment={status.value} offered={status.value.publicRpcUrl} />
          </div>
        </section>
      )}
      <div className="max-w-[68ch]">
        {(Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]).map((section) => (
          <section key={section} id={section}>
            <h2>{t(`${section}.title`)}</h2>
            {SECTIONS[section].map((paragraph) => (
              <p key={paragraph} className="mb-3">
                {t.rich(paragraph, { ...labels, link: (text) => <PageLink href="/checkpoints">{text}</PageLink> })}
              </p>
            ))}
          </section>
        ))}
      </div>
    </>
  );
});
