// Movements that stand out by published rules; a flag is a question, never an accusation.
export * from "./rules.ts";
export * from "./split.ts";
