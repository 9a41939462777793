// The Fiscal Data Package of a year in one currency.
import { passDownload } from "@/api/download";

interface Params {
  params: Promise<{ year: string; currency: string }>;
}

export async function GET(incoming: Request, { params }: Params): Promise<Response> {
  const { year, currency } = await params;
  if (!/^\d{4}$/.test(year) || !/^[A-Z]{3}$/.test(currency)) return new Response(null, { status: 404 });
  return passDownload(incoming, `/v1/fiscal/${year}/${currency}/datapackage.json`, "datapackage.json");
}
