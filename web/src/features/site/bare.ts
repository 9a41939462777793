// Policy of what is no page of this site and yet stands on its origin: somebody's document, an answer of the API.

/** Nothing in it runs or loads, and it is no part of this site. */
export const BARE_DOCUMENT = "default-src 'none'; sandbox";
