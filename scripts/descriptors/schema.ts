// The rules of ERC-7730 for the parts of it that our descriptors use, as the standard's text and its schema 2.1.0 give them.
import { z } from "zod";

/** Schema that the descriptors declare: https://github.com/ethereum/ERCs, assets/erc-7730. */
export const SCHEMA_URL = "https://eips.ethereum.org/assets/eip-7730/erc7730-v2.1.0.schema.json";

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/u);
const deployments = z.array(z.strictObject({ chainId: z.int().positive(), address }));
const shown = z.string().regex(/\S/u);
const literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const visible = z.union([
  z.enum(["always", "never", "optional"]),
  z.strictObject({ ifNotIn: z.array(literal).min(1) }),
  z.strictObject({ mustMatch: z.array(literal).min(1) }),
]);

const base = { path: z.string().min(1), label: shown, visible: visible.optional(), separator: z.string().optional() };
const addressTypes = z.array(z.enum(["wallet", "eoa", "contract", "token", "collection"]));

/** A field, by its format. Of the standard's formats these fit what is signed here: no tokens, no calldata in messages. */
const field = z.discriminatedUnion("format", [
  z.strictObject({ ...base, format: z.literal("raw") }),
  z.strictObject({ ...base, format: z.literal("duration") }),
  z.strictObject({ ...base, format: z.literal("date"), params: z.strictObject({ encoding: z.literal("timestamp") }) }),
  z.strictObject({ ...base, format: z.literal("addressName"), params: z.strictObject({ types: addressTypes }) }),
  z.strictObject({
    ...base,
    format: z.literal("enum"),
    params: z.strictObject({ $ref: z.string().regex(/^\$\.metadata\.enums\.\w+$/u) }),
  }),
]);

const format = z.strictObject({
  $id: z.string().optional(),
  intent: shown,
  interpolatedIntent: shown.optional(),
  fields: z.array(field).min(1),
});

const metadata = z.strictObject({
  owner: shown,
  contractName: shown,
  enums: z.record(z.string(), z.record(z.string(), z.string())).optional(),
});

const keyed = z.record(z.string().regex(/^\s*[A-Za-z_][A-Za-z0-9_:]*\s*\(.*\)$/u), format);

const domain = z.strictObject({ name: z.string(), version: z.string() });

export const descriptorSchema = z.strictObject({
  $schema: z.literal(SCHEMA_URL),
  context: z.union([
    z.strictObject({
      $id: z.string(),
      eip712: z.strictObject({ domain, deployments: deployments.min(1).optional() }),
    }),
    z.strictObject({ $id: z.string(), contract: z.strictObject({ deployments }) }),
  ]),
  metadata,
  display: z.strictObject({ formats: keyed }),
});

export type Descriptor = z.infer<typeof descriptorSchema>;
export type DescriptorFormat = z.infer<typeof format>;
export type DescriptorField = z.infer<typeof field>;

/** Types that a format can show. */
export const FORMAT_TYPES: Readonly<Record<DescriptorField["format"], RegExp>> = {
  raw: /./u,
  duration: /^uint\d+$/u,
  date: /^uint\d+$/u,
  addressName: /^address$/u,
  enum: /^uint\d+$/u,
};
