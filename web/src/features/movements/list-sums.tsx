// The plain sum of a list, and how the figures that lead here count its kinds.
import type { MovementKindName, MovementSum } from "@mingzhang/sdk/api";
import { KIND_NAMES } from "@mingzhang/sdk/kinds";
import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import { PageLink } from "@/components/page-link";
import { sumText } from "@/features/money/text";
import { SIGN, type Sign } from "./figures";
import { listHref, type ListState } from "./filter";
import { kindLabel } from "./kind";

interface Props {
  state: ListState;
  sums: readonly MovementSum[];
}

export function ListSums({ state, sums }: Props) {
  const t = useTranslations("movements.sums");
  const locale = useLocale();
  if (sums.length === 0) return null;
  const wanted = state.filters.kind?.split(",") ?? [];
  const kinds = KIND_NAMES.filter((kind) => wanted.includes(kind));
  // A list of refunds alone adds up as it stands; money that moves within has two sides even alone.
  const signed = kinds.some((kind) => SIGN[kind] === "both" || (kinds.length > 1 && SIGN[kind] === "minus"));
  return (
    <div data-testid="list-sums">
      <p>
        {t("plain", {
          sums: new Intl.ListFormat(locale, { type: "conjunction" }).format(sums.map((sum) => sumText(sum, locale))),
        })}
      </p>
      {signed && (
        <p className="note">
          {t("signed")}{" "}
          {(["plus", "minus", "both"] as const).map((sign) => (
            <Signed key={sign} sign={sign} kinds={kinds.filter((kind) => SIGN[kind] === sign)} state={state} />
          ))}
        </p>
      )}
    </div>
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
