// How both engines plan.

/**
 * What is asked again and again is in memory, and compiling a query takes longer than any answer may. The planner's costs
 * also say which sums are little work (read/movement-sums.ts). Of many joins it takes the order in which they are written:
 * trying all orders of eight takes longer than the page that they make.
 */
export const PLANNING = "set random_page_cost = 1.1; set jit = off; set join_collapse_limit = 3";
