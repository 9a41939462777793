// The figures that can be cited: what each is of, and how a movement of each kind counts in it at each end.
import { type AccountKind, accountKind, parseAccount } from "./accounts.ts";
import { KINDS, type KindInfo, type KindName } from "./kinds.ts";

export type Sign = 1 | -1;

/** How a movement counts for the account that it leaves, the one that it enters, and the payee fund beyond. */
export interface Ends {
  from?: Sign | undefined;
  to?: Sign | undefined;
  beyond?: Sign | undefined;
}

export const FIGURE_NAMES = [
  "appropriated",
  "allotted",
  "committed",
  "paid",
  "available",
  "lapsed",
  "received",
  "revenue",
  "financing",
  "opening-balance",
  "in",
  "out",
  "balance",
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

export interface Figure {
  kinds: Partial<Record<KindName, Ends>>;
  /** First digits of the classes of receipts and refunds (GFSM 2014) that count alone. */
  classes?: string;
}

/** What figures are of. */
export type FigureSubject = "line" | "fund" | "commitment" | "account" | "agency" | "party" | "function" | "total";

const EXECUTION: readonly FigureName[] = ["appropriated", "allotted", "committed", "paid", "available", "lapsed"];

/** The figures of each subject, in the order in which pages show them. */
export const FIGURES_OF: Readonly<Record<FigureSubject, readonly FigureName[]>> = {
  line: EXECUTION,
  fund: ["balance", "in", "out", "received", "paid"],
  commitment: ["committed", "paid", "balance"],
  account: ["in", "out", "balance"],
  agency: EXECUTION,
  party: ["paid", "committed", "received"],
  function: EXECUTION,
  total: ["revenue", "financing", "opening-balance", ...EXECUTION],
};

/** Filters of lists that may say what a figure is of, by subject; a figure with any other is none. */
export const FIGURE_FILTERS = {
  line: ["line"],
  fund: ["account"],
  commitment: ["account"],
  account: ["account"],
  agency: ["agency", "within", "year", "currency"],
  party: ["party", "currency"],
  function: ["function", "year", "currency"],
  total: ["year", "currency"],
} as const satisfies Readonly<Record<FigureSubject, readonly string[]>>;

/** What the filters of a list name, where it has figures. Throws ACCOUNT_INVALID. */
export function figureSubject(filters: {
  line?: string | undefined;
  account?: string | undefined;
  agency?: unknown;
  party?: unknown;
  function?: unknown;
}): FigureSubject {
  if (filters.line !== undefined) return "line";
  if (filters.account !== undefined) {
    const kind = accountKind(parseAccount(filters.account));
    return kind === "fund" || kind === "commitment" ? kind : "account";
  }
  if (filters.agency !== undefined) return "agency";
  if (filters.party !== undefined) return "party";
  return filters.function !== undefined ? "function" : "total";
}

const appropriated: Figure["kinds"] = {
  appropriation: { to: 1 },
  cut: { from: -1 },
  virement: { from: -1, to: 1 },
  "carry-over": { from: -1, to: 1 },
};
const committed: Figure["kinds"] = { commitment: { to: 1 }, release: { from: -1 } };
const received: Figure["kinds"] = { receipt: { from: 1, to: 1 }, refund: { from: -1, to: -1 } };
const entered = everyKind((total) => (total === "in" ? 1 : undefined));
const left = everyKind((total) => (total === "out" ? 1 : undefined));

export const FIGURES: Readonly<Record<FigureName, Figure>> = {
  appropriated: { kinds: appropriated },
  allotted: { kinds: { allotment: { from: 1 }, withdrawal: { to: -1 } } },
  committed: { kinds: committed },
  paid: {
    kinds: {
      payment: { from: 1, to: 1 },
      "transfer-payment": { from: 1, to: 1 },
      recovery: { from: -1, to: -1 },
      reclassification: { from: -1, to: 1 },
    },
  },
  available: {
    kinds: { ...appropriated, lapse: { from: -1 }, commitment: { to: -1 }, release: { from: 1 } },
  },
  lapsed: { kinds: { lapse: { from: 1 } } },
  received: { kinds: received },
  revenue: { kinds: received, classes: "11,12,13,14" },
  financing: { kinds: received, classes: "31,32,33" },
  "opening-balance": { kinds: received, classes: "99" },
  in: { kinds: entered },
  out: { kinds: left },
  balance: { kinds: everyKind((total) => (total === "in" ? 1 : total === "out" ? -1 : undefined)) },
};

function everyKind(sign: (total: KindInfo["beyondTotal"]) => Sign | undefined): Figure["kinds"] {
  return Object.fromEntries(
    KINDS.map(({ name, fromTotal, toTotal, beyondTotal }) => [
      name,
      { from: sign(fromTotal), to: sign(toTotal), beyond: sign(beyondTotal) },
    ]),
  );
}

interface Named {
  agency?: unknown;
  function?: unknown;
  year?: unknown;
}

/**
 * Kinds of movements from a line to another that a list with a figure's filters need not have: by agency, function and
 * year a list takes them by the line that they enter, while the figure counts those that leave as well.
 */
export function kindsBeyondList(name: FigureName, filters: Named): KindName[] {
  const { agency, function: code, year } = filters;
  if (agency === undefined && code === undefined && year === undefined) return [];
  return figureKinds(name, null).flatMap(({ kind, counted }) => (counted === "both" ? [kind] : []));
}

export type Counted = "plus" | "minus" | "both";

/** Kinds that make a figure, and whether they add to it, take away, or either. @param owner kind of the account that it is of, if it is of one */
export function figureKinds(name: FigureName, owner: AccountKind | null): { kind: KindName; counted: Counted }[] {
  return KINDS.flatMap(({ name: kind, from, to, beyondTotal }) => {
    const ends = FIGURES[name].kinds[kind] ?? {};
    const signs = [
      owner === null || from === owner ? ends.from : undefined,
      owner === null || to === owner ? ends.to : undefined,
      owner === "fund" && beyondTotal !== null ? ends.beyond : undefined,
    ];
    const [plus, minus] = [signs.includes(1), signs.includes(-1)];
    return plus || minus ? [{ kind, counted: plus && minus ? "both" : plus ? "plus" : "minus" }] : [];
  });
}
