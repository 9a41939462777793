// The whole SDK; import `@mingzhang/sdk/<module>` for a part.
export * from "./abi/index.ts";
export * from "./accounts.ts";
export * from "./days.ts";
export * from "./errors.ts";
export * from "./events.ts";
export * from "./kinds.ts";
export * from "./money.ts";
export * from "./money-format.ts";
export * from "./terms.ts";
