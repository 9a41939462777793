// One thing has one word: what the glossary, the fields of a record and the pages say is held against one another.
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { SEVERITIES } from "@mingzhang/sdk/findings/words";
import { FIELD_NAMES } from "@mingzhang/sdk/cases/field-names";

interface Term {
  id: string;
  word: { en: string; zh: string };
  meaning: { en: string; zh: string };
}
const read = <T>(path: string) =>
  JSON.parse(readFileSync(new URL(`../messages/${path}`, import.meta.url), "utf8")) as T;
const term = (id: string): Term => {
  const found = read<{ terms: Term[] }[]>("glossary.json")
    .flatMap(({ terms }) => terms)
    .find((each) => each.id === id);
  if (found === undefined) throw new Error(`The glossary has no ${id}`);
  return found;
};

describe("words that are said in several places", () => {
  it("the value date is the glossary's", () => {
    const [en, zh] = FIELD_NAMES.valueDate;
    expect(term("value-date").word).to.deep.equal({ en: en.toLowerCase(), zh });
    for (const [language, word] of [
      ["en", en],
      ["zh", zh],
    ] as const) {
      const { record } = read<{ record: { valueDate: string } }>(`${language}/movement.json`);
      expect(record.valueDate).to.equal(word);
    }
  });

  it("severities are those that findings have", () => {
    const { zh, en } = term("severity").meaning;
    expect(zh.split("；")[0]).to.equal(SEVERITIES.map((each) => each.zh).join("、"));
    for (const each of SEVERITIES) expect(en).to.contain(each.en.toLowerCase());
  });

  it("what a page quotes of a button comes from the button", () => {
    for (const language of ["en", "zh"]) {
      const { run, sealSite } = read<{ run: string; sealSite: string }>(`${language}/verify.json`);
      const about = readFileSync(new URL(`../messages/${language}/about.json`, import.meta.url), "utf8");
      for (const label of [run, sealSite]) expect(about).not.to.contain(`“${label}”`);
      expect(about).to.contain("“{verify}”");
    }
  });
});
