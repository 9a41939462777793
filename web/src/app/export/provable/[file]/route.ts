// Exports that a reader can prove, and their manifests.
import { passDownload } from "@/api/download";

const FILES = ["log.csv", "log.ndjson", "movements.csv", "movements.ndjson", "manifest.json"];

export async function GET(incoming: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  if (!FILES.includes(file)) return new Response(null, { status: 404 });
  return passDownload(incoming, `/v1/export/${file}`, file);
}
