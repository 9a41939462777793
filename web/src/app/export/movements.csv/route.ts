// The list of movements as CSV, with the names of what they join.
import { passDownload } from "@/api/download";

export function GET(incoming: Request): Promise<Response> {
  return passDownload(incoming, "/v1/movements.csv", "movements.csv");
}
