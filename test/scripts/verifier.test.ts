// The verifier as a person runs it: the single file's bytes, and the command line with its exit codes and words.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromRoot, ROOT } from "../../scripts/stack/paths.ts";
import { buildVerifier, sha256Of } from "../../scripts/verifier/build.ts";
import { publishedHash } from "../../scripts/verifier/published.ts";
import { keptText, parseKept } from "@mingzhang/sdk/check-kept";
import { expect } from "chai";
import { makeProof, sign, witnesses } from "../../sdk/test/proofs.ts";
import { scratch } from "./support.ts";

describe("the single-file verifier", () => {
  it("is the same bytes each time, and those whose SHA-256 is published", async () => {
    const [first, second] = [await buildVerifier(), await buildVerifier()];
    expect(first.equals(second)).to.equal(true);
    expect(sha256Of(first)).to.equal(
      publishedHash(),
      "docs/PROOFS.md: if the verifier was meant to change, run `npm run verifier -- --publish`",
    );
    expect(first.length).to.be.below(150_000);
  });

  it("holds no address, no path of the machine that built it, and nothing that is loaded from elsewhere", async () => {
    const text = (await buildVerifier()).toString();
    expect(text).to.not.include(ROOT);
    expect(text).to.not.match(/(?:src|href)="/);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(text)?.[1] ?? "";
    expect(policy).to.match(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src http: https:;/,
    );
    expect(text.match(/<script/g)).to.have.length(1);
  });
});

describe("npm run verify", () => {
  const folder = scratch();
  after(() => folder.remove());

  function run(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [fromRoot("scripts/verify.ts"), ...args], {
      encoding: "utf8",
      env: { ...process.env, LANG: "C" },
    });
    return { status, stdout, stderr };
  }
  const save = (name: string, content: unknown): string => {
    const path = join(folder.path, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };
  const trust = witnesses.flatMap(({ address }) => ["--witness", address]);

  it("says how far a proof goes, and ends with 0, 1, 2 or 3", async () => {
    const proof = await makeProof(30, 17);
    const good = save("good.json", proof);
    const alone = run(good);
    expect(alone.status, alone.stderr).to.equal(0);
    expect(alone.stdout).to.include("proof of record 17").and.include("Level 0: nothing shown yet");
    const trusted = run(good, ...trust, "--quorum", "2");
    expect(trusted.status).to.equal(0);
    expect(trusted.stdout).to.include("Level 4: cosigned, or anchored elsewhere").and.include("✓");

    const altered = save("altered.json", { ...proof, path: proof.path.toReversed() });
    const caught = run(altered, ...trust);
    expect(caught.status).to.equal(1);
    expect(caught.stdout).to.include("does not hold").and.include("✗");
    expect(run(good, "--level", "3").status).to.equal(1);
    expect(run(good, "--max-age", "0", ...trust).status).to.equal(1);
    expect(run(good, "--rpc", "http://127.0.0.1:9").status).to.equal(3);
    expect(run(join(folder.path, "nothing.json")).status).to.equal(2);
    expect(run().status).to.equal(2);
    expect(run(good, "--witness", "0x12").status).to.equal(2);
  });

  it("speaks Chinese, and JSON", async () => {
    const good = save("good.json", await makeProof(9, 3));
    const chinese = run(good, "--lang", "zh", ...trust);
    expect(chinese.stdout).to.include("第 4 级：已联署，或锚定于别处").and.include("成立");
    const parsed = JSON.parse(run(good, "--json", ...trust).stdout) as {
      results: { level: number; failed: boolean }[];
    };
    expect(parsed.results[0]).to.include({ level: 4, failed: false });
  });

  it("keeps a checkpoint, and holds later files against it", async () => {
    const proof = await makeProof(20, 4);
    const good = save("good.json", proof);
    const kept = join(folder.path, "kept.json");
    // Nothing speaks for it but the file itself: nothing is kept.
    const alone = run(good, "--keep", kept);
    expect(alone.status).to.equal(1);
    expect(alone.stderr).to.include("nothing was kept");
    expect(existsSync(kept)).to.equal(false);
    expect(run(good, "--keep", kept, ...trust, "--quorum", "2").status).to.equal(0);
    const first = parseKept(JSON.parse(readFileSync(kept, "utf8")));
    expect(first.checkpoint).to.deep.equal(proof.checkpoint);
    expect(first.witnesses).to.deep.equal({
      addresses: witnesses.map(({ address }) => address.toLowerCase()),
      quorum: 2,
    });
    const held = run(good, "--checkpoint", kept);
    expect(held.status).to.equal(0);
    // The witnesses that were kept with it count as those whom the reader trusts.
    expect(held.stdout).to.include("Level 4").and.include("that you kept with your checkpoint");
    // One that came along with the others shows nothing: whoever sent the proof can have made it.
    expect(run(good, kept).stdout).to.include("Level 0").and.include("came with these files");
    const { origin } = proof;
    const other = { ...proof.checkpoint, root: `0x${"66".repeat(32)}` as const };
    const fork = run(good, "--checkpoint", save("other.json", keptText({ origin, checkpoint: other })));
    expect(fork.status).to.equal(1);
    expect(fork.stdout).to.include("Keep both");
    // Of another history, and nobody gives the path by which that would show: not passed over, and nothing takes its place.
    const early = save("early.json", keptText({ origin, checkpoint: { ...other, size: 5 } }));
    const withheld = run(good, "--checkpoint", early, ...trust);
    expect(withheld.status).to.equal(4);
    expect(withheld.stdout).to.include("what a fork looks like");
    const before = readFileSync(early, "utf8");
    expect(run(good, "--keep", early, ...trust).status).to.equal(1);
    expect(readFileSync(early, "utf8")).to.equal(before);
    expect(run(good, "--keep", good, ...trust).status, "no kept checkpoint is overwritten").to.equal(2);
  });

  it("with --level wants a verdict on every file that is named", async () => {
    const good = save("good.json", await makeProof(9, 3));
    const level = [...trust, "--level", "4"];
    expect(run(good, ...level).status).to.equal(0);
    const misspelt = readFileSync(good, "utf8").replace("mingzhang-proof", "mingzang-proof");
    const long = `${readFileSync(good, "utf8")}${" ".repeat(4 * 1024 * 1024)}`;
    for (const [name, content] of [
      ["hello.txt", "hello"],
      ["misspelt.json", misspelt],
      ["long.json", long],
    ] as const) {
      expect(run(good, save(name, content), ...level).status, name).to.equal(1);
    }
  });

  it("knows evidence of a fork, junk, documents, and a manifest that is alone; hostile names stay visible", async () => {
    const { origin, checkpoint } = await makeProof(12, 4);
    const other = { ...checkpoint, root: `0x${"66".repeat(32)}` as const };
    const sides = {
      a: { checkpoint, cosignatures: await sign(checkpoint) },
      b: { checkpoint: other, cosignatures: await sign(other) },
    };
    const fork = save("fork.json", { format: "mingzhang-fork", version: 1, origin, ...sides });
    const proven = run(fork, ...trust);
    expect(proven.status).to.equal(5);
    expect(proven.stdout).to.include("One size, 12, with two roots").and.include("A fork of the log is proven");
    const open = run(fork);
    expect(open.status).to.equal(0);
    expect(open.stdout).to.include("whether witnesses signed them is not shown");
    const junk = run(save("junk\u202e.json", '{"format": "mingzhang-proof", "version": 1'));
    expect(junk.status).to.equal(1);
    expect(junk.stdout).to.include("[U+202E]");
    const document = run(save("note.txt", "any document"));
    expect(document.status).to.equal(0);
    expect(document.stdout).to.include(`SHA-256 ${sha256Of(Buffer.from("any document"))}`);
    expect(run(save("manifest.json", { format: "mingzhang-manifest", version: 1 })).status).to.equal(1);
    expect(run(save("empty.csv", "")).status).to.equal(1);
  });
});
