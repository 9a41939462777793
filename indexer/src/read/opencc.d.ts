// The part of opencc-js that is used: its own types do not resolve in Node.
declare module "opencc-js/t2cn" {
  export function Converter(options: { from: "t"; to: "cn" }): (text: string) => string;
}
