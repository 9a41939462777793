// What of the API the site's own pages ask by way of this origin. All else is the API's own, under its own address.

/** No dot: a list's files are not JSON, and documents are other people's bytes (see /export and /documents). */
const ID = "[0-9A-Za-z-]{1,80}";

/** One for each question of the portal, the live list, and the checks in the reader's browser. */
const ASKED = [
  "status",
  "agencies",
  "officials",
  "inbox",
  "procedures",
  "commitments",
  "log",
  "log/consistency",
  `movements(?:/${ID})?`,
  `records/${ID}(?:/proof)?`,
  `parties(?:/${ID})?`,
  `cases/${ID}`,
  `findings(?:/${ID})?`,
  `lines/${ID}`,
  `accounts/${ID}`,
];

const PATH = new RegExp(`^v1/(?:${ASKED.join("|")})$`);

/** @param path below /data, without a slash before it */
export const isAskedByPages = (path: string): boolean => PATH.test(path);
