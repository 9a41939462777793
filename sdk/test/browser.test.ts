import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { expect } from "chai";

const folder = fileURLToPath(new URL("../src", import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
const sources = files.map((name): [string, string] => [name, readFileSync(join(folder, name), "utf8")]);

describe("the SDK's sources", () => {
  it("import nothing but their own files, viem, the hash functions and the curve of signatures", () => {
    expect(files.length).to.be.above(20);
    for (const [name, text] of sources) {
      for (const [, module = ""] of text.matchAll(/(?:^import|\bfrom) ["']([^"']+)["'];$/gm)) {
        const own = /^\.{1,2}\/[\w./-]+\.ts$/.test(module);
        const noble = /^@noble\/(?:hashes\/(?:sha[23]|hmac)\.js|secp256k1)$/;
        const allowed = own || /^viem(\/actions)?$/.test(module) || noble.test(module);
        expect(allowed && !isBuiltin(module), `${name} imports ${module}`).to.equal(true);
      }
    }
  });

  it("use no globals that only Node has", () => {
    for (const [name, text] of sources) {
      const code = text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
      expect(code, name).to.not.match(/\b(?:Buffer|process|require|__dirname|__filename|setImmediate)\b\s*[.(]/);
      expect(code, name).to.not.include("node:");
      expect(code, name).to.not.match(/\bimport\(/);
    }
  });

  it("never take money for a floating-point number", () => {
    for (const [name, text] of sources) {
      expect(text, name).to.not.match(/parseFloat|toFixed|Number\((?:minor|amount|total)/);
    }
  });

  it("stay small and say what they are for", () => {
    for (const [name, text] of sources) {
      if (name.startsWith("abi/")) continue;
      expect(text, name).to.match(/^\/\/ [A-Z\d].+[.`]\n/);
      if (!/^(?:api|api-cases|errors-catalogue)\.ts$/.test(name))
        expect(text.split("\n").length, name).to.be.below(350);
    }
  });
});
