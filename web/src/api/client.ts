// The one client of the indexer's HTTP API: every path, a time limit, typed errors. Server only.
import "server-only";
import { cache } from "react";
import type {
  AgencyRow,
  ChainRecord,
  Commitment,
  Fund,
  FundDetail,
  LineDetail,
  LineTree,
  MovementDetail,
  MovementPage,
  Page,
  Party,
  PartyDetail,
  Problem,
  SearchResult,
  Source,
  Status,
  Totals,
  Years,
  Account,
  Act,
} from "@mingzhang/sdk/api";
import type {
  CaseDetail,
  CasePage,
  Officials,
  Permit,
  ProcedureDetail,
  Procedures,
  StandingOrder,
  StandingOrderPage,
  Timeliness,
} from "@mingzhang/sdk/api-cases";
import type { Citation, ListCitation } from "@mingzhang/sdk/api-citations";
import type { FindingDetail, FindingPage, Scorecard } from "@mingzhang/sdk/api-findings";
import type {
  BudgetLevel,
  Calendar,
  Comparison,
  Concentration,
  Flags,
  Flows,
  LineCurve,
  NamedDocuments,
} from "@mingzhang/sdk/api-charts";
import type { ReceiptSpent, TrailPage } from "@mingzhang/sdk/api-trails";
import type { CheckpointEntry, CheckpointPage, Forks, Witnesses } from "@mingzhang/sdk/api-checkpoints";
import type { Described } from "@/features/learn/openapi";
import { ApiError, type Result } from "./problem";
import { ofReader } from "./reader";
import { apiUrl, type Query } from "./url";

/** A page would rather say that the indexer is slow than keep its reader waiting. */
const TIME_LIMIT_MS = 10_000;

/** Asks and waits for the headers. Throws ApiError unless the answer is 2xx. */
export async function request(path: string, query: Query = {}, init: RequestInit = {}): Promise<Response> {
  const signal = init.signal ?? AbortSignal.timeout(TIME_LIMIT_MS);
  let answer: Response;
  try {
    answer = await fetch(apiUrl(path, query), { ...init, signal, cache: "no-store" });
  } catch (cause) {
    const late = cause instanceof Error && cause.name === "TimeoutError";
    throw new ApiError(late ? "timeout" : "unreachable", `The indexer did not answer ${path}`);
  }
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  const failure = answer.status === 404 ? "not-found" : answer.status < 500 ? "refused" : "broken";
  throw new ApiError(
    failure,
    problem?.detail ?? `The indexer answered ${answer.status} to ${path}`,
    answer.status,
    problem,
  );
}

async function problemOf(answer: Response): Promise<Problem | null> {
  if (!answer.headers.get("content-type")?.includes("json")) return null;
  try {
    return (await answer.json()) as Problem;
  } catch {
    // The status says enough when the document cannot be read.
    return null;
  }
}

/** The same question is asked once for each page, however many parts of it want the answer. */
const load = cache(async (path: string, search: string): Promise<Result<unknown>> => {
  try {
    const answer = await request(path, Object.fromEntries(new URLSearchParams(search)), { headers: await ofReader() });
    return { ok: true, value: await answer.json() };
  } catch (cause) {
    if (cause instanceof ApiError) return { ok: false, error: cause };
    const late = cause instanceof Error && cause.name === "TimeoutError";
    return { ok: false, error: new ApiError(late ? "timeout" : "broken", `The answer to ${path} could not be read`) };
  }
});

async function get<T>(path: string, query: Query = {}): Promise<Result<T>> {
  // The wire types are the indexer's promise (sdk/src/api.ts); its own tests keep it.
  return (await load(path, apiUrl(path, query).search)) as Result<T>;
}

const id = encodeURIComponent;

export const api = {
  status: () => get<Status>("/v1/status"),
  years: () => get<Years>("/v1/years"),
  totals: (year: number | null) => get<Totals>("/v1/totals", { year: year ?? undefined }),
  movements: (query: Query) => get<MovementPage>("/v1/movements", query),
  citation: (query: Query) => get<Citation>("/v1/citations", query),
  listCitation: (list: string, query: Query) => get<ListCitation>(`/v1/citations/${id(list)}`, query),
  movementByLog: (transaction: string, index: string) =>
    get<MovementDetail>(`/v1/movements/by-log/${id(transaction)}/${id(index)}`),
  movement: (record: string) => get<MovementDetail>(`/v1/movements/${id(record)}`),
  account: (account: string) => get<Account>(`/v1/accounts/${id(account)}`),
  sources: (query: Query) => get<Page<Source>>("/v1/sources", query),
  funds: () => get<Page<Fund>>("/v1/funds", { limit: 200 }),
  fund: (fund: string) => get<FundDetail>(`/v1/funds/${id(fund)}`),
  lineTree: (year: number) => get<LineTree>("/v1/lines", { year }),
  line: (line: string) => get<LineDetail>(`/v1/lines/${id(line)}`),
  act: (act: string) => get<Act>(`/v1/acts/${id(act)}`),
  agencies: (year: number | null) => get<Page<AgencyRow>>("/v1/agencies", { year: year ?? undefined }),
  parties: (query: Query) => get<Page<Party>>("/v1/parties", query),
  party: (party: string) => get<PartyDetail>(`/v1/parties/${id(party)}`),
  commitments: (query: Query) => get<Page<Commitment>>("/v1/commitments", query),
  commitment: (commitment: string) => get<Commitment>(`/v1/commitments/${id(commitment)}`),
  procedures: (all: boolean) => get<Procedures>("/v1/procedures", { all: all || undefined }),
  procedure: (number: string) => get<ProcedureDetail>(`/v1/procedures/${id(number)}`),
  cases: (query: Query) => get<CasePage>("/v1/cases", query),
  /** @param number of its first record, or its 0x… number on chain */
  case: (number: string) => get<CaseDetail>(`/v1/cases/${id(number)}`),
  permit: (number: string) => get<Permit>(`/v1/permits/${id(number)}`),
  standingOrder: (number: number) => get<StandingOrder>(`/v1/standing-orders/${number}`),
  standingOrders: (query: Query) => get<StandingOrderPage>("/v1/standing-orders", query),
  officials: () => get<Officials>("/v1/officials"),
  findings: (query: Query) => get<FindingPage>("/v1/findings", query),
  /** @param finding number of its first record, or its 0x… number on chain */
  finding: (finding: string) => get<FindingDetail>(`/v1/findings/${id(finding)}`),
  scorecard: (query: Query) => get<Scorecard>("/v1/agencies/scorecard", query),
  timeliness: (query: Query) => get<Timeliness>("/v1/timeliness", query),
  trail: (record: string | number, query: Query) => get<TrailPage>(`/v1/movements/${id(String(record))}/trail`, query),
  spent: (record: number, query: Query) => get<ReceiptSpent>(`/v1/receipts/${record}/spent`, query),
  checkpoints: (query: Query) => get<CheckpointPage>("/v1/checkpoints", query),
  checkpoint: (digest: string) => get<CheckpointEntry>(`/v1/checkpoints/${id(digest)}`),
  latestCheckpoint: () => get<CheckpointEntry>("/v1/checkpoints/latest"),
  witnesses: () => get<Witnesses>("/v1/witnesses"),
  forks: () => get<Forks>("/v1/forks"),
  record: (record: string) => get<ChainRecord>(`/v1/records/${id(record)}`),
  described: () => get<Described>("/openapi.json"),
  flows: (query: Query) => get<Flows>("/v1/flows", query),
  budgetLevel: (query: Query) => get<BudgetLevel>("/v1/budget/tree", query),
  calendar: (query: Query) => get<Calendar>("/v1/calendar", query),
  concentration: (query: Query) => get<Concentration>("/v1/payees/concentration", query),
  compare: (query: Query) => get<Comparison>("/v1/compare", query),
  flags: (query: Query) => get<Flags>("/v1/flags", query),
  documents: (query: Query) => get<NamedDocuments>("/v1/documents", query),
  lines: (query: Query) => get<LineTree>("/v1/lines", query),
  lineCurve: (line: string) => get<LineCurve>(`/v1/lines/${id(line)}/curve`),
  search: (q: string, more: Query = {}) => get<SearchResult>("/v1/search", { q, ...more }),
};
