// OCDS packages and the Fiscal Data Package as the API gives them: valid, pinned, and equal to its own lists.
import type { Commitment, Problem } from "@mingzhang/sdk/api";
import { sha256Hex } from "@mingzhang/sdk/hash";
import { decimalText } from "@mingzhang/sdk/money";
import { OCDS_EXTENSION_SCHEMA, type ocdsExtension } from "@mingzhang/sdk/standards/ocds-extension";
import { contractName } from "@mingzhang/sdk/standards/ocds-ids";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import {
  extensionFaults,
  fiscalPackageFaults,
  recordPackageFaults,
  releasePackageFaults,
} from "../../sdk/test/standards/validate.ts";
import { readConfig } from "../src/config.ts";
import { ready } from "./support/engines.ts";
import { onServedCity, type Served } from "./support/served.ts";

type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;

/** JSON with every number as its source text: amounts beyond what a float holds are compared digit by digit. */
const exactly = (text: string): unknown =>
  parseWithSource(text, (_key, value, { source }) => (typeof value === "number" ? source : value));

interface Contract {
  id: string;
  awardID: string;
  value: { amount: string; currency: string };
  implementation?: { transactions: { value: { amount: string }; x_mingzhang: { record: string } }[] };
}
interface Release {
  ocid: string;
  contracts: Contract[];
  awards: { id: string; suppliers: { id: string; name: string }[] }[];
}
interface Records {
  uri: string;
  records: { ocid: string; compiledRelease: Release; releases: Release[] }[];
}

const minor = (text: string) => BigInt(text.replace(".", ""));

describe("what packages say of themselves", () => {
  it("a language is a tag that the standard knows, or none", () => {
    expect(readConfig({}).ocdsLanguage).to.equal(null);
    for (const tag of ["zh", "en", "zh-Hans", "zh-Hans-CN", "en-GB"]) {
      expect(readConfig({}, { MINGZHANG_OCDS_LANGUAGE: tag }).ocdsLanguage).to.equal(tag);
    }
    for (const tag of ["chinese", "ZH", "zh_CN", "z"]) {
      expect(() => readConfig({}, { MINGZHANG_OCDS_LANGUAGE: tag }), tag).to.throw("MINGZHANG_OCDS_LANGUAGE");
    }
  });
});

describe("addresses in packages", () => {
  it("are ASCII, as the standards want of URIs", () => {
    const { siteUrl, dataLicence } = readConfig({
      siteUrl: "https://账.example/公/",
      dataLicence: "https://l.example/é",
    });
    expect([siteUrl, dataLicence]).to.deep.equal(["https://xn--0n3a.example/%E5%85%AC", "https://l.example/%C3%A9"]);
  });
});

onServedCity("standards", (served: Served) => {
  const textOf = async (path: string) => {
    const answer = await served.fetch(path);
    expect(answer.status, path).to.equal(200);
    return answer.text();
  };

  it("OCDS packages are valid and have every commitment to a payee, to the minor unit", async () => {
    const releases = await textOf("/v1/ocds/releases.json");
    expect(releasePackageFaults(JSON.parse(releases))).to.deep.equal([]);
    const text = await textOf("/v1/ocds/records.json");
    expect(recordPackageFaults(JSON.parse(text))).to.deep.equal([]);
    const { records } = exactly(text) as Records;
    const listed = await served.get<{
      items: { contractId: string; committed: string; paid: string; exponent: number }[];
    }>("/v1/commitments?limit=200");
    const byId = new Map(listed.items.map((each) => [each.contractId, each]));
    expect(records.length).to.equal(
      served.city.commitments.filter(({ payeeFund }, at) => payeeFund === null && at % 4 < 2).length,
    );
    for (const { compiledRelease } of records) {
      const [contract] = compiledRelease.contracts;
      const commitment = byId.get(contract?.id ?? "");
      if (contract === undefined || commitment === undefined) throw new Error(`no ${contract?.id}`);
      expect(contract.value.amount).to.equal(decimalText(BigInt(commitment.committed), commitment.exponent));
      const paid = (contract.implementation?.transactions ?? []).reduce(
        (sum, each) => sum + minor(each.value.amount),
        0n,
      );
      expect(paid.toString(), contract.id).to.equal(commitment.paid);
    }
    const all = exactly(releases) as { releases: Release[] };
    expect(all.releases.length).to.equal(records.reduce((sum, each) => sum + each.releases.length, 0));
  });

  it("OCDS packages are of one process by its commitment, and stay the same for a size", async () => {
    const id = `commitment-${(served.city.commitments[0]?.id ?? 0n) & ((1n << 56n) - 1n)}`;
    const text = await textOf(`/v1/ocds/records.json?commitment=${id}`);
    const { uri, records } = exactly(text) as Records;
    const commitment = await served.get<Commitment>(`/v1/commitments/${id}`);
    const names = { chainId: served.suite.deployment.chainId, prefix: null };
    expect(records.map(({ ocid }) => ocid)).to.deep.equal([contractName(names, commitment).ocid]);
    served.suite.move({
      ...{ kind: "payment", from: served.city.funds[0] ?? 0n, to: served.city.commitments[0]?.id ?? 0n, amount: 5n },
      valueDate: 20_500,
    });
    await served.suite.send();
    await ready(served.service);
    const again = new URL(uri);
    expect(await textOf(again.pathname + again.search)).to.equal(text);
    expect(await textOf(`/v1/ocds/records.json?commitment=${id}`)).to.not.equal(text);
  });

  it("OCDS packages name the extension that declares their own field, and it is there to be fetched", async () => {
    const { extensions } = JSON.parse(await textOf("/v1/ocds/releases.json")) as { extensions: string[] };
    expect(extensions).to.deep.equal([`${served.service.url}/v1/ocds/extension/extension.json`]);
    const [address = ""] = extensions;
    const about = (await (await fetch(address)).json()) as ReturnType<typeof ocdsExtension>;
    expect(extensionFaults(about)).to.deep.equal([]);
    expect(about.contactPoint.name).to.equal("City of Mingshui");
    // As readers of extensions do: each schema beside the file that names it.
    for (const name of about.schemas) {
      expect(await (await fetch(new URL(name, address))).json()).to.deep.equal(OCDS_EXTENSION_SCHEMA);
    }
    expect((await served.fetch("/v1/ocds/extension/codelists.json")).status).to.equal(400);
  });

  it("a Fiscal Data Package is valid by the published schema, and its files are what it says", async () => {
    const descriptor = JSON.parse(await textOf("/v1/fiscal/2026/CNY/datapackage.json")) as {
      resources: { path: string; bytes: number; hash: string; schema: { fields: { name: string }[] } }[];
      model: { measures: Record<string, { source: string }> };
    };
    expect(fiscalPackageFaults(descriptor)).to.deep.equal([]);
    expect(fiscalPackageFaults({ ...descriptor, model: {} })).to.not.deep.equal([]);
    const files: Record<string, string>[][] = [];
    for (const { path, bytes, hash, schema } of descriptor.resources) {
      const at = new URL(path);
      const got = new Uint8Array(await (await served.fetch(at.pathname + at.search)).arrayBuffer());
      expect([got.length, `sha256:${sha256Hex(got).slice(2)}`]).to.deep.equal([bytes, hash]);
      const rows: Record<string, string>[] = parse(Buffer.from(got), { columns: true });
      expect(Object.keys(rows[0] ?? {})).to.deep.equal(schema.fields.map(({ name }) => name));
      files.push(rows);
    }
    const [budget = [], spending = []] = files;
    const sum = (rows: Record<string, string>[], name: string) =>
      rows.reduce((all, row) => all + minor(row[name] ?? "0"), 0n);
    // What the lines say is paid is what the movements of the year come to.
    expect(sum(spending, "spent")).to.equal(sum(budget, "paid"));
    expect(budget.map((row) => row["function"])).to.include.members(["09.1.2", "00"]);
    for (const { source } of Object.values(descriptor.model.measures)) {
      expect(Object.keys({ ...budget[0], ...spending[0] })).to.include(source);
    }
  });

  it("say what to do where there is none", async () => {
    const wrong: [string, number, string][] = [
      ["/v1/ocds/releases.json?contract=none", 404, "contracting process"],
      ["/v1/ocds/releases.json?payee=999999", 404, "contracting process"],
      ["/v1/ocds/releases.json?size=99999999", 400, "not come so far"],
      ["/v1/ocds/records.json?sort=id", 400, "sort"],
      ["/v1/ocds/records.json?commitment=fund-1", 400, "commitment"],
      ["/v1/fiscal/1999/CNY/datapackage.json", 404, "/v1/years"],
      ["/v1/fiscal/2026/ZZZ/datapackage.json", 404, "There is no fund in ZZZ. Name a currency"],
      ["/v1/fiscal/2026/yuan/datapackage.json", 400, "capital letters"],
    ];
    for (const [path, status, detail] of wrong) {
      const answer = await served.fetch(path);
      expect(answer.status, path).to.equal(status);
      expect(((await answer.json()) as Problem).detail, path).to.contain(detail);
      expect((await served.fetch(path, { method: "HEAD" })).status, `HEAD ${path}`).to.equal(status);
    }
    const head = await served.fetch("/v1/ocds/records.json", { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).to.deep.equal([200, "application/json"]);
  });
});
