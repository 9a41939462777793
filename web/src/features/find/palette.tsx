// The search palette: a dialog with a combobox, hits by type, searches made before and saved lists.
"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { Dialog } from "@base-ui/react/dialog";
import { useId, useMemo, useRef, useState } from "react";
import { digestOf } from "./digest";
import { forget, recent, remember, views } from "./kept";
import { allOf, type FindTexts } from "./texts";
import { type Found, useFound } from "./use-found";

interface Entry {
  key: string;
  href: string;
  label: string;
  name: string;
  lang: string | null;
  note: string | null;
}

interface Group {
  value: string;
  title: string;
  items: Entry[];
}

interface Props {
  locale: "en" | "zh";
  texts: FindTexts;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** As many characters as the API searches for. */
const LONGEST = 200;

export default function Palette({ locale, texts, open, onOpenChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root open={open} onOpenChange={onOpenChange}>
        <Dialog.Portal>
          <Dialog.Backdrop className="portal-backdrop z-20" />
          <Dialog.Popup className="find-dialog" aria-label={texts.open} initialFocus={input}>
            <Finder locale={locale} texts={texts} input={input} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  );
}

function Finder({
  locale,
  texts,
  input,
}: Pick<Props, "locale" | "texts"> & { input: React.RefObject<HTMLInputElement | null> }) {
  const [query, setQuery] = useState("");
  const keys = useId();
  const found = useFound(query, locale);
  // What the browser keeps, as it is when the palette opens and after forgetting.
  const [kept, setKept] = useState(() => keptGroups(locale, texts));
  const groups = useMemo(
    () => (query.trim() === "" ? kept : foundGroups(found, locale, texts)),
    [query, found, locale, texts, kept],
  );
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      value={query}
      onValueChange={(value, { reason }) => {
        // Choosing a hit leads to its page; it does not write its name into the field.
        if (reason !== "item-press") setQuery(value.slice(0, LONGEST));
      }}
      filter={null}
      autoHighlight="always"
      itemToStringValue={(item: Entry) => item.name}
    >
      <div
        className="flex items-center gap-2"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const [file] = event.dataTransfer.files;
          if (file !== undefined) void digestOf(file).then(setQuery);
        }}
      >
        <Autocomplete.Input
          ref={input}
          className="field"
          aria-label={texts.open}
          aria-describedby={keys}
          placeholder={texts.hint}
        />
        <Dialog.Close className="button button-quiet shrink-0">{texts.close}</Dialog.Close>
      </div>
      <Autocomplete.Status className="note mt-2 min-h-6">{statusText(found, texts)}</Autocomplete.Status>
      <Autocomplete.List className="find-list">
        {(group: Group) => (
          <Autocomplete.Group key={group.value} items={group.items}>
            {group.title !== "" && (
              <Autocomplete.GroupLabel className="find-group">{group.title}</Autocomplete.GroupLabel>
            )}
            <Autocomplete.Collection>
              {(item: Entry) => (
                <Autocomplete.Item
                  key={item.key}
                  value={item}
                  className={item.label === "" ? "find-item find-plain" : "find-item"}
                  render={<a href={item.href} tabIndex={-1} />}
                  onClick={() => remember(query)}
                >
                  {item.label !== "" && <span className="text-sm text-soft">{item.label}</span>}
                  <span lang={item.lang ?? undefined}>
                    <bdi>{item.name}</bdi>
                  </span>
                  {item.note !== null && (
                    <span className="mono text-soft">
                      <bdi>{item.note}</bdi>
                    </span>
                  )}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <p id={keys} className="note mt-3">
        {texts.keys}
      </p>
      {query.trim() === "" && kept.some((group) => group.value === "recent") && (
        <button
          type="button"
          className="mt-1 cursor-pointer self-start py-1 text-sm text-link underline"
          onClick={() => {
            forget();
            setKept(keptGroups(locale, texts));
            input.current?.focus();
          }}
        >
          {texts.forget}
        </button>
      )}
    </Autocomplete.Root>
  );
}

function statusText(found: Found, texts: FindTexts): string {
  switch (found.state) {
    case "idle":
      return texts.start;
    case "searching":
      return texts.searching;
    case "failed":
      return texts.failed;
    case "found":
      return found.view.groups.length === 0 && found.view.searchable ? texts.nothing : found.view.said;
  }
}

const searchPage = (locale: string, query: string) =>
  `/${locale}/search?${new URLSearchParams({ q: query }).toString()}`;

const plainEntry = (key: string, href: string, name: string): Entry => {
  return { key, href, label: "", name, lang: null, note: null };
};

function foundGroups(found: Found, locale: string, texts: FindTexts): Group[] {
  const all = plainEntry("all", searchPage(locale, found.query), allOf(texts, found.query));
  const last: Group = { value: "all", title: "", items: [all] };
  if (found.view === null) return [last];
  return [...found.view.groups.map(({ type, title, hits }) => ({ value: type, title, items: hits })), last];
}

function keptGroups(locale: string, texts: FindTexts): Group[] {
  const groups: Group[] = [
    {
      value: "recent",
      title: texts.recent,
      items: recent().map((query) => plainEntry(`recent-${query}`, searchPage(locale, query), query)),
    },
    {
      value: "views",
      title: texts.views,
      items: views().map(({ name, path }) => plainEntry(`view-${name}`, `/${locale}${path}`, name)),
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}
