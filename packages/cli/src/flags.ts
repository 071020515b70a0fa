/**
 * What a flag takes: `bool` nothing, or `=false`; `switch` the same, but not given it is neither;
 * `string` one value; `list` one value, often; `pairs` `name=value`, often.
 */
export type FlagKind = "bool" | "switch" | "string" | "list" | "pairs";

export interface Flag {
  readonly kind: FlagKind;
  /** How help names the value: `DIR`, `LEVEL`. */
  readonly value?: string;
  /** What a `bool` is when it is not given. */
  readonly default?: boolean;
  readonly help: string;
}

export type FlagTable = Readonly<Record<string, Flag>>;

/** What every command takes besides its own flags. */
export const commonFlags = {
  color: {
    kind: "switch",
    help: "colours in text (default: on a terminal, unless NO_COLOR is set)",
  },
} as const satisfies FlagTable;

interface FlagValueOf {
  readonly bool: boolean;
  readonly switch: boolean | undefined;
  readonly string: string | undefined;
  readonly list: readonly string[];
  readonly pairs: ReadonlyMap<string, string>;
}

export type FlagValues<Table extends FlagTable> = {
  readonly [Name in keyof Table]: FlagValueOf[Table[Name]["kind"]];
};

export interface ParsedArguments<Table extends FlagTable> {
  readonly flags: FlagValues<Table>;
  /** Of `commonFlags`. */
  readonly color: boolean | undefined;
  readonly operands: readonly string[];
}

/** One dash or two, the name, and a value behind `=`. */
const FLAG = /^--?([^-=][^=]*)(?:=([\s\S]*))?$/;

/** The command was called in a way it does not know; the message says what to do. */
export class UsageError extends Error {}

/**
 * Parses arguments as the language's own command does: one dash or two, `-name=value` or
 * `-name value`, and nothing is a flag behind the first operand or `--`. What looks like one of the
 * command's flags there is refused, for `fmt FILE -check` would rewrite the file.
 */
export function parseFlags<const Table extends FlagTable>(
  own: Table,
  args: readonly string[],
): ParsedArguments<Table> {
  const table: FlagTable = { ...own, ...commonFlags };
  const values = new Map<string, FlagValueOf[FlagKind]>();
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") {
      at++;
      break;
    }
    const match = FLAG.exec(arg);
    if (match === null) {
      refuseLateFlags(table, args.slice(at));
      break;
    }
    const [, name = "", inline] = match;
    const flag = Object.hasOwn(table, name) ? table[name] : undefined;
    if (flag === undefined) throw new UsageError(`unknown flag "${arg}"`);
    if (takesNothing(flag)) {
      values.set(name, parseBool(name, inline ?? "true"));
      continue;
    }
    const value = inline ?? args[++at];
    if (value === undefined) throw new UsageError(`flag "-${name}" needs a value: ${flag.value}`);
    if (flag.kind === "string") values.set(name, value);
    else if (flag.kind === "list") values.set(name, addItem(value, values.get(name)));
    else values.set(name, addPair(name, value, values.get(name)));
  }
  const flags = Object.fromEntries(
    Object.entries(own).map(([name, flag]) => [name, values.get(name) ?? emptyValue(flag)]),
  );
  return {
    flags: flags as FlagValues<Table>,
    color: values.get("color") as boolean | undefined,
    operands: args.slice(at),
  };
}

function refuseLateFlags(table: FlagTable, [first, ...others]: readonly string[]): void {
  const late = others.slice(0, [...others, "--"].indexOf("--")).find((arg) => {
    const name = FLAG.exec(arg)?.[1];
    return name !== undefined && Object.hasOwn(table, name);
  });
  if (late !== undefined)
    throw new UsageError(`flag "${late}" stands behind "${first}"; write flags first`);
}

/** For commands that take nothing besides flags. */
export function refuseOperands([first]: readonly string[]): void {
  if (first !== undefined) throw new UsageError(`unexpected argument "${first}"`);
}

/** Whether the next argument is none of the flag's. */
export function takesNothing({ kind }: Flag): boolean {
  return kind === "bool" || kind === "switch";
}

function emptyValue(flag: Flag): FlagValueOf[FlagKind] {
  if (flag.kind === "bool") return flag.default ?? false;
  if (flag.kind === "list") return [];
  return flag.kind === "pairs" ? new Map() : undefined;
}

function parseBool(name: string, text: string): boolean {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return true;
  if (/^(?:0|f|F|false|FALSE|False)$/.test(text)) return false;
  throw new UsageError(`flag "-${name}" is true or false, not "${text}"`);
}

function addItem(text: string, items: unknown): string[] {
  return Array.isArray(items) ? [...items, text] : [text];
}

function addPair(name: string, text: string, pairs: unknown): Map<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new UsageError(`flag "-${name}" takes name=value, not "${text}"`);
  const known = pairs instanceof Map ? (pairs as Map<string, string>) : [];
  return new Map([...known, [text.slice(0, at), text.slice(at + 1)]]);
}
