// A citation on its page: the figure then, what has changed since, the text to copy, and how to check it elsewhere.
import type { CitedCorrection } from "@mingzhang/sdk/api-citations";
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { movementHref } from "@/features/accounts/links";
import { sumText } from "@/features/money/text";
import { apiQuery, listHref, type ListState } from "@/features/movements/filter";
import { kindLabel } from "@/features/movements/kind";
import type { Locale } from "@/i18n/routing";
import { CitationTexts } from "./copy";
import { type Cited, citationTexts, figureText } from "./text";

interface Props {
  cited: Cited;
  /** Of one movement alone. */
  record: string | undefined;
  state: ListState;
  locale: Locale;
}

export function CitationView({ cited, record, state, locale }: Props) {
  const t = useTranslations("cite");
  const { citation } = cited;
  const { size, block, then, indexed, now, added, gone, corrected, corrections } = citation;
  const filters = cited.filters[locale];
  const same = added.length === 0 && gone.length === 0 && corrections === 0;
  return (
    <>
      <section data-testid="cited-then">
        <h2>{t("thenTitle")}</h2>
        {filters !== "" && <p className="text-soft">{t("filters", { filters })}</p>}
        <p className="mt-1 text-[1.125rem]">
          {t("then", { size, block: block.number, time: block.time, figure: figureText(then, cited.adds, locale) })}
        </p>
        <p className="mt-2">
          {record === undefined ? (
            <PageLink href={listHref(state, { cursor: undefined })}>{t("list")}</PageLink>
          ) : (
            <PageLink href={movementHref(Number(record))}>{t("movement")}</PageLink>
          )}
        </p>
      </section>
      <section data-testid="cited-since">
        <h2>{t("sinceTitle")}</h2>
        {same ? (
          <p>{t("nothing", { size: indexed.size })}</p>
        ) : (
          <ul className="list-disc space-y-1 pl-5">
            <li>{t("now", { size: indexed.size, figure: figureText(now, cited.adds, locale) })}</li>
            {added.length > 0 && <li>{t("added", { figure: figureText(added, cited.adds, locale) })}</li>}
            {gone.length > 0 && <li>{t("gone", { figure: figureText(gone, cited.adds, locale) })}</li>}
          </ul>
        )}
        <p className="mt-2">{t("corrections", { count: corrections })}</p>
        {corrected.length > 0 && (
          <ul className="list-disc space-y-1 pl-5">
            {corrected.map((each) => (
              <li key={each.record}>
                <Correction of={each} locale={locale} />
              </li>
            ))}
          </ul>
        )}
        {corrections > corrected.length && <p className="note">{t("firstOnly", { count: corrected.length })}</p>}
      </section>
      <CitationTexts texts={citationTexts(cited)} locale={locale} />
      {record === undefined && <Check size={size} state={state} />}
    </>
  );
}

function Correction({ of, locale }: { of: CitedCorrection; locale: Locale }) {
  const t = useTranslations("cite");
  return (
    <PageLink href={movementHref(of.record)}>
      {t("correction", {
        kind: kindLabel(of.kind, locale),
        record: String(of.record),
        sum: sumText(of, locale),
        cites: String(of.cites),
      })}
    </PageLink>
  );
}

function Check({ size, state }: { size: number; state: ListState }) {
  const t = useTranslations("cite");
  const { sort: _sort, order: _order, ...filters } = apiQuery(state, null);
  const query = new URLSearchParams({ ...filters, size: String(size) }).toString();
  return (
    <section>
      <h2>{t("checkTitle")}</h2>
      <p className="max-w-[42rem]">
        {t.rich("check", {
          csv: (text) => (
            <a href={`/export/provable/movements.csv?${query}`} download>
              {text}
            </a>
          ),
          manifest: (text) => (
            <a href={`/export/provable/manifest.json?export=movements&${query}`} download>
              {text}
            </a>
          ),
        })}
      </p>
    </section>
  );
}
