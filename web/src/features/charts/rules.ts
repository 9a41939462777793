// What the address of each chart may ask for; the same for its page, its files and its frame.
import {
  currency,
  division,
  oneOf,
  party,
  readAsked,
  record,
  type Rule,
  type Rules,
  type SearchParams,
  type Unfit,
  year,
  yearOrAll,
} from "../asked/read.ts";
import { trailRules } from "../trail/rules.ts";

export type ChartName = "flows" | "budget" | "curve" | "calendar" | "trend" | "payees" | "compare" | "flags" | "trail";

const line: Rule = { fits: (value) => /^line-[1-9]\d{0,16}$/.test(value), remedy: "line" };
const fund: Rule = { fits: (value) => /^fund-[1-9]\d{0,16}$/.test(value), remedy: "account" };

const RULES: Record<ChartName, Rules> = {
  flows: { year: yearOrAll, currency },
  budget: { year: yearOrAll, currency, function: division, agency: { ...party, needs: "function" } },
  curve: { line },
  calendar: { year, currency },
  trend: { currency, agency: party, party, fund, function: division },
  payees: { year: yearOrAll, currency, agency: party },
  compare: { year, currency, before: year, by: oneOf(["function", "agency"]) },
  flags: { year, currency, agency: party, payee: party },
  trail: { ...trailRules(["cash", "budget"]), record, pieces: oneOf(["200", "1000"]) },
};

/** What a chart is of, where it is of one thing: exactly one of these. */
const SUBJECTS: Partial<Record<ChartName, readonly string[]>> = {
  curve: ["line"],
  trend: ["agency", "party", "fund", "function"],
  trail: ["record"],
};

export interface ChartAsked {
  asked: Readonly<Record<string, string | undefined>>;
  unfit: Unfit[];
  /** Without its subject there is no chart to fall back to. */
  missing: boolean;
}

/** Whether all years together are a choice. */
export const takesAllYears = (name: ChartName) => RULES[name]["year"] === yearOrAll;

/** @param more what the address has beside the chart's own, such as a file's language */
export function readChartAsked(name: ChartName, params: SearchParams, more: Rules = {}): ChartAsked {
  const read = readAsked(params, { ...RULES[name], ...more });
  const subjects = SUBJECTS[name] ?? [];
  const given = subjects.filter((subject) => read.asked[subject] !== undefined);
  const named = read.unfit.some((unfit) => subjects.includes(unfit.name));
  const missing = subjects.length > 0 && given.length === 0;
  const nothing = missing && !named ? [missingOf(name, subjects)] : [];
  const [first, ...others] = given;
  const tooMany = others.map((subject): Unfit => ({
    ...{ name: subject, value: read.asked[subject] ?? "", remedy: "alone", of: [first ?? ""] },
  }));
  const asked = Object.fromEntries(Object.entries(read.asked).filter(([each]) => !others.includes(each)));
  return { asked, unfit: [...read.unfit, ...nothing, ...tooMany], missing };
}

function missingOf(name: ChartName, subjects: readonly string[]): Unfit {
  const [only = ""] = subjects;
  const remedy = subjects.length === 1 ? RULES[name][only]?.remedy : undefined;
  return { name: subjects.join(", "), value: "", remedy: remedy ?? "subject", of: subjects };
}
