// Files of lists: every format has the same rows, and a manifest says what the bytes are.
import type { AgencyRow, Fund, Page, Party, Problem, Status } from "@mingzhang/sdk/api";
import type { ListCitation } from "@mingzhang/sdk/api-citations";
import { LIST_FORMATS, LIST_NAMES, type ListManifest } from "@mingzhang/sdk/api-lists";
import { sha256Hex } from "@mingzhang/sdk/hash";
import { decimalText } from "@mingzhang/sdk/money";
import { detailToBytes } from "@mingzhang/sdk/text";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { ready } from "./support/engines.ts";
import { onServedCity, type Served } from "./support/served.ts";

type Cell = string | number | boolean | null;
type Row = Record<string, Cell>;
/** As the reader of Parquet gives it. */
type Raw = Record<string, Cell | bigint | Date | Uint8Array | undefined>;

async function file(served: Served, path: string): Promise<{ bytes: Uint8Array; answer: Response }> {
  const answer = await served.fetch(path);
  expect(answer.status, `${path}: ${answer.status === 200 ? "" : await answer.clone().text()}`).to.equal(200);
  return { bytes: new Uint8Array(await answer.arrayBuffer()), answer };
}

const utf8 = (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** A row as CSV has it, with the guard against formulas taken off. */
const asCsv = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? "" : String(value)]));

const unguarded = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      String(value).replace(/(^|[;|\t\r\n])'(?=[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]|[\t\r])/gu, "$1"),
    ]),
  );

/** Rows of a Parquet file. This reader makes floats of decimals: it is not told that they are, and gives their bytes. */
async function parquetRows(bytes: Uint8Array): Promise<Raw[]> {
  const buffer = bytes.slice().buffer;
  const metadata = parquetMetadata(buffer);
  for (const element of metadata.schema) {
    if (element.converted_type !== "DECIMAL") continue;
    expect([element.type, element.type_length, element.precision, element.scale ?? 0]).to.deep.equal([
      ...["FIXED_LEN_BYTE_ARRAY", 16, 38, 0],
    ]);
    delete element.converted_type;
    delete element.logical_type;
  }
  return (await parquetReadObjects({ file: buffer, metadata, utf8: false })) as Raw[];
}

/** A row as JSON has it, from Parquet's own types. */
function fromParquet(row: Raw, columns: ListManifest["columns"]): Row {
  return Object.fromEntries(
    columns.map(({ name, type }) => {
      const value = row[name];
      if (value === null || value === undefined) return [name, null];
      if (type === "count") return [name, Number(value)];
      if (type === "minor") {
        if (!(value instanceof Uint8Array)) throw new Error(`${name} is not 16 bytes`);
        return [name, BigInt.asIntN(128, BigInt(`0x${Buffer.from(value).toString("hex")}`)).toString()];
      }
      if (value instanceof Date) {
        const text = value.toISOString();
        return [name, type === "day" ? text.slice(0, 10) : text.replace(".000Z", "Z")];
      }
      if (typeof value === "bigint" || value instanceof Uint8Array) throw new Error(`${name} is of another type`);
      return [name, value];
    }),
  );
}

/** Citations that are refused, and what is said. */
const REFUSED: [string, number, string][] = [
  ["/v1/citations/parties", 400, "size"],
  ["/v1/citations/parties?size=0", 400, "size"],
  ["/v1/citations/parties?size=99999999", 400, "The indexed log has"],
  ["/v1/citations/cases?size=1&limit=3", 400, "limit"],
  ["/v1/citations/lines?size=1&sort=id", 400, "sort"],
  ["/v1/citations/nothing?size=1", 404, "no such address"],
  ["/v1/citations/cases?size=SIZE&outcome=lapsed", 400, "decider"],
  ["/v1/citations/cases?size=SIZE&official=99999", 404, "official 99999"],
  ["/v1/citations/cases?size=SIZE&account=fund-999999", 404, "fund-999999"],
  ["/v1/citations/commitments?size=SIZE&line=line-999999", 404, "line-999999"],
];

onServedCity("files of lists", (served) => {
  const LISTS: Record<(typeof LIST_NAMES)[number], string[]> = {
    movements: ["kind=payment&sort=amount&agency=2", "text=bridge&order=asc", "text=nothing-has-this"],
    parties: ["", "kind=payee&sort=paid&order=desc"],
    agencies: ["", "year=2026", "year=1999"],
    funds: ["", "currency=EUR", "currency=XAU"],
    lines: ["", "agency=2"],
    commitments: ["", "sort=paid&agency=2"],
    cases: [""],
    findings: [""],
    procedures: ["", "all=true", "government=1"],
    timeliness: ["", "agency=2"],
  };

  for (const list of LIST_NAMES) {
    it(`have the same rows in every format, and manifests that hold: ${list}`, async () => {
      for (const query of LISTS[list]) {
        const manifests = new Map<string, ListManifest>();
        const rows = new Map<string, Row[]>();
        for (const format of LIST_FORMATS) {
          const manifest = await served.get<ListManifest>(`/v1/${list}.manifest.json?format=${format}&${query}`);
          manifests.set(format, manifest);
          const { bytes, answer } = await file(served, manifest.file.path);
          expect([bytes.length, sha256Hex(bytes)], `${list} ${format} ${query}`).to.deep.equal([
            manifest.file.bytes,
            manifest.file.sha256,
          ]);
          expect(answer.headers.get("content-type")).to.equal(manifest.file.mediaType);
          const link = /<([^>]+)>; rel="describedby"/.exec(answer.headers.get("link") ?? "")?.[1] ?? "";
          expect(await served.get(link)).to.deep.equal(manifest);
          if (format === "csv") {
            expect([...bytes.slice(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
            const text = utf8(bytes);
            expect(text.endsWith("\r\n")).to.equal(true);
            rows.set(format, parse(text, { columns: true, bom: true, record_delimiter: "\r\n" }));
          } else if (format === "json") rows.set(format, JSON.parse(utf8(bytes)) as Row[]);
          else if (format === "ndjson") {
            const lines = utf8(bytes).split("\n").slice(0, -1);
            rows.set(
              format,
              lines.map((line) => JSON.parse(line) as Row),
            );
          } else {
            const found = await parquetRows(bytes);
            rows.set(
              format,
              found.map((row) => fromParquet(row, manifest.columns)),
            );
          }
        }
        const json = rows.get("json") ?? [];
        expect(rows.get("ndjson")).to.deep.equal(json);
        expect(rows.get("parquet")).to.deep.equal(json);
        expect((rows.get("csv") ?? []).map(unguarded)).to.deep.equal(json.map(asCsv));
        const manifest = manifests.get("json");
        if (manifest === undefined) throw new Error("no manifest");
        expect(manifest.rows).to.equal(json.length);
        // The sums, added up once more from the rows.
        const sums = new Map<string, bigint>();
        if (manifest.summed !== null) {
          for (const row of json) {
            if (row[manifest.summed] === null) continue;
            const currency = String(row["currency"]);
            sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(String(row[manifest.summed])));
          }
        }
        expect(manifest.sums.map(({ currency, amount }) => [currency, amount])).to.deep.equal(
          [...sums].map(([currency, amount]) => [currency, amount.toString()]),
        );
        for (const row of json) {
          for (const [name, minor] of Object.entries(row).filter(([name]) => name.endsWith("_minor"))) {
            const decimal = row[name.replace(/_minor$/, "")];
            if (decimal === undefined || minor === null) continue;
            expect(decimal).to.equal(decimalText(BigInt(String(minor)), 2));
          }
        }
      }
    });
  }

  it("have exactly the rows of the list on the page", async () => {
    const listed = await served.list("kind=payment,recovery&sort=amount&order=asc");
    const { bytes } = await file(served, "/v1/movements.json?kind=payment,recovery&sort=amount&order=asc");
    const rows = JSON.parse(utf8(bytes)) as Row[];
    expect(rows.map((row) => row["record"])).to.deep.equal(listed.map(({ record }) => record));
    const parties = await served.get<{ items: { id: number }[] }>("/v1/parties?sort=name&limit=200");
    const { bytes: named } = await file(served, "/v1/parties.json?sort=name");
    const ids = (JSON.parse(utf8(named)) as Row[]).map((row) => row["party"]);
    expect([...new Set(ids)]).to.deep.equal(parties.items.map(({ id }) => id));
    for (const query of ["", "?year=2026"]) {
      const { items } = await served.get<{ items: AgencyRow[] }>(`/v1/agencies${query}`);
      const agencies = JSON.parse(utf8((await file(served, `/v1/agencies.json${query}`)).bytes)) as Row[];
      expect(
        agencies.map((row) => [
          ...["agency", "currency", "lines", "appropriated_minor", "committed_minor", "paid_minor"].map((n) => row[n]),
        ]),
      ).to.have.deep.members(
        items.map(({ agency, currency, lineCount, ...sums }) => [
          ...[agency.id, currency, lineCount],
          ...(currency === null ? [null, null, null] : [sums.appropriated, sums.committed, sums.paid]),
        ]),
      );
      expect(agencies.every((row) => row["year"] === (query === "" ? null : 2026))).to.equal(true);
    }
    const { items: funds } = await served.get<{ items: Fund[] }>("/v1/funds?limit=200");
    const kept = JSON.parse(utf8((await file(served, "/v1/funds.json")).bytes)) as Row[];
    expect(kept.map((row) => [row["fund"], row["balance_minor"]])).to.deep.equal(
      funds.map(({ id, balance }) => [id, balance]),
    );
    for (const row of kept) {
      const sum = (name: string) => BigInt(String(row[`${name}_minor`]));
      const rest = sum("received") - sum("refunded") + sum("from_funds") - sum("to_funds") - sum("paid");
      expect(sum("balance")).to.equal(rest);
    }
  });

  it("hold no formula, and can do without a byte order mark", async () => {
    const { bytes } = await file(served, "/v1/parties.csv?bom=false");
    const text = utf8(bytes);
    expect(text.startsWith("party,kind,name")).to.equal(true);
    for (const row of parse(text, { columns: true })) {
      for (const cell of Object.values(row as Row)) expect(cell).to.not.match(/^[\s\p{Cf}]*[=+@]/u);
    }
    expect(text).to.contain(`"'=HYPERLINK(""http://evil"")"`);
  });

  it("stay the same when the log grows and later records touch what they tell of, and citations say what has changed", async () => {
    const payment = (await served.list("kind=payment&confirmed=false")).find(({ undone }) => undone === "0");
    if (payment === undefined) throw new Error("no payment");
    const before = new Map<string, ListManifest>();
    for (const format of LIST_FORMATS) {
      before.set(format, await served.get<ListManifest>(`/v1/movements.manifest.json?format=${format}`));
    }
    const others = new Map<string, { manifest: ListManifest; text: string }>();
    for (const list of LIST_NAMES.filter((name) => name !== "movements")) {
      for (const query of LISTS[list]) {
        const manifest = await served.get<ListManifest>(`/v1/${list}.manifest.json?format=json&${query}`);
        others.set(`${list}?${query}`, { manifest, text: utf8((await file(served, manifest.file.path)).bytes) });
      }
    }

    const commitment = served.city.commitments.find(
      ({ id }) => `commitment-${id & ((1n << 56n) - 1n)}` === payment.to.id,
    );
    if (commitment === undefined) throw new Error(`no ${payment.to.id}`);
    served.suite.confirm(payment.record, 20_500);
    served.suite.move({
      ...{ kind: "recovery", from: commitment.id, to: commitment.fund, amount: 1n, valueDate: 20_500 },
      ...{ cites: BigInt(payment.record), detail: detailToBytes("came later") },
    });
    served.suite.rename(served.city.payees[0] ?? 0, "Another Name Ltd");
    await served.suite.send();
    await ready(served.service);

    for (const manifest of before.values()) {
      const { bytes } = await file(served, manifest.file.path);
      expect(sha256Hex(bytes)).to.equal(manifest.file.sha256);
    }
    const now = await served.get<ListManifest>("/v1/movements.manifest.json?format=json");
    expect(now.rows).to.equal((before.get("json")?.rows ?? 0) + 1);
    const { bytes } = await file(served, now.file.path);
    const row = (JSON.parse(utf8(bytes)) as Row[]).find((each) => each["record"] === payment.record);
    expect([row?.["undone_minor"], typeof row?.["confirmed_record"]]).to.deep.equal(["1", "number"]);

    const changed: string[] = [];
    for (const [list, { manifest, text }] of others) {
      expect(utf8((await file(served, manifest.file.path)).bytes), list).to.equal(text);
      const [name, query] = list.split("?");
      const asOf = manifest.asOf === null ? "" : `&asOf=${manifest.asOf}`;
      // In a format that nobody has asked for: it is made out of what the log was, not kept.
      const again = await served.get<ListManifest>(
        `/v1/${name}.manifest.json?format=ndjson&${query}&size=${manifest.size}${asOf}`,
      );
      expect([again.root, again.rows, again.sums], list).to.deep.equal([manifest.root, manifest.rows, manifest.sums]);
      const present = await served.get<ListManifest>(`/v1/${name}.manifest.json?format=json&${query}`);
      if (present.file.sha256 !== manifest.file.sha256) changed.push(list);
      const filters = new URLSearchParams(query);
      filters.delete("sort");
      filters.delete("order");
      const { root, block } = manifest;
      const pinned = `${filters.toString()}&size=${manifest.size}&block=${block.hash}`;
      if (/year=1999|EUR|XAU/.test(query ?? "")) {
        const none = await served.fetch(`/v1/citations/${name}?${pinned}`);
        expect([none.status, ((await none.json()) as Problem).detail], list).to.satisfy(
          ([status, detail]: [number, string]) =>
            status === 404 && /no (fiscal year 1999|fund in (EUR|XAU))/.test(detail),
        );
        continue;
      }
      const cited = await served.get<ListCitation>(`/v1/citations/${name}?${pinned}`);
      expect([cited.root, cited.block, cited.then], list).to.deep.equal([
        ...[root, block, { rows: manifest.rows, sums: manifest.sums }],
      ]);
      expect([cited.indexed.size, cited.now], list).to.deep.equal([
        ...[present.size, { rows: present.rows, sums: present.sums }],
      ]);
      const rowsOf = async (path: string) => JSON.parse(utf8((await file(served, path)).bytes)) as Row[];
      const keyed = (rows: Row[]) =>
        new Map(rows.map((row) => [cited.key.map((column) => row[column]).join(" "), row]));
      const [old, fresh] = [keyed(JSON.parse(text) as Row[]), keyed(await rowsOf(present.file.path))];
      expect([old.size, fresh.size], `${list}: rows are told apart by ${cited.key.join()}`).to.deep.equal([
        ...[manifest.rows, present.rows],
      ]);
      const differ = [...fresh].filter(([key, row]) => JSON.stringify(old.get(key)) !== JSON.stringify(row));
      const [added, altered] = [differ.filter(([key]) => !old.has(key)), differ.filter(([key]) => old.has(key))];
      const gone = [...old.keys()].filter((key) => !fresh.has(key));
      expect([cited.added, cited.changed, cited.gone], list).to.deep.equal([
        ...[added.length, altered.length, gone.length],
      ]);
      expect(cited.changes.length).to.equal(Math.min(50, added.length + altered.length + gone.length));
      for (const { change, row, before } of cited.changes) {
        const was = old.get(cited.key.map((column) => row[column]).join(" "));
        if (change === "changed") expect({ ...row, ...before }, list).to.deep.equal(was);
        else expect(before).to.deep.equal({});
      }
    }
    // The payee that nobody had paid: a row without a currency became one with sums, and is no other row.
    const size = (await served.get<Status>("/v1/status")).records;
    const newcomer = served.suite.party(2, "Newcomer Ltd");
    const [allotment] = served.city.allotments;
    await served.suite.send();
    await ready(served.service);
    const met = (await served.get<Status>("/v1/status")).records;
    const first = served.suite.commitment(allotment ?? 0n, newcomer, { title: "First" });
    served.suite.move({ kind: "commitment", from: allotment ?? 0n, to: first, amount: 5n });
    const own = (await served.get<Page<Party>>("/v1/parties?text=Newcomer")).items[0]?.id ?? 0;
    await served.suite.send();
    await ready(served.service);
    const since = await served.get<ListCitation>(`/v1/citations/parties?size=${met}&text=Newcomer`);
    expect([own > 0, since.then.rows, since.now.rows, since.added, since.gone]).to.deep.equal([true, 1, 1, 0, 0]);
    expect([since.changed, since.changes[0]?.before["currency"]]).to.deep.equal([1, null]);
    expect(since.changes[0]?.row["committed_minor"]).to.equal("5");
    const added = await served.get<ListCitation>(`/v1/citations/parties?size=${size}&text=Newcomer`);
    expect([added.then.rows, added.added, added.gone]).to.deep.equal([0, 1, 0]);
    for (const [asked, status, detail] of REFUSED) {
      const path = asked.replace("SIZE", String(size));
      const answer = await served.fetch(path);
      expect(answer.status, path).to.equal(status);
      expect(((await answer.json()) as Problem).detail, path).to.contain(detail);
      expect((await served.fetch(path, { method: "HEAD" })).status, path).to.equal(status);
    }
    // A party was renamed, and 1 came back: of what was paid on a line, by an agency, out of a fund.
    expect(changed).to.include.members(["parties?", "agencies?", "funds?", "lines?", "commitments?"]);
  });

  it("have each a name of its own, and their manifests the name with an ending", async () => {
    const saved = async (path: string) => {
      const answer = await served.fetch(path);
      const body = await answer.text();
      const name = /^attachment; filename="([\w.-]+)"$/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
      return { name: name ?? "", body };
    };
    const block = (await served.get<ListManifest>("/v1/movements.manifest.json")).block.number;
    const names: string[] = [];
    const filters = ["", "kind=payment", "kind=receipt", "kind=payment&order=asc"];
    const kinds = ["movements", "export/movements", "parties", "cases"].flatMap((list) =>
      ["csv", "csv&bom=false", "ndjson"].map((format): [string, string] => [list, format]),
    );
    for (const [list, format] of kinds) {
      const provable = list.startsWith("export");
      for (const filter of list.endsWith("movements") ? filters : [""]) {
        if (provable && (format.includes("bom") || filter.includes("order"))) continue;
        const [ending, ...more] = format.split("&");
        const { name } = await saved(`/v1/${list}.${ending}?${[...more, filter].join("&")}`);
        const at = provable ? "/v1/export/manifest.json?export=movements&" : `/v1/${list}.manifest.json?`;
        const manifest = await saved(`${at}format=${format}&${filter}`);
        expect(name, `${list} ${format} ${filter}`).to.match(
          new RegExp(`^mingzhang-${list.replace("export/", "")}-(?:[0-9a-f]{8}-)?block-${block}[-\\w]*\\.${ending}$`),
        );
        expect(name.endsWith(`-provable.${ending}`)).to.equal(provable);
        // Effective states are of a second: the clock may have gone on between the two.
        const told = (JSON.parse(manifest.body) as ListManifest).file.name;
        if (list !== "cases") expect(told).to.equal(name);
        expect(manifest.name).to.equal(`${told}.manifest.json`);
        names.push(name);
      }
    }
    expect(new Set(names).size).to.equal(names.length);
  });

  it("say what to do where they cannot be made", async () => {
    const wrong: [string, string][] = [
      ["/v1/movements.parquet?kind=nothing", "kind"],
      ["/v1/movements.csv?from=2026-02-30", "from"],
      ["/v1/movements.manifest.json?text=a+b+c+d+e+f+g+h+i", "text"],
      ["/v1/movements.json?size=99999999", "not come so far"],
      ["/v1/movements.json?bom=true", "bom"],
      ["/v1/movements.csv?bom=perhaps", "bom"],
      ["/v1/parties.json?limit=5", "limit"],
      ["/v1/parties.json?asOf=2026-01-01T00:00:00Z", "asOf"],
      ["/v1/cases.csv?asOf=yesterday", "asOf"],
      ["/v1/cases.csv?asOf=9999-01-01T00:00:00Z", 'asOf "9999-01-01T00:00:00Z": Give a time up to 20'],
      ["/v1/cases.manifest.json?asOf=9999-01-01T00:00:00Z", "asOf"],
      ["/v1/lines.manifest.json?format=xml", "Give one of csv, json, ndjson, parquet"],
    ];
    for (const [path, detail] of wrong) {
      const answer = await served.fetch(path);
      expect([answer.status, answer.headers.get("content-type")], path).to.deep.equal([
        400,
        "application/problem+json",
      ]);
      expect(((await answer.json()) as Problem).detail, path).to.contain(detail);
      expect((await served.fetch(path, { method: "HEAD" })).status, path).to.equal(400);
    }
    const early = await served.fetch("/v1/cases.manifest.json?asOf=2001-01-01T00:00:00Z");
    expect(early.status).to.equal(400);
    expect(((await early.json()) as Problem).detail).to.match(
      /asOf "2001-01-01T00:00:00Z": Give a time from 20.*, when the log came to \d+ records/,
    );
    const head = await served.fetch("/v1/cases.parquet", { method: "HEAD" });
    expect([head.status, await head.text()]).to.deep.equal([200, ""]);
  });
});
