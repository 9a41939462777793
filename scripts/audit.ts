// npm run audit: derives every account, line, case and total from raw logs alone and compares them with all who tell them.
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { readDeployment } from "./chain/deployment.ts";
import { ApiFailure } from "./audit/api.ts";
import { Difference } from "./audit/difference.ts";
import { reportText } from "./audit/report.ts";
import { audit } from "./audit/run.ts";
import { signerOf, SigningError } from "./audit/sign.ts";
import { inWords } from "./chain/failures.ts";

interface Flags {
  rpc?: string;
  sign?: string;
  signerOf?: string;
  deployment: string;
  api?: string;
  json?: boolean;
}

const program = new Command("npm run audit --")
  .description(
    "An auditor's tool. Derives every account, line, commitment, case and total, every party, seat, permit, procedure, " +
      "standing order and finding from raw logs alone, and compares them with the contracts' storage at the same block, " +
      "with the root of the log, and with the API. Prints a report, or " +
      "the first difference with both values. It ends with 0 where all agree, 1 where something differs, 2 where it " +
      "could not audit.",
  )
  .option("--rpc <url>", "the auditor's own node, or one that the auditor trusts")
  .option("--deployment <file>", "record of the deployment", ".data/demo/deployment.json")
  .option("--api <url>", "compare with this API too")
  .option(
    "--sign <variable>",
    "sign the report by the private key that this variable of the environment holds (EIP-191)",
  )
  .option("--signer-of <file>", "audit nothing: say who signed a report that --json printed into this file")
  .option("--json", "print one object as the last line")
  .parse();

const { rpc, deployment, api, sign, signerOf: signedFile, json = false } = program.opts<Flags>();
const say = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  if (signedFile !== undefined) process.stdout.write(`${await signerOf(readFileSync(signedFile, "utf8"))}\n`);
  else if (rpc === undefined) program.error("error: required option '--rpc <url>' not specified", { exitCode: 2 });
  else {
    const options = { rpcUrl: rpc, deployment: readDeployment(deployment), apiUrl: api, signWith: sign, say };
    const report = await audit(options);
    process.stdout.write(json ? `${JSON.stringify({ agrees: true, ...report })}\n` : reportText(report));
  }
} catch (error) {
  if (error instanceof Difference) {
    const { against, subject, field, derived, told, message } = error;
    const found = { agrees: false, against, subject, field, derived, told };
    process.stdout.write(json ? `${JSON.stringify(found)}\n` : `The first difference. ${message}\n`);
    process.exitCode = 1;
  } else {
    const words = error instanceof ApiFailure || error instanceof SigningError ? error.message : inWords(error);
    if (words === undefined) throw error;
    say(words);
    process.exitCode = 2;
  }
}
