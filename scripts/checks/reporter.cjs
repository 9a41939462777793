// Mocha reporter: one line for each top-level suite, failures in full, and the counts as JSON for scripts/test.ts.
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

module.exports = class Reporter extends reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const pending = [];
    const failures = [];
    let suite = { title: "", passed: 0, failed: 0, started: Date.now() };

    runner.on("suite", (entered) => {
      if (entered.parent?.root) suite = { title: entered.title, passed: 0, failed: 0, started: Date.now() };
    });
    runner.on("pass", () => (suite.passed += 1));
    runner.on("fail", (test, error) => {
      suite.failed += 1;
      const title = test.fullTitle();
      const [problem] = String(error.message).split("\n");
      failures.push(`${title}: ${problem}`);
      console.log(`  ✗ ${title}\n    ${problem}`);
    });
    runner.on("pending", (test) => pending.push(test.fullTitle()));
    runner.on("suite end", (left) => {
      if (!left.parent?.root) return;
      const seconds = ((Date.now() - suite.started) / 1000).toFixed(1);
      const failed = suite.failed > 0 ? `, ${suite.failed} failed` : "";
      console.log(`  ${suite.failed > 0 ? "✗" : "✓"} ${suite.title}: ${suite.passed} passed${failed} (${seconds} s)`);
    });
    runner.once("end", () => {
      if (this.failures.length > 0) reporters.Base.list(this.failures);
      const path = process.env.MINGZHANG_TEST_REPORT;
      if (path) {
        writeFileSync(path, JSON.stringify({ passed: this.stats.passes, failures, pending }));
      }
    });
  }
};
