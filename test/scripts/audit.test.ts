// The auditor's tool agrees on an honest system, and names the first thing that a lying node or API says otherwise.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fundLedgerAbi } from "@mingzhang/sdk/abi/fund-ledger";
import { recordTopics } from "@mingzhang/sdk/abi/records";
import { accountNumber } from "@mingzhang/sdk/accounts";
import { expect } from "chai";
import { createPublicClient, encodeFunctionData, http } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { readParameters } from "../../deploy/parameters.ts";
import { Difference } from "../../scripts/audit/difference.ts";
import { reportText } from "../../scripts/audit/report.ts";
import { Api } from "../../scripts/audit/api.ts";
import { readLog } from "../../scripts/audit/log.ts";
import { audit, compareApi, derive, type Derived } from "../../scripts/audit/run.ts";
import { sign, signerIn, signerOf } from "../../scripts/audit/sign.ts";
import { startOwnChain } from "../../scripts/chain/own-chain.ts";
import type { OwnChain } from "../../scripts/chain/own-chain.ts";
import { seed } from "../../scripts/seed/seed.ts";
import { fromRoot } from "../../scripts/stack/paths.ts";
import { type Indexer, startIndexer } from "./indexer.ts";
import { scratch } from "./support.ts";

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Passes everything on to `target`, and lets `lie` change what it answers. */
async function liar(
  target: string,
  lie: (asked: string, answer: string) => string,
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const post =
        request.method === "POST" ? { method: "POST", body, headers: { "content-type": "application/json" } } : {};
      const answer = await fetch(target + (request.url ?? "/"), post);
      const text = lie(body === "" ? (request.url ?? "") : body, await answer.text());
      response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
    })();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const KEY = generatePrivateKey();

type Json = Record<string, unknown>;
const rowsOf = (answer: Json): Json[] => answer.items as Json[];
const first = (rows: Json[] | undefined): Json => {
  const [row] = rows ?? [];
  if (row === undefined) throw new Error("There is no row to change.");
  return row;
};

describe("npm run audit", function () {
  this.timeout(300_000);
  let chain: OwnChain;
  let indexer: Indexer;
  const folder = scratch();

  before(async () => {
    const parameters = readParameters(fromRoot("deploy/parameters/local.json"));
    chain = await startOwnChain(parameters, new Date("2025-12-01T00:00:00Z"));
    await seed({ ...chain, movements: 1_400, documentsDir: folder.path });
    indexer = await startIndexer(chain, `${folder.path}/index`);
  });
  after(async () => {
    await indexer.stop();
    await chain.close();
    folder.remove();
  });

  const run = (more: { rpcUrl?: string; apiUrl?: string } = {}) =>
    audit({ rpcUrl: chain.rpcUrl, deployment: chain.deployment, ...more });

  /** What an audit finds where the API, or the node, lies. */
  async function found(where: "api" | "rpc", lie: (asked: string, answer: string) => string): Promise<Difference> {
    const { url, server } = await liar(where === "api" ? indexer.url : chain.rpcUrl, lie);
    try {
      await run(where === "api" ? { apiUrl: url } : { rpcUrl: url });
    } catch (error) {
      if (error instanceof Difference) return error;
      throw error;
    } finally {
      server.close();
      server.closeAllConnections();
    }
    throw new Error("The lie was not found.");
  }

  it("agrees with contracts, API and root, and two audits of a block sign the same", async () => {
    const report = await run({ apiUrl: indexer.url });
    const { counts, agreesWith, totals, log } = report.findings;
    expect(agreesWith).to.deep.equal(["log root", "contracts", "api"]);
    expect(counts.movements).to.be.at.least(1_400);
    expect(counts.records).to.equal(log.size);
    expect([counts.cases, counts.lines, counts.commitments].every((count) => (count ?? 0) > 50)).to.equal(true);
    expect(Object.keys(totals)).to.include("CNY");
    const again = await run({ apiUrl: indexer.url });
    expect(again.sha256).to.equal(report.sha256);
    expect(report.seconds).to.be.below(60);
  });

  it("is a command that ends with 0 and a report, or 2 where nobody answers", async () => {
    const command = async (...args: string[]) => {
      const deployment = ["--deployment", JSON.stringify(chain.deployment)];
      const child = spawn(process.execPath, [fromRoot("scripts/audit.ts"), ...deployment, ...args], {
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      child.stdout.on("data", (text) => (said += String(text)));
      child.stderr.resume();
      const [code] = (await once(child, "close")) as [number];
      return { code, said };
    };
    const { code, said } = await command("--rpc", chain.rpcUrl, "--json");
    expect(code).to.equal(0);
    expect(JSON.parse(said)).to.include({ agrees: true });
    const dead = await command("--rpc", chain.rpcUrl, "--api", "http://127.0.0.1:1");
    expect(dead.code).to.equal(2);
  });

  let derived: Derived | undefined;

  /** The same, of answers that the API altered: the log is read once for all of these lies. */
  async function foundInAnswers(path: RegExp, change: (answer: Json) => void): Promise<Difference> {
    const { url, server } = await liar(indexer.url, (asked, answer) => {
      if (!path.test(asked)) return answer;
      const json = JSON.parse(answer) as Json;
      change(json);
      return JSON.stringify(json);
    });
    try {
      const client = createPublicClient({ transport: http(chain.rpcUrl) });
      const { auditTrail } = chain.deployment.contracts;
      derived ??= derive(await readLog(client, auditTrail, 0n, await client.getBlockNumber()));
      await compareApi(new Api(url), derived);
    } catch (error) {
      if (error instanceof Difference) return error;
      throw error;
    } finally {
      server.closeAllConnections();
      server.close();
    }
    throw new Error("Nothing was found.");
  }

  it("signs its report by a key of the environment, and says who signed one", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    process.env.MINGZHANG_TEST_AUDITOR = KEY;
    const report = await run();
    expect(report.signed).to.equal(null);
    expect(reportText(report)).to.contain("nobody vouches").and.not.contain("signed by");
    const signed = await sign(report.findings, signerIn("MINGZHANG_TEST_AUDITOR"));
    const text = JSON.stringify({ ...report, signed });
    expect(reportText({ ...report, signed })).to.contain(`signed by         ${signed.signer}`);
    expect(await signerOf(text)).to.equal(privateKeyToAccount(KEY).address.toLowerCase());
    const refused = async (altered: string) =>
      signerOf(altered).then(
        () => expect.fail("It was taken for signed."),
        (error: unknown) => String(error),
      );
    expect(await refused(text.replace('"movements":', '"movements":1'))).to.contain("was altered");
    expect(await refused(text.replace(signed.signer, account.address.toLowerCase()))).to.contain("is not that of");
    expect(await refused(JSON.stringify(report))).to.contain("not signed");
    expect(await refused("{}")).to.contain("no report");
    delete process.env.MINGZHANG_TEST_AUDITOR;
    expect(() => signerIn("MINGZHANG_TEST_AUDITOR")).to.throw("does not hold a private key");
  });

  const lies: [name: string, path: RegExp, change: (answer: Json) => void, subject: RegExp][] = [
    ["a total", /^\/v1\/totals/, (answer) => (first(answer.currencies as Json[]).paid = "1"), /^totals in CNY$/],
    ["a fund", /^\/v1\/funds/, (answer) => (first(rowsOf(answer)).balance = "1"), /^fund-\d+$/],
    [
      "a line",
      /^\/v1\/lines/,
      (answer) => (first(first(answer.agencies as Json[]).lines as Json[]).committed = "1"),
      /^line-\d+$/,
    ],
    ["a commitment", /^\/v1\/commitments/, (answer) => (first(rowsOf(answer)).paid = "1"), /^commitment-\d+$/],
    ["an account", /^\/v1\/accounts\/allotment-2$/, (answer) => (answer.totalIn = "1"), /^account allotment-2$/],
    ["a flow", /^\/v1\/accounts\/fund-1$/, (answer) => (first(answer.flows as Json[]).count = 1), /^account fund-1$/],
    ["a movement", /^\/v1\/movements/, (answer) => (first(rowsOf(answer)).amount = "1"), /^movement \d+$/],
    [
      "a movement's document",
      /^\/v1\/movements/,
      (answer) => (first(rowsOf(answer)).document = `0x${"ab".repeat(32)}`),
      /^movement \d+$/,
    ],
    ["a case", /^\/v1\/cases/, (answer) => (first(rowsOf(answer)).status = "rejected"), /^case \d+$/],
    ["the root", /^\/v1\/log/, (answer) => (answer.root = `0x${"00".repeat(32)}`), /^the log$/],
    ["a party's name", /^\/v1\/parties\?/, (answer) => (first(rowsOf(answer)).name = "Nobody"), /^party \d+$/],
    ["an identifier", /^\/v1\/parties\?/, (answer) => (first(rowsOf(answer)).identifier = "1"), /^party \d+$/],
    ["a seat", /^\/v1\/officials/, (answer) => (first(rowsOf(answer)).until = "2099-01-01T00:00:00Z"), /^seat of/],
    ["a permit", /^\/v1\/permits\/1$/, (answer) => (answer.conditions = "none"), /^permit 1$/],
    ["a procedure", /^\/v1\/procedures/, (answer) => (first(rowsOf(answer)).legalBasis = "none"), /^procedure \d+$/],
    ["a standing order", /^\/v1\/standing-orders/, (answer) => (first(rowsOf(answer)).amount = "1"), /^standing order/],
    ["a finding", /^\/v1\/findings\?/, (answer) => (first(rowsOf(answer)).status = "reopened"), /^finding/],
    [
      "a finding's deadline",
      /^\/v1\/findings\?/,
      (answer) => (first(rowsOf(answer)).due = "2099-01-01T00:00:00Z"),
      /^finding \d+$/,
    ],
    [
      "what an agency answered",
      /^\/v1\/findings\/\d+$/,
      (answer) => (first((answer.acts as Json[]).slice(-1)).text = "Nothing."),
      /^finding \d+, record \d+$/,
    ],
  ];
  for (const [name, path, change, subject] of lies) {
    it(`finds ${name} that the API altered`, async () => {
      const difference = await foundInAnswers(path, change);
      expect(difference.against).to.equal("api");
      expect(difference.subject).to.match(subject);
      expect(difference.derived).to.not.equal(difference.told);
    });
  }

  for (const [name, path] of [
    ["part", /^\/v1\/parties\?/],
    ["seat", /^\/v1\/officials/],
    ["procedure", /^\/v1\/procedures/],
    ["finding", /^\/v1\/findings\?sort/],
  ] as const) {
    it(`finds a ${name === "part" ? "party" : name} that the API left out`, async () => {
      const difference = await foundInAnswers(path, (answer) => void rowsOf(answer).splice(0, 1));
      expect(difference.against).to.equal("api");
      expect(`${difference.subject} ${difference.field}`).to.contain(name);
    });
  }

  for (const [name, path] of [
    ["movement", /^\/v1\/movements/],
    ["case", /^\/v1\/cases/],
    ["commitment", /^\/v1\/commitments/],
  ] as const) {
    it(`finds a ${name} that the API left out`, async () => {
      const difference = await found("api", (asked, answer) => {
        if (!path.test(asked)) return answer;
        const json = JSON.parse(answer) as { items: Json[] };
        return JSON.stringify({ ...json, items: json.items.slice(1) });
      });
      expect(difference.against).to.equal("api");
      expect(`${difference.subject} ${difference.field}`).to.contain(name);
    });
  }

  /** Logs of an answer of eth_getLogs, alone or in a batch. */
  function changeLogs(asked: string, answer: string, change: (logs: Json[]) => Json[]): string {
    if (!asked.includes("eth_getLogs")) return answer;
    const json = JSON.parse(answer) as Json | Json[];
    const answers = Array.isArray(json) ? json : [json];
    for (const each of answers) {
      const logs = each.result as Json[] | undefined;
      if (Array.isArray(logs) && logs.length > 300) each.result = change(logs);
    }
    return JSON.stringify(json);
  }

  it("finds an event that the node altered", async () => {
    const difference = await found("rpc", (asked, answer) =>
      changeLogs(asked, answer, (logs) => {
        const at = logs.findIndex((log) => (log.topics as string[])[0] === recordTopics.Movement);
        const log = first(logs.slice(at));
        // The last byte of the reference: no sum shows it, the root alone does.
        return logs.with(at, { ...log, data: `${String(log.data).slice(0, -2)}7f` });
      }),
    );
    expect(difference).to.include({ against: "log", subject: "the log" });
  });

  it("finds a record that the node left out", async () => {
    const difference = await found("rpc", (asked, answer) =>
      changeLogs(asked, answer, (logs) => logs.toSpliced(150, 1)),
    );
    expect(difference).to.include({ against: "log", subject: "the log", field: "record" });
  });

  it("finds storage that says something else than the events", async () => {
    const call = { abi: fundLedgerAbi, functionName: "accountOf", args: [accountNumber("fund", 1)] } as const;
    const accountCall = encodeFunctionData(call);
    const difference = await found("rpc", (asked, answer) => {
      if (!asked.includes("eth_call")) return answer;
      const calls = [JSON.parse(asked) as Json | Json[]].flat();
      const target = calls.find((call) => JSON.stringify(call).includes(accountCall));
      const json = [JSON.parse(answer) as Json | Json[]].flat();
      for (const each of json) {
        if (target !== undefined && each.id === target.id) {
          each.result = `0x${"0".repeat(63)}7${String(each.result).slice(66)}`;
        }
      }
      return JSON.stringify(asked.startsWith("[") ? json : json[0]);
    });
    expect(difference).to.include({ against: "contracts", field: "totalIn", told: "7" });
  });

  it("does not audit another chain in the deployment's name", async () => {
    const other = { ...chain.deployment, genesisHash: `0x${"11".repeat(32)}` as const };
    const error: unknown = await audit({ rpcUrl: chain.rpcUrl, deployment: other }).catch((cause: unknown) => cause);
    expect(error).to.be.instanceOf(Difference);
    expect(String(error)).to.contain("block 0: hash");
  });
});
