// Posts to an address that a subscription names, and to no other: no private network, no redirect, no second look-up.
import { lookup } from "node:dns/promises";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP } from "node:net";

export interface TargetRules {
  /** http: as well as https: */
  allowHttp: boolean;
  /** Addresses of private networks and of this machine. */
  allowPrivate: boolean;
}

const CLOSED = new BlockList();
for (const [net, bits] of [
  ...[
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
  ],
  ...[
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
  ],
  ...[
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ],
] as [string, number][]) {
  CLOSED.addSubnet(net, bits, "ipv4");
}
/** Of IPv6, only what is given out to the world is open; parts of that lead elsewhere. */
const WORLD = new BlockList();
WORLD.addSubnet("2000::", 3, "ipv6");
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as [string, number][]) {
  CLOSED.addSubnet(net, bits, "ipv6");
}

/** Whether an address is one of the public internet. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !CLOSED.check(address, "ipv4");
  if (family !== 6) return false;
  return WORLD.check(address, "ipv6") && !CLOSED.check(address, "ipv6");
}

/** Throws an Error that says why an address may not be posted to. */
export function checkTarget(text: string, rules: TargetRules): URL {
  const url = new URL(text);
  if (url.protocol !== "https:" && !(rules.allowHttp && url.protocol === "http:")) {
    throw new Error(`${url.protocol} is not allowed: use https, or set MINGZHANG_HOOKS_ALLOW_HTTP=true.`);
  }
  if (url.username !== "" || url.password !== "") throw new Error("Leave name and password out of the address.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !rules.allowPrivate && !isPublic(host)) throw new Error(notPublic(host));
  return url;
}

const notPublic = (address: string) =>
  `${address} is no public address. MINGZHANG_HOOKS_ALLOW_PRIVATE=true allows private ones.`;

/** The one address that is connected to: looked up once, so that a name cannot answer otherwise a second time. */
async function addressOf(url: URL, rules: TargetRules): Promise<{ address: string; family: number }> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = await lookup(host, { all: true, verbatim: true });
  const closed = found.find(({ address }) => !rules.allowPrivate && !isPublic(address));
  const [first] = found;
  if (first === undefined) throw new Error(`${host} has no address.`);
  if (closed !== undefined) throw new Error(notPublic(closed.address));
  return first;
}

const TIME_LIMIT_MS = 10_000;

/** Status of the answer; its body is not read. Throws where none comes. */
export async function postTo(
  target: string,
  rules: TargetRules,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<number> {
  const url = checkTarget(target, rules);
  const pinned = await addressOf(url, rules);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
    const asked = send(url, {
      ...{ method: "POST", headers, agent: false, signal: limited },
      lookup: (_host, options, answer) => {
        if (options.all === true) answer(null, [pinned]);
        else answer(null, pinned.address, pinned.family);
      },
    });
    asked.on("response", (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}
