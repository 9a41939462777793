// What a list amounts to: the figure that it stands behind, the sum of its amounts where they add up, else their control total.
import type { MovementKindName, MovementSum } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import { PageLink } from "@/components/page-link";
import { figureHref } from "@/features/cite/address";
import type { ListFigure } from "@/features/cite/of-list";
import { sumsText } from "@/features/cite/text";
import { Term } from "@/features/learn/term";
import type { Locale } from "@/i18n/routing";
import { addsUp, SIGN, type Sign } from "./figures";
import { kindsOf, listHref, type ListState } from "./filter";
import { kindLabel } from "./kind";

/** A figure that the list stands behind, as it is now. */
export interface NetFigure extends ListFigure {
  sums: readonly MovementSum[];
}

interface Props {
  state: ListState;
  sums: readonly MovementSum[] | null;
  figure: NetFigure | null;
  /** What is left of kinds that count when others are taken off. */
  net: readonly MovementSum[] | null;
}

export function ListSums({ state, sums, figure, net }: Props) {
  const t = useTranslations("movements.sums");
  const locale = useLocale();
  if (figure === null && (sums === null || sums.length === 0)) return null;
  const kinds = kindsOf(state);
  // A list of refunds alone adds up as it stands; money that moves within has two sides even alone.
  const signed = kinds.some((kind) => SIGN[kind] === "both" || (kinds.length > 1 && SIGN[kind] === "minus"));
  return (
    <div data-testid="list-sums">
      {figure !== null && <Figure of={figure} locale={locale} />}
      {figure === null && net !== null && net.length > 0 && (
        <p className="text-ink" data-testid="list-net">
          {t("net", { sums: sumsText(net, locale) })}
        </p>
      )}
      {signed && (
        <p className="note">
          {t("signed")}{" "}
          {(["plus", "minus", "both"] as const).map((sign) => (
            <Signed key={sign} sign={sign} kinds={kinds.filter((kind) => SIGN[kind] === sign)} state={state} />
          ))}
        </p>
      )}
      {figure?.whole === false && <p className="note">{t("beyond")}</p>}
      {sums !== null &&
        sums.length > 0 &&
        (addsUp(kinds) ? (
          <p>{t("sum", { sums: sumsText(sums, locale) })}</p>
        ) : (
          <p className="note">
            {t("control", { sums: sumsText(sums, locale) })} <Term of="control-total" />
          </p>
        ))}
    </div>
  );
}

function Figure({ of: { name, filters, sums }, locale }: { of: NetFigure; locale: Locale }) {
  const t = useTranslations();
  return (
    <p className="text-ink" data-testid="list-figure">
      {t("movements.sums.figure", {
        figure: t(`cite.figures.name.${name}`),
        sums: sumsText(sums, locale),
      })}{" "}
      <PageLink href={figureHref(name, filters)} rel="nofollow" className="print:hidden">
        {t("movements.sums.citeFigure")}
      </PageLink>
    </p>
  );
}

/** Each kind leads to its own list, whose sum can be added or taken off. */
function Signed({ sign, kinds, state }: { sign: Sign; kinds: readonly MovementKindName[]; state: ListState }) {
  const t = useTranslations("movements.sums");
  const locale = useLocale();
  if (kinds.length === 0) return null;
  return (
    <span className="mr-3 inline-block">
      {t(sign)}{" "}
      {kinds.map((kind, index) => (
        <Fragment key={kind}>
          {index > 0 && t("comma")}
          <PageLink href={listHref(state, { kind, cursor: undefined })}>{kindLabel(kind, locale)}</PageLink>
        </Fragment>
      ))}
    </span>
  );
}
