// Validators of the standards' packages; each answers with what is wrong, an empty list for nothing.
import { readFileSync } from "node:fs";
import { OCDS_RECORD_PACKAGE, OCDS_RELEASE_PACKAGE } from "@mingzhang/sdk/standards/ocds-schema";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import AjvDraft4 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { processFaults } from "./ocds-rules.ts";

type Judge = (value: unknown) => string[];

const told =
  (validate: ValidateFunction): Judge =>
  (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }: ErrorObject) =>
            `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
        );

const own = new Ajv({ allErrors: true, strict: false });
addFormats.default(own);

/** By the schema here, and by the published one where its folder is named. */
function packageJudge(schema: object, published: string): Judge {
  const judges = [told(own.compile(schema)), ...publishedJudge(published)];
  return (value) => judges.flatMap((judge) => judge(value));
}

const PUBLISHED = ["release", "release-package", "record-package", "versioned-release-validation"];

/** The schema that Open Contracting publishes, in a folder of its four files, which are not part of the repository. */
function publishedJudge(name: string): Judge[] {
  const folder = process.env.MINGZHANG_OCDS_SCHEMA;
  if (folder === undefined) return [];
  const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as { id: string };
  const ajv = new AjvDraft4.default({ allErrors: true, strict: false });
  addFormats.default(ajv);
  for (const file of PUBLISHED) ajv.addSchema(read(`${file}-schema.json`));
  const validate = ajv.getSchema(read(name).id);
  if (validate === undefined) throw new Error(`${folder}/${name} has no id`);
  return [told(validate)];
}

export const releasePackageFaults = packageJudge(OCDS_RELEASE_PACKAGE, "release-package-schema.json");
const recordFaults = packageJudge(OCDS_RECORD_PACKAGE, "record-package-schema.json");
export const recordPackageFaults: Judge = (value) => {
  const faults = recordFaults(value);
  return faults.length > 0 ? faults : processFaults(value as Parameters<typeof processFaults>[0]);
};

const texts = {
  type: "object",
  required: ["en"],
  propertyNames: { pattern: "^[a-z]{2}$" },
  additionalProperties: { type: "string", minLength: 1 },
};
/** Of `extension.json`, after Open Contracting's own. */
export const extensionFaults = told(
  own.compile({
    type: "object",
    required: ["name", "description", "documentationUrl", "contactPoint", "compatibility"],
    additionalProperties: false,
    properties: {
      ...{ name: texts, description: texts },
      documentationUrl: { ...texts, additionalProperties: { type: "string", format: "uri" } },
      compatibility: { type: "array", minItems: 1, items: { type: "string", pattern: "^\\d+\\.\\d+$" } },
      schemas: { type: "array", minItems: 1, items: { enum: ["release-schema.json"] } },
      contactPoint: {
        type: "object",
        required: ["name"],
        additionalProperties: false,
        properties: { name: { type: "string", minLength: 1 }, url: { type: "string", format: "uri" } },
      },
    },
  }),
);

/** The published schema: sdk/test/standards/schemas/README.md says whose it is. */
const fiscal: unknown = JSON.parse(
  readFileSync(new URL("./schemas/fiscal-data-package.json", import.meta.url), "utf8"),
);
const draft4 = new AjvDraft4.default({ allErrors: false, strict: false });
addFormats.default(draft4);
// A hint for forms, which the schema has beside the formats that are checked.
draft4.addFormat("textarea", true);
export const fiscalPackageFaults = told(draft4.compile(fiscal as object));
