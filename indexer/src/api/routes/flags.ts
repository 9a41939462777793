// What stands out, by published rules.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { FLAG_RULES } from "@mingzhang/sdk/flags";
import { readFlags } from "../../read/charts/flags.ts";
import { keptByHead } from "../by-head.ts";
import type { ApiContext } from "../context.ts";
import { addGet } from "../get.ts";
import { amountText, currency, integer, movementFilters, optional, yearNumber } from "../params.ts";
import { flags } from "../schemas/charts.ts";

const sum = amountText.refine((text) => /[^0]/.test(text), "Give an amount above zero");

export function flagRoutes(app: OpenAPIHono, context: ApiContext): void {
  const kept = keptByHead(context);

  addGet(app, context, {
    path: "/v1/flags",
    summary: "Movements of a year that stand out by published rules",
    description:
      "Rules and constants are published with the SDK and explained in docs/FLAGS.md; `threshold`, `large` and `round` (minor " +
      "units) try others; thresholds are of procurement, so that `just-under` and `split` are of lines of economic classes 22 and 31 or of none. " +
      "A flag is a question and no accusation: most have an innocent answer.",
    tag: "Movements",
    query: {
      currency,
      year: yearNumber,
      ...optional({
        rule: z.enum(FLAG_RULES, `Give one of ${FLAG_RULES.join(", ")}`),
        agency: movementFilters.agency,
        payee: movementFilters.payee,
        threshold: sum.openapi({ description: "Instead of the published thresholds" }),
        large: sum.openapi({ description: "From here on a sum is large" }),
        round: sum.openapi({ description: "A round sum is a multiple of this" }),
      }),
      limit: integer(1, 500, "how many flags of each rule").default(20),
    },
    response: flags,
    read: ({ query }) =>
      kept(`flags ${JSON.stringify(query)}`, () => {
        const { threshold, large, round, ...rest } = query;
        const minor = (text: string | undefined) => (text === undefined ? undefined : BigInt(text));
        const sums = { threshold: minor(threshold), large: minor(large), round: minor(round) };
        return context.store.read((db) => readFlags(db, { ...rest, ...sums }));
      }),
  });
}
