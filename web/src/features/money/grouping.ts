// How a reader of Chinese wants sums written: to the cent, or in 万 and 亿. Kept in a cookie, set by /preferences.
import { cookies } from "next/headers";

export type Grouping = "exact" | "wan";

export const GROUPING_COOKIE = "grouping";

export async function readGrouping(): Promise<Grouping> {
  return (await cookies()).get(GROUPING_COOKIE)?.value === "wan" ? "wan" : "exact";
}
