// The extension of OCDS 1.1 that declares what packages of this project have beyond the standard.
// Two files in one folder, named as the standard wants, of which packages name the first.
import { KIND_NAMES } from "../kinds.ts";

/** The field, on transactions of contracts alone. */
export const OCDS_FIELD = "x_mingzhang";
/** Names that the standard gives to the files; the second is found beside the first. */
export const OCDS_EXTENSION_FILES = ["extension.json", "release-schema.json"] as const;
export type OcdsExtensionFile = (typeof OCDS_EXTENSION_FILES)[number];

export interface OcdsExtensionAbout {
  /** Who publishes the packages, and where they are reached. */
  contact: { name: string; url: string };
  /** Pages that describe the data, by language. */
  documentation: { en: string; zh: string };
}

/** The file that packages name. */
export function ocdsExtension({ contact, documentation }: OcdsExtensionAbout) {
  return {
    name: { en: "Public ledger record", zh: "公开账簿记录" },
    description: {
      en: "Adds to each transaction the record of the public ledger that it is, and what the ledger says of it.",
      zh: "为每笔付款标明其在公开账簿上的记录，以及账簿对它的说明。",
    },
    compatibility: ["1.1"],
    schemas: ["release-schema.json"],
    documentationUrl: documentation,
    contactPoint: contact,
  };
}

/** A JSON Merge Patch (RFC 7396) to the release schema of OCDS 1.1. */
export const OCDS_EXTENSION_SCHEMA = {
  definitions: {
    Transaction: {
      properties: {
        [OCDS_FIELD]: {
          title: "Ledger record",
          description: "The record of the public ledger that this transaction is, and what the ledger says of it.",
          $ref: "#/definitions/MingzhangRecord",
        },
      },
    },
    MingzhangRecord: {
      title: "Ledger record",
      description: "A movement on the public ledger.",
      type: "object",
      properties: {
        record: {
          title: "Record number",
          description: "Number of the record in the ledger's log, which is the same for every reader.",
          type: "integer",
          minimum: 0,
        },
        kind: {
          title: "Kind of movement",
          description:
            "What the ledger calls it: a payment, a recovery (its sum is below zero), or the reclassification of an earlier payment.",
          type: "string",
          enum: KIND_NAMES,
        },
        case: {
          title: "Case",
          description: "Number of the approval case that it came of; left out where it came of none.",
          type: ["integer", "null"],
          minimum: 0,
        },
        confirmed: {
          title: "Confirmed",
          description: "Whether the bank has confirmed it, or it was settled by itself.",
          type: "boolean",
        },
        imported: {
          title: "Imported",
          description: "Whether it was taken over from a file that was published before the ledger.",
          type: "boolean",
        },
      },
    },
  },
};
