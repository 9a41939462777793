// The catalogue of errors: NatSpec is read as it is written, and what is missing is named.
import { expect } from "chai";
import { languageOfTerminal } from "../../scripts/chain/failures.ts";
import { catalogueOf } from "../../scripts/errors/catalogue.ts";
import { declaredErrors } from "../../scripts/errors/natspec.ts";

const SOURCE = `
    /// @notice Account \`account\` has too little,
    /// as said.
    /// @dev Bring more.
    error Overdraw(uint64 account, IFundLedger.Kind kind);
    /// @notice Of something else.
    uint256 x;
    error Bare();
    /// Only why.
    error Long(
        uint256 one,
        bytes32 other
    );
`;

describe("catalogue of errors", () => {
  const declared = declaredErrors(SOURCE, "ISome");

  it("reads errors with their NatSpec, over several lines", () => {
    expect(declared.map(({ name, why, remedy }) => [name, why, remedy])).to.deep.equal([
      ["Overdraw", "Account `account` has too little, as said.", "Bring more."],
      ["Bare", "", ""],
      ["Long", "Only why.", ""],
    ]);
    expect(declared[0]?.inputs).to.deep.equal([
      { name: "account", type: "uint64" },
      { name: "kind", type: "uint8", enum: "Kind" },
    ]);
    expect(declared[2]?.inputs.map((input) => input.name)).to.deep.equal(["one", "other"]);
  });

  it("names everything that is missing", () => {
    const zh = { Overdraw: ["账户 `acount`", "请"], Bare: ["无", ""], Gone: ["", ""] };
    const { problems } = catalogueOf(declared, {}, zh, ["Overdraw", "FailedCall"]);
    expect(problems).to.deep.equal([
      "ISome.Bare has no @notice that says why.",
      "ISome.Bare has no @dev that says what to do.",
      "ISome.Long has no @dev that says what to do.",
      "ISome.Overdraw mentions `acount`, which is none of its values.",
      "ISome.Bare has no Chinese text in scripts/errors/zh.json.",
      "ISome.Long has no Chinese text in scripts/errors/zh.json.",
      "ABI.FailedCall is explained nowhere: see foreign.json.",
      "zh.json.Gone is no error any more.",
    ]);
  });

  it("wants one error of a name, said in one way", () => {
    const [error] = declared;
    if (error === undefined) throw new Error("nothing was read");
    const again = { ...error, origin: "IOther", remedy: "Bring less.", inputs: [] };
    const foreign = { Overdraw: { origin: "Theirs", inputs: "", why: "w", remedy: "r" } };
    const { entries, problems } = catalogueOf([error, again], foreign, { Overdraw: ["无", "无"] }, []);
    expect(entries[0]?.origins).to.deep.equal(["ISome", "IOther"]);
    expect(problems.map((problem) => problem.split(" ").slice(0, 2).join(" "))).to.deep.equal([
      "IOther.Overdraw differs",
      "IOther.Overdraw says",
      "Theirs.Overdraw is",
    ]);
  });

  it("is told in the terminal's language", () => {
    expect(languageOfTerminal({ LANG: "zh_CN.UTF-8" })).to.equal("zh");
    expect(languageOfTerminal({ LANG: "zh_CN.UTF-8", LC_ALL: "C" })).to.equal("en");
    expect(languageOfTerminal({})).to.equal("en");
  });
});
