// The extension of OCDS that packages name, where checkers of the standard fetch it.
import { OCDS_EXTENSION_FILES } from "@mingzhang/sdk/standards/ocds-extension";
import { passDownload } from "@/api/download";

export async function GET(incoming: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const known = OCDS_EXTENSION_FILES.find((name) => name === file);
  if (known === undefined) return new Response(null, { status: 404 });
  return passDownload(incoming, `/v1/ocds/extension/${known}`, null);
}
