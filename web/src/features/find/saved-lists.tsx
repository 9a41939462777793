// All lists that the browser keeps: to open, to forget, to take along by a link, and those that a link brings.
"use client";

import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { dropView, keepViews, packViews, unpackViews, type View } from "./kept";
import { useKept } from "./use-kept";

/** The part of the address behind #, which browsers keep to themselves. */
const useFragment = (): string =>
  useSyncExternalStore(
    (changed) => {
      window.addEventListener("hashchange", changed);
      return () => window.removeEventListener("hashchange", changed);
    },
    () => window.location.hash.slice(1),
    () => "",
  );

export function SavedLists() {
  const t = useTranslations("saved");
  const locale = useLocale();
  const kept = useKept();
  const fragment = useFragment();
  const brought = fragment === "" ? null : unpackViews(fragment);
  return (
    <>
      {brought !== null && <Brought views={brought} />}
      {kept.length === 0 ? (
        <p className="mt-6 border-y border-rule py-8 text-soft">{t("empty")}</p>
      ) : (
        <>
          <ul className="mt-6 border-t border-rule-strong">
            {kept.map((view) => (
              <li key={view.name} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-rule py-3">
                <a href={`/${locale}${view.path}`}>
                  <bdi>{view.name}</bdi>
                </a>
                <span className="mono grow text-soft">{view.path}</span>
                <button
                  type="button"
                  className="cursor-pointer py-1 text-sm text-link underline"
                  onClick={() => dropView(view.name)}
                >
                  {t("drop", { name: view.name })}
                </button>
              </li>
            ))}
          </ul>
          <h2>{t("shareTitle")}</h2>
          <p>{t("share")}</p>
          <p className="mono mt-2">
            <a href={`/${locale}/saved#${packViews(kept)}`}>{`/${locale}/saved#${packViews(kept)}`}</a>
          </p>
        </>
      )}
    </>
  );
}

function Brought({ views }: { views: readonly View[] }) {
  const t = useTranslations("saved");
  if (views.length === 0) return <p role="alert">{t("bad")}</p>;
  return (
    <section className="mt-6 border-l-4 border-edge pl-4">
      <h2 className="mt-0">{t("importTitle")}</h2>
      <ul className="list-disc pl-5">
        {views.map((view) => (
          <li key={view.name}>
            <bdi>{view.name}</bdi> <span className="mono text-soft">{view.path}</span>
          </li>
        ))}
      </ul>
      <button type="button" className="button mt-3" onClick={() => keepViews(views)}>
        {t("import", { count: views.length })}
      </button>
    </section>
  );
}
