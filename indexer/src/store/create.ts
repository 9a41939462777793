// Creates an empty PGlite folder and ends; run as a process of its own by open.ts.
import { PGlite } from "@electric-sql/pglite";

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error("Give the folder to create.");
const store = await PGlite.create(dataDir);
await store.close();
