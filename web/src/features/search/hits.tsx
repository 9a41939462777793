// What a search found, by type, one line each.
import { useTranslations } from "next-intl";
import type { GroupView } from "./view";

export function Hits({ groups }: { groups: readonly GroupView[] }) {
  const t = useTranslations("search");
  return groups.map(({ type, title, hits, all }) => (
    <section key={type} aria-labelledby={`hits-${type}`}>
      <h2 id={`hits-${type}`} className="mt-8">
        {title}
      </h2>
      <ul className="mt-3 border-t border-rule-strong">
        {hits.map((hit) => (
          <li key={hit.key} className="trail-step">
            <span className="text-[0.90625rem] text-soft">{hit.label}</span>
            <a href={hit.href} lang={hit.lang ?? undefined}>
              <bdi>{hit.name}</bdi>
            </a>
            <span className="mono text-soft max-md:col-span-full md:text-right">
              {hit.note !== null && <bdi>{hit.note}</bdi>}
            </span>
          </li>
        ))}
      </ul>
      {all !== null && (
        <p className="mt-3">
          <a href={all}>{t("allOf", { group: title })}</a>
        </p>
      )}
    </section>
  ));
}
