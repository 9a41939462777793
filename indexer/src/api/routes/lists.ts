// Files of every list, in every format, exactly what the filters say; and the manifest of each.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { LIST_FORMATS } from "@mingzhang/sdk/api-lists";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import { eachList } from "../lists/all.ts";
import { fileQuery, type ListFiles } from "../lists/files.ts";
import { LIST_MEDIA } from "../lists/formats.ts";
import type { List, Shape } from "../lists/list.ts";
import { listManifest } from "../schemas/lists.ts";

export function listRoutes(app: OpenAPIHono, context: ApiContext, files: ListFiles): void {
  const add = <Row, S extends Shape>(list: List<Row, S>): void => {
    for (const format of LIST_FORMATS) {
      const path = `/v1/${list.name}.${format}`;
      app.openAPIRegistry.registerPath({
        method: "get",
        path,
        summary: `${list.about} The whole list as ${format.toUpperCase()}, streamed.`,
        description: describe(list),
        tags: [list.tag],
        request: { query: z.strictObject(fileQuery(list, format)) },
        responses: {
          200: {
            description: "The file; `Link: rel=describedby` names its manifest",
            content: { [LIST_MEDIA[format].split(";")[0] ?? ""]: { schema: z.string() } },
          },
        },
      });
      app.get(path, (c) => files.answer(c, list, format));
    }
    addGet(app, context, {
      path: `/v1/${list.name}.manifest.json`,
      summary: "What a file of this list is: rows, sum by currency, block, bytes and SHA-256, columns",
      description:
        "Of the file that the same parameters and `format` name. docs/OPENDATA.md says when it can be had and how to compare.",
      tag: list.tag,
      query: fileQuery(list, "any"),
      response: listManifest,
      byHead: false,
      read: ({ c }) => files.manifest(c, list),
    });
  };
  eachList(add);
}

const describe = <Row, S extends Shape>({ columns }: List<Row, S>) =>
  `Columns: ${columns.map(({ name, about }) => `\`${name}\` (${about})`).join("; ")}.`;
