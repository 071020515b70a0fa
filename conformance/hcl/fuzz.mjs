// Random texts from a fixed seed, so that a run can be repeated.

/** A generator of numbers from 0 to 1 (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pieces = [
  ..."{}[]()=:,.+-*/%?!<>&|^$\"'\\`#;@~\n\r\t ",
  ...["a", "for", "true", "null", "1", "1e5", "<<E\n", "<<-E\n", "E\n", "$${", "%%{", "${", "%{"],
  ...["/*", "*/", "//", "\r\n", "é", "😀", "\u00a0", "\u2028", "\\u00e9", "\\q", "e\u0301"],
  ...["&&", "||", "==", "!=", "<=", ">=", " ? ", " : ", '"x"', "\n  b = 2\n", "c {\n}\n"],
];

/** `count` texts, each a file or a part of one with some characters cut, inserted or repeated. */
export function mutations(files, count) {
  const random = randomFrom(1);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  return Array.from({ length: count }, () => {
    const file = pick(files);
    const start = file.length > 2000 ? below(file.length - 1500) : 0;
    let text = file.slice(start, start + 2000);
    for (let edits = 1 + below(4); edits > 0; edits--) {
      const at = below(text.length + 1);
      text = text.slice(0, at) + (random() < 0.7 ? pick(pieces) : "") + text.slice(at + below(8));
    }
    return text.toWellFormed();
  });
}

const literals = [
  ...["0", "1", "2", "10", "0.5", "1.50", "1e3", "007", "9007199254740993", "0.1", "1e-3"],
  ...['""', '"a"', '"5"', '"1.50"', '"-3"', '"true"', '"0"', '"x y"', '"$${a}"', '"\\n"', '"é"'],
  ...["true", "false", "null", "[]", "{}", "(1)", "<<E\nt\nE\n"],
];
const operators = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"];

/** `count` attributes whose values are random constant expressions. */
export function expressions(count) {
  const random = randomFrom(2);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const list = (write) => Array.from({ length: Math.floor(random() * 4) }, write);
  // A conditional within another is left out: HCL gives null and what failed the type of the branch
  // that was not taken, where packages/hcl only looks at values.
  const write = (depth, conditional = true) => {
    const kind = depth <= 0 ? 0 : random();
    const inner = () => write(depth - 1, conditional && kind >= 0.6);
    if (kind < 0.3) return pick(literals);
    if (kind < 0.6) return `${inner()} ${pick(operators)} ${inner()}`;
    if (kind < 0.7) {
      const part = () => write(depth - 1, false);
      return conditional ? `${part()} ? ${part()} : ${part()}` : part();
    }
    if (kind < 0.75) return `(${pick(["", "\n"])}${inner()}${pick(["", "\n"])})`;
    if (kind < 0.8) return `${pick(["-", "!"])}${inner()}`;
    if (kind < 0.9) return `[${list(inner).join(", ")}]`;
    const keys = () => pick(["a", "b", '"c"', "(1)", "true", "1 + 1", '"x"']);
    return `{${list(() => `${keys()} ${pick(["=", ":"])} ${inner()}`).join(", ")}}`;
  };
  return Array.from({ length: count }, () => `a = ${write(3)}\n`);
}
