// Serves supporting documents by digest, and only bytes that have that digest.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { NotFound } from "../../read/errors.ts";
import type { ApiContext } from "../context.ts";
import { parseInput } from "../get.ts";
import { hash } from "../params.ts";

const params = z.strictObject({ digest: hash });
const REMEDY = "The chain holds digests alone; ask the publisher for the file and compare its SHA-256.";

export function documentRoutes(app: OpenAPIHono, context: ApiContext): void {
  app.openAPIRegistry.registerPath({
    method: "get",
    path: "/v1/documents/{digest}",
    summary: "A supporting document by its SHA-256",
    tags: ["Log"],
    request: { params },
    responses: {
      200: { description: "The bytes", content: { "application/octet-stream": { schema: z.string() } } },
      404: { description: "This service does not hold it" },
    },
  });

  app.get("/v1/documents/:digest", async (c) => {
    const input = parseInput(c, params, z.strictObject({}));
    if (input instanceof Response) return input;
    const { digest } = input.params;
    const dir = context.config.documentsDir;
    const missing = () => new NotFound(`document ${digest} here`, REMEDY);
    if (dir === null) throw missing();
    const path = join(dir, digest.slice(2));
    const size = await sizeOf(path);
    if (size === null) throw (await maskedCopy(path, digest)) ?? missing();
    const found = await inspect(path);
    if (found.digest !== digest.slice(2)) {
      context.log.error({ digest, found: found.digest }, "a stored document does not have the digest of its name");
      throw missing();
    }
    const headers = {
      "content-type": found.type,
      "content-length": String(size),
      "content-disposition": `attachment; filename="${digest.slice(2, 18)}.${found.ending}"`,
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "public, max-age=31536000, immutable",
      etag: `"${digest}"`,
    };
    if (c.req.method === "HEAD") return c.body(null, 200, headers);
    return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream, 200, headers);
  });
}

const note = z.object({ stored: hash, maskedNames: z.number() });

/** A file that names natural persons is kept with the names masked, under that copy's own digest; a note says so. */
async function maskedCopy(path: string, digest: string): Promise<NotFound | null> {
  if ((await sizeOf(`${path}.json`)) === null) return null;
  const found = note.safeParse(JSON.parse(await readFile(`${path}.json`, "utf8")));
  if (!found.success || found.data.stored === digest) return null;
  const { stored, maskedNames } = found.data;
  const remedy = `A copy in which ${maskedNames} names of natural persons are masked: /v1/documents/${stored}`;
  return new NotFound(`document ${digest} here as it was published`, remedy);
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
    throw error;
  }
}

interface Inspected {
  digest: string;
  type: string;
  /** Of a file's name. */
  ending: string;
}

/** What the first bytes of a file say that it is, in hexadecimal; it is somebody else's file all the same. */
const KINDS: readonly (readonly [starts: string, type: string, ending: string])[] = [
  ["25504446", "application/pdf", "pdf"],
  ["89504e47", "image/png", "png"],
  ["ffd8ff", "image/jpeg", "jpg"],
  ["504b0304", "application/zip", "zip"],
];

/** Digest of the file, and what it is: one of few kinds, UTF-8 text without NUL, or else bytes. */
async function inspect(path: string): Promise<Inspected> {
  const digest = createHash("sha256");
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let isText = true;
  let start = "";
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (start === "") start = chunk.subarray(0, 8).toString("hex");
    digest.update(chunk);
    isText &&= !chunk.includes(0) && decodes(utf8, chunk);
  }
  const other = isText
    ? (["", "text/plain; charset=utf-8", "txt"] as const)
    : (["", "application/octet-stream", "bin"] as const);
  const [, type, ending] = KINDS.find(([each]) => start.startsWith(each)) ?? other;
  return { digest: digest.digest("hex"), type, ending };
}

function decodes(utf8: InstanceType<typeof TextDecoder>, chunk: Buffer): boolean {
  try {
    utf8.decode(chunk, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
