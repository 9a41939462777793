// A PostgreSQL server for tests, in a temporary folder, from the system's own installation.
import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

const ROOT = "/usr/lib/postgresql";

export interface Postgres {
  /** URL of a new, empty database. */
  database(): Promise<string>;
  stop(): void;
}

/** Folder of the newest installed server's programs. Throws where there is none: tests must not pass without it. */
function programs(): string {
  const versions = existsSync(ROOT) ? readdirSync(ROOT).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(ROOT, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  if (found === undefined) {
    throw new Error("PostgreSQL is not installed (no /usr/lib/postgresql/*/bin/initdb). Install Debian's postgresql.");
  }
  return found;
}

export async function startPostgres(): Promise<Postgres> {
  const bin = programs();
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-pg-"));
  const data = join(folder, "data");
  const port = await freePort();
  // The server refuses to run as root: then everything is done as the system's own user for it.
  const user = process.getuid?.() === 0 ? systemUser() : null;
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const run = (program: string, args: string[]) =>
    execFileSync(join(bin, program), args, { stdio: "pipe", ...(user === null ? {} : user), cwd: folder });
  run("initdb", ["-D", data, "-U", "mingzhang", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  run("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", settings, "start"]);
  const url = (database: string) => `postgres://mingzhang@127.0.0.1:${port}/${database}`;
  let count = 0;
  return {
    database: async () => {
      count += 1;
      const client = new pg.Client({ connectionString: url("postgres") });
      await client.connect();
      await client.query(`create database test_${count}`);
      await client.end();
      return url(`test_${count}`);
    },
    stop: () => {
      run("pg_ctl", ["-D", data, "-m", "immediate", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function systemUser(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const at = server.address();
      server.close(() => (at !== null && typeof at === "object" ? resolve(at.port) : reject(new Error("No port."))));
    });
  });
}
