// Tells a person which phase is running and how far it is, on a terminal and in a log file.
export interface Progress {
  /** Runs a phase and says how long it took. */
  phase<Result>(title: string, work: (tick: (done: number, total: number) => void) => Promise<Result>): Promise<Result>;
  say(line: string): void;
}

export const SILENT: Progress = {
  phase: (_title, work) => work(() => undefined),
  say: () => undefined,
};

/** On a terminal one line is written over; elsewhere each quarter gets a line. */
export function printingProgress(stream: NodeJS.WriteStream = process.stdout): Progress {
  const say = (line: string) => void stream.write(`${line}\n`);
  return {
    say,
    async phase(title, work) {
      const started = Date.now();
      const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
      let part = "";
      const draw = () => stream.isTTY && stream.write(`\r\u001B[K  … ${title}${part} (${seconds()} s)`);
      let quarter = 0;
      const tick = (done: number, total: number) => {
        const share = total > 0 ? Math.min(1, done / total) : 0;
        part = ` ${Math.floor(share * 100)} %, ${done} of ${total}`;
        if (!stream.isTTY && Math.floor(share * 4) > quarter && share < 1) {
          quarter = Math.floor(share * 4);
          say(`    ${title}:${part}`);
        }
      };
      const timer = stream.isTTY ? setInterval(draw, 200) : undefined;
      if (stream.isTTY) draw();
      const close = (mark: string) => {
        clearInterval(timer);
        stream.write(`${stream.isTTY ? "\r\u001B[K" : ""}  ${mark} ${title} (${seconds()} s)\n`);
      };
      try {
        const result = await work(tick);
        close("✓");
        return result;
      } catch (error) {
        close("✗");
        throw error;
      }
    },
  };
}
