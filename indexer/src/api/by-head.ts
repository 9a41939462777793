// Keeps answers that cost much for as long as the indexed head stays: nothing they are made of changes before.
import { type ApiContext, indexedHead } from "./context.ts";

/** Different questions at one head; more are answered without being kept. */
const MOST = 200;

/** @returns a reader that asks `make` once for each question and head */
export function keptByHead(context: ApiContext): <T>(question: string, make: () => Promise<T>) => Promise<T> {
  let hash = "";
  let kept = new Map<string, Promise<unknown>>();
  return async <T>(question: string, make: () => Promise<T>) => {
    const head = (await indexedHead(context))?.header.hash ?? "";
    if (head !== hash) {
      hash = head;
      kept = new Map();
    }
    const found = kept.get(question) as Promise<T> | undefined;
    if (found !== undefined) return found;
    const answer = make();
    if (kept.size < MOST) {
      kept.set(question, answer);
      // A question that was refused is asked again.
      answer.catch(() => kept.delete(question));
    }
    return answer;
  };
}
