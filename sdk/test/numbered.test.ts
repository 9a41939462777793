// Numbers of records and others as people write them and as pages print them.
import { expect } from "chai";
import { readNumbered, readRecordNumber } from "@mingzhang/sdk/numbered";

describe("a number as people write it", () => {
  it("is a record's in every way that pages and people write one", () => {
    const written = [
      ...[
        "2453",
        "2,453",
        "２４５３",
        "２，４５３",
        "2，453",
        "2 453",
        "2\u00a0453",
        " 2453 ",
        "#2453",
        "#2,453",
        "＃2453",
        "# 2453",
      ],
      ...["No. 2453", "no 2453", "No.2,453", "№2453", "№ 2,453", "nº 2453", "n° 2453", "number 2453"],
      ...[
        "第2453号",
        "第 2,453 号",
        "第２，４５３号",
        "2453号",
        "编号 2453",
        "第 2,453 号收款",
        "第2453號收款",
        "2453 号收款",
      ],
      ...[
        "第 2453 笔",
        "第 2,453 笔收款",
        "第 2,453 条记录",
        "第 2453 笔流水",
        "收款2453",
        "收款 2,453",
        "收款 #2453",
        "收款编号：2453",
      ],
      ...["第 2,453 号收款：", "receipt 2453", "Receipt #2,453", "receipt no. 2453", "Receipt 2,453:", "RECEIPT 2453"],
      ...["record 2453", "movement #2453", "payment 2453", "支付 2453", "“2453”", "（2453）", "2453.", "2453。"],
    ];
    for (const text of written) expect(readRecordNumber(text), text).to.equal(2453);
    expect(readRecordNumber("1,234,567")).to.equal(1_234_567);
    expect(readRecordNumber("0")).to.equal(0);
  });

  it("is none where it is negative, broken, grouped otherwise, or says something else", () => {
    const other = [
      ...[
        "",
        "-1",
        "−1",
        "- 1",
        "－1",
        "#-1",
        "2.5",
        "2,453.00",
        "24,53",
        "2,4,5,3",
        ",453",
        "2026-01-05",
        "1e3",
        "0x10",
      ],
      ...[
        "RC-2026-01-05-vat",
        "王秀英",
        "2453 2454",
        "第号",
        "#",
        "2,453 元",
        "¥2453",
        "1".repeat(16),
        `${"1".repeat(200)}`,
      ],
      ...["案件 7234", "case 7", "机构 10", "line-5", "税票号 340226000123", "constructor 1", "__proto__ 1"],
    ];
    for (const text of other) expect(readRecordNumber(text), text).to.equal(null);
  });

  it("keeps what it is called", () => {
    expect(readNumbered("Payee class 3")).to.deep.equal({ name: "payee-class", digits: "3" });
    expect(readNumbered("第10号机构")).to.deep.equal({ name: "机构", digits: "10" });
    expect(readNumbered("line-5")).to.deep.equal({ name: "line", digits: "5" });
    expect(readNumbered("案件：第 7,234 号")).to.deep.equal({ name: "案件", digits: "7234" });
    expect(readNumbered("agency #10")).to.deep.equal({ name: "agency", digits: "10" });
    expect(readNumbered("17")).to.deep.equal({ name: "", digits: "17" });
  });

  it("is read at once in a hostile text", () => {
    for (const text of ["#".repeat(99), "a ".repeat(50), "1,111".repeat(20), "第".repeat(99), "1 ".repeat(50_000)]) {
      const start = performance.now();
      readNumbered(text);
      expect(performance.now() - start, text.slice(0, 20)).to.be.below(200);
    }
  });
});
