// RPCs of several chains in one setting: chainId=URL, several apart by commas.
import { MingzhangError } from "./errors.ts";

/**
 * Reads `31338=http://127.0.0.1:8546,10=https://rpc.example`; of two for one chain the later counts. Throws SETTING_INVALID.
 * @param protocols which a URL may have
 */
export function parseRpcUrls(text: string, protocols: readonly string[] = ["http:", "https:"]): Map<number, string> {
  const urls = new Map<number, string>();
  for (const part of text.split(",").map((one) => one.trim())) {
    if (part === "") continue;
    const [, id, url] = /^([1-9]\d{0,15})\s*=\s*(\S+)$/u.exec(part) ?? [];
    if (id === undefined || url === undefined || !URL.canParse(url) || !protocols.includes(new URL(url).protocol)) {
      const remedy = `Give chainId=URL, such as 31338=http://127.0.0.1:8546, with ${protocols.join(" or ")}`;
      throw new MingzhangError("SETTING_INVALID", "RPC", part, "is no chain and its RPC", remedy);
    }
    urls.set(Number(id), url);
  }
  return urls;
}
