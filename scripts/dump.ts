// npm run dump: everything that an explorer publishes, as files named by their SHA-256 and an index; or checks such a folder.
import { resolve } from "node:path";
import { Command } from "commander";
import { checkDump, DumpError, takeDump } from "../indexer/src/dump/dump.ts";
import { FolderTaken } from "../indexer/src/store/lock.ts";

const program = new Command("npm run dump --")
  .description(
    "Takes the whole log with its manifest, every list and the contracts in OCDS into a folder. The same state of the " +
      "log gives the same files, and what is there is not written again. An indexer with MINGZHANG_DUMP_DIR does it every night.",
  )
  .argument("[folder]", "where the files are", ".data/dump")
  .option("--api <url>", "the indexer's API", process.env["MINGZHANG_API_URL"] ?? "http://127.0.0.1:4600")
  .option("--check", "takes nothing; says whether every file of the index is there and is what it says")
  .parse();

const [folder = ".data/dump"] = program.processedArgs as string[];
const { api, check } = program.opts<{ api: string; check?: boolean }>();

try {
  if (check === true) {
    const { index, faults } = await checkDump(resolve(folder));
    for (const fault of faults) process.stdout.write(`${fault}\n`);
    process.stdout.write(
      faults.length === 0
        ? `All ${index.files.length} files are what the index says. Log of ${index.size} records, root ${index.root}.\n`
        : `${faults.length} of ${index.files.length} files are not what the index says.\n`,
    );
    process.exitCode = faults.length === 0 ? 0 : 1;
  } else {
    const { index, digest } = await takeDump(api, resolve(folder));
    const bytes = index.files.reduce((sum, file) => sum + file.bytes, 0);
    process.stdout.write(
      `${index.files.length} files, ${bytes} bytes. Log of ${index.size} records, root ${index.root}.\nIndex ${digest}\n`,
    );
  }
} catch (error) {
  if (!(error instanceof DumpError || error instanceof FolderTaken)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
