// The data dictionary has every field and column that there is, and no others.
import { CSV_COLUMNS, describedZh, EXPORT_ONLY_COLUMNS, MOVEMENT_FIELDS } from "@mingzhang/sdk/dictionary";
import { EXPORT_COLUMNS } from "@mingzhang/sdk/export-row";
import { expect } from "chai";
import { createApp } from "../src/api/app.ts";
import type { ApiContext } from "../src/api/context.ts";
import { movementList } from "../src/api/lists/movements.ts";
import { movement } from "../src/api/schemas/movement.ts";

describe("data dictionary", () => {
  it("has the fields of a movement in the API's description", () => {
    expect(Object.keys(MOVEMENT_FIELDS)).to.have.members(Object.keys(movement.shape));
  });

  it("has the columns of the list as CSV, in their order", () => {
    expect(Object.keys(CSV_COLUMNS)).to.deep.equal(movementList.columns.map(({ name }) => name));
  });

  it("has every column of the provable files", () => {
    const told = { ...CSV_COLUMNS, ...EXPORT_ONLY_COLUMNS };
    expect(EXPORT_COLUMNS.filter((name) => !(name in told))).to.deep.equal([]);
    expect(
      Object.keys(EXPORT_ONLY_COLUMNS).filter((name) => !EXPORT_COLUMNS.some((each) => each === name)),
    ).to.deep.equal([]);
  });

  it("says in Chinese what the API's description says of its fields", () => {
    // It is made of the routes alone; what answers them is asked for nothing else.
    const trustedProxies: ApiContext["config"]["trustedProxies"] = [];
    const { components } = createApp({ config: { trustedProxies } } as ApiContext).getOpenAPI31Document({
      openapi: "3.1.0",
      info: { title: "Mingzhang", version: "1" },
    });
    const texts = [...descriptionsIn(components?.schemas ?? {})];
    expect(texts.length).to.be.greaterThan(20);
    expect(texts.filter((text) => describedZh(text) === null)).to.deep.equal([]);
    expect(texts.filter((text) => !/\p{Script=Han}/u.test(describedZh(text) ?? ""))).to.deep.equal([]);
  });
});

/** Every description in a document, each once. */
function descriptionsIn(of: object, found = new Set<string>()): Set<string> {
  for (const [name, value] of Object.entries(of) as [string, unknown][]) {
    if (name === "description" && typeof value === "string") found.add(value);
    else if (typeof value === "object" && value !== null) descriptionsIn(value, found);
  }
  return found;
}
