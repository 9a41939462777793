// Keeps answers that cost much for as long as the indexed head stays: nothing they are made of changes before.
import { type ApiContext, indexedHead } from "./context.ts";

/** Different questions at one head; for more, the one goes that nobody has asked for longest. */
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
    const of = kept;
    const answer = (of.get(question) as Promise<T> | undefined) ?? make();
    const isNew = !of.delete(question);
    of.set(question, answer);
    const [oldest] = of.keys();
    if (of.size > MOST && oldest !== undefined) of.delete(oldest);
    // A question that was refused is asked again.
    if (isNew) answer.catch(() => of.get(question) === answer && of.delete(question));
    return answer;
  };
}
