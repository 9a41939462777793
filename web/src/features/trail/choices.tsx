// Which trail of a movement: book and way as links, depth as a form that needs no JavaScript.
import type { Book } from "@mingzhang/sdk/kinds";
import { useLocale, useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { DEPTHS, trailHref, type TrailState } from "./state";

interface Props {
  record: number;
  books: readonly Book[];
  state: TrailState;
}

export function TrailChoices({ record, books, state }: Props) {
  const t = useTranslations("trail");
  const locale = useLocale();
  return (
    <div className="mt-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-4 print:hidden">
      <nav aria-label={t("choices")}>
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {books.flatMap((book) =>
            (["back", "forward"] as const).map((direction) => {
              const here = state.book === book && state.direction === direction;
              return (
                <li key={`${book} ${direction}`}>
                  <PageLink
                    href={trailHref(record, { book, direction, at: state.at })}
                    aria-current={here ? "page" : undefined}
                    className="inline-block py-1 aria-[current]:text-ink aria-[current]:no-underline aria-[current]:shadow-[inset_0_-2px_var(--seal)]"
                  >
                    {t(`way.${book}.${direction}`)}
                  </PageLink>
                </li>
              );
            }),
          )}
        </ul>
      </nav>
      <form action={`/${locale}/movements/${record}/trail`} className="flex items-end gap-2">
        <input type="hidden" name="book" value={state.book} />
        <input type="hidden" name="direction" value={state.direction} />
        {state.at !== null && <input type="hidden" name="at" value={state.at} />}
        <label className="text-sm text-soft">
          {t("depth.label")}
          <select name="depth" defaultValue={state.depth ?? ""} className="field">
            <option value="">{t("depth.all")}</option>
            {DEPTHS.map((depth) => (
              <option key={depth} value={depth}>
                {t("depth.steps", { depth })}
              </option>
            ))}
          </select>
        </label>
        <button className="button button-quiet shrink-0">{t("depth.show")}</button>
      </form>
    </div>
  );
}
