// Contracting processes as packages of OCDS.
import { passDownload } from "@/api/download";

const FILES = ["releases.json", "records.json"];

export async function GET(incoming: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  if (!FILES.includes(file)) return new Response(null, { status: 404 });
  return passDownload(incoming, `/v1/ocds/${file}`, `mingzhang-ocds-${file}`);
}
