// Drawings as files: nothing that somebody put on the chain gets out of its text.
import {
  type Drawing,
  escapeXml,
  fitText,
  link,
  shape,
  shareToDraw,
  svgText,
  textWidth,
} from "../../src/charts/index.ts";
import { expect } from "chai";

const EVIL = `</text><script>alert(1)</script>"'><a href="javascript:x">&amp;]]>\u0000\u0008\ud800`;

describe("a drawing as SVG", () => {
  const drawing: Drawing = {
    width: 100,
    height: 50,
    title: EVIL,
    desc: EVIL,
    shapes: [link(`https://example.org/en/movements?text=${EVIL}`, EVIL, shape("text", { x: 1, y: 2 }, EVIL))],
  };

  it("holds hostile names as text, in elements and in attributes", () => {
    const text = svgText(drawing, { id: "m", style: true });
    expect(text).to.not.include("<script");
    expect(text).to.not.include('<a href="javascript');
    expect(text.match(/<a /g)?.length).to.equal(1);
    expect(text.match(/<text /g)?.length).to.equal(1);
    expect(text).to.not.match(/[\u0000-\u0008]/);
    expect(text.isWellFormed()).to.equal(true);
    // Every bracket opens or closes an element that the writer made.
    const names = new Set([...text.matchAll(/<\/?([a-z]+)/g)].map(([, name]) => name ?? ""));
    expect([...names].sort()).to.deep.equal(
      ["a", "circle", "defs", "desc", "path", "pattern", "rect", "style", "svg", "text", "title"].filter((name) =>
        names.has(name),
      ),
    );
    expect(text.match(/</g)?.length).to.equal(text.match(/>/g)?.length);
  });

  it("has a name, a description, and colours of its own only as a file", () => {
    const file = svgText(drawing, { id: "m", style: true });
    const page = svgText(drawing, { id: "m", style: false });
    for (const text of [file, page]) expect(text).to.include('aria-labelledby="m-title" aria-describedby="m-desc"');
    expect(file).to.include("<style>");
    expect(page).to.not.include("<style>");
  });

  it("escapes what XML knows and leaves out what it cannot hold", () => {
    expect(escapeXml(`<&>"'`)).to.equal("&#60;&#38;&#62;&#34;&#39;");
    expect(escapeXml("a\u0000b\uffffc明")).to.equal("abc明");
  });
});

describe("sizes of a drawing", () => {
  it("draws shares without ever touching money as a fraction", () => {
    expect(shareToDraw(1n, 4n)).to.equal(0.25);
    expect(shareToDraw(10n ** 30n, 10n ** 30n)).to.equal(1);
    expect([shareToDraw(-1n, 4n), shareToDraw(1n, 0n), shareToDraw(0n, 0n)]).to.deep.equal([0, 0, 0]);
  });

  it("cuts texts to the room they have, wide characters too", () => {
    expect(textWidth("明账", 10)).to.be.above(textWidth("mz", 10));
    expect(fitText("short", 12, 100)).to.equal("short");
    const cut = fitText("A rather long name of an agency", 12, 80);
    expect(cut.endsWith("…")).to.equal(true);
    expect(textWidth(cut, 12)).to.be.at.most(80);
    expect(fitText("明州市人民政府教育局", 12, 20)).to.equal("");
  });
});
