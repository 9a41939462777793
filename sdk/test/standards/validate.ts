// Validators of the standards' packages; each answers with what is wrong, an empty list for nothing.
import { readFileSync } from "node:fs";
import { OCDS_RECORD_PACKAGE, OCDS_RELEASE_PACKAGE } from "@mingzhang/sdk/standards/ocds-schema";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import AjvDraft4 from "ajv-draft-04";
import addFormats from "ajv-formats";

const told = (validate: ValidateFunction) => (value: unknown) =>
  validate(value)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }: ErrorObject) =>
          `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
      );

const own = new Ajv({ allErrors: true, strict: false });
addFormats.default(own);

export const releasePackageFaults = told(own.compile(OCDS_RELEASE_PACKAGE));
export const recordPackageFaults = told(own.compile(OCDS_RECORD_PACKAGE));

/** The published schema: sdk/test/standards/schemas/README.md says whose it is. */
const fiscal: unknown = JSON.parse(
  readFileSync(new URL("./schemas/fiscal-data-package.json", import.meta.url), "utf8"),
);
const draft4 = new AjvDraft4.default({ allErrors: false, strict: false });
addFormats.default(draft4);
// A hint for forms, which the schema has beside the formats that are checked.
draft4.addFormat("textarea", true);
export const fiscalPackageFaults = told(draft4.compile(fiscal as object));
