// Generates the demonstration's year: moments in order of time, sized to a wanted number of movements.
import type { Moment } from "./agenda.ts";
import { Books } from "./books.ts";
import type { FirstNumbers } from "./books.ts";
import { DAYS } from "./calendar.ts";
import { scheduleCash } from "./cash.ts";
import { scheduleCorrections } from "./corrections.ts";
import { LINES } from "./lines.ts";
import type { LineData } from "./lines.ts";
import { scheduleBudget } from "./permission.ts";
import { foundCity } from "./setup.ts";
import type { Founded } from "./setup.ts";
import type { City } from "./state.ts";
import { scheduleYearEnd } from "./year-end.ts";

export interface YearOptions {
  /** About how many movements; never fewer than the structure of a year needs. */
  movements: number;
  seed: number;
  founded: Founded;
  first: FirstNumbers;
}

export interface GeneratedYear {
  moments: Moment[];
  books: Books;
  /** The city at the year's end. */
  city: City;
  /** Texts of supporting documents by digest. */
  documents: ReadonlyMap<string, string>;
}

/** Below this many movements receipts come on fewer days. */
const FULL = 3_000;

/** Payments that a line of many small payments makes at least. */
const LEAST = 4;

/** The same options give the same year, on any machine. */
export function generateYear(options: YearOptions): GeneratedYear {
  const running = LINES.filter(({ manner }) => manner === "running");
  const weight = (line: LineData): number => Math.sqrt(line.year);
  const total = running.reduce((sum, line) => sum + weight(line), 0);
  // Each draft says how many small payments are still wanted; more suppliers bring more commitments with them.
  let small = 0;
  let year = build(options, () => LEAST);
  for (let draft = 0; draft < 3; draft += 1) {
    const missing = options.movements - year.books.moves.length;
    if (small + missing <= 0 || Math.abs(missing) * 100 <= options.movements) break;
    small += missing;
    const wanted = small;
    year = build(options, (line) => LEAST + Math.round((wanted * weight(line)) / total));
  }
  return year;
}

function build({ movements, seed, founded, first }: YearOptions, small: (line: LineData) => number): GeneratedYear {
  const books = new Books(first);
  const city = foundCity(books, founded, seed, small);
  scheduleBudget(city);
  scheduleCash(city, Math.max(1, Math.round(FULL / movements)));
  scheduleCorrections(city);
  scheduleYearEnd(city);
  const moments = [...city.agenda.run(DAYS.opening, DAYS.last)];
  return { moments, books, city, documents: city.agenda.documents };
}
