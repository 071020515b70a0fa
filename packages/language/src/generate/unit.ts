import type { Compilation } from "../compile/compilation.js";
import type { Slot } from "../resolve/resolution.js";
import type { Expression } from "../syntax/ast.js";
import { Fragment, js } from "./fragment.js";
import { type Scope, Variables } from "./variables.js";

/** How code that is generated for a `return` leaves. */
export type Returning = "value" | "completion";

/** Sends an expression to the file that writes its family; they reach each other through the unit. */
type WriteExpression = (node: Expression, into: Fragment, unit: Unit) => void;

/**
 * The code of one part of a program as it is written: its lines, its constants, and the variables it
 * needs. Whatever comes from the policy is a constant, which the code knows by a number.
 */
export class Unit {
  readonly compilation: Compilation;
  readonly returning: Returning;
  readonly constants: unknown[] = [];
  readonly variables: Variables;
  private readonly writeExpression: WriteExpression;
  private readonly lines: Fragment[] = [];
  /** How many temporaries hold something, and how many did at the most. */
  private held = 0;
  private mostHeld = 0;
  private labels = 0;

  constructor(
    compilation: Compilation,
    returning: Returning,
    scope: Scope,
    writeExpression: WriteExpression,
  ) {
    this.writeExpression = writeExpression;
    this.compilation = compilation;
    this.returning = returning;
    this.variables = new Variables(scope);
  }

  /** Writes code that leaves the value of an expression in a variable. */
  expression(node: Expression, into: Fragment): void {
    this.writeExpression(node, into, this);
  }

  write(line: Fragment): void {
    this.lines.push(line);
  }

  /** Writes `head { … }`. */
  block(head: Fragment, write: () => void): void {
    this.write(js`${head} {`);
    write();
    this.write(js`}`);
  }

  /** Writes `if (condition) { … }`. */
  when(condition: Fragment, write: () => void): void {
    this.block(js`if (${condition})`, write);
  }

  constant(value: unknown): Fragment {
    if (value === null) return js`null`;
    if (value === true) return js`true`;
    if (value === false) return js`false`;
    if (typeof value === "number" && value >= 0 && value <= 1000 && Number.isInteger(value))
      return js`${value + 0}`;
    return js`k${this.constants.push(value) - 1}`;
  }

  /** Temporaries for as long as `use` writes code. */
  temporaries(count: number, use: (...temporaries: Fragment[]) => void): void {
    const names = Array.from({ length: count }, (_, index) => js`t${this.held + index}`);
    this.held += count;
    this.mostHeld = Math.max(this.mostHeld, this.held);
    use(...names);
    this.held -= count;
  }

  label(): Fragment {
    return js`l${this.labels++}`;
  }

  /** The frame that holds the variables here, for what needs one. */
  get frame(): Fragment {
    return this.variables.frame;
  }

  slot(slot: Slot): Fragment {
    return this.variables.at(slot);
  }

  /** The lines, behind the declarations of what they use. */
  body(): Fragment {
    const names = [
      ...Array.from({ length: this.mostHeld }, (_, index) => js`t${index}`),
      ...this.variables.declared,
    ];
    const declaration = names.length === 0 ? [] : [js`let ${Fragment.joined(names, js`, `)};`];
    return Fragment.joined([...declaration, ...this.lines], js`\n`);
  }
}
