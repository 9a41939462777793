// Reads JSON that nobody vouches for, field by field: each reader gives a value of the shape that was asked for, or refuses.
import { type ErrorCode, MingzhangError } from "./errors.ts";
import type { Hex } from "./hex.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** Longest hex text that is read, in digits: a record's event holds at most some 100 KB. */
const LONGEST_HEX = 512 * 1024;

/** @param code of the error, @param remedy what its reader can do */
export class Reader {
  private readonly code: ErrorCode;
  private readonly remedy: string;

  constructor(code: ErrorCode, remedy: string) {
    this.code = code;
    this.remedy = remedy;
  }

  refuse(field: string, value: unknown, problem: string): MingzhangError {
    return new MingzhangError(this.code, field, typeof value === "object" ? typeof value : value, problem, this.remedy);
  }

  object(value: unknown, field: string): Fields {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw this.refuse(field, value, "is no object");
    return value as Fields;
  }

  /** An object with these fields and no others. */
  exactly(value: unknown, field: string, names: readonly string[]): Fields {
    const fields = this.object(value, field);
    for (const name of names) if (!Object.hasOwn(fields, name)) throw this.refuse(`${field}.${name}`, "", "is missing");
    const extra = Object.keys(fields).find((name) => !names.includes(name));
    if (extra !== undefined) throw this.refuse(field, extra, "is no field of this version");
    return fields;
  }

  list(value: unknown, field: string, most: number): readonly unknown[] {
    if (!Array.isArray(value)) throw this.refuse(field, value, "is no list");
    if (value.length > most) throw this.refuse(field, value.length, `entries are more than ${most}`);
    return value;
  }

  /** A count as a JSON number. */
  count(value: unknown, field: string, most: number = Number.MAX_SAFE_INTEGER): number {
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || Object.is(value, -0))
      throw this.refuse(field, value, "is no count");
    if (value > most) throw this.refuse(field, value, `is more than ${most}`);
    return value;
  }

  text(value: unknown, field: string, longest: number): string {
    if (typeof value !== "string") throw this.refuse(field, value, "is no text");
    if (value.length > longest) throw this.refuse(field, value.length, `characters are more than ${longest}`);
    return value;
  }

  /** Bytes as lower-case hex; of this many bytes where it is said. */
  hex(value: unknown, field: string, bytes?: number): Hex {
    const text = this.text(value, field, LONGEST_HEX + 2);
    if (!/^0x(?:[0-9a-f]{2})*$/.test(text)) throw this.refuse(field, text, "is no lower-case hex of whole bytes");
    if (bytes !== undefined && text.length !== 2 + 2 * bytes) throw this.refuse(field, text, `is not ${bytes} bytes`);
    return text as Hex;
  }

  /** The same from an RPC, where either case is usual. Comes out in lower case. */
  anyHex(value: unknown, field: string, bytes?: number): Hex {
    return this.hex(typeof value === "string" ? value.toLowerCase() : value, field, bytes);
  }

  /** A number of an RPC: 0x and digits without whole bytes. */
  quantity(value: unknown, field: string): bigint {
    if (typeof value !== "string" || !/^0x[0-9a-fA-F]{1,64}$/.test(value))
      throw this.refuse(field, value, "is no number");
    return BigInt(value);
  }

  hash(value: unknown, field: string): Hex {
    return this.hex(value, field, 32);
  }

  address(value: unknown, field: string): Hex {
    return this.hex(value, field, 20);
  }
}
