// What a search found, one line each.
import type { AccountKindName, PartyKindName, SearchHit } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { Name, Said } from "@/components/said";
import { accountHref, movementHref, movementsHref, partyHref, recordHref } from "@/features/accounts/links";
import { caseHref } from "@/features/cases/links";
import { kindLabel } from "@/features/movements/kind";

export function Hits({ hits }: { hits: readonly SearchHit[] }) {
  return (
    <ul className="mt-3 border-t border-rule-strong">
      {hits.map((hit) => (
        <li key={`${hit.type}-${hit.id}`} className="trail-step">
          <HitLine hit={hit} />
        </li>
      ))}
    </ul>
  );
}

function HitLine({ hit }: { hit: SearchHit }) {
  const t = useTranslations();
  const locale = useLocale();
  const named = hit.name !== "" || hit.otherName !== "";
  return (
    <>
      <span className="text-[0.90625rem] text-soft">
        {hit.type === "account"
          ? t(`accounts.kind.${hit.kind as AccountKindName}`)
          : hit.type === "party"
            ? t(`parties.kind.${hit.kind as PartyKindName}`)
            : t(`search.type.${hit.type}`)}
      </span>
      <span>
        <PageLink href={hrefOf(hit)}>
          {hit.type === "movement" ? (
            `${kindLabel(hit.kind, locale)} #${hit.id}`
          ) : hit.type === "case" ? (
            `${t("search.type.case")} ${hit.id}`
          ) : named ? (
            <Name of={hit} />
          ) : (
            <span className="mono">{hit.id}</span>
          )}
        </PageLink>
        {(hit.type === "movement" || hit.type === "case") && named && (
          <span className="ml-2">
            <Name of={hit} />
          </span>
        )}
        {hit.match !== null && (
          <span className="mono ml-2 text-soft">
            <Said>{hit.match}</Said>
          </span>
        )}
      </span>
      <span className="num text-right text-soft">
        {hit.count === null ? "" : t("search.count", { count: hit.count })}
      </span>
    </>
  );
}

function hrefOf({ type, id, kind }: SearchHit): string {
  switch (type) {
    case "movement":
      return movementHref(Number(id));
    case "record":
      return recordHref(Number(id));
    case "case":
      return caseHref(Number(id));
    case "account":
      return accountHref({ id, kind: kind as AccountKindName });
    case "party":
      return partyHref({ id: Number(id), kind: kind as PartyKindName });
    case "document":
      return movementsHref({ document: id });
    case "transaction":
      return movementsHref({ transaction: id });
  }
}
