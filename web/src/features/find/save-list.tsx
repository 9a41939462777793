// Keeps a list with its filters under a name in the reader's own browser, and offers those kept of the same page.
"use client";

import { type SyntheticEvent, useState } from "react";
import { useAwake } from "@/components/awake";
import { keepViews, type View, views } from "./kept";
import { keptAs, type SaveTexts } from "./texts";
import { useKept } from "./use-kept";

interface Props {
  path: string;
  locale: string;
  texts: SaveTexts;
}

export function SaveList({ path, locale, texts }: Props) {
  const [said, setSaid] = useState("");
  // Before that the browser itself would send the form, and nothing would be kept.
  const awake = useAwake();
  const page = path.split("?", 1)[0];
  const here = useKept().filter((view) => view.path.split("?", 1)[0] === page);

  function save(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    if (typeof name !== "string" || name.trim() === "") return;
    const kept = keepViews([{ name: name.trim(), path }]);
    setSaid(kept && views().some((view) => view.path === path) ? keptAs(texts, name.trim()) : texts.refused);
  }

  return (
    <div className="find-saved mt-4 print:hidden">
      <details className={awake ? undefined : "asleep"}>
        <summary className="text-link text-[0.9375rem]">
          {texts.save}
          {here.length > 0 && ` (${here.length})`}
        </summary>
        <form onSubmit={save} className="mt-2 flex max-w-md items-end gap-2">
          <label className="block grow">
            <span className="mb-1 block text-sm text-soft">{texts.name}</span>
            <input name="name" required maxLength={80} className="field" />
          </label>
          <button className="button shrink-0">{texts.keep}</button>
        </form>
        {here.length > 0 && <Kept views={here} locale={locale} label={texts.here} all={texts.all} />}
      </details>
      <p role="status" className="note">
        {said}
      </p>
    </div>
  );
}

function Kept({ views, locale, label, all }: { views: readonly View[]; locale: string; label: string; all: string }) {
  return (
    <nav aria-label={label} className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-[0.9375rem]">
      {views.map((view) => (
        <a key={view.name} href={`/${locale}${view.path}`}>
          <bdi>{view.name}</bdi>
        </a>
      ))}
      <a href={`/${locale}/saved`} className="text-soft">
        {all}
      </a>
    </nav>
  );
}
