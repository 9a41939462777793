// Arguments of an event as one flat list: structs and arrays become dotted names, such as body.steps.0.

export type FlatArgs = Record<string, string | number | boolean>;

/** Integers above 53 bits become decimal strings. An empty array is there by its name, with the text "". */
export function flatArgs(args: object): FlatArgs {
  const flat: FlatArgs = {};
  const put = (name: string, value: unknown): void => {
    if (typeof value === "bigint") flat[name] = value.toString();
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") flat[name] = value;
    else if (typeof value === "object" && value !== null) {
      const entries = Object.entries(value);
      if (entries.length === 0) flat[name] = "";
      for (const [key, inner] of entries) put(`${name}.${key}`, inner);
    }
  };
  for (const [name, value] of Object.entries(args)) put(name, value);
  return flat;
}
