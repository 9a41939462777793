// Policy, headers, redirects and errors of the explorer's HTTP answers.
import type { Problem } from "@mingzhang/sdk/api";
import { createServer, get, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { aPaidCase } from "./fixture/cases";
import { end, serveExplorer } from "./fixture/processes";
import { aPayment, at, everyRoute, expect, LANGUAGES, test } from "./fixture/world";

test("/ leads to the language that the browser prefers", async ({ request }) => {
  for (const [accept, path] of [
    ["zh-CN,zh;q=0.9,en;q=0.5", "/zh"],
    ["en-US,en;q=0.9", "/en"],
    ["fr", "/en"],
  ] as const) {
    const answer = await request.get(`${at.web()}/`, { headers: { "accept-language": accept }, maxRedirects: 0 });
    expect(new URL(answer.headers().location ?? "", at.web()).pathname).toBe(path);
  }
});

test("each page has its own nonce, and only pages that are held against the chain may connect elsewhere", async ({
  request,
}) => {
  const { record } = await aPayment();
  const policyOf = async (path: string) =>
    (await request.get(at.web() + path)).headers()["content-security-policy"] ?? "";
  const [first, second, movement, list, aCase, permit] = [
    await policyOf("/en"),
    await policyOf("/en"),
    await policyOf(`/en/movements/${record}`),
    await policyOf("/en/cases"),
    await policyOf(`/zh/cases/${(await aPaidCase()).number}`),
    await policyOf("/en/permits/1?holder=0x11"),
  ];
  expect(first).not.toBe(second);
  for (const policy of [first, movement, list, aCase, permit]) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-inline");
    expect(policy).not.toContain("unsafe-eval");
  }
  expect(first).toContain("connect-src 'self';");
  expect(list).toContain("connect-src 'self';");
  for (const policy of [movement, aCase, permit]) expect(policy).toContain("connect-src 'self' http: https: ws: wss:");
});

/** What stands in a page's head about the page, by name, property or relation. */
function headOf(html: string): Map<string, string[]> {
  const [head = ""] = html.split("</head>", 1);
  const found = new Map<string, string[]>();
  found.set(
    "title",
    [...head.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title = ""]) => title),
  );
  for (const [tag] of head.matchAll(/<(?:meta|link) [^>]*>/g)) {
    const named = /(?:name|property|rel)="([^"]*)"/.exec(tag)?.[1] ?? "";
    const said = /(?:content|href)="([^"]*)"/.exec(tag)?.[1] ?? "";
    found.set(named, [...(found.get(named) ?? []), said]);
  }
  return found;
}

test("every page says once what it is, to those who list and those who share it", async ({ request }) => {
  test.setTimeout(180_000);
  const descriptions = new Map<string, string>();
  for (const language of LANGUAGES) {
    for (const route of await everyRoute()) {
      const head = headOf(await (await request.get(`${at.web()}/${language}${route}`)).text());
      expect(head.get("title"), route).toHaveLength(1);
      expect(head.get("title")?.[0], route).toMatch(/\S+ · (?:Mingzhang|明账)$/);
      for (const name of ["description", "og:title", "og:description", "og:locale"]) {
        expect(head.get(name), `${route} ${name}`).toHaveLength(1);
        expect(head.get(name)?.[0]?.trim(), `${route} ${name}`).toBeTruthy();
      }
      // Nothing set says under which name the site is found, and a request's word for it is not repeated.
      expect(head.get("canonical"), route).toBeUndefined();
      descriptions.set(`${language}${route.split("?", 1)[0]}`, head.get("description")?.[0] ?? "");
    }
  }
  const { record } = await aPayment();
  expect(descriptions.get(`en/movements/${record}`)).toMatch(/ paid .*\d{4}\.$/);
});

test("a site that knows its name says where each page stands, in both languages, with a picture", async ({
  request,
}) => {
  const origin = "https://explorer.example";
  const { url, child } = await serveExplorer({ MINGZHANG_API_URL: at.api(), MINGZHANG_PUBLIC_ORIGIN: origin });
  try {
    for (const [path, canonical, ...feeds] of [
      ["", ""],
      ["/movements?kind=payment", "/movements", "/export/movements.atom?kind=payment"],
      ["/budget", "/budget"],
    ]) {
      const head = headOf(await (await request.get(`${url}/zh${path}`)).text());
      expect(head.get("canonical")).toEqual([`${origin}/zh${canonical}`]);
      expect(head.get("alternate")).toEqual([
        `${origin}/zh${canonical}`,
        `${origin}/en${canonical}`,
        `${origin}${canonical}`,
        ...feeds,
      ]);
      expect(head.get("og:url")).toEqual([`${origin}/zh${path}`]);
      expect(head.get("og:image")).toEqual([`${origin}/share/zh.png`]);
    }
    const picture = await request.get(`${url}/share/zh.png`);
    expect(picture.headers()["content-type"]).toBe("image/png");
    const bytes = await picture.body();
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  } finally {
    await end(child);
  }
});

test("security headers stand on pages and on files", async ({ request }) => {
  for (const path of ["/en", "/icon.svg", "/export/movements.csv?kind=recovery"]) {
    const headers = (await request.get(at.web() + path)).headers();
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["referrer-policy"], path).toBe("same-origin");
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
});

test("charts made for it may stand in any site's frame, and nothing else may", async ({ request }) => {
  for (const path of ["/embed/en/flows", "/embed/zh/budget?year=2026", "/embed/en/nonsense", "/embed/xx/flows"]) {
    const answer = await request.get(at.web() + path);
    const headers = answer.headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(headers["x-frame-options"], path).toBeUndefined();
    expect(headers["cross-origin-resource-policy"], path).toBe("cross-origin");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(policy, path).toContain("frame-ancestors *");
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("sandbox allow-popups");
    expect(policy, path).not.toMatch(/script-src|unsafe-inline|allow-scripts|allow-same-origin/);
    expect(answer.status(), path).toBe(/nonsense|xx/.test(path) ? 404 : 200);
    if (answer.status() === 200) expect(await answer.text()).not.toMatch(/<script|<form|\son\w+=/i);
  }
  for (const path of [
    "/en/charts",
    "/zh/charts/budget",
    "/export/charts/flows.svg?locale=en",
    "/en/embed/flows",
    "/embedded",
    "/embed/en/flows/more",
    "/embed/about",
    "/documents/0x00/more",
  ]) {
    const answer = await request.get(at.web() + path);
    expect(answer.headers()["x-frame-options"], path).toBe("DENY");
    expect(answer.headers()["content-security-policy"] ?? "", path).not.toContain("frame-ancestors *");
    if (/more$|about$/.test(path)) expect(answer.headers()["content-security-policy"], path).toContain("nonce-");
  }
});

test("preferences lead back to this site alone", async ({ request }) => {
  for (const [back, location] of [
    ["/zh/funds?a=1", "/zh/funds?a=1"],
    ["//evil.example/", "/"],
    ["https://evil.example/", "/"],
    ["/zh/\\evil", "/"],
    ["/zh/搜索?q=学校", "/zh/%E6%90%9C%E7%B4%A2?q=%E5%AD%A6%E6%A0%A1"],
    ["/zh/..//evil.example", "/"],
  ] as const) {
    const answer = await request.post(`${at.web()}/preferences`, { form: { grouping: "wan", back }, maxRedirects: 0 });
    expect(answer.headers().location, back).toBe(location);
  }
});

test("preferences are set by a small form of this site alone", async ({ request }) => {
  const address = `${at.web()}/preferences`;
  const form = { grouping: "wan", back: "/zh" };
  const status = async (headers: Record<string, string>) =>
    (await request.post(address, { form, headers, maxRedirects: 0 })).status();
  expect(await status({ origin: new URL(address).origin })).toBe(303);
  expect(await status({ origin: new URL(address).origin, "sec-fetch-site": "same-origin" })).toBe(303);
  expect(await status({ origin: "https://evil.example" })).toBe(403);
  expect(await status({ origin: "null" })).toBe(403);
  expect(await status({ "sec-fetch-site": "cross-site" })).toBe(403);
  const large = { ...form, more: "a".repeat(5_000) };
  expect((await request.post(address, { form: large, maxRedirects: 0 })).status()).toBe(413);
  // In pieces, without a word of how many there are.
  const pieces = new Blob([new URLSearchParams(large).toString()]).stream();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const sent: RequestInit & { duplex: "half" } = { method: "POST", headers, body: pieces, duplex: "half" };
  const counted = await fetch(address, { ...sent, redirect: "manual" });
  expect(counted.status).toBe(413);
});

test("what is not there is 404, also as a download; what is refused is 4xx, never 5xx", async ({ request }) => {
  for (const path of [
    "/en/movements/999999999",
    "/zh/funds/fund-9999",
    "/en/nope",
    "/zh/payees/999999",
    "/en/records/99999999",
    "/en/cases/0",
    "/zh/cases/nonsense",
    "/en/procedures/9999",
    "/en/permits/99999999999999999999",
  ]) {
    expect((await request.get(at.web() + path)).status(), path).toBe(404);
  }
  const odd = [
    "/en/movements?min[]=1",
    "/en/search?q=%00",
    "/en/movements/log/0x12/3",
    "/en/budget?year=99999",
    "/en/payees?cursor=x",
    "/en/cases?cursor=x&status=%00",
    "/en/permits/1?holder=%00",
    "/en/permits?permit=%00",
  ];
  for (const path of [...odd, "/export/movements.csv?nonsense=1", `/documents/0x${"00".repeat(32)}`]) {
    expect((await request.get(at.web() + path)).status(), path).toBeLessThan(500);
  }
});

/** Asks for a path as it stands: Playwright would mend it. */
function askAsWritten(origin: string, path: string): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    get({ hostname, port, path }, (answer) => {
      const { statusCode: status = 0, headers } = answer.resume();
      resolve({ status, headers });
    }).on("error", reject);
  });
}

test("an address that cannot be read is refused as one, in its path or in its query", async ({ request }) => {
  for (const path of ["/%ff", "/%c0%ae", "/en/%E0%A4%A", "/data/%ff", "/export/%ff"]) {
    expect([400, 404], path).toContain((await askAsWritten(at.web(), path)).status);
  }
  for (const path of [
    "/data/v1/movements?text=%ED%A0%80",
    "/export/movements.csv?text=%FF",
    "/en/search?q=%C0%AE",
    "/find?locale=en&q=%FF",
    "/live?a=%",
  ]) {
    const { status, headers } = await askAsWritten(at.web(), path);
    expect(status, path).toBe(400);
    expect(headers["content-type"], path).toContain("text/plain");
  }
  expect((await request.get(`${at.web()}/en/search?q=100%25`)).status()).toBe(200);
});

/** Paths that come out as others once more of them is read than a browser has written. */
const TWICE_READ = [
  `/en/funds%${"25".repeat(260)}00`,
  "/en/%252e%252e/data/v1/status",
  "/en/%252e%252e/relay/health",
  "/en/%252e%252e/embed/en/flows",
  "/en/%252e%252e/verifier.html",
  "/data/%2e%2e/en/%252e%252e/data/v1/status",
  "/en/../data/v1/status",
  "/en/funds%20",
  "/en/funds%20?year=2026",
  "/en/f%0aunds",
  "/zh/%5cfunds",
  "/en/%66unds",
];

test("behind TLS too what is not there is 404, and so is every other spelling of what is", async ({ request }) => {
  // Were a page fetched over the network, this server would ask itself for it by TLS, which it does not speak: 500.
  const tls = await serveExplorer({
    MINGZHANG_API_URL: at.api(),
    MINGZHANG_PUBLIC_ORIGIN: "https://explorer.example",
  });
  try {
    for (const path of ["/en/funds/fund-999", "/zh/movements/999999999", "/en/nope", "/en/cases/0", ...TWICE_READ]) {
      for (const origin of [at.web(), tls.url]) {
        const { status, headers } = await askAsWritten(origin, path);
        expect(status, `${origin}${path}`).toBe(404);
        expect(headers["content-type"], path).toContain("text/html");
        expect(headers["content-security-policy"], path).toContain("nonce-");
        expect(Object.keys(headers).filter((name) => name.startsWith("x-middleware"))).toEqual([]);
      }
    }
    expect(await (await request.get(`${tls.url}/zh/funds/fund-999`)).text()).toContain('lang="zh-CN"');
    for (const [path, status] of [
      ["/en", 200],
      [`/en/portal/submit/${encodeURIComponent("采购 [1]")}`, 200],
      [`/zh/${encodeURIComponent("搜索")}`, 404],
    ] as const) {
      expect((await request.get(tls.url + path)).status(), path).toBe(status);
    }
    const forwarded = { headers: { "x-forwarded-proto": "https" } };
    expect((await request.get(`${at.web()}/en/funds/fund-999`, forwarded)).status()).toBe(404);
  } finally {
    await end(tls.child);
  }
});

test("a page's questions are asked in its reader's name, by whose address the indexer counts", async ({ request }) => {
  const asked: { path: string; reader: unknown }[] = [];
  const indexer = createServer(({ url = "", headers }, answer) => {
    asked.push({ path: url.split("?", 1)[0] ?? "", reader: headers["x-forwarded-for"] });
    answer.writeHead(503).end();
  });
  await new Promise<void>((resolve) => indexer.listen(0, "127.0.0.1", resolve));
  const api = `http://127.0.0.1:${(indexer.address() as AddressInfo).port}`;
  const { url, child } = await serveExplorer({ MINGZHANG_API_URL: api });
  try {
    const headers = { "x-forwarded-for": "198.51.100.7, 203.0.113.9" };
    await request.get(`${url}/en/cite?size=10&kind=payment`, { headers });
    const citations = asked.filter(({ path }) => path === "/v1/citations");
    expect(citations.length).toBeGreaterThan(0);
    expect(citations.at(-1)?.reader).toBe("203.0.113.9");
  } finally {
    await end(child);
    indexer.closeAllConnections();
    indexer.close();
  }
});

test("of the API this origin passes on what its pages ask, as what it is", async ({ request }) => {
  for (const path of ["status", "movements?limit=1", "log", "officials", "agencies", "parties?limit=1"]) {
    const answer = await request.get(`${at.web()}/data/v1/${path}`);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()["content-type"], path).toContain("application/json");
    expect(answer.headers()["content-security-policy"], path).toBe("default-src 'none'; sandbox");
  }
  for (const path of [
    "v1/documents",
    `v1/documents/0x${"00".repeat(32)}`,
    "v1/export/log.csv",
    "v1/movements.csv",
    "v1/movements.atom",
    "v1/citations?size=1",
    "v1/stream",
    "metrics",
    "openapi.json",
  ]) {
    const answer = await request.get(`${at.web()}/data/${path}`);
    expect(answer.status(), path).toBe(404);
    expect(answer.headers()["content-type"], path).toContain("application/problem+json");
  }
});

test("files refuse what the indexer refuses, and who asks only about them leaves room for who takes them", async ({
  request,
}) => {
  const refused = ["kind=payment&kind=receipt", "kind=", "fund=fund-1&fund=fund-2"];
  for (const query of refused) {
    for (const path of ["/export/movements.manifest.json", "/export/movements.csv", "/data/v1/movements"]) {
      expect((await request.get(`${at.web()}${path}?${query}`)).status(), `${path}?${query}`).toBe(400);
    }
  }
  for (let time = 0; time < 8; time += 1) {
    const head = await request.head(`${at.web()}/export/provable/log.ndjson`);
    expect(head.status()).toBe(200);
    expect((await request.head(`${at.web()}/live`)).headers()["content-type"]).toContain("text/event-stream");
  }
  expect((await request.get(`${at.web()}/export/parties.csv?kind=agency`)).status()).toBe(200);
  const metrics = await (await request.get(`${at.api()}/metrics`)).text();
  expect(Number(/^mingzhang_streams (\d+)/m.exec(metrics)?.[1])).toBeLessThan(8);
});

test("what is not there below the files has a policy, and a feed asked for wrongly says so", async ({ request }) => {
  for (const path of [
    "/export/nothing",
    "/export/a/b/c",
    "/export/charts/nothing.svg",
    "/_next/nothing",
    "/_next/static/none.js",
  ]) {
    const answer = await request.get(at.web() + path);
    expect(answer.status(), path).toBe(404);
    expect(answer.headers()["content-security-policy"], path).toContain("default-src 'none'");
  }
  const svg = await request.get(`${at.web()}/export/charts/flows.svg?year=2026`);
  expect(svg.headers()["content-security-policy"]).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
  const feed = await request.get(`${at.web()}/live`, { headers: { "last-event-id": "abc" } });
  expect(feed.status()).toBe(400);
  const { errors } = (await feed.json()) as Problem;
  expect(errors).toEqual([{ field: "Last-Event-ID", value: "abc", remedy: "Give a record number." }]);
});
