// A QR code drawn on the server as one SVG path.
import { encode } from "uqr";

/** Above this many bytes the code would be too fine for a phone. */
const LONGEST = 500;
/** Quiet modules around the code, as its standard wants. */
const QUIET = 4;

/** Null where the text is too long. Ink on white in dark pages too: readers of codes want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  if (new TextEncoder().encode(text).length > LONGEST) return null;
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="block h-auto w-[15rem] max-w-full border border-rule"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
