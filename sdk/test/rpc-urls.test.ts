// RPCs of several chains in one setting.
import { expect } from "chai";
import { parseRpcUrls } from "../src/rpc-urls.ts";

describe("RPCs by chain", () => {
  it("are a list of chains and their URLs", () => {
    expect([...parseRpcUrls(" 31338=http://127.0.0.1:8546, 10 = https://other.example/key?a=b,")]).to.deep.equal([
      [31_338, "http://127.0.0.1:8546"],
      [10, "https://other.example/key?a=b"],
    ]);
    expect([...parseRpcUrls("")]).to.deep.equal([]);
    expect(parseRpcUrls("1=wss://rpc.example", ["wss:"]).get(1)).to.equal("wss://rpc.example");
  });

  it("are refused by what is wrong", () => {
    for (const wrong of [
      "http://127.0.0.1:8546",
      "x=http://a",
      "1=",
      "1=nowhere",
      "0=http://a",
      "1=ftp://a",
      "1=wss://a",
    ]) {
      expect(() => parseRpcUrls(`10=https://good.example,${wrong}`), wrong)
        .to.throw(`${JSON.stringify(wrong)} is no chain and its RPC`)
        .with.property("code", "SETTING_INVALID");
    }
  });
});
