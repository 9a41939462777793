// Whether what a path names exists. Asked before the page is rendered, because afterwards it is too late for a 404 that
// can be read without JavaScript: a page that finds nothing half-way can only send an empty document.
import { apiUrl } from "@/api/url";
import { paramsOf } from "@/features/asked/read";
import { isPinned, readCitation } from "@/features/cite/asked";
import { listQuery, readListCitation } from "@/features/cite/list-asked";

/** A slow indexer is the page's to tell about. */
const TIME_LIMIT_MS = 3_000;

/** Pages about one thing: what its id looks like, and where the API has it. */
const THINGS: readonly [page: string, id: RegExp, api: string][] = [
  ["movements", /^\d{1,15}$/, "/v1/movements/"],
  ["records", /^\d{1,15}$/, "/v1/records/"],
  ["agencies", /^\d{1,9}$/, "/v1/parties/"],
  ["payees", /^\d{1,9}$/, "/v1/parties/"],
  ["funds", /^fund-[1-9]\d{0,16}$/, "/v1/funds/"],
  ["budget", /^line-[1-9]\d{0,16}$/, "/v1/lines/"],
  ["commitments", /^commitment-[1-9]\d{0,16}$/, "/v1/commitments/"],
  ["cases", /^(?:\d{1,15}|0x[0-9a-fA-F]{64})$/, "/v1/cases/"],
  ["findings", /^(?:\d{1,15}|0x[0-9a-fA-F]{64})$/, "/v1/findings/"],
  ["checkpoints", /^0x[0-9a-f]{64}$/, "/v1/checkpoints/"],
  ["procedures", /^\d{1,9}$/, "/v1/procedures/"],
  ["accounts", /^[a-z]+-[1-9]\d{0,16}$/, "/v1/accounts/"],
];

/** A division, or what is not classified. */
const FUNCTION = /^(?:0\d|10)$/;

/** @param pathname with its language. True only if it is certain: an indexer that does not answer proves nothing. */
export async function isMissing(pathname: string, query = new URLSearchParams()): Promise<boolean> {
  const [, , page, id, ...rest] = pathname.split("/");
  const thing = THINGS.find(([name]) => name === page);
  if (page === "movements" && id === "log") return rest.length > 0 && (await isMissingLog(rest));
  // Functions are those of COFOG, whatever the API has.
  if (page === "functions") return rest.length > 0 || !FUNCTION.test(id ?? "");
  // What no permit is numbered; of one that is not there the page says so itself.
  if (page === "permits" && id !== undefined && id !== "") return rest.length > 0 || !/^[1-9]\d{0,14}$/.test(id);
  if (thing === undefined || id === undefined || id === "") return false;
  const [, shape, api] = thing;
  // A movement's trail is where the movement is.
  const further = page === "movements" && rest.length === 1 && rest[0] === "trail" ? [] : rest;
  if (further.length > 0 || !shape.test(id)) return true;
  try {
    const answer = await fetch(apiUrl(api + id), { method: "HEAD", signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    if (answer.status === 404 || answer.status === 400) return true;
    return rest[0] === "trail" && (await isBeyond(query.get("at"), Number(id)));
  } catch {
    // Unreachable or late: the page says so itself.
    return false;
  }
}

/**
 * What to answer with where a citation is refused, whose page says why; null where it is not, or nobody knows. An amount
 * does not make the difference: which currency it is in need not be known.
 */
export async function citationStatus(pathname: string, query: URLSearchParams): Promise<number | null> {
  const [, , page, ...rest] = pathname.split("/");
  const given = paramsOf(query);
  if (page !== "cite" || rest.length > 0 || !isPinned(given)) return null;
  try {
    const list = readListCitation(given);
    const asked =
      list === null
        ? apiUrl("/v1/citations", readCitation(given).query(null))
        : apiUrl(`/v1/citations/${list.list}`, listQuery(list));
    const { status } = await fetch(asked, { method: "HEAD", signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    return status === 400 || status === 404 ? status : null;
  } catch {
    return null;
  }
}

/** A trail of the first so many records: the movement is among them, and the log is as long. */
async function isBeyond(at: string | null, record: number): Promise<boolean> {
  if (at === null || !/^\d{1,15}$/.test(at)) return false;
  if (Number(at) <= record) return true;
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  return (await fetch(apiUrl(`/v1/records/${Number(at) - 1}`), { method: "HEAD", signal })).status === 404;
}

/** A place on the chain is missing where neither the indexer nor this site's node has a log there. */
async function isMissingLog([transaction, index, ...rest]: string[]): Promise<boolean> {
  if (rest.length > 0 || !/^0x[0-9a-f]{64}$/i.test(transaction ?? "") || !/^\d{1,9}$/.test(index ?? "")) return true;
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    const indexed = await fetch(apiUrl(`/v1/movements/by-log/${transaction}/${index}`), { method: "HEAD", signal });
    if (indexed.ok) return false;
  } catch {
    // Without the indexer the node decides.
  }
  const rpc = process.env.MINGZHANG_RPC_URL;
  if (!rpc) return false;
  try {
    const call = { jsonrpc: "2.0", id: 1, method: "eth_getTransactionReceipt", params: [transaction] };
    const headers = { "content-type": "application/json" };
    const answer = await fetch(rpc, { method: "POST", headers, body: JSON.stringify(call), signal });
    const { result } = (await answer.json()) as { result?: { logs: { logIndex: string }[] } | null };
    if (result === undefined) return false;
    return result === null || !result.logs.some((log) => Number(log.logIndex) === Number(index));
  } catch {
    // Unreachable, late, or no answer of a node: the page says so itself.
    return false;
  }
}
