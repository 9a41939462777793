// /budget/line-3: one budget line.
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Name, OtherName, plain } from "@/components/said";
import { ProblemPage } from "@/components/states";
import { PartyLink } from "@/features/accounts/refs";
import { takingOnly } from "@/features/asked/page";
import { LineAbout } from "@/features/budget/line-about";
import { LineAllotments, LineOrigin, LineSums } from "@/features/budget/line-parts";
import { CommitmentList } from "@/features/budget/commitment-list";
import { ChartPart } from "@/features/charts/part";
import { SomeDocuments } from "@/features/documents/some";
import { FindingBand } from "@/features/findings/band";
import { Amount } from "@/features/money/amount";
import { curveSheet } from "@/features/charts/sheets/curve";
import { readGrouping } from "@/features/money/grouping";
import { SomeCases } from "@/features/cases/some";
import { SomeMovements } from "@/features/movements/some";
import { chooseName } from "@/i18n/names";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/budget/[id]">) {
  const { id } = await params;
  const found = await api.line(id);
  if (!found.ok) {
    if (found.error.failure === "not-found" || found.error.failure === "refused") notFound();
    return <ProblemPage error={found.error} />;
  }
  const line = found.value;
  const [t, locale, grouping] = await Promise.all([getTranslations("budget"), getLocale(), readGrouping()]);
  const money = (amount: string) => <Amount amount={amount} currency={line.currency} exponent={line.exponent} />;
  return (
    <>
      <PageHead
        title={plain(chooseName(line, locale).text)}
        above={
          <PageLink href={`/budget?year=${line.year}`}>
            {t(line.imported ? "titleImported" : "title", { year: String(line.year) })}
          </PageLink>
        }
        heading={<Name of={line} room="heading" />}
        lead={
          <>
            <OtherName of={line} />
            <p>
              {t.rich(line.imported ? "lineLeadImported" : "lineLead", {
                year: String(line.year),
                agency: () => <PartyLink to={line.agency} />,
                appropriated: () => money((BigInt(line.appropriated) - BigInt(line.lapsed)).toString()),
                paid: () => money(line.paid),
              })}
            </p>
            {line.imported && <p className="mt-2 border-l-4 border-rule pl-3">{t("imported")}</p>}
          </>
        }
      />
      <LineSums line={line} grouping={grouping} />
      <ChartPart maker={curveSheet} asked={{ line: line.id }} />
      {!line.imported && <LineOrigin line={line} grouping={grouping} />}
      {!line.imported && <LineAllotments line={line} grouping={grouping} />}
      <CommitmentList filter={{ line: line.id }} imported={line.imported} />
      <SomeCases filter={{ account: line.id }} />
      <SomeMovements title={t("latest")} filter={{ line: line.id }} />
      <SomeDocuments filter={{ line: line.id }} />
      <FindingBand concerns={line.id} open={`line=${line.id}`} />
      <LineAbout line={line} />
    </>
  );
});
