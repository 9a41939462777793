// Exports that a reader can prove, and their manifests.
import { passDownload } from "@/api/download";

const FILES = ["log.csv", "log.ndjson", "movements.csv", "movements.ndjson", "manifest.json"];

export async function GET(incoming: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  if (!FILES.includes(file)) return new Response(null, { status: 404 });
  const manifest = file === "manifest.json" ? manifestName(new URL(incoming.url).searchParams) : file;
  return passDownload(incoming, `/v1/export/${file}`, manifest);
}

/** Beside the file that it is of, when both are sorted by name. */
function manifestName(query: URLSearchParams): string {
  const [name, size, format] = [query.get("export") ?? "log", query.get("size") ?? "", query.get("format") ?? "csv"];
  const text = `mingzhang-${name}-${size}.${format}.manifest.json`;
  return text.replace(/[^\w.-]/g, "");
}
