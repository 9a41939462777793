// Pages are read first: their scripts are asked for when the page has been painted, so that they do not take the line and
// the processor from it. Next.js puts them at the top of each page, and offers no setting for that.
import type { ServerResponse } from "node:http";

/** What Next.js writes for each script of its own: from its own folder, not awaited by the page. */
const SCRIPT =
  /<script src="(\/_next\/static\/[^"]+)"((?: [a-zA-Z]+="[^"]*")*) async=""((?: [a-zA-Z]+="[^"]*")*)><\/script>/gu;
const PRELOAD = /<link rel="preload" as="script"[^>]*>/gu;
const NONCE = / nonce="([^"]+)"/u;

/**
 * Runs in the page, with the addresses of its scripts. A page that is not shown is painted, and wakes, when it is. A button
 * that is pressed before is pressed once more when the page says that it is awake (features/find/opener.tsx).
 */
const LOADER = (sources: readonly string[]) => `(()=>{
const nonce=document.currentScript.nonce;
const load=()=>{for(const src of ${JSON.stringify(sources)}){const s=document.createElement("script");s.src=src;s.async=true;s.nonce=nonce;document.head.append(s)}};
if(PerformanceObserver.supportedEntryTypes.includes("paint"))new PerformanceObserver((seen,observer)=>{
if(!seen.getEntriesByName("first-contentful-paint").length)return;
observer.disconnect();load()}).observe({type:"paint",buffered:true});
else requestAnimationFrame(()=>setTimeout(load));
let pressed=null;
const keep=(event)=>{const button=event.target instanceof Element?event.target.closest("button"):null;if(button&&!button.form)pressed=button};
addEventListener("click",keep,true);
addEventListener("mingzhang:awake",()=>{removeEventListener("click",keep,true);if(pressed&&pressed.isConnected)pressed.click()},{once:true})})()`;

/** The page with its scripts asked for after it is painted. A document without any is returned as it is. */
export function scriptsAfterPaint(html: string): string {
  const sources: string[] = [];
  let nonce = "";
  const without = html.replace(SCRIPT, (_, source: string, before: string, after: string) => {
    sources.push(source);
    nonce = NONCE.exec(before + after)?.[1] ?? nonce;
    return "";
  });
  const end = without.lastIndexOf("</body>");
  if (sources.length === 0 || end < 0) return html;
  const loader = `<script nonce="${nonce}">${LOADER(sources)}</script>`;
  return without.slice(0, end).replace(PRELOAD, "") + loader + without.slice(end);
}

type Written = string | Uint8Array;

/** Has a response, if it is a page, written whole and with its scripts after paint; all else goes as it comes. */
export function pagesFirst(response: ServerResponse): void {
  const write = response.write.bind(response) as (chunk: Written, ...more: unknown[]) => boolean;
  const end = response.end.bind(response) as (chunk?: Written, ...more: unknown[]) => ServerResponse;
  const parts: Uint8Array[] = [];
  const isPage = () => String(response.getHeader("content-type") ?? "").startsWith("text/html");
  const keep = (chunk: Written, encoding: unknown) => {
    parts.push(
      typeof chunk === "string"
        ? Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
        : chunk,
    );
  };
  response.write = ((chunk: Written, ...more: unknown[]) => {
    if (!isPage()) return write(chunk, ...more);
    keep(chunk, more[0]);
    const done = more.at(-1);
    if (typeof done === "function") process.nextTick(done);
    return true;
  }) as typeof response.write;
  response.end = ((...given: unknown[]) => {
    if (!isPage()) return end(...(given as [Written?]));
    const [chunk, encoding] = given;
    if (typeof chunk === "string" || chunk instanceof Uint8Array) keep(chunk, encoding);
    const done = given.at(-1);
    const rest = typeof done === "function" ? [done] : [];
    if (parts.length === 0) return end(undefined, ...rest);
    const page = scriptsAfterPaint(Buffer.concat(parts).toString("utf8"));
    if (!response.headersSent && response.hasHeader("content-length")) {
      response.setHeader("content-length", Buffer.byteLength(page));
    }
    return end(page, "utf8", ...rest);
  }) as typeof response.end;
}
