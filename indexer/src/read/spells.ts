// How the time that a step waited for somebody ended, as SQL conditions on a row `s` of case_spells.
import { OUTCOMES } from "../cases/replay.ts";
import { sql, type SQL } from "../store/drizzle.ts";

const numbers = (...names: (typeof OUTCOMES)[number][]): SQL =>
  sql.raw(`(${names.map((name) => OUTCOMES.indexOf(name)).join(", ")})`);

/** An official decided. */
export const isDecided = sql`(s.outcome in ${numbers("approved", "rejected", "returned")})`;

/** The clock decided or took the step away, on record or not. @param now seconds */
export const isLapsed = (now: number): SQL =>
  sql`(s.outcome in ${numbers("deemed-approved", "deemed-rejected", "escalated")}
    or (s.outcome is null and s.due < ${now} and s.lateness <> 0 and not s.escalated))`;
