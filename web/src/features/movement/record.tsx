// The record itself: classification, reference, document, and where it stands on the chain. Hashes come last.
import type { MovementDetail } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { Day, Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { Said } from "@/components/said";
import { movementsHref, recordHref } from "@/features/accounts/links";
import { PartyLink, AccountLink } from "@/features/accounts/refs";
import { economicText, functionText } from "@/features/classification/labels";
import { DocumentLink } from "@/features/documents/document-link";

interface Props {
  movement: MovementDetail;
  /** False where only the indexer would know what the bank said. */
  bankKnown: boolean;
}

export function RecordPart({ movement, bankKnown }: Props) {
  const t = useTranslations("movement.record");
  const locale = useLocale();
  const { chain, detail, persons } = movement;
  return (
    <section>
      <h2>{t("title")}</h2>
      <Pairs
        of={[
          [t("agency"), movement.agency && <PartyLink to={movement.agency} />],
          [t("fund"), movement.fund && <AccountLink to={movement.fund} />, "fund"],
          [t("line"), movement.line && <AccountLink to={movement.line} />, "line"],
          [t("function"), movement.function && functionText(movement.function, locale), "function"],
          [t("economic"), movement.economic && economicText(movement.economic, locale), "economic"],
          [t("class"), movement.class && economicText(movement.class, locale)],
          [t("year"), movement.year, "fiscal-year"],
          [t("valueDate"), movement.valueDate && <Day>{movement.valueDate}</Day>, "value-date"],
          [t("postedAt"), <Moment key="posted">{movement.postedAt}</Moment>],
          [
            t("confirmation"),
            <ConfirmationState key="confirmation" movement={movement} bankKnown={bankKnown} />,
            "confirmation",
          ],
          [t(persons === null ? "reference" : "rows"), detail === null ? null : <Said room="full">{detail}</Said>],
          [t("document"), movement.document && <DocumentLink digest={movement.document} />],
        ]}
      />
      <h3>{t("onChain")}</h3>
      <Pairs
        of={[
          [
            t("number"),
            <PageLink key="record" href={recordHref(movement.record)} className="num">
              {t("recordNumber", { record: movement.record })}
            </PageLink>,
          ],
          [
            t("block"),
            <span className="num" key="block">
              {t("blockLog", { block: chain.block, log: chain.logIndex })}
            </span>,
          ],
          [
            t("transaction"),
            <PageLink key="transaction" href={movementsHref({ transaction: chain.transaction })}>
              <Hash>{chain.transaction}</Hash>
            </PageLink>,
          ],
          [t("blockHash"), <Hash key="hash">{chain.blockHash}</Hash>],
          [t("contract"), <Hash key="address">{chain.address}</Hash>],
          [t("sender"), movement.transactionFrom && <Hash>{movement.transactionFrom}</Hash>],
        ]}
      />
      <details className="mt-4">
        <summary className="text-link">{t("raw")}</summary>
        <p className="note mt-2">{t("rawExplained")}</p>
        <dl className="pairs mt-2">
          {movement.raw.topics.map((topic, index) => (
            <RawRow key={index} label={t("topic", { index })} value={topic} />
          ))}
          <RawRow label={t("data")} value={movement.raw.data} />
        </dl>
      </details>
    </section>
  );
}

function RawRow({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Hash>{value}</Hash>
      </dd>
    </>
  );
}

function ConfirmationState({ movement, bankKnown }: Props) {
  const t = useTranslations("movement.record");
  const { confirmed, awaitsConfirmation, settlement } = movement;
  if (confirmed !== null) {
    return (
      <>
        {t.rich("confirmed", { date: () => <Day>{confirmed.valueDate}</Day> })}{" "}
        <PageLink href={recordHref(confirmed.record)} className="num">
          {t("recordNumber", { record: confirmed.record })}
        </PageLink>
        {confirmed.document !== null && (
          <>
            {" "}
            <DocumentLink digest={confirmed.document} />
          </>
        )}
      </>
    );
  }
  if (awaitsConfirmation && movement.imported) return <>{t("reported")}</>;
  if (awaitsConfirmation) return <span className="text-wait">{t("awaits")}</span>;
  if (!bankKnown && settlement !== "token" && movement.books.includes("cash")) return <>{t("notLookedUp")}</>;
  return movement.books.includes("cash") ? <>{t(settlement === "token" ? "token" : "nothing")}</> : <>{t("noCash")}</>;
}
