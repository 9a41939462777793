// Finds receipts as a taxpayer knows them: by the kind of payment, which is the source that it comes from, and a day.
import type { Movement, Source } from "@mingzhang/sdk/api";
import { dayText, parseDay } from "@mingzhang/sdk/days";
import { api } from "@/api/client";
import type { ApiError } from "@/api/problem";
import { chooseName } from "@/i18n/names";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";

/** Sources that a select has room for; the largest come first. */
const SOURCES = 200;
/** Receipts of one day, of either side of a day, and without one. */
const LISTED = { day: 50, side: 5, latest: 20 } as const;

/** What taxpayers pay first; what nobody pays as a tax (loans, deposits, what was brought forward) last. */
export const KIND_GROUPS = ["taxes", "contributions", "other", "noRevenue"] as const;
type KindGroup = (typeof KIND_GROUPS)[number];

/** First digits of classes of GFSM 2014. */
function groupOf({ classes }: Source): KindGroup {
  const has = (...first: string[]) => classes.some((each) => first.some((digits) => each.startsWith(digits)));
  if (has("11")) return "taxes";
  if (has("12")) return "contributions";
  return has("13", "14") ? "other" : "noRevenue";
}

export interface Kind {
  id: string;
  group: KindGroup;
  /** Who pays, and into which fund where that does not tell it from others. */
  name: string;
}

export interface OfKind {
  kind: Kind | null;
  day: string | null;
  /** Whether they are of the day itself. */
  exact: boolean;
  receipts: Movement[];
}

/** Sources that money came from, by name; none where the indexer does not say. */
export async function kindsOf(locale: Locale): Promise<Kind[]> {
  const sources = await api.sources({ limit: SOURCES });
  if (!sources.ok) return [];
  const paying = sources.value.items.filter(({ received }) => received !== "0");
  const name = (of: Source) => chooseName(of.party, locale).text;
  const times = new Map<string, number>();
  for (const source of paying) times.set(name(source), (times.get(name(source)) ?? 0) + 1);
  const kinds = paying.map((source): Kind => {
    const fund = chooseName(source.fund, locale).text;
    const many = (times.get(name(source)) ?? 0) > 1;
    return { id: source.id, group: groupOf(source), name: many ? `${name(source)} · ${fund}` : name(source) };
  });
  return kinds.toSorted((a, b) => a.name.localeCompare(b.name, LANGUAGE_TAG[locale]));
}

/** Those of the day; without any the nearest before and after; without a day the latest. */
export async function receiptsOf(
  kinds: readonly Kind[],
  source: string,
  day: string | undefined,
): Promise<OfKind | ApiError> {
  const kind = kinds.find(({ id }) => id === source) ?? null;
  const ask = (query: Record<string, string | number>) => api.movements({ kind: "receipt", account: source, ...query });
  if (day === undefined) {
    const latest = await ask({ limit: LISTED.latest });
    return latest.ok ? { kind, day: null, exact: true, receipts: latest.value.items } : latest.error;
  }
  const of = await ask({ from: day, to: day, limit: LISTED.day });
  if (!of.ok) return of.error;
  if (of.value.items.length > 0) return { kind, day, exact: true, receipts: of.value.items };
  const at = parseDay(day);
  const none = { ok: true, value: { items: [] } } as const;
  const [before, after] = await Promise.all([
    at === 0 ? none : ask({ to: dayText(at - 1), sort: "valueDate", order: "desc", limit: LISTED.side }),
    ask({ from: day, sort: "valueDate", order: "asc", limit: LISTED.side }),
  ]);
  if (!before.ok) return before.error;
  if (!after.ok) return after.error;
  return { kind, day, exact: false, receipts: [...before.value.items.toReversed(), ...after.value.items] };
}
