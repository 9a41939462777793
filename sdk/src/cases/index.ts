// Cases: payloads, forms, typed data, hashes, signatures and clocks of the approval engine.
export * from "./body.ts";
export * from "./clock.ts";
export * from "./executions.ts";
export * from "./facts.ts";
export * from "./field-names.ts";
export * from "./form-types.ts";
export * from "./forms.ts";
export * from "./packed.ts";
export * from "./payloads.ts";
export * from "./rows.ts";
export * from "./show.ts";
export * from "./signatures.ts";
export * from "./specs.ts";
export * from "./step.ts";
export * from "./typed-data.ts";
export * from "./words.ts";
