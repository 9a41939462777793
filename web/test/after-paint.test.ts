// A page's scripts are asked for after its paint; whatever else the explorer serves goes through byte for byte.
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { pagesFirst, scriptsAfterPaint } from "../server/after-paint.ts";

const script = (name: string, nonce = "abc") =>
  `<script src="/_next/static/chunks/${name}.js" async="" nonce="${nonce}"></script>`;
const page = (head: string, body: string) => `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;

describe("scripts after paint", () => {
  it("are taken out of the head and the body, and loaded by one at the end, with the page's nonce", () => {
    const preload = `<link rel="preload" as="script" fetchPriority="low" nonce="abc" href="/_next/static/chunks/c.js"/>`;
    const inline = `<script nonce="abc">(self.__next_f=self.__next_f||[]).push([0])</script>`;
    const main = `<script src="/_next/static/chunks/c.js" nonce="abc" id="_R_" async=""></script>`;
    const found = scriptsAfterPaint(page(preload + script("a") + script("b"), `<p>text</p>${main}${inline}`));
    expect(found).to.not.match(/<script src|rel="preload"/u);
    expect(found).to.contain(`<p>text</p><script type="application/json">[[0]]</script><script nonce="abc">`);
    expect(found).to.contain(`["/_next/static/chunks/a.js","/_next/static/chunks/b.js","/_next/static/chunks/c.js"]`);
    expect(found.endsWith("</script></body></html>")).to.equal(true);
  });

  describe("and the page's data", () => {
    const DATA = [[0], [1, 'a "text" of </script> & \\ and 明账\u2028'], [1, "self.__next_f.push([1,0])"], [3, "AAAA"]];
    const escaped = (value: unknown) =>
      JSON.stringify(value).replace(
        /[&<>\u2028\u2029]/gu,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
    const written = (attributes: string, data: readonly unknown[] = DATA) => {
      const [first, ...later] = data.map(escaped);
      const head = `<script${attributes}>(self.__next_f=self.__next_f||[]).push(${first ?? ""})</script>`;
      return head + later.map((part) => `<script${attributes}>self.__next_f.push(${part})</script>`).join("");
    };
    const inertOf = (html: string) => /<script type="application\/json">(.*?)<\/script>/su.exec(html)?.[1] ?? "";

    for (const attributes of [' nonce="abc"', ""]) {
      it(`are JSON before the loader, in their order (${attributes === "" ? "without" : "with"} a nonce)`, () => {
        const text = "<p>self.__next_f.push([1,2])</p>";
        const found = scriptsAfterPaint(page(script("a"), text + written(attributes)));
        expect(found.match(/<script/gu)).to.have.length(2);
        expect(JSON.parse(inertOf(found))).to.deep.equal(DATA);
        expect(found).to.contain(text);
      });
    }

    it("stay where they are, all of them, where one is written in an unknown way", () => {
      const unknown = `<script nonce="abc">self.__next_f.push([1,"b"]);</script>`;
      const inline = written(' nonce="abc"') + unknown + written(' nonce="abc"', [[1, "c"]]);
      const found = scriptsAfterPaint(page(script("a"), inline));
      expect(found).to.contain(`${inline}<script type="application/json">[]</script>`);
    });

    /** Runs the loader in a page that paints at once; what it asked for, and the listeners that are left. */
    function run(html: string, data: string) {
      const asked: { src?: string }[] = [];
      const listening = new Set<string>();
      const self: { __next_f?: unknown[] } = {};
      const code = /<script nonce="abc">(\(\(\)=>.*)<\/script>/su.exec(html)?.[1] ?? "";
      const document = {
        currentScript: { nonce: "abc", previousElementSibling: { textContent: data } },
        createElement: () => ({}),
        head: { append: (each: object) => asked.push(each) },
      };
      const scope: Record<string, unknown> = {
        document,
        self,
        addEventListener: (name: string) => listening.add(name),
        removeEventListener: (name: string) => listening.delete(name),
        requestAnimationFrame: (work: () => void) => work(),
        setTimeout: (work: () => void, ms?: number) => ms === undefined && work(),
      };
      let failure = "";
      try {
        runInNewContext(code, scope);
      } catch (error) {
        failure = String(error);
      }
      return { asked, listening: [...listening], self, failure };
    }

    it("are Next.js's own list when its scripts are asked for", () => {
      const html = scriptsAfterPaint(page(script("a"), written(' nonce="abc"')));
      const { asked, listening, self, failure } = run(html, inertOf(html));
      expect(failure).to.equal("");
      expect(listening).to.include.members(["click", "keydown"]);
      expect(self.__next_f).to.deep.equal(DATA);
      expect(asked.map(({ src }) => src)).to.deep.equal(["/_next/static/chunks/a.js"]);
    });

    it("that are broken leave the keys to the browser, and no script is asked for", () => {
      const html = scriptsAfterPaint(page(script("a"), written(' nonce="abc"')));
      const { asked, listening, failure } = run(html, "[[0],");
      expect(failure).to.contain("SyntaxError");
      expect(asked).to.deep.equal([]);
      expect(listening).to.not.include.oneOf(["click", "keydown"]);
    });
  });

  it("are those of Next.js alone; a document without any stays as it is", () => {
    for (const html of [
      page(`<script src="https://elsewhere.example/a.js" async=""></script>`, "x"),
      page(`<script src="/_next/static/chunks/a.js" noModule="" nonce="abc"></script>`, "x"),
      page("", `<p>&lt;script src="/_next/static/chunks/a.js" async=""&gt;&lt;/script&gt;</p>`),
      page("", `<script>"<\\/body>"</script>`),
      "",
    ]) {
      expect(scriptsAfterPaint(html)).to.equal(html);
    }
  });

  describe("of a response", () => {
    let server: Server;
    let respond: (response: ServerResponse) => void;
    before(async () => {
      server = createServer((_, response) => {
        pagesFirst(response);
        respond(response);
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    after(() => server.close());
    const ask = async (with_: typeof respond) => {
      respond = with_;
      return (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).text();
    };
    const html = page(script("a"), "明账".repeat(300));

    it("that is a page are moved, wherever its pieces are cut, in the middle of a character too", async () => {
      const bytes = Buffer.from(html);
      const text = await ask((response) => {
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.setHeader("content-length", bytes.length);
        for (let at = 0; at < bytes.length; at += 97) response.write(bytes.subarray(at, at + 97));
        response.end();
      });
      expect(text).to.equal(scriptsAfterPaint(html));
      const whole = await ask((response) => {
        response.setHeader("content-type", "text/html");
        response.end(html, "utf8");
      });
      expect(whole).to.equal(scriptsAfterPaint(html));
    });

    it("that is no page are not looked at, and come as they are written", async () => {
      const text = await ask((response) => {
        response.setHeader("content-type", "text/event-stream");
        response.write(html);
        response.write("data: 1\n\n", () => response.end("data: 2\n\n"));
      });
      expect(text).to.equal(`${html}data: 1\n\ndata: 2\n\n`);
    });

    it("that is a part of a document comes as it is, cut in the middle of a character too", async () => {
      const part = Buffer.from(html).subarray(0, Buffer.from(html).indexOf("明账") + 1);
      respond = (response) => {
        response.statusCode = 206;
        response.setHeader("content-type", "text/html");
        response.setHeader("content-length", part.length);
        response.end(part);
      };
      const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      expect(Buffer.from(await answer.arrayBuffer()).equals(part)).to.equal(true);
    });

    it("to HEAD says what it would be and ends", async () => {
      respond = (response) => {
        response.setHeader("content-type", "text/html");
        response.setHeader("content-length", 5);
        response.end();
      };
      const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method: "HEAD" });
      expect([answer.status, answer.headers.get("content-length")]).to.deep.equal([200, "5"]);
    });

    it("that has nothing in it ends", async () => {
      const text = await ask((response) => {
        response.setHeader("content-type", "text/html");
        response.end();
      });
      expect(text).to.equal("");
    });
  });
});
