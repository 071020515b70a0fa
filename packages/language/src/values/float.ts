import { EngineValue } from "./value.js";

/** A float whose value a plain `number` would make an integer, NaN, infinite or minus zero. */
export class FloatValue extends EngineValue {
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  override get kind(): "float" {
    return "float";
  }
}

/**
 * The language's float of a double: plain where it has a fraction, which no int has.
 */
export function toFloat(value: number): number | FloatValue {
  return Number.isFinite(value) && !Number.isInteger(value) ? value : new FloatValue(value);
}
