// Sending at the pace of the reader, and breaking off for one who takes next to nothing.

/** What a reader takes at least: so many bytes in so many milliseconds that the sender waits for them. */
export interface Pace {
  bytes: number;
  ms: number;
}

/** Pieces are handed over in parts, so that it is seen that a slow reader takes them. */
const PART = 65_536;

/** The same bytes; says when they have ended, whichever way. What making them takes is not the reader's time. */
export function paced(body: ReadableStream<Uint8Array>, pace: Pace, ended: () => void): ReadableStream<Uint8Array> {
  const source = body.getReader();
  let rest: Uint8Array = new Uint8Array(0);
  let taken = 0;
  let left = pace.ms;
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  const expect = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    since = performance.now();
    timer = setTimeout(() => {
      if (taken >= pace.bytes) {
        [taken, left] = [0, pace.ms];
        return expect(controller);
      }
      const error = new Error(`The reader took less than ${pace.bytes} bytes in ${pace.ms / 1000} s.`);
      controller.error(error);
      ended();
      void source.cancel(error);
    }, left).unref();
  };
  const comes = () => {
    clearTimeout(timer);
    left = Math.max(0, left - (performance.now() - since));
  };
  return new ReadableStream<Uint8Array>(
    {
      start: expect,
      async pull(controller) {
        comes();
        try {
          while (rest.length === 0) {
            const { done, value } = await source.read();
            if (done) {
              controller.close();
              return ended();
            }
            rest = value;
          }
          const part = rest.subarray(0, PART);
          rest = rest.subarray(part.length);
          taken += part.length;
          controller.enqueue(part);
          expect(controller);
        } catch (error) {
          ended();
          throw error;
        }
      },
      async cancel(reason) {
        clearTimeout(timer);
        ended();
        await source.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
