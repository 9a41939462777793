// A movement's page from top to bottom, whichever source it was read from.
import type { Account, AccountRef, Deployment, MovementDetail } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { FindingBand } from "@/features/findings/band";
import { VerifyPart } from "@/features/verify/verify-part";
import { Amount } from "@/features/money/amount";
import { isIncoming, kindLabel } from "@/features/movements/kind";
import { TrailLinks } from "@/features/trail/links";
import { Authority } from "./authority";
import { Books } from "./books";
import { Citations } from "./citations";
import { RecordPart } from "./record";
import { Sentence, sentenceText } from "./sentence";

interface Props {
  movement: MovementDetail;
  accounts: ReadonlyMap<string, Account>;
  acts?: readonly AccountRef[];
  /** What the reader's browser needs for its own check; null where the chain is not known. */
  check: { deployment: Deployment; offered: string | null } | null;
  /** False where the bank's confirmation was not looked up, only whether there is one. */
  bankKnown?: boolean;
  /** Where all this was read from, if that needs saying. */
  source?: ReactNode;
}

export async function MovementView({ movement, accounts, acts = [], check, bankKnown = true, source }: Props) {
  const t = await getTranslations("movement");
  return (
    <>
      <Head movement={movement} />
      {check !== null && (
        <p className="mt-4 lg:hidden print:hidden">
          <a href="#check">{t("toCheck")}</a>
        </p>
      )}
      {source}
      <FindingBand concerns={`movement-${movement.record}`} open={`record=${movement.record}`} />
      <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          {source === undefined && <TrailLinks of={movement} />}
          <Books movement={movement} accounts={accounts} />
          <Authority movement={movement} accounts={accounts} acts={acts} />
          <Citations movement={movement} />
          <RecordPart movement={movement} bankKnown={bankKnown} />
        </div>
        <aside id="check" className="mt-12 scroll-mt-4">
          {check !== null && <VerifyPart of={{ movement }} deployment={check.deployment} offered={check.offered} />}
        </aside>
      </div>
    </>
  );
}

async function Head({ movement }: { movement: MovementDetail }) {
  const [t, words, locale] = [
    await getTranslations("movement"),
    await getTranslations("movement.sentence"),
    await getLocale(),
  ];
  const kind = kindLabel(movement.kind, locale);
  return (
    <PageHead
      title={t("title", { kind, record: movement.record })}
      description={sentenceText(movement, words, locale)}
      above={<Above record={movement.record} />}
      heading={
        <>
          {kind}{" "}
          <Amount
            amount={movement.amount}
            currency={movement.currency}
            exponent={movement.exponent}
            incoming={isIncoming(movement.kind)}
          />
        </>
      }
      lead={
        <>
          <p>
            <Sentence of={movement} />
          </p>
          <Cautions of={movement} />
        </>
      }
    />
  );
}

function Above({ record }: { record: number }) {
  const t = useTranslations();
  return (
    <>
      <PageLink href="/movements">{t("movements.title")}</PageLink>
      {" · "}
      <span className="num">{t("movement.above", { record })}</span>
      <span className="print:hidden">
        {" · "}
        <PageLink href={`/cite?record=${record}`} rel="nofollow">
          {t("cite.oneOnly")}
        </PageLink>
      </span>
    </>
  );
}

/** What the reader must know before relying on it. */
function Cautions({ of: movement }: { of: MovementDetail }) {
  const t = useTranslations("movement");
  return (
    <>
      {movement.imported && <p className="mt-2 border-l-4 border-rule pl-3">{t("imported")}</p>}
      {movement.awaitsConfirmation && !movement.imported && (
        <p className="mt-2 border-l-4 border-wait pl-3 text-wait">{t("unconfirmed")}</p>
      )}
      {!movement.final && <p className="mt-2 text-wait">{t("notFinal")}</p>}
    </>
  );
}
