// The data dictionary has every field and column that there is, and no others.
import { CSV_COLUMNS, EXPORT_ONLY_COLUMNS, MOVEMENT_FIELDS } from "@mingzhang/sdk/dictionary";
import { EXPORT_COLUMNS } from "@mingzhang/sdk/export-row";
import { expect } from "chai";
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
});
