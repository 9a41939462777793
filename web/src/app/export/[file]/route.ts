// Files of lists, their manifests, and feeds: what the indexer gives, on the explorer's own origin.
import { FEED_NAMES, LIST_FORMATS, LIST_NAMES } from "@mingzhang/sdk/api-lists";
import { passDownload } from "@/api/download";

const FILES = new Set([
  ...LIST_NAMES.flatMap((list) => [...LIST_FORMATS, "manifest.json"].map((ending) => `${list}.${ending}`)),
  ...FEED_NAMES.map((list) => `${list}.atom`),
]);

export async function GET(incoming: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  if (!FILES.has(file)) return new Response(null, { status: 404 });
  // A feed is read where it is; everything else is saved.
  return passDownload(incoming, `/v1/${file}`, file.endsWith(".atom") ? null : file);
}
