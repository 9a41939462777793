// Numbers beyond what the store's integers hold are refused or found nowhere, in every parameter that there is.
import type { Problem } from "@mingzhang/sdk/api";
import type { LogHead } from "@mingzhang/sdk/api-log";
import { expect } from "chai";
import { onServedCity } from "./support/served.ts";

interface Parameter {
  name: string;
  in: "path" | "query";
  required?: boolean;
}
interface Description {
  paths: Record<string, { get: { parameters?: Parameter[] } }>;
}

/** One beyond 32 bits, and as many digits as the numbers in texts may have. */
const NUMBERS = ["2147483648", "999999999999999"];
/** What a number may stand after, in parameters that take one so. */
const KINDS = ["", "party-", "agency-", "payee-", "fund-", "line-", "class-", "case-", "movement-", "record-"];
const HOLDERS = new Set(["concerns", "except", "q", "account", "line", "fund", "commitment", "allotment", "id"]);
/** What an address wants beside the parameter that is tried; for all others "1" does. */
const WANTED: Readonly<Record<string, string>> = {
  ...{ currency: "CNY", year: "2026", q: "a", to: "2", by: "agency" },
  ...{ address: `0x${"ab".repeat(20)}`, transaction: `0x${"ab".repeat(32)}` },
};
/** One streams until its reader leaves; files of one list are read by the same questions. */
const NOT_TRIED = /^\/v1\/stream$|\.(?:ndjson|parquet)$|^\/v1\/(?!export|ocds)[a-z-]+\.json$/;

onServedCity("numbers beyond the store's", (served) => {
  const statusOf = async (path: string): Promise<number> => {
    const answer = await served.fetch(path);
    await answer.body?.cancel();
    return answer.status;
  };

  it("fail no answer", async () => {
    const { paths } = await served.get<Description>("/openapi.json");
    const { size } = await served.get<LogHead>("/v1/log");
    const failed: string[] = [];
    let asked = 0;
    for (const [path, { get }] of Object.entries(paths)) {
      if (NOT_TRIED.test(path)) continue;
      const parameters = get.parameters ?? [];
      for (const parameter of parameters) {
        const kinds = HOLDERS.has(parameter.name) ? KINDS : [""];
        for (const value of kinds.flatMap((kind) => NUMBERS.map((number) => kind + number))) {
          const given = (name: string) =>
            name === parameter.name ? value : name === "size" ? String(size) : (WANTED[name] ?? "1");
          const query = parameters.filter(
            (each) => each.in === "query" && (each.required === true || each === parameter),
          );
          const search = new URLSearchParams(query.map(({ name }): [string, string] => [name, given(name)])).toString();
          const address = `${path.replace(/\{(\w+)\}/g, (_, name: string) => given(name))}?${search}`;
          asked += 1;
          if ((await statusOf(address)) >= 500) failed.push(address);
        }
      }
    }
    expect(failed).to.deep.equal([]);
    expect(asked).to.be.greaterThan(1_000);
  });

  it("name no party, and are refused as such", async () => {
    for (const address of ["findings", "findings.csv", "findings.atom", "findings.manifest.json"]) {
      const answer = await served.fetch(`/v1/${address}?concerns=party-2147483648`);
      expect(answer.status, address).to.equal(400);
      const { errors } = (await answer.json()) as Problem;
      expect(errors?.map(({ field, value }) => [field, value])).to.deep.equal([["concerns", "party-2147483648"]]);
      expect(errors?.[0]?.remedy).to.contain("from 1 to 2147483647");
      expect(await statusOf(`/v1/${address}?concerns=party-2147483647`), address).to.equal(200);
    }
  });
});
