// Finds free ports on the loopback address, keeps them for this process, and says so when a wish cannot be granted.
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import { dropGuard, tryGuard } from "./guard.ts";

export const HOST = "127.0.0.1";

export interface ReservedPort {
  port: number;
  release: () => void;
}

/** Between finding a port free and listening on it, another start may find it free too; this file tells it. */
function guardOf(port: number): string {
  return join(tmpdir(), `mingzhang-ports-${process.getuid?.() ?? 0}`, String(port));
}

/**
 * Reserves the wished-for port, or another one if that is taken; 0 means any.
 * @param say told when the wish cannot be granted
 */
export async function reservePort(title: string, wish: number, say: (line: string) => void): Promise<ReservedPort> {
  for (let tries = 0; ; tries += 1) {
    const port = await getPort({ host: HOST, port: tries === 0 ? wish : 0 });
    const guard = guardOf(port);
    if (!tryGuard(guard)) continue;
    if (wish !== 0 && port !== wish) say(`Port ${wish} (${title}) is taken; using ${port} instead.`);
    return { port, release: () => dropGuard(guard) };
  }
}
