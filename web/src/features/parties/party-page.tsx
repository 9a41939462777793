// The page of any party: what it was paid, what it may spend, what it brought, and who it is.
import type { PartyDetail } from "@mingzhang/sdk/api";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Name, OtherName, plain } from "@/components/said";
import { Sums, type SumEntry } from "@/components/sums";
import { movementsHref } from "@/features/accounts/links";
import { FlagBand } from "@/features/charts/flag-band";
import { ChartPart } from "@/features/charts/part";
import { trendSheet } from "@/features/charts/sheets/trend";
import { CommitmentList } from "@/features/budget/commitment-list";
import { SomeCases } from "@/features/cases/some";
import { figureHref } from "@/features/cite/address";
import { CiteLinks } from "@/features/cite/links";
import { Amount } from "@/features/money/amount";
import { SomeDocuments } from "@/features/documents/some";
import { FindingBand } from "@/features/findings/band";
import { ScorecardPart } from "@/features/findings/scorecard";
import { readGrouping } from "@/features/money/grouping";
import { sumText } from "@/features/money/text";
import { FIGURE_KINDS } from "@/features/movements/figures";
import { SomeMovements } from "@/features/movements/some";
import { MARKS } from "@/i18n/marks";
import { chooseName } from "@/i18n/names";
import { AgencyMoney } from "./agency-money";
import { AgencyExecution, PaidBy, PartyAbout } from "./party-parts";

interface Props {
  party: PartyDetail;
  /** Of an agency: the fiscal year that its address asks for. */
  year?: string | undefined;
}

export async function PartyPage({ party, year }: Props) {
  const [t, nav, locale, grouping] = await Promise.all([
    getTranslations("parties"),
    getTranslations("site.nav"),
    getLocale(),
    readGrouping(),
  ]);
  const agency = party.kind === "agency";
  // Currencies in which the party has a course to show; hardly anybody has more than one.
  const currencies = [...new Set([...party.money, ...party.execution].map(({ currency }) => currency))].slice(0, 3);
  const filter: Record<string, number> = agency ? { agency: party.id } : { party: party.id };
  return (
    <>
      <PageHead
        title={plain(chooseName(party, locale).text)}
        above={<PageLink href={agency ? "/agencies" : "/payees"}>{nav(agency ? "agencies" : "payees")}</PageLink>}
        heading={<Name of={party} room="heading" />}
        lead={
          <>
            <OtherName of={party} />
            <p>{await leadOf(party)}</p>
            {party.kind === "payee-class" && <p className="mt-2 border-l-4 border-rule pl-3">{t("party.persons")}</p>}
          </>
        }
      />
      {!agency && party.money.length > 0 && (
        <>
          <Sums of={await sumsOf(party)} />
          <CiteLinks
            of={party.money.map(({ currency, payments, paid }) => ({
              href: figureHref(payments > 0 || paid !== "0" ? "paid" : "received", { party: party.id, currency }),
              of: currency,
            }))}
          />
        </>
      )}
      {agency && <AgencyExecution party={party} grouping={grouping} />}
      {agency && <AgencyMoney party={party} asked={year} grouping={grouping} />}
      <PaidBy party={party} grouping={grouping} />
      {currencies.map((currency) => (
        <ChartPart
          key={currency}
          maker={trendSheet}
          asked={agency ? { agency: String(party.id), currency } : { party: String(party.id), currency }}
        />
      ))}
      {party.kind !== "source" && !agency && (
        <CommitmentList
          filter={{ payee: party.id }}
          imported={party.money.every(({ committed, paid }) => committed === paid)}
        />
      )}
      {agency && party.execution.length === 0 && (
        <CommitmentList
          filter={{ unit: party.id }}
          imported={false}
          title={t("party.allotted")}
          note={t("party.allottedNote")}
        />
      )}
      {agency ? (
        <SomeCases whose="own" filter={{ agency: party.id }} withoutAgency={party.children.length === 0} />
      ) : (
        <SomeCases filter={{ party: party.id }} />
      )}
      {agency && <ScorecardPart agency={party.id} />}
      <FindingBand concerns={`party-${party.id}`} open={`party=${party.id}`} />
      {party.kind !== "source" &&
        currencies.map((currency) => (
          <FlagBand
            key={currency}
            of={{ [agency ? "agency" : "payee"]: String(party.id) }}
            currency={currency}
            year={year}
          />
        ))}
      <SomeMovements title={t("party.movements")} filter={filter} />
      <SomeDocuments filter={filter} />
      <PartyAbout party={party} />
    </>
  );
}

async function leadOf(party: PartyDetail): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations("parties.party"), getLocale()]);
  if (party.kind === "agency") return t("leadAgency", { count: new Set(party.execution.map(({ year }) => year)).size });
  const sentences = party.money.flatMap((money) => {
    const { currency, exponent, paid, received, payments, cameBack } = money;
    const text = (amount: string) => sumText({ amount, currency, exponent }, locale);
    return [
      payments > 0
        ? t("leadPaid", { count: payments, sum: text(paid), back: cameBack === "0" ? "none" : text(cameBack) })
        : null,
      received !== "0" ? t("leadReceived", { sum: text(received) }) : null,
    ].filter((sentence) => sentence !== null);
  });
  return sentences.length === 0 ? t("leadNothing") : sentences.join(MARKS[locale].sentence);
}

async function sumsOf(party: PartyDetail): Promise<SumEntry[]> {
  const [t, locale, grouping] = await Promise.all([getTranslations("parties.party"), getLocale(), readGrouping()]);
  return party.money.flatMap(({ currency, exponent, paid, payments, cameBack, committed, received }) => {
    const back = (amount: string) => sumText({ amount, currency, exponent }, locale);
    const entry = (label: string, term: string, amount: string, kind: string, below?: ReactNode): SumEntry => ({
      label,
      term,
      sum: (
        <PageLink href={movementsHref({ party: party.id, kind, currency })}>
          <Amount amount={amount} currency={currency} exponent={exponent} grouping={grouping} />
        </PageLink>
      ),
      below,
    });
    return [
      ...(payments > 0 || paid !== "0"
        ? [
            entry(
              t("paid"),
              "payment",
              paid,
              FIGURE_KINDS.paid,
              t("payments", { count: payments, back: cameBack === "0" ? "none" : back(cameBack) }),
            ),
          ]
        : []),
      // A promise that equals what was paid says nothing more.
      ...(committed !== "0" && committed !== paid
        ? [entry(t("committed"), "commitment", committed, FIGURE_KINDS.committed)]
        : []),
      ...(received !== "0" ? [entry(t("received"), "receipt", received, FIGURE_KINDS.received)] : []),
    ];
  });
}
