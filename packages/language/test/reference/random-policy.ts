// Writes policies at random, most of them free of type errors, all of them short to run: loops go over small
// collections, functions call earlier functions only.

export type Kind = "bool" | "int" | "float" | "string" | "list" | "map";

const kinds: readonly Kind[] = ["bool", "int", "float", "string", "list", "map"];

/** Where a policy comes from: a list of numbers, used up one by one, so that a failing one can be made shorter. */
class Choices {
  private at = 0;
  constructor(private readonly numbers: readonly number[]) {}

  get isUsedUp(): boolean {
    return this.at >= this.numbers.length;
  }

  below(limit: number): number {
    // Behind the end any numbers will do, as long as they are the same every time.
    const number = this.numbers[this.at] ?? Math.imul(this.at, 0x9e3779b1) >>> 8;
    this.at++;
    return number % limit;
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

/** Expressions of some kinds that a policy may use besides its own. */
export type Given = Readonly<Partial<Record<Kind, readonly string[]>>>;

export function writePolicy(numbers: readonly number[], given: Given = {}): string {
  return new PolicyWriter(new Choices(numbers), given).write();
}

const literals: Readonly<Record<Kind, readonly string[]>> = {
  bool: ["true", "false"],
  int: [
    "0",
    "1",
    "2",
    "-1",
    "3",
    "7",
    "-10",
    "0x1f",
    "010",
    "9223372036854775807",
    "-9223372036854775808",
    "9007199254740993",
  ],
  float: ["0.0", "1.0", "-2.0", "1.5", "-0.25", "2.5e-7", "3.0000005", "1e15"],
  string: [
    '""',
    '"a"',
    '"b"',
    '"ab"',
    '"é"',
    '"abab"',
    '"1"',
    '"-7"',
    '"1.5"',
    '"true"',
    '"08"',
    '"017"',
    '"x y"',
  ],
  list: ["[]", "[1, 2]", '["a", "b", "ab"]', "[true, 1.0, null]", "[[1], [1.0]]", "[undefined, 1]"],
  map: [
    "{}",
    '{"a": 1, "b": 2}',
    '{"a": {"b": [1]}}',
    '{1: "x", 2.0: "y"}',
    '{true: 1, "b": undefined}',
    '{"b": 2, "a": 1}',
  ],
};

class PolicyWriter {
  private readonly lines: string[] = [];
  private readonly variables: { name: string; kind: Kind }[] = [];
  private readonly functions: { name: string; parameters: number }[] = [];
  private readonly rules: string[] = [];
  private names = 0;
  private indent = "";
  private inLoop = false;

  constructor(
    private readonly choices: Choices,
    private readonly given: Given,
  ) {}

  write(): string {
    while (!this.choices.isUsedUp && this.lines.length < 60) this.statement(2);
    this.line(`main = ${this.expression("bool", 3)}`);
    return `${this.lines.join("\n")}\n`;
  }

  private line(text: string): void {
    this.lines.push(this.indent + text);
  }

  private fresh(prefix: string): string {
    return `${prefix}${this.names++}`;
  }

  private block(write: () => void): void {
    const outer = this.indent;
    this.indent += "\t";
    write();
    this.indent = outer;
  }

  private statement(depth: number): void {
    const simple = [
      () => this.assignment(),
      () => this.update(),
      () => this.change(),
      () => this.output(),
    ];
    const nested = [() => this.branch(depth), () => this.choice(depth), () => this.loop(depth)];
    const declared = [() => this.function(), () => this.rule()];
    const atTop = this.indent === "" ? declared : [];
    this.choices.of([...simple, ...simple, ...(depth > 0 ? nested : []), ...atTop])();
  }

  private assignment(): void {
    const kind = this.choices.of(kinds);
    const known = this.variables.filter((each) => each.kind === kind);
    const isNew = known.length === 0 || this.choices.below(3) > 0;
    const name = isNew ? this.fresh("v") : this.choices.of(known).name;
    this.line(`${name} = ${this.expression(kind, 3)}`);
    if (isNew) this.variables.push({ name, kind });
    this.line(`print("${name}", ${name})`);
  }

  private update(): void {
    const kind = this.choices.of(["int", "float", "string", "list"] as const);
    const name = this.variable(kind);
    if (name === undefined) {
      this.assignment();
      return;
    }
    const operators = kind === "int" || kind === "float" ? ["+=", "-=", "*=", "/=", "%="] : ["+="];
    this.line(`${name} ${this.choices.of(operators)} ${this.expression(kind, 2)}`);
  }

  /** Changes a collection in place. */
  private change(): void {
    const list = this.changeable("list");
    const map = this.changeable("map");
    const key = this.choices.of(['"a"', '"b"', "1", "1.0", "true", this.expression("string", 1)]);
    const ways = [
      ...(list === undefined
        ? []
        : [
            `append(${list}, ${this.any(2)})`,
            `${list}[${this.expression("int", 1)}] = ${this.any(2)}`,
          ]),
      ...(map === undefined
        ? []
        : [
            `${map}[${key}] = ${this.any(2)}`,
            `${map}[${key}] += ${this.any(1)}`,
            `delete(${map}, ${key})`,
          ]),
    ];
    if (ways.length > 0) this.line(this.choices.of(ways));
  }

  private output(): void {
    const name = this.choices.of([
      ...this.variables.map((each) => each.name),
      ...this.rules,
      "null",
    ]);
    this.line(`print(${name}, ${this.any(2)})`);
  }

  private branch(depth: number): void {
    this.line(`if ${this.expression("bool", 2)} {`);
    this.block(() => this.statement(depth - 1));
    if (this.choices.below(2) === 0) {
      this.line("} else {");
      this.block(() => this.statement(depth - 1));
    }
    this.line("}");
  }

  private choice(depth: number): void {
    const kind = this.choices.of(kinds);
    this.line(this.choices.below(4) === 0 ? "case {" : `case ${this.expression(kind, 1)} {`);
    for (let i = this.choices.below(3); i > 0; i--) {
      this.line(`when ${this.expression(kind, 1)}, ${this.any(1)}:`);
      this.block(() => this.statement(depth - 1));
    }
    if (this.choices.below(2) === 0) {
      this.line("else:");
      this.block(() => this.statement(depth - 1));
    }
    this.line("}");
  }

  private loop(depth: number): void {
    const [key, value] = [this.fresh("k"), this.fresh("e")];
    const collection = this.choices.of([
      literals.list,
      literals.map,
      [this.variable("list") ?? "[3]"],
      ["range(3)", "null", "undefined"],
    ]);
    const names = this.choices.below(2) === 0 ? key : `${key}, ${value}`;
    const outer = this.inLoop;
    this.inLoop = true;
    this.line(`for ${this.choices.of(collection)} as ${names} {`);
    this.block(() => {
      this.line(`print("at", ${names})`);
      this.statement(depth - 1);
      if (this.choices.below(3) === 0)
        this.line(`if ${this.expression("bool", 1)} { ${this.choices.of(["break", "continue"])} }`);
      this.statement(depth - 1);
    });
    this.line("}");
    this.inLoop = outer;
  }

  private function(): void {
    const name = this.fresh("f");
    const parameters = Array.from({ length: this.choices.below(3) }, () => this.fresh("p"));
    const isNamed = this.choices.below(2) === 0;
    const outer = this.inLoop;
    this.inLoop = false;
    this.line(
      isNamed
        ? `func ${name}(${parameters.join(", ")}) {`
        : `${name} = func(${parameters.join(", ")}) {`,
    );
    this.block(() => {
      this.statement(1);
      const result = this.choices.of([...parameters, this.any(2)]);
      if (this.choices.below(4) > 0) this.line(`return ${result}`);
    });
    this.line("}");
    this.inLoop = outer;
    this.functions.push({ name, parameters: parameters.length });
  }

  private rule(): void {
    const name = this.fresh("r");
    const condition = this.choices.below(3) === 0 ? `when ${this.expression("bool", 1)} ` : "";
    this.line(`${name} = rule ${condition}{ ${this.expression(this.choices.of(kinds), 2)} }`);
    this.rules.push(name);
  }

  /** A variable, or a given collection, which is not this policy's alone. */
  private changeable(kind: Kind): string | undefined {
    const given = this.given[kind];
    return given !== undefined && this.choices.below(2) === 0
      ? this.choices.of(given)
      : this.variable(kind);
  }

  private variable(kind: Kind): string | undefined {
    const known = this.variables.filter((each) => each.kind === kind);
    return known.length === 0 ? undefined : this.choices.of(known).name;
  }

  private any(depth: number): string {
    if (this.choices.below(8) === 0) return this.choices.of(["null", "undefined"]);
    return this.expression(this.choices.of(kinds), depth);
  }

  /** An expression that most likely has a value of the kind. */
  private expression(kind: Kind, depth: number): string {
    if (this.choices.below(40) === 0) return this.any(depth);
    const name = this.variable(kind);
    const leaves = [
      ...(name === undefined ? [] : [name, name]),
      this.choices.of(this.given[kind] ?? literals[kind]),
    ];
    if (depth <= 0) return this.choices.of(leaves);
    const ways = [() => this.choices.of(leaves), ...this.compounds(kind, depth - 1)];
    return this.choices.of(ways)();
  }

  private compounds(kind: Kind, depth: number): (() => string)[] {
    const sub = (of: Kind): string => this.expression(of, depth);
    const call = this.functions.length === 0 ? [] : [() => this.call(depth)];
    const shared = [
      () => `(${sub(kind)})`,
      () => `(${sub("map")}.${this.choices.of(["a", "b", "c"])} else ${sub(kind)})`,
      () => `(${sub("list")}[${sub("int")}] else ${sub(kind)})`,
      () => `(undefined else ${sub(kind)})`,
      ...(this.rules.length === 0
        ? []
        : [() => `(${this.choices.of(this.rules)} else ${sub(kind)})`]),
      ...call,
    ];
    return [...shared, ...this.own(kind, sub, depth)];
  }

  private call(depth: number): string {
    const { name, parameters } = this.choices.of(this.functions);
    const count = this.choices.below(12) === 0 ? parameters + 1 : parameters;
    return `${name}(${Array.from({ length: count }, () => this.any(depth)).join(", ")})`;
  }

  private own(kind: Kind, sub: (of: Kind) => string, depth: number): (() => string)[] {
    const { choices } = this;
    const name = (): string => this.fresh("q");
    const numeric = (): Kind => choices.of(["int", "float"]);
    const collection = (): string => sub(choices.of(["list", "map"]));
    switch (kind) {
      case "bool":
        return [
          () => `${sub("bool")} ${choices.of(["and", "or", "xor"])} ${sub("bool")}`,
          () => `${choices.of(["not ", "!"])}(${sub("bool")})`,
          () =>
            `(${this.any(depth)}) ${choices.of(["==", "is", "!=", "is not"])} (${this.any(depth)})`,
          () =>
            `(${sub(numeric())}) ${choices.of(["<", "<=", ">", ">=", "is"])} (${sub(numeric())})`,
          () =>
            `(${sub("string")}) ${choices.of(["<", "<=", ">", ">=", "contains", "not contains", "in", "not in"])} (${sub("string")})`,
          () => `(${this.any(depth)}) ${choices.of(["in", "not in"])} (${collection()})`,
          () =>
            `(${collection()}) ${choices.of(["contains", "not contains"])} (${this.any(depth)})`,
          () =>
            `(${sub("string")}) ${choices.of(["matches", "not matches"])} "${choices.of(["a", "^a", "b$", "^(ab)+$", "[0-9]", "^-?[0-9]+$", "a|b", "^$"])}"`,
          () =>
            `(${choices.of([this.any(depth), collection(), sub("string")])}) is ${choices.of(["", "not "])}${choices.of(["empty", "defined"])}`,
          () =>
            `(${choices.of(["any", "all"])} ${collection()} as ${name()}, ${name()} { ${sub("bool")} })`,
          () => this.quantifier(choices.of(["any", "all"]), depth),
          () => `bool(${this.any(depth)})`,
        ];
      case "int":
      case "float":
        return [
          () =>
            `(${sub(kind)} ${choices.of(["+", "-", "*", "/", "%"])} ${sub(choices.below(4) === 0 ? numeric() : kind)})`,
          () => `${choices.of(["-", "+"])}(${sub(kind)})`,
          () => `${kind}(${this.any(depth)})`,
          ...(kind === "int" ? [() => `length(${choices.of([sub("string"), collection()])})`] : []),
        ];
      case "string":
        return [
          () => `(${sub("string")} + ${sub("string")})`,
          () => `${sub("string")}[${sub("int")}]`,
          () => `${sub("string")}[${choices.of(["", "0", "1"])}:${choices.of(["", "1", "2"])}]`,
          () => `string(${this.any(depth)})`,
        ];
      case "list":
        return [
          () => `(${sub("list")} + ${sub("list")})`,
          () => `[${this.any(depth)}, ${this.any(depth)}]`,
          () => `${sub("list")}[${choices.of(["", "0", "1"])}:${choices.of(["", "1", "2"])}]`,
          () => `${choices.of(["keys", "values"])}(${sub("map")})`,
          () => `range(${choices.of(["3", "1, 4", "5, 0, -2", "2, 2", "0, 3, 0"])})`,
          () => this.quantifier(choices.of(["filter", "map"]), depth),
        ];
      case "map":
        return [
          () =>
            `{${choices.of(['"a"', "1", "2.0", "true", sub("string")])}: ${this.any(depth)}, "b": ${this.any(depth)}}`,
          () => `(filter ${sub("map")} as ${name()}, ${name()} { ${sub("bool")} })`,
        ];
    }
  }

  /** The body sees its variable, of whatever kind that is. */
  private quantifier(word: string, depth: number): string {
    const variable = this.fresh("q");
    const uses = [
      `${variable} is ${this.any(depth)}`,
      `${variable} is defined`,
      `(${variable} else 0) is not null`,
      this.expression("bool", depth),
    ];
    const body =
      word === "map" && this.choices.below(2) === 0 ? `[${variable}]` : this.choices.of(uses);
    return `(${word} ${this.expression(this.choices.of(["list", "list", "map"]), depth)} as ${variable} { ${body} })`;
  }
}
