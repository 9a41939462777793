// Parameters of a deployment: what is accepted, and that a refusal names field, value and remedy.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  legalBasisParameter,
  moduleParameters,
  ParametersError,
  parseParameters,
  readParameters,
} from "../../deploy/parameters.ts";
import { PROCEDURES } from "../../deploy/procedures.ts";

const example = () => JSON.parse(readFileSync("deploy/parameters/example.json", "utf8")) as Record<string, unknown>;

/** Lines of the refusal of the example with some fields changed. */
function refusal(change: Record<string, unknown>): string {
  try {
    parseParameters({ ...example(), ...change }, "it");
  } catch (error) {
    if (error instanceof ParametersError) return error.message;
    throw error;
  }
  throw new Error("was accepted");
}

describe("deploy/parameters", () => {
  it("accepts the files that come with the project", () => {
    expect(readParameters("deploy/parameters/local.json").demo).to.equal(true);
    expect(readParameters("deploy/parameters/example.json").demo).to.equal(false);
  });

  it("turns days into seconds and absent texts into empty ones", () => {
    const { registrarFrom, governmentOtherName, governmentScheme } = moduleParameters(
      parseParameters({ ...example(), government: { name: "City" } }, "it"),
      1,
    );
    expect(registrarFrom).to.equal(Date.UTC(2027, 0, 1) / 1000);
    expect([governmentOtherName, governmentScheme]).to.deep.equal(["", ""]);
  });

  it("puts the catalogue's own laws or one text for all", () => {
    const own = moduleParameters(parseParameters(example(), "it"), 1);
    expect(own[legalBasisParameter("payment")]).to.contain("预算法");
    expect([own["currency"], own["approverFrom"]]).to.deep.equal(["0x434e59", 100_000_000n]);
    const catalogue = { currency: "GBP", approverFrom: "1", legalBasis: "Standing orders of the council" };
    const other = moduleParameters(parseParameters({ ...example(), catalogue }, "it"), 1);
    for (const { code } of PROCEDURES) expect(other[legalBasisParameter(code)]).to.equal(catalogue.legalBasis);
  });

  it("puts the witnesses in the order that the contract wants", () => {
    const witnesses = example()["witnesses"] as string[];
    const { witnesses: ordered } = moduleParameters(
      parseParameters({ ...example(), witnesses: [...witnesses].reverse() }, "it"),
      1,
    );
    expect(ordered).to.deep.equal(witnesses);
  });

  const cases: [string, Record<string, unknown>, RegExp][] = [
    ["an address that is none", { admin: "0x12" }, /admin = "0x12": is no address: give 0x and 40/u],
    [
      "an address with a broken checksum",
      { config: "0xC0FF1C0000000000000000000000000000000002" },
      /config = .*checksum/u,
    ],
    ["the zero address", { registryOffice: `0x${"00".repeat(20)}` }, /registryOffice = .*zero address: give/u],
    ["a missing field", { government: undefined }, /government = nothing: /u],
    ["a field that nobody knows", { dorDelay: 1 }, /dorDelay/u],
    ["a delay below a day", { doorDelay: 60 }, /doorDelay = 60: is below 86400 seconds: give at least one day/u],
    ["a delay that is no integer", { adminDelay: 86_400.5 }, /adminDelay = 86400.5: is no whole number/u],
    ["a delay above 90 days", { adminDelay: 1e9 }, /adminDelay = 1000000000: is above 90 days/u],
    ["an empty name", { treasury: { name: "" } }, /treasury\.name = "": is empty or padded: give the official name/u],
    [
      "a name that is too long",
      { treasury: { name: "财".repeat(86) } },
      /treasury\.name = "财.*longer than 256 bytes/u,
    ],
    [
      "half an identifier",
      { treasury: { name: "T", identifier: { scheme: "GB-GOR" } } },
      /treasury\.identifier\.value = nothing/u,
    ],
    [
      "a registrar whose time ends before it begins",
      { registrar: { ...(example()["registrar"] as object), until: "2026-01-01" } },
      /registrar\.until = .*is not after registrar\.from/u,
    ],
    [
      "a date that is none",
      { registrar: { ...(example()["registrar"] as object), from: "1 March" } },
      /registrar\.from = "1 March": is no date: give 2026-01-31/u,
    ],
    [
      "a threshold in floating point",
      { catalogue: { currency: "CNY", approverFrom: 1e8, legalBasis: "CN" } },
      /catalogue\.approverFrom = 100000000/u,
    ],
    [
      "a threshold that is no whole number",
      { catalogue: { currency: "CNY", approverFrom: "1.5", legalBasis: "CN" } },
      /catalogue\.approverFrom = "1\.5": is no amount: give minor units/u,
    ],
    [
      "a currency in small letters",
      { catalogue: { currency: "cny", approverFrom: "1", legalBasis: "CN" } },
      /catalogue\.currency = "cny": is no currency/u,
    ],
    [
      "a catalogue without a legal basis",
      { catalogue: { currency: "CNY", approverFrom: "1", legalBasis: "" } },
      /catalogue\.legalBasis = "": is empty or padded/u,
    ],
    ["no witnesses", { witnesses: [] }, /witnesses = \[\]: are none: name the auditors/u],
    [
      "more witnesses than a contract counts",
      { witnesses: Array.from({ length: 33 }, (_, i) => `0x${String(i + 1).padStart(40, "0")}`), witnessQuorum: 17 },
      /witnesses = .*are more than 32/u,
    ],
    ["a witness that is no address", { witnesses: ["auditor"] }, /witnesses\.0 = "auditor": is no address/u],
    [
      "a witness twice",
      { witnesses: Array.from({ length: 2 }, () => (example()["witnesses"] as string[])[0]) },
      /witnesses\.1 = .*is named twice/u,
    ],
    [
      "a witness who holds an office",
      { witnesses: [...(example()["witnesses"] as string[]).slice(0, 2), example()["config"]] },
      /witnesses\.2 = .*holds the office config too: name an auditor outside it/u,
    ],
    [
      "half a quorum",
      { witnessQuorum: 1 },
      /witnessQuorum = 1: does not fit 3 witnesses: give more than half of the witnesses, 2 to 3/u,
    ],
    ["a quorum above the witnesses", { witnessQuorum: 4 }, /witnessQuorum = 4: does not fit 3 witnesses/u],
    ["a quorum that is no whole number", { witnessQuorum: 2.5 }, /witnessQuorum = 2\.5: is no whole number/u],
    ["two offices in one hand", { config: example()["admin"] }, /config = .*is the address of admin too: give each/u],
  ];
  for (const [title, change, message] of cases) {
    it(`refuses ${title}`, () => {
      expect(refusal(change)).to.match(message);
    });
  }

  it("names every field that is wrong, not the first alone", () => {
    const message = refusal({ admin: "x", doorDelay: "soon" });
    expect(message).to.contain("admin = ").and.to.contain("doorDelay = ");
  });

  it("names the file that cannot be read or is not JSON", () => {
    expect(() => readParameters("/nowhere/p.json")).to.throw(ParametersError, /\/nowhere\/p\.json cannot be used/u);
    const broken = join(mkdtempSync(join(tmpdir(), "parameters-")), "p.json");
    writeFileSync(broken, "{");
    expect(() => readParameters(broken)).to.throw(ParametersError, /it is not JSON/u);
  });
});
