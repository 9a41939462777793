// Installs the packages that package-lock.json names, once, under a Node version that all of them accept.
//
// Runs on any Node from 18 on and uses nothing but Node, because it is what a fresh clone has. Some packages want
// Node 22 or later; under an older one npm leaves them out without a word. The lockfile therefore names the package
// `node` as well, the installation runs under it, and npm scripts find it in node_modules/.bin ever after.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const lockPath = join(root, "package-lock.json");
/** npm writes this list as its very last step, so an interrupted installation never looks finished. */
const installedPath = join(root, "node_modules", ".package-lock.json");
/** Held while installing, so that two commands started at once do not install into each other's feet. */
const guardPath = join(root, ".data", "installing");

class SetUpError extends Error {}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** "glibc", "musl", or undefined away from Linux. */
function libc() {
  if (process.platform !== "linux") return undefined;
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl";
}

/** Whether a package's list such as ["linux"] or ["!win32"] admits a value; no list admits all. */
function admits(list, value) {
  if (list === undefined || value === undefined) return true;
  if (list.includes(`!${value}`)) return false;
  return list.every((entry) => entry.startsWith("!")) || list.includes(value);
}

/** Why node_modules is not what the lockfile says, or undefined if it is. */
function reasonToInstall(lock) {
  const installed = readJson(installedPath);
  if (installed === undefined) return "the packages are not installed yet";
  const clib = libc();
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === "" || wanted.link) continue;
    const present = installed.packages[path];
    if (present === undefined) {
      const madeForHere =
        (wanted.os !== undefined || wanted.cpu !== undefined) &&
        admits(wanted.os, process.platform) &&
        admits(wanted.cpu, process.arch) &&
        admits(wanted.libc, clib);
      if (wanted.optional && !madeForHere) continue;
      return `${path} is missing`;
    }
    if (present.version !== wanted.version || present.integrity !== wanted.integrity) {
      return `${path} should be ${wanted.version}`;
    }
  }
  // npm may list the runtime although the script that places its binary did not run (npm's ignore-scripts).
  const binary = statSync(join(root, "node_modules", "node", "bin", "node"), { throwIfNoEntry: false });
  return binary === undefined && process.platform !== "win32" ? "the Node runtime is missing" : undefined;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Takes the guard, or waits for its holder. Answers false if somebody else installed meanwhile. */
async function takeGuard() {
  mkdirSync(dirname(guardPath), { recursive: true });
  let announced = false;
  for (;;) {
    try {
      writeFileSync(guardPath, String(process.pid), { flag: "wx" });
      return !announced;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = Number(readFileSync(guardPath, { encoding: "utf8", flag: "a+" }));
    if (holder > 0 && !isRunning(holder)) {
      rmSync(guardPath, { force: true });
      continue;
    }
    if (!announced) console.log(`Another command (process ${holder}) is installing the packages; waiting for it.`);
    announced = true;
    await sleep(500);
  }
}

/** Runs npm under the Node version of the lockfile, and says every 15 seconds that it is still at it. */
function npmCi(nodeVersion) {
  const command = "npm ci --include=dev --include=optional --no-audit --no-fund";
  const modern = Number(process.versions.node.split(".")[0]) >= 24;
  const [program, args] = modern
    ? ["npm", command.split(" ").slice(1)]
    : ["npx", ["-y", "-p", `node@${nodeVersion}`, "-c", command]];
  const env = { ...process.env, npm_config_yes: "true", npm_config_ignore_scripts: "false", SCARF_ANALYTICS: "false" };
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env, stdio: "inherit", shell: process.platform === "win32" });
    const beat = setInterval(() => console.log(`  still installing, ${seconds()} s …`), 15_000);
    child.once("error", (error) => {
      clearInterval(beat);
      reject(new SetUpError(`${program} could not be started (${error.message}). npm 10 or later is needed.`));
    });
    child.once("exit", (code, signal) => {
      clearInterval(beat);
      if (code === 0) resolve(seconds());
      else reject(new SetUpError(`npm ended with ${signal ?? `code ${code}`}; its own message stands above.`));
    });
  });
}

async function main() {
  const lock = readJson(lockPath);
  if (lock?.packages === undefined)
    throw new SetUpError(`${lockPath} is missing or unreadable. Restore it: git checkout package-lock.json`);
  if (reasonToInstall(lock) === undefined) return;

  const first = await takeGuard();
  try {
    const reason = reasonToInstall(lock);
    if (!first && reason === undefined) return;
    const nodeVersion = lock.packages["node_modules/node"]?.version ?? "24";
    console.log(`Installing packages (${reason}). Once only; about a minute with a warm cache, three without.`);
    const seconds = await npmCi(nodeVersion);
    const left = reasonToInstall(lock);
    if (left !== undefined) throw new SetUpError(`npm finished, but ${left}.`);
    console.log(`Packages installed in ${seconds} s.`);
  } finally {
    rmSync(guardPath, { force: true });
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`\nMingzhang could not be set up: ${error.message}`);
  console.error(
    "What to try: check that the npm registry can be reached, delete node_modules, and run the command again.",
  );
  process.exitCode = 1;
}
