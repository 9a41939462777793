// The whole SDK; import `@mingzhang/sdk/<module>` for a part. The wire types of the HTTP API are `@mingzhang/sdk/api`.
export * from "./abi/index.ts";
export * from "./accounts.ts";
export * from "./days.ts";
export * from "./errors.ts";
export * from "./events.ts";
export * from "./hash.ts";
export * from "./hex.ts";
export * from "./kinds.ts";
export * from "./log.ts";
export * from "./logs.ts";
export * from "./money.ts";
export * from "./money-format.ts";
export * from "./terms.ts";
export * from "./tree.ts";
export * from "./verify.ts";
