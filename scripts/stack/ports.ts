// Finds free ports on the loopback address and says so when the wished-for one is taken.
import getPort from "get-port";

export const HOST = "127.0.0.1";

/** @param say told when the wish cannot be granted */
export async function choosePort(title: string, wish: number, say: (line: string) => void): Promise<number> {
  const port = await getPort({ host: HOST, port: wish });
  if (port !== wish && wish !== 0) say(`Port ${wish} (${title}) is taken; using ${port} instead.`);
  return port;
}

/** Starts something on a port; takes another port if somebody else took this one in between. */
export async function onFreePort<Result>(
  title: string,
  wish: number,
  say: (line: string) => void,
  start: (port: number) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    const port = await choosePort(title, tries === 1 ? wish : 0, say);
    try {
      return await start(port);
    } catch (error) {
      if (tries === 5 || !(error instanceof Error) || !error.message.includes("EADDRINUSE")) throw error;
      say(`Port ${port} (${title}) was taken in the same moment; trying another.`);
    }
  }
}
