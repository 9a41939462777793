// How the parts of budget execution are told apart without colours, on pages and in charts: what is paid is solid, what is
// promised striped, what is free dotted. Dashes of a line do that, and need nothing defined elsewhere.

/** Along a line as thick as the bar. */
export const STRIPES = "2 2";
/** Along a line through the bar's middle, with round ends. */
export const DOTS = "0.1 5";
