// Traditional characters as the simplified ones that names on the ledger are written with.
import { Converter } from "opencc-js/t2cn";

/** Made when it is first needed: the dictionary takes a moment. */
let made: ((text: string) => string) | null = null;

export function simplified(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  const convert = (made ??= Converter({ from: "t", to: "cn" }));
  return convert(text);
}
