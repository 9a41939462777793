// Finds free ports on the loopback address, keeps them for this process, and says so when a wish cannot be granted.
import { createServer } from "node:net";
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

export interface HeldPort extends ReservedPort {
  /** Lets go of it for the program that it is for; it stays reserved. */
  vacate: () => Promise<void>;
}

/** Reserves a port for a program that starts later, and listens on it until `vacate`, so that its address can be told before. */
export async function holdPort(title: string, wish: number, say: (line: string) => void): Promise<HeldPort> {
  for (;;) {
    const { port, release } = await reservePort(title, wish, say);
    const holder = createServer((socket) => socket.destroy());
    holder.unref();
    const held = await new Promise<boolean>((resolve) => {
      holder.once("error", () => resolve(false));
      holder.listen(port, HOST, () => resolve(true));
    });
    const vacate = () => new Promise<void>((resolve) => holder.close(() => resolve()));
    if (held) return { port, vacate, release };
    release();
  }
}
