// The store of documents: a folder of files, each named by the 64 digits of its SHA-256.

/**
 * Folder within it for what was handed in and no record names yet. The relay puts it there and clears it away; the indexer
 * moves it up, from where it is served, once a record names it.
 */
export const WAITING_FOLDER = "waiting";
