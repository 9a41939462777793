// A page's scripts are asked for after its paint; whatever else the explorer serves goes through byte for byte.
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
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

  it("find the page's data in their order, which is no script until then", () => {
    const data = [[0], [1, 'a "text" of </script> & \\ and 明账\u2028'], [1, "self.__next_f.push([1,0])"], [3, "AAAA"]];
    const escaped = (value: unknown) =>
      JSON.stringify(value).replace(
        /[&<>\u2028\u2029]/gu,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
    const [first, ...later] = data.map(escaped);
    const inline =
      `<script nonce="abc">(self.__next_f=self.__next_f||[]).push(${first ?? ""})</script>` +
      later.map((part) => `<script nonce="abc">self.__next_f.push(${part})</script>`).join("");
    const found = scriptsAfterPaint(page(script("a"), `<p>self.__next_f.push([1,2])</p>${inline}`));
    expect(found.match(/<script/gu)).to.have.length(2);
    const inert = /<script type="application\/json">(.*?)<\/script>/su.exec(found)?.[1] ?? "";
    expect(JSON.parse(inert)).to.deep.equal(data);
    expect(found).to.contain("<p>self.__next_f.push([1,2])</p>");
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
