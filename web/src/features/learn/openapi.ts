// Reads the schemas out of the API's description (OpenAPI 3.1, JSON Schema), as rows for people.

export interface Described {
  components?: { schemas?: Record<string, Schema> };
}

interface Schema {
  type?: string | string[];
  $ref?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  description?: string;
}

export interface Field {
  name: string;
  type: string;
  description: string;
}

/** Objects with their fields, by name. */
export function schemasIn({ components }: Described): { name: string; fields: Field[] }[] {
  const all = components?.schemas ?? {};
  return Object.entries(all)
    .map(([name, schema]) => ({ name, fields: fieldsOf(schema, all) }))
    .filter(({ fields }) => fields.length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function fieldsOf(schema: Schema, all: Record<string, Schema>): Field[] {
  const inherited = (schema.allOf ?? []).flatMap((part) => fieldsOf(refOf(part, all) ?? part, all));
  const required = new Set(schema.required ?? []);
  const own = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name: required.size === 0 || required.has(name) ? name : `${name}?`,
    type: typeOf(property),
    description: property.description ?? "",
  }));
  return [...inherited, ...own];
}

const refOf = ({ $ref }: Schema, all: Record<string, Schema>): Schema | undefined =>
  $ref === undefined ? undefined : all[nameOf($ref)];

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);

function typeOf(schema: Schema): string {
  const { type, $ref, format, items, anyOf, oneOf, allOf } = schema;
  if ($ref !== undefined) return nameOf($ref);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const several = anyOf ?? oneOf ?? allOf;
  if (several !== undefined) return several.map(typeOf).join(allOf === several ? " & " : " | ");
  const types = Array.isArray(type) ? type : type === undefined ? ["any"] : [type];
  const words = types.map((each) => {
    if (each === "array") return `${items === undefined ? "any" : typeOf(items)}[]`;
    return format === undefined || each === "null" ? each : `${each} (${format})`;
  });
  return words.join(" | ");
}
