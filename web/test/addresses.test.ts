// Which addresses the explorer's server takes before anything else reads them, and what of an answer stays inside.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { isPlain, nowhere, unreadable } from "../server/addresses.ts";
import { keepInside } from "../server/inside.ts";

describe("addresses", () => {
  it("are read where path and query are UTF-8", () => {
    for (const url of [
      "/",
      "/en/funds?year=2026",
      "/en/search?q=100%25",
      "/en/search?q=%E5%AD%A6+a?b",
      "/zh/%E6%90%9C",
    ]) {
      expect(unreadable(url), url).to.equal(null);
    }
  });

  it("are refused in words where they are not, in the path or in the query, or where they are no path", () => {
    const odd = [
      "/%ff",
      "/%c0%ae",
      "/en/%E0%A4%A",
      "/en/search?q=%ED%A0%80",
      "/export/movements.csv?text=%FF",
      "/en?q=%",
    ];
    for (const url of odd) expect(unreadable(url), url).to.match(/a % in it is not followed/u);
    for (const url of ["", "*", "http://elsewhere.example/en", "en"]) {
      expect(unreadable(url), url).to.match(/no path of this site/u);
    }
  });
});

describe("a path", () => {
  it("is plain where it is written as browsers write it", () => {
    for (const path of [
      "/",
      "/en/movements/12/trail",
      "/en//funds",
      "/zh/%E6%90%9C%E7%B4%A2",
      "/en/portal/submit/permit-auto",
      `/en/portal/submit/${encodeURIComponent("采购 (b) [c]: 1+1?")}`,
      "/_next/static/chunks/0b8cf2u39rsyb.js",
      "/en/a,b;c=d@e!f'g(h)*~",
    ]) {
      expect(isPlain(path), path).to.equal(true);
    }
  });

  const many = "%" + "25".repeat(260) + "00";
  for (const path of [
    `/en/funds${many}`,
    "/en/%252e%252e/data/v1/status",
    "/en/%2e%2e/data/v1/status",
    "/en/../data/v1/status",
    "/en/%252e%252e/verifier.html",
    "/data/%2e%2e/en/%252e%252e/relay/health",
    "/en/funds%2500",
    "/en/f%0aunds",
    "/en/%00",
    "/en%2ffunds",
    "/en/%5cfunds",
    "/en/%5Cfunds",
    "/en\\funds",
    "/en/%66unds",
    "/zh/%e6%90%9c",
    "/en/fünds",
    "/en/<b>",
    "/en#funds",
  ]) {
    it(`is not: ${path.slice(0, 48)}`, () => expect(isPlain(path)).to.equal(false));
  }

  it("that is not plain is answered in the language that it begins with", () => {
    expect(nowhere("/zh/%5c")).to.equal("/zh/-/nowhere");
    expect(nowhere("/en/%5c")).to.equal("/en/-/nowhere");
    expect(nowhere("/%5c")).to.equal("/en/-/nowhere");
  });
});

describe("what Next.js tells itself", () => {
  /** What comes of an answer, or of the failure to begin one. */
  async function answered(work: (response: ServerResponse) => void): Promise<Response> {
    const server = createServer((_request, response) => {
      keepInside(response);
      try {
        work(response);
      } catch (cause) {
        response.statusCode = 500;
        response.end(String(cause));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      return new Response(await answer.text(), answer);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it("is not sent, and nothing else is missing", async () => {
    const { headers, status } = await answered((response) => {
      response.setHeader("x-middleware-rewrite", "/en/-/nowhere");
      response.setHeader("X-Middleware-Set-Cookie", "a=b");
      response.setHeader("content-type", "text/plain");
      response.setHeader("set-cookie", ["a=b", "c=d"]);
      response.end();
    });
    expect(status).to.equal(200);
    expect([...headers.keys()].filter((name) => name.startsWith("x-middleware"))).to.deep.equal([]);
    expect(headers.get("content-type")).to.equal("text/plain");
    expect(headers.getSetCookie()).to.deep.equal(["a=b", "c=d"]);
  });

  for (const elsewhere of ["http://localhost:3000/en/-/nowhere", "https://localhost:3000/en", "//elsewhere.example/"]) {
    it(`leads nowhere else: ${elsewhere}`, async () => {
      const answer = await answered((response) => response.setHeader("x-middleware-rewrite", elsewhere));
      expect(answer.status).to.equal(500);
      expect(await answer.text()).to.contain("stay in this process");
    });
  }
});
