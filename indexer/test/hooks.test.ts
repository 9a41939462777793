// Webhooks reach the address that is named and no other, signed, in order, again until they are taken, and once per id.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, createServer as createTcp, type Server as TcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Delivery, signDelivery, verifyDelivery } from "@mingzhang/sdk/webhook";
import { expect } from "chai";
import { checkTarget, isPublic, postTo } from "../src/hooks/targets.ts";
import type { Position } from "../src/hooks/position.ts";
import { readSubscriptions } from "../src/hooks/config.ts";
import type { Service } from "../src/service.ts";
import { startChain, type TestChain } from "./support/chain.ts";
import { type City, foundCity } from "./support/city.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { index, ready } from "./support/engines.ts";

const SECRET = "a secret of at least 24 characters";
const OPEN = { allowHttp: true, allowPrivate: true };

interface Received {
  delivery: Delivery;
  id: string;
}

/** Takes deliveries in, after `refuse` have been turned away. */
async function receiver(): Promise<{ server: Server; url: string; got: Received[]; refuse: number }> {
  const it = { got: [] as Received[], refuse: 0 };
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (it.refuse > 0) {
        it.refuse -= 1;
        response.writeHead(503).end();
        return;
      }
      const body = Buffer.concat(chunks).toString("utf8");
      const headers = request.headers as Record<string, string | undefined>;
      const id = verifyDelivery({ secret: SECRET, headers, body, now: Math.floor(Date.now() / 1000) });
      it.got.push({ delivery: JSON.parse(body) as Delivery, id });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(it, { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` });
}

/** An SMTP server that takes every letter. */
async function mailbox(): Promise<{ server: TcpServer; url: string; letters: string[] }> {
  const letters: string[] = [];
  const server = createTcp((socket) => {
    let text = "";
    let inData = false;
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      text += chunk.toString("utf8");
      for (
        let end = text.indexOf(inData ? "\r\n.\r\n" : "\r\n");
        end >= 0;
        end = text.indexOf(inData ? "\r\n.\r\n" : "\r\n")
      ) {
        const line = text.slice(0, end);
        text = text.slice(end + (inData ? 5 : 2));
        if (inData) {
          letters.push(line);
          inData = false;
          socket.write("250 taken\r\n");
        } else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write("354 go on\r\n");
        } else socket.write(/^QUIT/i.test(line) ? "221 bye\r\n" : "250 ok\r\n");
      }
    });
    socket.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`, letters };
}

async function until(what: string, met: () => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (!met()) {
    if (Date.now() > end) throw new Error(`not within a minute: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("webhooks", () => {
  describe("addresses", () => {
    it("are public ones over https, unless a setting says otherwise", () => {
      const closed =
        "127.0.0.1 10.1.2.3 172.31.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 " +
        "198.18.0.1 192.0.2.1 ::1 :: fe80::1 fc00::1 fd12::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 " +
        "2002:7f00:1::1 2001:db8::1 2001::1 ff02::1 localhost";
      for (const address of closed.split(" ")) expect(isPublic(address), address).to.equal(false);
      for (const address of ["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111"]) {
        expect(isPublic(address), address).to.equal(true);
      }
      const none = { allowHttp: false, allowPrivate: false };
      const refused: [string, string][] = [
        ["http://example.org/", "use https"],
        ["file:///etc/passwd", "use https"],
        ["gopher://example.org/", "use https"],
        ["https://user:word@example.org/", "out of the address"],
        ["https://127.0.0.1/", "no public address"],
        // Other ways to write 127.0.0.1, which URLs read alike.
        ["https://2130706433/", "no public address"],
        ["https://0x7f.1/", "no public address"],
        ["https://[::ffff:127.0.0.1]/", "no public address"],
      ];
      for (const [url, words] of refused) expect(() => checkTarget(url, none), url).to.throw(words);
      expect(checkTarget("https://example.org/hook", none).hostname).to.equal("example.org");
    });

    it("that a name leads to are looked at too, and redirects are not followed", async () => {
      const there = await receiver();
      const elsewhere = createServer((_request, response) => response.writeHead(302, { location: there.url }).end());
      await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
      const { port } = elsewhere.address() as AddressInfo;
      const { signal } = new AbortController();
      const onlyHttp = { allowHttp: true, allowPrivate: false };
      const failed = await postTo(`http://localhost:${port}/`, onlyHttp, {}, "", signal).then(
        () => "",
        (error: Error) => error.message,
      );
      expect(failed).to.match(/no public address/);
      expect(await postTo(`http://localhost:${port}/`, OPEN, {}, "", signal)).to.equal(302);
      expect(there.got.length).to.equal(0);
      there.server.close();
      elsewhere.close();
    });
  });

  it("are refused with another secret, body, id or time, and outside the tolerance", () => {
    const [body, now] = ['{"a":1}', 1_800_000_000];
    const headers = (delivery: string, timestamp: number, over = body, secret = SECRET) => ({
      "mingzhang-delivery": delivery,
      "mingzhang-timestamp": String(timestamp),
      "mingzhang-signature": signDelivery(secret, timestamp, delivery, over),
    });
    const good = headers("0xab", now);
    expect(verifyDelivery({ secret: SECRET, headers: good, body, now: now + 299 })).to.equal("0xab");
    const wrong = [
      { headers: headers("0xab", now, body, "another secret of some length"), body, now },
      { headers: good, body: `${body} `, now },
      { headers: { ...good, "mingzhang-delivery": "0xac" }, body, now },
      { headers: { ...good, "mingzhang-timestamp": String(now + 1) }, body, now },
      { headers: { ...good, "mingzhang-signature": undefined }, body, now },
      { headers: good, body, now: now + 301 },
      { headers: good, body, now: now - 301 },
      { headers: {}, body, now },
    ];
    for (const each of wrong) expect(() => verifyDelivery({ secret: SECRET, ...each })).to.throw(/secret|seconds/);
  });

  it("are written down by the operator, and what does not fit is named", () => {
    const folder = mkdtempSync(join(tmpdir(), "mingzhang-hooks-"));
    const path = join(folder, "hooks.json");
    const read = (value: unknown) => {
      writeFileSync(path, JSON.stringify(value));
      return () => readSubscriptions(path, OPEN);
    };
    const hook = { id: "a", url: "https://example.org", secret: SECRET };
    expect(read({ webhooks: [{ ...hook, filter: "kind=payment&agency=2" }] })().webhooks[0]?.filter).to.deep.equal({
      ...{ kind: "payment", agency: 2 },
    });
    expect(read({ webhooks: [{ ...hook, secret: "short" }] })).to.throw("24 characters");
    expect(read({ webhooks: [{ ...hook, filter: "kind=nothing" }] })).to.throw("kind");
    expect(read({ webhooks: [{ ...hook, filter: "colour=red" }] })).to.throw("colour");
    expect(read({ webhooks: [{ ...hook, filter: "from=2026-07-01&to=2026-01-31" }] })).to.throw("later than to");
    expect(read({ webhooks: [hook, hook] })).to.throw("Each id stands once");
    expect(read({ webhooks: [{ ...hook, url: "ftp://example.org" }] })).to.throw("use https");
    expect(read({ letters: [{ id: "b", to: "nobody" }] })).to.throw("email");
    rmSync(folder, { recursive: true });
  });

  describe("of a chain", () => {
    let chain: TestChain;
    let suite: EmittedSuite;
    let city: City;
    let there: Awaited<ReturnType<typeof receiver>>;
    let post: Awaited<ReturnType<typeof mailbox>>;
    let folder: string;
    let service: Service;
    const start = async () => {
      const hooks = join(folder, "hooks.json");
      const [webhook, letter] = [
        { id: "payments", url: there.url, secret: SECRET, filter: "kind=payment" },
        { id: "letters", to: "clerk@example.org", filter: "kind=receipt" },
      ];
      writeFileSync(hooks, JSON.stringify({ webhooks: [webhook], letters: [letter] }));
      const settings = { hooks, hooksAllowHttp: true, hooksAllowPrivate: true, smtpUrl: post.url };
      const place = { dataDir: join(folder, "index"), mailFrom: "ledger@example.org", ...settings };
      service = await index(chain.url, suite.deployment, place);
      await ready(service);
    };
    const pay = (amount: bigint) => {
      const commitment = city.commitments[0];
      if (commitment === undefined) throw new Error("no commitment");
      const { id, fund } = commitment;
      return suite.move({ kind: "payment", from: fund, to: id, amount, valueDate: 20_500 });
    };
    const amounts = () =>
      there.got.map(({ delivery }) => (delivery.event === "movement" ? delivery.movement.amount : delivery.fromRecord));

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "mingzhang-hooks-"));
      [chain, there, post] = await Promise.all([startChain(), receiver(), mailbox()]);
      suite = await EmittedSuite.deploy(chain.client);
      city = foundCity(suite);
      pay(1n);
      await suite.send();
      await start();
    });
    after(async () => {
      await service.stop();
      await chain.stop();
      there.server.close();
      post.server.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it("begin with what is new, keep order, and come again until they are taken", async () => {
      there.refuse = 1;
      pay(2n);
      suite.move({ kind: "cash-transfer", from: city.funds[0] ?? 0n, to: city.funds[1] ?? 0n, amount: 9n });
      pay(3n);
      await suite.send();
      await until("two payments", () => there.got.length >= 2);
      expect(amounts()).to.deep.equal(["2", "3"]);
      const [first] = there.got;
      expect(first?.id).to.equal(first?.delivery.delivery);
      expect(new Set(there.got.map(({ id }) => id)).size).to.equal(2);
      expect(first?.delivery.origin.trail).to.equal(suite.deployment.contracts.auditTrail.toLowerCase());
    });

    it("go on where they were after a restart, and say what a fork took", async () => {
      await service.stop();
      pay(4n);
      await suite.send();
      await start();
      await until("the payment of the pause", () => there.got.length >= 3);
      expect(amounts()).to.deep.equal(["2", "3", "4"]);

      const snapshot = await chain.client.snapshot();
      const back = suite.mark();
      const record = pay(5n);
      await suite.send();
      await until("what will be taken back", () => there.got.length >= 4);
      // Of a fork only those are told who looked at what it took.
      const letters = join(folder, "index", "hooks", "letters.json");
      await until("the other look", () => (JSON.parse(readFileSync(letters, "utf8")) as Position).next > record);
      await chain.client.revert({ id: snapshot });
      back();
      pay(6n);
      await suite.send();
      await until("the fork and what came instead", () => there.got.length >= 6);
      expect(amounts()).to.deep.equal(["2", "3", "4", "5", record, "6"]);
      expect(new Set(there.got.map(({ id }) => id)).size).to.equal(6);
    });

    it("come as letters too, with nothing in them that cannot be seen", async () => {
      suite.move({
        kind: "receipt",
        from: city.sources[0] ?? 0n,
        to: city.funds[0] ?? 0n,
        amount: 77n,
        code: 111,
        valueDate: 20_500,
      });
      await suite.send();
      // The fork was told by a letter too, before what is new.
      await until("two letters", () => post.letters.length >= 2);
      const [fork = "", letter = ""] = post.letters;
      expect(fork).to.contain("To: clerk@example.org");
      expect(letter).to.contain("To: clerk@example.org");
      // A subject is coded in pieces, wherever they happen to break.
      expect(letter.replace(/\?=\s+=\?UTF-8\?Q\?/g, "")).to.contain("letters");
      const coded = letter.slice(letter.indexOf("\r\n\r\n") + 4);
      const text = /transfer-encoding: base64/i.test(letter)
        ? Buffer.from(coded, "base64").toString("utf8")
        : coded.replace(/=\r\n/g, "");
      expect(text).to.contain("0.77");
    });
  });
});
