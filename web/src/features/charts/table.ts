// The table that says what a chart shows, with the exact sums, each leading to the movements behind it: one text for the
// page and for other sites' frames. Everything in it is escaped; as elements, React would take over each cell.
import { withAside } from "@/i18n/marks";
import { escapeXml } from "@mingzhang/sdk/charts";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { visibleText } from "@mingzhang/sdk/text";
import type { Locale } from "@/i18n/routing";
import type { Cell, Sheet } from "./sheet";

/** Characters of a name in a cell. */
const NAME = 90;

/** Columns of sums that a page has room for in letters of its usual size. */
const MANY = 6;

interface Place {
  locale: Locale;
  /** How paths without the language become addresses. */
  href: (path: string) => string;
  /** Said of a name that was cut, to who does not see the mark. */
  cut: string;
}

/** Marked up as components/ledger-table.tsx does, whose styles it has on a page. */
export function sheetTable(sheet: Sheet, place: Place): string {
  const columns = sheet.columns.map(({ key, heading, right = false }, at) => ({
    key,
    // Sums are written without their currency, which would not fit wide tables.
    label: escapeXml(
      sheet.rows.some((row) => row[key]?.sum !== undefined) ? inCurrency(heading, sheet, place) : heading,
    ),
    side: right ? ' class="right"' : "",
    headed: right ? ' class="right"' : at === 0 ? ' class="room-name"' : "",
  }));
  const heads = columns.map(({ label, headed }) => `<th role="columnheader" scope="col"${headed}>${label}</th>`);
  const rows = sheet.rows.map((row) => {
    const cells = columns.map(({ key, label, side }) => {
      const content = cellText(row[key], sheet, place);
      const given = content === "" ? ' class="empty-cell"' : side;
      return `<td role="cell" data-label="${label}"${given}><div>${content}</div></td>`;
    });
    return `<tr role="row">${cells.join("")}</tr>`;
  });
  return (
    `<table class="ledger num${sheet.columns.length > MANY ? " ledger-many" : ""}" role="table"><caption class="sr-only">${escapeXml(sheet.title)}</caption>` +
    `<thead role="rowgroup"><tr role="row">${heads.join("")}</tr></thead>` +
    `<tbody role="rowgroup">${rows.join("")}</tbody></table>`
  );
}

function inCurrency(heading: string, { currency }: Sheet, { locale }: Place): string {
  return withAside(heading, currency, locale);
}

function cellText(cell: Cell | undefined, sheet: Sheet, { locale, href, cut }: Place): string {
  if (cell === undefined) return "";
  const { text = "", sum, count, share, said = false } = cell;
  const content =
    sum !== undefined
      ? `<data class="sum" value="${escapeXml(sum)}">${escapeXml(sumText(sum, sheet, locale))}</data>`
      : count !== undefined
        ? new Intl.NumberFormat(locale).format(count)
        : share !== undefined
          ? share === null
            ? ""
            : new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share)
          : said
            ? nameText(text, cut)
            : escapeXml(text);
  return cell.href === undefined || content === "" ? content : `<a href="${escapeXml(href(cell.href))}">${content}</a>`;
}

function sumText(sum: string, { currency, exponent }: Sheet, locale: Locale): string {
  return formatMoney(BigInt(sum), { code: currency, exponent }, { locale, unit: "none" });
}

/** As components/said.tsx writes it in a row. */
function nameText(name: string, cut: string): string {
  const shown = visibleText(name, NAME);
  const mark = shown.endsWith("…") && !name.endsWith("…") ? `<span class="sr-only">${escapeXml(cut)}</span>` : "";
  return `<bdi>${escapeXml(shown)}${mark}</bdi>`;
}
