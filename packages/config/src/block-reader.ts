import {
  findAttribute,
  type HclAttribute,
  type HclBlock,
  type HclSource,
  type HclSpan,
  type HclValue,
} from "@portcullis/hcl";
import type { Value } from "@portcullis/language";
import type { ConfigurationProblem } from "./configuration.js";
import { toValue, valuesByKey } from "./to-value.js";

/** What a block may hold. */
export interface BlockShape {
  /** What its labels are, for messages. */
  readonly labels: readonly string[];
  readonly attributes: readonly string[];
  /** Blocks within it, by their type. */
  readonly blocks?: readonly string[];
}

/** Collects what is wrong with a file, so that all of it is reported at once. */
export class ProblemList {
  readonly problems: ConfigurationProblem[] = [];
  private readonly source: HclSource;

  constructor(source: HclSource) {
    this.source = source;
  }

  placeOf(span: HclSpan): string {
    return this.source.describe(span);
  }

  report(span: HclSpan, message: string, hint?: string): void {
    this.problems.push({ place: this.placeOf(span), message, hint });
  }
}

/** Reads the attributes of one block, and reports what does not belong there. */
export class BlockReader {
  readonly block: HclBlock;
  readonly place: string;
  private readonly problems: ProblemList;

  constructor(block: HclBlock, problems: ProblemList) {
    this.block = block;
    this.place = problems.placeOf(block.type);
    this.problems = problems;
  }

  label(index: number): string {
    return this.block.labels[index]?.text ?? "";
  }

  report(message: string, hint?: string): void {
    this.problems.report(this.block.type, message, hint);
  }

  /** Reports labels, attributes and blocks that are not of the given shape. */
  matches({ labels, attributes, blocks = [] }: BlockShape): boolean {
    const { type, body } = this.block;
    const given = this.block.labels.length;
    if (given !== labels.length) {
      const wanted = labels.length === 0 ? "no label" : labels.join(" and ");
      this.report(`a "${type.text}" block has ${wanted}, but ${given} given`);
      return false;
    }
    let matches = true;
    for (const item of body.items) {
      const [name, known] =
        item.kind === "HclAttribute" ? [item.name, attributes] : [item.type, blocks];
      if (known.includes(name.text)) continue;
      const kind = item.kind === "HclAttribute" ? "attribute" : "block";
      const hint = known.length === 0 ? undefined : `known here: ${known.join(", ")}`;
      this.problems.report(name, `unknown ${kind} "${name.text}" in "${type.text}"`, hint);
      matches = false;
    }
    return matches;
  }

  string(name: string): string | undefined {
    const attribute = this.attribute(name);
    if (attribute === undefined) return undefined;
    if (attribute.value.kind === "string") return attribute.value.value;
    this.wrongType(attribute, "string");
    return undefined;
  }

  requiredString(name: string): string {
    if (this.attribute(name) === undefined)
      this.report(`"${this.block.type.text}" needs the attribute "${name}"`);
    return this.string(name) ?? "";
  }

  requiredValue(name: string): Value {
    const attribute = this.attribute(name);
    if (attribute === undefined) {
      this.report(`"${this.block.type.text}" needs the attribute "${name}"`);
      return null;
    }
    return toValue(attribute.value);
  }

  /** The entries of an attribute that is a map; `undefined` when it is absent. */
  entries(name: string): ReadonlyMap<string, Value> | undefined {
    const attribute = this.attribute(name);
    if (attribute === undefined) return undefined;
    if (attribute.value.kind === "object") return valuesByKey(attribute.value);
    this.wrongType(attribute, "map");
    return undefined;
  }

  attribute(name: string): HclAttribute | undefined {
    return findAttribute(this.block.body, name);
  }

  wrongType(
    attribute: { readonly name: { text: string }; readonly value: HclValue },
    wanted: string,
  ): void {
    const { name, value } = attribute;
    this.problems.report(value, `"${name.text}" must be a ${wanted}, not a ${value.kind}`);
  }
}
