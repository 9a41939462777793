// Creates a PGlite folder with empty tables and ends; run as a process of its own by pglite.ts.
import { openFolder } from "./pglite-folder.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Give the folder to create.");
const store = await openFolder(folder);
await store.close();
