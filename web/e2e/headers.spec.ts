// Policy, headers, redirects and errors of the explorer's HTTP answers.
import type { Problem } from "@mingzhang/sdk/api";
import { get } from "node:http";
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

test("an address that cannot be read is refused as one", async ({ request }) => {
  // Playwright would mend it.
  const { hostname, port } = new URL(at.web());
  for (const path of ["/%ff", "/%c0%ae", "/en/%E0%A4%A", "/data/%ff", "/export/%ff"]) {
    const status = await new Promise((resolve, reject) => {
      get({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode)).on("error", reject);
    });
    expect([400, 404], path).toContain(status);
  }
  expect((await request.get(`${at.web()}/en/search?q=100%25`)).status()).toBe(200);
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
