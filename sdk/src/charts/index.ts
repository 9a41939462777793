// Pictures of public money as data: what they show, in sums that add up, and the drawings made of it.
export * from "./drawing.ts";
export * from "./flows.ts";
export * from "./svg.ts";
