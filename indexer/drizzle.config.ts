// Where drizzle-kit finds the tables and puts the migrations: `npx drizzle-kit generate` in this folder.
import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./src/store/schema.ts",
    "./src/store/schema-cases.ts",
    "./src/store/schema-findings.ts",
    "./src/store/schema-anchors.ts",
    "./src/store/schema-search.ts",
  ],
  out: "./migrations",
  casing: "snake_case",
});
