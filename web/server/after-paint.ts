// Pages are read first: their scripts are asked for when the page has been painted, so that they do not take the line and
// the processor from it. Next.js puts them at the top of each page, and offers no setting for that.
import type { ServerResponse } from "node:http";

/** What Next.js writes for each script of its own: from its own folder, not awaited by the page. */
const SCRIPT =
  /<script src="(\/_next\/static\/[^"]+)"((?: [a-zA-Z]+="[^"]*")*) async=""((?: [a-zA-Z]+="[^"]*")*)><\/script>/gu;
/** What Next.js writes of a page's data for its own scripts: calls whose argument is JSON, in which no `<` stands. */
const DATA =
  /<script(?: nonce="[^"]*")?>(?:\(self\.__next_f=self\.__next_f\|\|\[\]\)\.push\((\[0\])\)|self\.__next_f\.push\((\[\d,[^<]*\])\))<\/script>/gu;
const DATA_LEFT = /<script[^>]*>[^<]*self\.__next_f/u;
const PRELOAD = /<link rel="preload" as="script"[^>]*>/gu;
/** How long after everything has loaded a browser may keep its paint to itself. */
const UNTOLD_MS = 2_000;
const NONCE = / nonce="([^"]+)"/u;

/**
 * Runs in the page, with the addresses of its scripts. A browser that does not tell of a paint, as of a page that is not
 * shown, is waited for no longer than UNTOLD_MS. Each script is asked for in a turn of its own, so that a finger is not made
 * to wait for all of them. Before them comes the page's data, which is inert until then: as scripts of their own it would be
 * compiled before the paint. What of the header only scripts can do (`data-early`) and is pressed before, by pointer or by its
 * keys, is pressed once when the header is awake (features/find/opener.tsx), and is the browser's again if that cannot be.
 */
const LOADER = (sources: readonly string[]) => `(()=>{
const {nonce,previousElementSibling:data}=document.currentScript;
let pressed=null;
const early=(event)=>{const button=event.target instanceof Element?event.target.closest("[data-early]"):null;
if(button){pressed=button;event.stopImmediatePropagation()}};
const keys=(event)=>{const command=(event.ctrlKey||event.metaKey)&&!event.altKey&&!event.shiftKey&&event.key.toLowerCase()==="k";
if(!command&&(event.key!=="/"||event.target.closest?.("input,textarea,select,[contenteditable]")))return;
const opener=document.querySelector('[data-early][aria-keyshortcuts~="/"]');
if(opener){pressed=opener;event.preventDefault()}};
const off=()=>{removeEventListener("click",early,true);removeEventListener("keydown",keys,true)};
addEventListener("click",early,true);addEventListener("keydown",keys,true);
addEventListener("mingzhang:awake",()=>{off();
setTimeout(()=>{if(pressed&&pressed.isConnected)pressed.click()})},{once:true});
let asked=false;
const load=()=>{if(asked)return;asked=true;
try{(self.__next_f=self.__next_f||[]).push(...JSON.parse(data.textContent))}catch(error){off();throw error}
for(const src of ${JSON.stringify(sources)})setTimeout(()=>{
const s=document.createElement("script");s.src=src;s.async=true;s.nonce=nonce;s.onerror=off;document.head.append(s)})};
addEventListener("load",()=>setTimeout(load,${UNTOLD_MS}));
if(self.PerformanceObserver?.supportedEntryTypes?.includes("paint"))new PerformanceObserver((seen,observer)=>{
if(!seen.getEntriesByName("first-contentful-paint").length)return;
observer.disconnect();load()}).observe({type:"paint",buffered:true});
else requestAnimationFrame(()=>setTimeout(load))})()`;

/** The page with its scripts asked for, and their data read, after it is painted. A document without any stays as it is. */
export function scriptsAfterPaint(html: string): string {
  const sources: string[] = [];
  let nonce = "";
  const without = html.replace(SCRIPT, (_, source: string, before: string, after: string) => {
    sources.push(source.replaceAll("&amp;", "&"));
    nonce = NONCE.exec(before + after)?.[1] ?? nonce;
    return "";
  });
  const end = without.lastIndexOf("</body>");
  if (sources.length === 0 || end < 0) return html;
  const { text, data } = withoutData(without.slice(0, end).replace(PRELOAD, ""));
  const inert = `<script type="application/json">[${data.join()}]</script>`;
  return `${text}${inert}<script nonce="${nonce}">${LOADER(sources)}</script>${without.slice(end)}`;
}

/** Takes the data out: all of it, or, where some is written in a way that is not known here, none. */
function withoutData(html: string): { text: string; data: string[] } {
  const data: string[] = [];
  const text = html.replace(DATA, (_, first?: string, later?: string) => {
    data.push(first ?? later ?? "");
    return "";
  });
  return DATA_LEFT.test(text) ? { text: html, data: [] } : { text, data };
}

type Written = string | Uint8Array;

/** Has a response, if it is a page, written whole and with its scripts after paint; all else goes as it comes. */
export function pagesFirst(response: ServerResponse): void {
  const write = response.write.bind(response) as (chunk: Written, ...more: unknown[]) => boolean;
  const end = response.end.bind(response) as (chunk?: Written, ...more: unknown[]) => ServerResponse;
  const parts: Uint8Array[] = [];
  // A part of a document (206) is no page.
  const isPage = () =>
    response.statusCode !== 206 && String(response.getHeader("content-type") ?? "").startsWith("text/html");
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
    const whole = Buffer.concat(parts);
    const text = whole.toString("utf8");
    const page = scriptsAfterPaint(text);
    const bytes = page === text ? whole : Buffer.from(page);
    if (!response.headersSent && response.hasHeader("content-length")) {
      response.setHeader("content-length", bytes.length);
    }
    return end(bytes, ...rest);
  }) as typeof response.end;
}
