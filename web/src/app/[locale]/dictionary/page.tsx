// /dictionary: every field and column of the data, from the API's own description.
import {
  CSV_COLUMNS,
  describedZh,
  type DictionaryEntry,
  dictionary,
  EXPORT_ONLY_COLUMNS,
  MOVEMENT_FIELDS,
} from "@mingzhang/sdk/dictionary";
import { getLocale, getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { LedgerTable } from "@/components/ledger-table";
import { PageHead } from "@/components/page-head";
import { ProblemNote } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { schemasIn } from "@/features/learn/openapi";

export default takingOnly({}, async function Page() {
  const [t, locale, described] = await Promise.all([getTranslations("learn.dictionary"), getLocale(), api.described()]);
  const table = (caption: string, rows: DictionaryEntry[]) => (
    <LedgerTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        { key: "name", heading: t("name"), cell: (row) => <code className="mono">{row.name}</code> },
        { key: "means", heading: t("means"), room: "name", cell: (row) => row[locale] },
        { key: "standard", heading: t("standard"), cell: (row) => row.standard },
      ]}
    />
  );
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <h2 id="movement">{t("movement")}</h2>
      {table(t("movement"), dictionary(MOVEMENT_FIELDS))}
      <h2 id="csv">{t("csv")}</h2>
      <p className="note">{t("csvNote")}</p>
      {table(t("csv"), dictionary(CSV_COLUMNS))}
      <h2 id="provable">{t("provable")}</h2>
      <p className="note">{t("provableNote")}</p>
      {table(t("provable"), dictionary(EXPORT_ONLY_COLUMNS))}
      <h2 id="schemas">{t("schemas")}</h2>
      <p className="note">{t("schemasNote")}</p>
      {!described.ok ? (
        <ProblemNote error={described.error} />
      ) : (
        schemasIn(described.value).map(({ name, fields }) => (
          <details key={name} className="border-b border-rule py-2">
            <summary className="mono">{name}</summary>
            <LedgerTable
              caption={name}
              rows={fields}
              rowKey={(field) => field.name}
              columns={[
                { key: "name", heading: t("name"), cell: (field) => <code className="mono">{field.name}</code> },
                { key: "type", heading: t("type"), cell: (field) => <code className="mono">{field.type}</code> },
                {
                  key: "means",
                  heading: t("means"),
                  room: "name",
                  cell: ({ description }) =>
                    (locale === "zh" && describedZh(description)) || <span lang="en">{description}</span>,
                },
              ]}
            />
          </details>
        ))
      )}
    </>
  );
});
