import type { HclObject } from "@portcullis/hcl";
import type { Value } from "@portcullis/language";
import { type Declaration, type DeclaredAttribute, describePlace } from "./declaration.js";
import type { ProblemList } from "./problem-list.js";
import { toValue, valuesByKey } from "./to-value.js";

/** Reads the attributes of one block, and reports those of the wrong type. */
export class BlockReader {
  readonly declaration: Declaration;
  private readonly problems: ProblemList;

  constructor(declaration: Declaration, problems: ProblemList) {
    this.declaration = declaration;
    this.problems = problems;
  }

  /** The last label, which is what the block is called. */
  get name(): string {
    return this.declaration.labels.at(-1) ?? "";
  }

  get place(): string {
    return describePlace(this.declaration.place);
  }

  report(message: string, hint?: string): void {
    this.problems.report(this.declaration.place, message, hint);
  }

  has(name: string): boolean {
    return this.declaration.attributes.has(name);
  }

  string(name: string): string | undefined {
    const attribute = this.attribute(name);
    if (attribute === undefined) return undefined;
    if (attribute.value.kind === "string") return attribute.value.value;
    this.wrongType(attribute, "string");
    return undefined;
  }

  requiredString(name: string): string {
    return this.required(name) ? (this.string(name) ?? "") : "";
  }

  requiredValue(name: string): Value {
    const attribute = this.attribute(name);
    if (attribute !== undefined) return toValue(attribute.value);
    this.required(name);
    return null;
  }

  object(name: string): HclObject | undefined {
    const attribute = this.attribute(name);
    if (attribute === undefined) return undefined;
    if (attribute.value.kind === "object") return attribute.value;
    this.wrongType(attribute, "map");
    return undefined;
  }

  /** The entries of an attribute that is a map; `undefined` when it is absent. */
  entries(name: string): ReadonlyMap<string, Value> | undefined {
    const object = this.object(name);
    return object && valuesByKey(object);
  }

  /** The entries of a map of bools; empty when it is absent. */
  bools(name: string): ReadonlyMap<string, boolean> {
    const found = new Map<string, boolean>();
    for (const { key, value } of this.object(name)?.entries ?? []) {
      if (value.kind === "bool") found.set(key.text, value.value);
      else this.reportAt(name, `"${key.text}" must be true or false, not a ${value.kind}`);
    }
    return found;
  }

  /** A list of strings; empty when it is absent. */
  strings(name: string): readonly string[] {
    const attribute = this.attribute(name);
    if (attribute === undefined) return [];
    if (attribute.value.kind !== "list") this.wrongType(attribute, "list of strings");
    const items = attribute.value.kind === "list" ? attribute.value.items : [];
    return items.flatMap((item) => {
      if (item.kind === "string") return [item.value];
      this.reportAt(name, `"${name}" must be a list of strings, but holds a ${item.kind}`);
      return [];
    });
  }

  /**
   * Variables of an environment, as a map of strings.
   *
   * COMPAT (third-party parser): also as a list of `NAME=value`.
   */
  variables(name: string): ReadonlyMap<string, string> {
    if (this.attribute(name)?.value.kind === "list") return this.listedVariables(name);
    const found = new Map<string, string>();
    for (const { key, value } of this.object(name)?.entries ?? []) {
      if (value.kind === "string") found.set(key.text, value.value);
      else this.reportAt(name, `"${key.text}" must be a string, not a ${value.kind}`);
    }
    return found;
  }

  private listedVariables(name: string): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const text of this.strings(name)) {
      const [, variable, value] = /^([^=]+)=([\s\S]*)$/.exec(text) ?? [];
      if (variable !== undefined && value !== undefined) found.set(variable, value);
      else this.reportAt(name, `"${text}" has no name and value`, 'write "NAME=value"');
    }
    return found;
  }

  attribute(name: string): DeclaredAttribute | undefined {
    return this.declaration.attributes.get(name);
  }

  /** Reports something at the value of an attribute. */
  reportAt(name: string, message: string, hint?: string): void {
    const place = this.attribute(name)?.place ?? this.declaration.place;
    this.problems.report(place, message, hint);
  }

  private required(name: string): boolean {
    if (this.has(name)) return true;
    this.report(`"${this.declaration.type}" needs the attribute "${name}"`);
    return false;
  }

  private wrongType({ name, value, place }: DeclaredAttribute, wanted: string): void {
    this.problems.report(place, `"${name}" must be a ${wanted}, not a ${value.kind}`);
  }
}
