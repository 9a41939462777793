// A progress bar on stderr, so that stdout stays clean for the result.
import cliProgress from "cli-progress";
import type { Progress } from "./post.ts";

export interface Bar {
  progress: Progress;
  stop: () => void;
}

/** Nothing is drawn where stderr is no terminal; each step is then named once. */
export function startBar(stream: NodeJS.WriteStream = process.stderr): Bar {
  if (!stream.isTTY) {
    let last = "";
    const progress: Progress = (step) => {
      if (step !== last) stream.write(`${step} …\n`);
      last = step;
    };
    return { progress, stop: () => undefined };
  }
  const bar = new cliProgress.SingleBar(
    { stream, format: "{step} {bar} {value}/{total}", clearOnComplete: true, hideCursor: true },
    cliProgress.Presets.rect,
  );
  let last = "";
  const progress: Progress = (step, done, total) => {
    if (step !== last) {
      bar.stop();
      bar.start(total, done, { step: step.padEnd(18) });
    } else {
      bar.setTotal(total);
      bar.update(done);
    }
    last = step;
  };
  return { progress, stop: () => bar.stop() };
}
