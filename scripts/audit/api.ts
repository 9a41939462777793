// Compares what was derived with what the HTTP API answers: every account, line, fund, movement, case and total.
import type {
  Account as ApiAccount,
  Commitment,
  Fund,
  Line,
  LineTree,
  Movement,
  Page,
  Totals,
} from "@mingzhang/sdk/api";
import type { CasePage } from "@mingzhang/sdk/api-cases";
import type { LogHead } from "@mingzhang/sdk/api-log";
import { type Account, type Books, net } from "./books.ts";
import type { CaseBook } from "./cases.ts";
import { inEffect } from "./clock.ts";
import { same } from "./difference.ts";
import type { AuditLog } from "./log.ts";
import { executionOf, totalsOf, unconfirmedOf } from "./totals.ts";
import { accountText, dayText, KIND_NAMES, stepOf, timeText } from "./words.ts";

const AT_ONCE = 16;
const TIME_LIMIT_MS = 30_000;

/** The API does not answer, or not sensibly: nothing was compared. */
export class ApiFailure extends Error {}

export class Api {
  readonly #url: string;
  answers = 0;

  constructor(url: string) {
    this.#url = url.replace(/\/+$/, "");
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.#ask(path);
    if (!answer.ok) throw await failure(this.#url, path, answer);
    return (await answer.json()) as T;
  }

  async #ask(path: string): Promise<Response> {
    try {
      const answer = await fetch(this.#url + path, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
      this.answers += 1;
      return answer;
    } catch (cause) {
      throw new ApiFailure(`${this.#url} does not answer ${path}. Give the indexer's address with --api.`, { cause });
    }
  }

  /** Bytes of a document, null where the API does not have it. */
  async bytes(path: string): Promise<Uint8Array | null> {
    const answer = await this.#ask(path);
    if (answer.status === 404) {
      await answer.body?.cancel();
      return null;
    }
    if (!answer.ok) throw await failure(this.#url, path, answer);
    return new Uint8Array(await answer.arrayBuffer());
  }

  /** Every row of a list. */
  async all<T>(path: string): Promise<T[]> {
    const rows: T[] = [];
    const sign = path.includes("?") ? "&" : "?";
    for (let cursor: string | null = null; ;) {
      const link: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<T> = await this.get<Page<T>>(`${path}${sign}limit=200${link}`);
      rows.push(...page.items);
      cursor = page.next;
      if (cursor === null) return rows;
    }
  }
}

async function failure(url: string, path: string, answer: Response): Promise<ApiFailure> {
  return new ApiFailure(`${url} answers ${answer.status} to ${path}: ${(await answer.text()).slice(0, 300)}`);
}

export async function compareLog(api: Api, log: AuditLog): Promise<void> {
  const { size, root } = await api.get<LogHead>("/v1/log");
  same("api", "the log", { size: log.records.length, root: log.root }, { size, root });
}

export async function compareAccounts(api: Api, books: Books): Promise<void> {
  await atOnce([...books.accounts.values()], async (account) => {
    const id = accountText(account.id);
    const told = await api.get<ApiAccount>(`/v1/accounts/${id}`);
    const { totalIn, totalOut, openedRecord, year } = told;
    const derived = {
      id,
      openedRecord: account.record,
      year: ["fund", "source"].includes(account.kind) ? null : account.year,
    };
    same("api", `account ${id}`, derived, { id: told.id, openedRecord, year });
    // An act appropriates in several currencies or none: the API then tells of its flows alone.
    if (account.kind !== "act" || told.currency !== null) {
      same(
        "api",
        `account ${id}`,
        { totalIn: String(account.in), totalOut: String(account.out) },
        { totalIn, totalOut },
      );
    }
    same("api", `account ${id}`, flowsOf(account), toldFlows(told));
  });
}

/** Of a line the API tells what joins it with acts, lines and allotments; what its commitments do is in its execution. */
const flowsOf = ({ kind: of, flows }: Account) => ({
  flows: JSON.stringify(
    [...flows]
      .filter(([key]) => of !== "line" || (parseInt(key) >= 7 && parseInt(key) <= 13))
      .map(([key, { amount, count }]) => {
        const [kind = "", side = "", currency = ""] = key.split(" ");
        return `${KIND_NAMES[Number(kind) - 1]} ${side} ${currency}: ${amount} in ${count}`;
      })
      .sort(),
  ),
});

const toldFlows = ({ flows }: ApiAccount) => ({
  flows: JSON.stringify(
    flows.map(({ kind, side, currency, amount, count }) => `${kind} ${side} ${currency}: ${amount} in ${count}`).sort(),
  ),
});

export async function compareLines(api: Api, books: Books): Promise<void> {
  const lines = [...books.accounts.values()].filter(({ kind }) => kind === "line");
  const seen = new Map<string, Line>();
  for (const year of new Set(lines.map((line) => line.year))) {
    const { agencies } = await api.get<LineTree>(`/v1/lines?year=${year}`);
    for (const agency of agencies) for (const line of agency.lines) seen.set(line.id, line);
  }
  same("api", "lines", { count: lines.length }, { count: seen.size });
  for (const line of lines) {
    const told = seen.get(accountText(line.id));
    const derived = { ...strings(executionOf(line)), year: line.year, agency: line.agency };
    same("api", accountText(line.id), derived, { ...told, agency: told?.agency.id });
  }
  const commitments = [...books.accounts.values()].filter(({ kind }) => kind === "commitment");
  const rows = new Map((await api.all<Commitment>("/v1/commitments")).map((row) => [row.id, row]));
  same("api", "commitments", { count: commitments.length }, { count: rows.size });
  for (const commitment of commitments) {
    const committed = net(commitment, "14 in", "-15 out");
    const paid = net(commitment, "4 out", "5 out", "16 out", "-6 in", "-16 in");
    const told = rows.get(accountText(commitment.id));
    const derived = { ...strings({ committed, paid, open: committed - paid }), payee: commitment.party };
    same("api", accountText(commitment.id), derived, { ...told, payee: told?.payee.id });
  }
}

export async function compareFunds(api: Api, books: Books): Promise<void> {
  const funds = [...books.accounts.values()].filter(({ kind }) => kind === "fund");
  const rows = new Map((await api.all<Fund>("/v1/funds")).map((row) => [row.id, row]));
  same("api", "funds", { count: funds.length }, { count: rows.size });
  const movements = [...books.movements.values()];
  for (const fund of funds) {
    const waits = movements.filter(({ from }) => from === fund.id).map((movement) => unconfirmedOf(books, movement));
    const derived = strings({
      received: net(fund, "1 in"),
      refunded: net(fund, "2 out"),
      transferredIn: net(fund, "3 in"),
      transferredOut: net(fund, "3 out"),
      paid: net(fund, "4 out", "5 out", "-6 in"),
      takenFromFunds: net(fund, "5 in", "-6 out"),
      balance: fund.in - fund.out,
      unconfirmed: waits.reduce((sum, one) => sum + one, 0n),
    });
    const told = rows.get(accountText(fund.id));
    same(
      "api",
      accountText(fund.id),
      { ...derived, currency: fund.currency, owner: fund.agency },
      { ...told, owner: told?.owner.id },
    );
  }
}

/** Every row of the list of movements, so that one that is altered or left out shows. */
export async function compareMovements(api: Api, books: Books, log: AuditLog): Promise<void> {
  const rows = new Map(
    (await api.all<Movement>("/v1/movements?sort=record&order=asc")).map((row) => [row.record, row]),
  );
  for (const { number, decoded, currency, ...args } of books.movements.values()) {
    const row = rows.get(number);
    const place = log.records[number];
    const derived = {
      kind: KIND_NAMES[decoded.kind - 1],
      from: accountText(args.from),
      to: accountText(args.to),
      amount: String(args.amount),
      fromPosition: String(args.fromPosition),
      toPosition: String(args.toPosition),
      currency,
      detailRaw: args.detail,
      document: BigInt(args.document) === 0n ? null : args.document,
      cites: decoded.cites === 0n ? null : Number(decoded.cites),
      valueDate: decoded.valueDate === 0 ? null : dayText(decoded.valueDate),
      postedAt: timeText(place?.time ?? 0),
      undone: String(books.undone.get(number)?.amount ?? 0n),
      confirmed: books.confirmed.get(number) ?? null,
      transaction: place?.transaction,
    };
    const told = { ...row, from: row?.from.id, to: row?.to.id, transaction: row?.chain.transaction };
    same("api", `movement ${number}`, derived, {
      ...told,
      confirmed: row === undefined ? undefined : (row.confirmed?.record ?? null),
    });
  }
  same("api", "movements", { count: books.movements.size }, { count: rows.size });
}

export async function compareTotals(api: Api, books: Books): Promise<void> {
  const { currencies } = await api.get<Totals>("/v1/totals");
  const totals = totalsOf(books);
  const told = new Map(currencies.map((row) => [row.currency, row]));
  same("api", "totals", { currencies: [...totals.keys()].join(" ") }, { currencies: [...told.keys()].join(" ") });
  for (const [currency, { movements, exponent, ...sums }] of totals) {
    same("api", `totals in ${currency}`, { ...strings(sums), movements, exponent }, { ...told.get(currency) });
  }
}

/** Statuses are told as in effect at the moment of the answer: the clock is applied to what was derived. */
export async function compareCases(api: Api, book: CaseBook): Promise<void> {
  const seen = new Set<number>();
  const byNumber = new Map([...book.cases.values()].map((each) => [each.number, each]));
  for (let cursor: string | null = null; ;) {
    const link: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page: CasePage = await api.get<CasePage>(`/v1/cases?limit=200${link}`);
    const now = Date.parse(page.asOf) / 1000;
    for (const row of page.items) {
      const found = byNumber.get(row.number);
      const effective =
        found === undefined ? null : inEffect(found.state, found.body.steps.map(stepOf), found.body, now);
      const derived = {
        id: found?.id,
        status: effective?.status,
        stage: effective?.stage,
        overdue: effective?.overdue,
        lapsable: effective?.lapsable,
        round: found?.state.round,
        agency: found?.body.agency,
        lastRecord: found?.lastRecord,
        amount: found === undefined || row.amount === null ? row.amount : String(found.amount),
      };
      same("api", `case ${row.number}`, derived, { ...row, agency: row.agency.id });
      seen.add(row.number);
    }
    cursor = page.next;
    if (cursor === null) break;
  }
  same("api", "cases", { count: book.cases.size }, { count: seen.size });
}

const strings = <K extends string>(values: Record<K, bigint>): Record<K, string> =>
  Object.fromEntries(Object.entries<bigint>(values).map(([name, value]) => [name, value.toString()])) as Record<
    K,
    string
  >;

/** So many at a time as an API bears. */
export async function atOnce<T>(items: readonly T[], compare: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) await Promise.all(items.slice(at, at + AT_ONCE).map(compare));
}
