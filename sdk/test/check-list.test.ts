// A list's file beside a manifest of lists: that they belong together, or what differs, in every format and however it is written.
import type { ListManifest } from "@mingzhang/sdk/api-lists";
import { checkFiles, type CheckedFile } from "@mingzhang/sdk/check-files";
import { checkList, type ListCheck } from "@mingzhang/sdk/check-list";
import { verifyExport } from "@mingzhang/sdk/export";
import { sha256Hex } from "@mingzhang/sdk/hash";
import { expect } from "chai";

const encoder = new TextEncoder();
const MEDIA = {
  csv: "text/csv; charset=utf-8; header=present",
  json: "application/json",
  ndjson: "application/x-ndjson; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};
const ROWS = [
  { record: 1, name: 'Bridge, "North"\r\nWorks', amount_minor: "12345678", amount: "123456.78", currency: "CNY" },
  { record: 2, name: "", amount_minor: "-100", amount: "-1.00", currency: "CNY" },
  { record: 3, name: "桥", amount_minor: "500", amount: "500", currency: "JPY" },
  { record: 4, name: ",", amount_minor: null, amount: null, currency: null },
];
const NAMES = ["record", "name", "amount_minor", "amount", "currency"] as const;
type Row = (typeof ROWS)[number];

const quoted = (cell: string | number | null) =>
  typeof cell === "string" && /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : String(cell ?? "");

function textOf(format: keyof typeof MEDIA, rows: readonly Row[] = ROWS): string {
  if (format === "csv") {
    const lines = rows.map((row) => NAMES.map((name) => quoted(row[name])).join(","));
    return `\uFEFF${[NAMES.join(","), ...lines].map((line) => `${line}\r\n`).join("")}`;
  }
  const lines = rows.map((row) => JSON.stringify(row));
  return format === "json" ? `[\n${lines.join(",\n")}\n]\n` : lines.map((line) => `${line}\n`).join("");
}

function manifestOf(format: keyof typeof MEDIA, text: string, change: Partial<ListManifest> = {}): unknown {
  const bytes = encoder.encode(text);
  return {
    ...{ format: "mingzhang-list", version: 1, list: "movements", size: 9 },
    file: {
      ...{ name: `mingzhang-movements-block-9.${format}`, mediaType: MEDIA[format], path: "/v1/x" },
      ...{ bytes: bytes.length, sha256: sha256Hex(bytes) },
    },
    ...{ rows: 4, summed: "amount_minor" },
    sums: [
      { currency: "CNY", exponent: 2, amount: "12345578", count: 2 },
      { currency: "JPY", exponent: 0, amount: "500", count: 1 },
    ],
    columns: NAMES.map((name) => ({ name, type: "text", about: "" })),
    ...change,
  };
}

async function check(text: string, manifest: unknown): Promise<ListCheck> {
  const found = await checkList(new Blob([text]), manifest);
  if (found === null) throw new Error("The manifest was not read");
  return found;
}
const told = ({ differences }: ListCheck) => differences.map(({ what, told, found }) => [what, told, found]);

describe("a list's file and a manifest", () => {
  it("belong together in every format, and rows and sums are counted where they are text", async () => {
    for (const format of ["csv", "json", "ndjson"] as const) {
      const text = textOf(format);
      const found = await check(text, manifestOf(format, text));
      expect([found.rows, told(found)], format).to.deep.equal([4, []]);
      expect(found.digest).to.equal(sha256Hex(encoder.encode(text)));
    }
    expect(await check("PAR1…", manifestOf("parquet", "PAR1…"))).to.deep.include({ rows: null, differences: [] });
    const empty = { rows: 0, sums: [] };
    for (const format of ["csv", "json", "ndjson"] as const) {
      const text = format === "json" ? "[\n]\n" : textOf(format, []);
      expect(told(await check(text, manifestOf(format, text, empty))), format).to.deep.equal([]);
    }
  });

  it("of another file: length, digest, rows and sums are told side by side", async () => {
    const whole = textOf("csv");
    const cut = textOf("csv", ROWS.slice(1));
    const found = await check(cut, manifestOf("csv", whole));
    expect(told(found)).to.deep.equal([
      ["sha256", sha256Hex(encoder.encode(whole)), sha256Hex(encoder.encode(cut))],
      ["bytes", String(encoder.encode(whole).length), String(encoder.encode(cut).length)],
      ["rows", "4", "3"],
      ["sum", "CNY\u00a0123,455.78", "CNY\u00a0−1.00"],
    ]);
    const others = {
      columns: ["record", "currency", "paid_minor"].map((name) => ({ name, type: "text" as const, about: "" })),
    };
    expect(told(await check(whole, manifestOf("csv", whole, { ...others, summed: "paid_minor" })))).to.deep.equal([
      ["columns", "paid_minor", "name, amount_minor, amount"],
    ]);
  });

  it("that differ in nothing but how they are written, or lie about rows and sums, are told so", async () => {
    const text = textOf("csv");
    const bare = text.slice(1);
    expect(told(await check(bare, manifestOf("csv", text))).map(([what]) => what)).to.deep.equal(["sha256", "bytes"]);
    const lie = { rows: 5, sums: [{ currency: "EUR", exponent: 2, amount: "1", count: 1 }] };
    expect(
      told(await check(text, manifestOf("csv", text, lie))).map(([what, says, has]) => [what, says, has]),
    ).to.deep.equal([
      ["rows", "5", "4"],
      ["sum", "EUR\u00a00.01", "EUR –"],
      ["sum", "CNY –", "CNY\u00a0123,455.78"],
      ["sum", "JPY –", "JPY\u00a0500"],
    ]);
    for (const junk of ["", "no list at all", '{"a":', "[1]\n"]) {
      expect((await check(junk, manifestOf("ndjson", text))).rows, junk).to.be.oneOf([null, 0]);
    }
    expect(await checkList(new Blob([text]), { format: "mingzhang-list", version: 1 })).to.equal(null);
    expect(await checkList(new Blob([text]), manifestOf("csv", text, { sums: "x" as never }))).to.equal(null);
  });

  it("are found among the files that were given: by name, or where there are but the two", async () => {
    const text = textOf("csv");
    const blobs = (...files: [string, string][]) => files.map(([name, body]) => ({ name, blob: new Blob([body]) }));
    const manifest = JSON.stringify(manifestOf("csv", text));
    const kinds = (files: readonly CheckedFile[]) =>
      files.map((file) => (file.kind === "unread" ? file.why : file.kind));
    const run = (...files: [string, string][]) =>
      checkFiles(
        blobs(...files),
        {},
        () => Promise.resolve(verifyExport),
        undefined,
        () => Promise.resolve(checkList),
      );
    expect(kinds(await run(["renamed.csv", text], ["m.json", manifest]))).to.deep.equal(["list"]);
    const own: [string, string] = ["mingzhang-movements-block-9.csv", text];
    expect(kinds(await run(["other.csv", "a"], own, ["m.json", manifest]))).to.deep.equal(["document", "list"]);
    expect(kinds(await run(["m.json", manifest]))).to.deep.equal(["list"]);
    const [found] = await run(["m.json", manifest], ["a.txt", "something else"]);
    if (found?.kind !== "list") throw new Error(`It was taken for a ${found?.kind}`);
    expect([found.name, found.bytes, found.check.rows]).to.deep.equal(["a.txt", 14, null]);
    expect(found.check.differences.map(({ what }) => what)).to.deep.equal(["sha256", "bytes"]);
    // What cannot be read as a manifest leaves the file a document.
    const broken = JSON.stringify({ format: "mingzhang-list", version: 1 });
    expect(kinds(await run(["m.json", broken], ["a.txt", "x"]))).to.deep.equal(["document", "list"]);
  });
});
