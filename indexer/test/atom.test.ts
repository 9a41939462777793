// Atom feeds: the rows of the list in their order, whatever the filter, with nothing of what people wrote as markup.
import { request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { MovementPage, Problem } from "@mingzhang/sdk/api";
import type { CasePage } from "@mingzhang/sdk/api-cases";
import type { FindingPage } from "@mingzhang/sdk/api-findings";
import { FEED_NAMES } from "@mingzhang/sdk/api-lists";
import { numberOf } from "@mingzhang/sdk/cases/words";
import { encodeSubject } from "@mingzhang/sdk/findings/subject";
import { SEVERITIES } from "@mingzhang/sdk/findings/words";
import { kindByName } from "@mingzhang/sdk/kinds";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { expect } from "chai";
import { CaseCity, EDUCATION, GOVERNMENT, ID, T0 } from "./support/case-city.ts";
import { address, DAY, word, ZERO } from "./support/cases.ts";
import { index, onBothEngines, ready } from "./support/engines.ts";

const WRITTEN = `<script>alert("1 & 2")</script> 付了两次 \u0001\u202e`;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const plain = (text = "") => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? "");

interface Entry {
  id: string;
  title: string;
  updated: string;
  summary: string;
  link: string;
}

/** What a feed says, by the very elements that it is made of: anything else in it is a failure. */
function read(xml: string): { head: string; entries: Entry[]; next: string | null } {
  const [head = "", ...rest] = xml.split("<entry>");
  const entries = rest.map((text) => {
    const found =
      /^<id>([^<>]*)<\/id><title>([^<>]*)<\/title><updated>([^<>]*)<\/updated>(?:<link rel="alternate" type="text\/html" href="([^<>"]*)"\/><summary>([^<>]*)<\/summary>|<content>([^<>]*)<\/content>)<\/entry>\n(?:<\/feed>\n)?$/.exec(
        text,
      );
    expect(found, text).to.not.equal(null);
    // Without a page to lead to, what it is about is its content.
    const [, id, title, updated, link, summary, content] = found ?? [];
    return {
      id: plain(id),
      title: plain(title),
      updated: plain(updated),
      summary: plain(summary ?? content),
      link: plain(link),
    };
  });
  const next = /<link rel="next" href="([^"]*)"\/>/.exec(head)?.[1];
  return { head, entries, next: next === undefined ? null : plain(next) };
}

/** The feed of movements as it is under a name of its host, which fetch would not let us choose. */
async function asHost(url: string, host: string, known = "") {
  const headers = { host, "if-none-match": known };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${url}/v1/movements.atom`, { headers }, resolve).on("error", reject).end();
  });
  return {
    ...{ status: answer.statusCode, tag: answer.headers.etag ?? "", vary: answer.headers.vary },
    text: await text(answer),
  };
}

onBothEngines("Atom feeds", (engine) => {
  const city = new CaseCity();
  const get = <T>(path: string) => city.get<T>(path);

  async function feed(path: string, service = city.service) {
    const answer = await fetch(new URL(path, service.url));
    const xml = await answer.text();
    expect([answer.status, answer.headers.get("content-type")], xml).to.deep.equal([
      200,
      "application/atom+xml; charset=utf-8",
    ]);
    return read(xml);
  }

  before(async () => {
    await city.start(engine);
    const auditor = address(0xf6);
    city.emitter.official(GOVERNMENT, "Sun", auditor, "auditor");
    await city.emitter.at(T0 + 13 * DAY + 60);
    for (const [at, severity] of (["minor", "major", "critical"] as const).entries()) {
      const { kind, subject } = encodeSubject({ kind: "case", id: ID.b });
      city.suite.record("findings", "FindingOpened", {
        id: word(0x1000 + at),
        official: 5,
        opening: {
          ...{ office: GOVERNMENT, agency: EDUCATION, severity: numberOf(SEVERITIES, severity, "severity") },
          ...{
            subjectKind: kind,
            subject,
            answerLimit: 10 * DAY,
            text: `${WRITTEN} ${at}`,
            document: ZERO,
            salt: word(7),
          },
        },
        signer: auditor,
        deadline: T0 + 100 * DAY,
        signature: "0x1234",
      });
      await city.emitter.at(T0 + (14 + at) * DAY);
    }
    await ready(city.service);
  });
  after(() => city.stop());

  it("have the rows of their list, newest first, page by page", async () => {
    const movements = (await get<MovementPage>("/v1/movements?order=desc&limit=200")).items;
    const cases = (await get<CasePage>("/v1/cases?sort=updated&order=desc&limit=200")).items;
    const findings = (await get<FindingPage>("/v1/findings?sort=updated&order=desc&limit=200")).items;
    expect([movements.length > 1, cases.length > 1, findings.length]).to.deep.equal([true, true, 3]);
    const wanted = {
      movements: movements.map(({ record }) => String(record)),
      cases: cases.map(({ number }) => `case-${number}`),
      findings: findings.map(({ number }) => `finding-${number}`),
    };
    for (const name of FEED_NAMES) {
      const ids: string[] = [];
      let path: string | null = `/v1/${name}.atom?limit=1`;
      while (path !== null) {
        const page: ReturnType<typeof read> = await feed(path);
        ids.push(...page.entries.map(({ id }) => id));
        expect(page.entries.every(({ updated }) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(updated))).to.equal(true);
        path = page.next;
      }
      const ledger = `urn:mingzhang:${city.suite.deployment.chainId}:${city.suite.deployment.contracts.auditTrail}`;
      expect(ids).to.deep.equal(
        wanted[name].map((id) => `${ledger}:${id}`.replace(/0x\w+/, (hex) => hex.toLowerCase())),
      );
    }
  });

  it("say in words what happened and of how much, as letters do", async () => {
    const { entries } = await feed("/v1/movements.atom?kind=payment,receipt");
    const { items } = await get<MovementPage>("/v1/movements?kind=payment,receipt&order=desc");
    expect(items.map(({ kind }) => kind)).to.include.members(["payment", "receipt"]);
    for (const [at, { kind, amount, currency, exponent }] of items.entries()) {
      const sum = formatMoney(BigInt(amount), { code: currency, exponent });
      expect(entries[at]?.title.startsWith(`${kindByName(kind).en}, ${sum}: `), entries[at]?.title).to.equal(true);
      expect(entries[at]?.link).to.equal("");
    }
  });

  it("lead to the explorer's pages where its address is set, in the language of who follows", async () => {
    const siteUrl = "https://ledger.example/city";
    const service = await index(city.chain.url, city.suite.deployment, await engine.fresh(), { siteUrl });
    try {
      await ready(service);
      for (const name of FEED_NAMES) {
        const { head, entries, next } = await feed(`/v1/${name}.atom?limit=1`, service);
        const number = /(\d+)$/.exec(entries[0]?.id ?? "")?.[1];
        expect(entries.map(({ link }) => link)).to.deep.equal([`${siteUrl}/${name}/${number}`]);
        expect(head).to.contain(`<link rel="self" href="${siteUrl}/export/${name}.atom?limit=1"/>`);
        expect(next?.startsWith(`${siteUrl}/export/${name}.atom?limit=1&cursor=`)).to.equal(true);
      }
      const [one, other] = await Promise.all(["a.example", "b.example"].map((host) => asHost(service.url, host)));
      expect([one?.tag, one?.vary, one?.text]).to.deep.equal([other?.tag, undefined, other?.text]);
    } finally {
      await service.stop();
    }
  });

  it("are confirmed only to who asked the host that their links lead to", async () => {
    const [one, other] = [await asHost(city.service.url, "a.example"), await asHost(city.service.url, "b.example")];
    expect([one.status, other.status, one.vary, other.vary]).to.deep.equal([200, 200, "Host", "Host"]);
    expect(one.text).to.contain('rel="self" href="http://a.example/v1/movements.atom"');
    expect(one.tag).to.not.equal(other.tag);
    expect((await asHost(city.service.url, "a.example", one.tag)).status).to.equal(304);
    expect((await asHost(city.service.url, "b.example", one.tag)).status).to.equal(200);
  });

  it("take every filter of their list, and say it in title and id", async () => {
    const queries = {
      movements: ["kind=payment", "text=nothing-has-this"],
      cases: [`agency=${EDUCATION}`, "status=open,returned", "overdue=true", "text=nothing-has-this"],
      findings: ["severity=major,critical", "subject=case", "overdue=true", "text=nothing-has-this"],
    };
    for (const name of FEED_NAMES) {
      for (const query of queries[name]) {
        const { items } = await get<{ items: unknown[] }>(`/v1/${name}?${query}&limit=200`);
        const { head, entries } = await feed(`/v1/${name}.atom?${query}&limit=200`);
        expect(entries.length, `${name} ${query}`).to.equal(items.length);
        const text = new URLSearchParams(query).toString().replaceAll("&", "&amp;");
        expect(head).to.contain(`:${name}?${text}</id>`).and.to.contain(`: ${name} (${text})</title>`);
      }
    }
  });

  it("tell what a case and a finding are, with nothing of what people wrote as markup", async () => {
    const { entries } = await feed("/v1/findings.atom?severity=major");
    expect(entries).to.have.length(1);
    const [entry] = entries;
    expect(entry?.title).to.match(/^Major finding, open: <script>alert\("1 & 2"\)<\/script> 付了两次 /);
    expect(entry?.title).to.not.match(/[\u0001\u202e]/u);
    const [major] = (await get<FindingPage>("/v1/findings?severity=major")).items;
    expect(entry?.updated).to.equal(major?.updatedAt);
    expect(entry?.summary).to.contain(`about case-${city.numbers.b}`).and.to.contain("answered by Education Bureau");
    const [one] = (await get<CasePage>("/v1/cases?sort=updated&order=desc&limit=1")).items;
    const [told] = (await feed("/v1/cases.atom?limit=1")).entries;
    expect(told?.title).to.contain(one?.procedure.name).and.to.contain(one?.status);
    expect(told?.summary).to.contain(`Case ${one?.number}`);
  });

  it("refuse what is no filter, by name", async () => {
    for (const name of FEED_NAMES) {
      for (const parameter of ["sort", "severities"]) {
        const answer = await fetch(`${city.service.url}/v1/${name}.atom?${parameter}=number`);
        expect(answer.status, name).to.equal(400);
        expect(((await answer.json()) as Problem).errors?.[0]?.field).to.equal(parameter);
      }
    }
  });
});
