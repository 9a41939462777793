// Reads custom errors and their NatSpec out of Solidity sources: the compiler's output has them for built contracts alone.

/** One argument. `enum` is the enum's name where the type is one; `type` is then uint8. */
export interface ErrorInput {
  name: string;
  type: string;
  enum?: string;
}

export interface DeclaredError {
  name: string;
  /** Contract, interface or library that declares it: the file's name. */
  origin: string;
  inputs: ErrorInput[];
  /** `@notice`; empty if it has none. */
  why: string;
  /** `@dev`; empty if it has none. */
  remedy: string;
}

const DECLARATION = /((?:^[ \t]*\/\/\/[^\n]*\n)*)^[ \t]*error (\w+)\(([^)]*)\);/gm;
const ELEMENTARY = /^(?:u?int\d+|bytes\d*|address|bool|string)(?:\[\])?$/;

/** Errors that a source declares, in its order. @param origin name of the file without `.sol` */
export function declaredErrors(source: string, origin: string): DeclaredError[] {
  return [...source.matchAll(DECLARATION)].map(([, comment = "", name = "", inputs = ""]) => {
    const tags = tagsOf(comment);
    return { name, origin, inputs: inputsOf(inputs), why: tags.get("notice") ?? "", remedy: tags.get("dev") ?? "" };
  });
}

/** Arguments of a declaration: `uint64 account, Kind kind`. */
export function inputsOf(text: string): ErrorInput[] {
  const parts = text
    .split(",")
    .map((part) => part.trim().split(/\s+/))
    .filter((words) => words[0] !== "");
  return parts.map(([type = "", name = ""]) => {
    if (ELEMENTARY.test(type)) return { name, type };
    return { name, type: "uint8", enum: type.split(".").at(-1) ?? type };
  });
}

/** NatSpec tags of a comment; text without a tag is the notice, and lines run on. */
function tagsOf(comment: string): Map<string, string> {
  const tags = new Map<string, string>();
  let tag = "notice";
  for (const line of comment.split("\n")) {
    const text = line.trim().replace(/^\/\/\/ ?/, "");
    const begun = /^@(\w+) ?(.*)$/.exec(text);
    if (begun !== null) tag = begun[1] ?? tag;
    tags.set(tag, `${tags.get(tag) ?? ""} ${begun === null ? text : (begun[2] ?? "")}`.trim());
  }
  return tags;
}
