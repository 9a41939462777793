// The whole SDK but for cases (`@mingzhang/sdk/cases`), findings (`@mingzhang/sdk/findings`) and the API's wire types (`@mingzhang/sdk/api`).
// Import `@mingzhang/sdk/<module>` for a part.
export * from "./abi/index.ts";
export * from "./accounts.ts";
export * from "./check.ts";
export * from "./checkpoint.ts";
export * from "./classification.ts";
export * from "./days.ts";
export * from "./deployment.ts";
export * from "./errors.ts";
export * from "./events.ts";
export * from "./hash.ts";
export * from "./hex.ts";
export * from "./kinds.ts";
export * from "./log.ts";
export * from "./logs.ts";
export * from "./money.ts";
export * from "./money-format.ts";
export * from "./read.ts";
export * from "./terms.ts";
export * from "./text.ts";
export * from "./tree.ts";
export * from "./verify.ts";
