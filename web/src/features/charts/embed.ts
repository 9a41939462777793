// A chart as a document for other sites' frames: no scripts, no forms, its own policy; it says whose it is and how current.
import { escapeXml, DARK, DRAWING_CSS, LIGHT, paletteCss, svgText } from "@mingzhang/sdk/charts";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";
import type { Sheet } from "./sheet";
import { sheetTable } from "./table";

export interface EmbedWords {
  /** Whose chart it is, in which year and currency. */
  of: string;
  /** Name of the table, mark of a name that was cut, name of the link to the page, and what holds for all data of this site. */
  table: string;
  cut: string;
  source: string;
  region: string;
  notice: string | null;
  /** What of the address was not understood; null for nothing. */
  unfit: { title: string; of: readonly string[] } | null;
  /** "as of block …" */
  position: string;
}

interface Frame {
  locale: Locale;
  /** Origin and language, such as `https://…/en`. */
  base: string;
  nonce: string;
  words: EmbedWords;
}

/**
 * Any site may show it in a frame: nothing can be done in it but read and follow links, which open a window of their own.
 * Every other page of the explorer stays out of frames.
 */
export function embedHeaders(nonce: string): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors *",
      "sandbox allow-popups allow-popups-to-escape-sandbox",
    ].join("; "),
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "no-store",
  };
}

const CSS =
  `:root{color-scheme:light dark;${paletteCss(LIGHT)}}@media(prefers-color-scheme:dark){:root{${paletteCss(DARK)}}}` +
  "body{margin:0;padding:12px;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,'PingFang SC','Noto Sans CJK SC',sans-serif}" +
  "h1{font:500 1.25rem/1.3 Georgia,'Songti SC','Noto Serif CJK SC',serif;margin:0 0 8px}a{color:var(--link)}" +
  ".scroll{overflow-x:auto;border-block:1px solid var(--rule);padding-block:8px}.chart{display:block;width:100%;height:auto}" +
  "p{color:var(--soft);font-size:.875rem;max-width:72ch;margin:8px 0}table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin-top:8px}" +
  "th,td{border-bottom:1px solid var(--rule);padding:4px 12px 4px 0;text-align:left}.right{text-align:right;white-space:nowrap}" +
  ".unfit{border-left:4px solid var(--rule);padding-left:12px;margin:8px 0}.unfit ul{margin:0;padding-left:20px;font-size:.875rem;overflow-wrap:anywhere}" +
  ".sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}" +
  `summary{cursor:pointer;color:var(--link)}a:focus-visible,.scroll:focus-visible,summary:focus-visible{outline:3px solid var(--link)}${DRAWING_CSS}`;

/** A drawing is as wide as its frame, down to this part of its own width, where it is still read; below that it scrolls. */
const LEAST = 0.56;
/** Narrowest and widest room that the drawing has, and characters of small text in a line of each. */
const ROOMS = [
  { width: 336, letters: 42, characters: 22 },
  { width: Infinity, letters: 72, characters: 40 },
] as const;
const LINE = 21;
/** Padding, title, notice, the table's and the page's links: lines that are there beside the caption, at either room. */
const AROUND = [330, 264] as const;

/** Pixels that a frame needs to show all of a chart but its table, whether it is as narrow as a phone or as wide as a page. */
export function frameHeight({ caption, basis = "", drawing }: Sheet, locale: Locale): number {
  if (drawing === null) return Math.max(...AROUND);
  const { height } = drawing({ id: "m", href: (path) => path });
  const heights = ROOMS.map(({ width, letters, characters }, at) => {
    const room = locale === "zh" ? characters : letters;
    const lines = Math.ceil(caption.length / room) + Math.ceil(basis.length / room);
    return AROUND[at === 0 ? 0 : 1] + height * (width === Infinity ? 1 : LEAST) + lines * LINE;
  });
  return Math.ceil(Math.max(...heights));
}

export function embedDocument(sheet: Sheet, frame: Frame): string {
  const { locale, base, nonce, words } = frame;
  const text = escapeXml;
  const address = `${base}${sheet.page}?${new URLSearchParams(sheet.query).toString()}`;
  const drawn = sheet.drawing?.({ id: "m", href: (path) => base + path }) ?? null;
  const picture =
    drawn === null
      ? `<p>${text(sheet.rows.length === 0 ? sheet.empty : sheet.caption)}</p>`
      : `<div class="scroll" role="region" tabindex="0" aria-label="${text(words.region)}">` +
        `${svgText(drawn, { id: "m", style: false })}</div>` +
        `<p>${text(sheet.caption)}</p>${sheet.basis === undefined ? "" : `<p>${text(sheet.basis)}</p>`}`;
  const table =
    sheet.rows.length === 0
      ? ""
      : `<details><summary>${text(words.table)}</summary>` +
        `<div class="scroll" role="region" tabindex="0" aria-label="${text(words.table)}">` +
        `${sheetTable(sheet, { locale, href: (path) => base + path, cut: words.cut })}</div></details>`;
  const notice = words.notice === null ? "" : `<p><strong>${text(words.notice)}</strong></p>`;
  const unfit =
    words.unfit === null
      ? ""
      : `<div class="unfit" role="alert"><p><strong>${text(words.unfit.title)}</strong></p>` +
        `<ul>${words.unfit.of.map((sentence) => `<li>${text(sentence)}</li>`).join("")}</ul></div>`;
  return (
    `<!doctype html><html lang="${LANGUAGE_TAG[locale]}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">` +
    `<title>${text(sheet.title)}</title><base target="_blank"><style nonce="${nonce}">${CSS}${drawn === null ? "" : `.chart{min-width:${Math.floor(drawn.width * LEAST)}px}`}</style></head>` +
    `<body><main><h1>${text(sheet.title)}</h1>${words.of === "" ? "" : `<p>${text(words.of)}</p>`}${notice}${unfit}${picture}${table}` +
    `<p><a href="${text(address)}">${text(words.source)}</a> · ${text(words.position)}</p></main></body></html>`
  );
}
