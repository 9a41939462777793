// Findings of auditors: words, subjects, typed data and clocks.
export * from "./clock.ts";
export * from "./subject.ts";
export * from "./typed-data.ts";
export * from "./words.ts";
