// Whose request it is: X-Forwarded-For counts from trusted addresses alone, and its last entry that is not one of them.
import { expect } from "chai";
import { addressNumber, clientAddress, countedAs, LOOPBACK, parseProxies } from "../src/proxies.ts";

describe("proxies that are trusted", () => {
  const trusted = parseProxies(`${LOOPBACK}, 10.0.0.0/8, fd00::/8`);

  it("say whose request they pass on, each for the one before", () => {
    const cases: [string, string | undefined, string][] = [
      ["127.0.0.1", "203.0.113.7", "203.0.113.7"],
      ["::ffff:127.0.0.1", "1.2.3.4, 203.0.113.7", "203.0.113.7"],
      ["::1", "1.2.3.4, 203.0.113.7, 10.1.2.3", "203.0.113.7"],
      ["fd00::1", "2001:db8::5", "2001:db8::5"],
      ["127.0.0.1", undefined, "127.0.0.1"],
      ["127.0.0.1", "", "127.0.0.1"],
      ["127.0.0.1", "somebody", "127.0.0.1"],
      ["::ffff:198.51.100.1", "203.0.113.7", "198.51.100.1"],
      ["198.51.100.1", "203.0.113.7, 127.0.0.1", "198.51.100.1"],
      ["11.0.0.1", "203.0.113.7", "11.0.0.1"],
      ["unknown", "203.0.113.7", "unknown"],
    ];
    for (const [peer, forwarded, client] of cases) {
      expect(clientAddress(peer, forwarded, trusted), `${peer} ${forwarded}`).to.equal(client);
    }
    expect(clientAddress("127.0.0.1", "203.0.113.7", parseProxies(""))).to.equal("127.0.0.1");
  });

  it("are addresses and ranges, and nothing else", () => {
    for (const wrong of [
      "localhost",
      "10.0.0.0/33",
      "::1/129",
      "256.1.1.1",
      "1:2:3",
      "1::2::3",
      "10.0.0.0/8/8",
      "::g",
    ]) {
      expect(() => parseProxies(wrong), wrong).to.throw("is no address and no range of them");
    }
    expect(addressNumber("::ffff:1.2.3.4")).to.equal(addressNumber("1.2.3.4"));
    expect(addressNumber("1:2:3:4:5:6:7:8")).to.equal(0x00010002000300040005000600070008n);
  });

  it("count an IPv6 network as one", () => {
    expect(countedAs("2001:db8:1:2:3::4")).to.equal(countedAs("2001:0db8:1:2:ffff::"));
    expect(countedAs("2001:db8:1:2::")).to.not.equal(countedAs("2001:db8:1:3::"));
    expect([countedAs("203.0.113.7"), countedAs("unknown")]).to.deep.equal(["203.0.113.7", "unknown"]);
  });
});
