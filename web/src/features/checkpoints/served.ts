// Answers that a browser saves as a file, and those that say why there is none.
import type { ApiError } from "@/api/problem";

export function attachment(name: string, content: object): Response {
  return new Response(`${JSON.stringify(content, null, 2)}\n`, {
    headers: {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

export function notServed(error: ApiError): Response {
  const status = error.status ?? 503;
  return Response.json(error.problem ?? { status, title: "There is no such file", detail: error.message }, {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}
