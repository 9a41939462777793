// What a reader would rather have where one address has several representations.
import type { Context } from "hono";

export function prefersCsv(c: Context): boolean {
  const accept = c.req.header("accept") ?? "";
  const csv = accept.indexOf("text/csv");
  const json = accept.indexOf("json");
  return csv >= 0 && (json < 0 || csv < json);
}
