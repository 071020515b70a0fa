import { failAt } from "../messages/failure.js";
import type { Location } from "../source/diagnostic.js";
import { type Limits, MAX_STACK_LEVELS } from "./limits.js";

/** LIMIT: steps between two looks at the clock; ten milliseconds at the most. */
const STEPS_PER_LOOK = 50_000;

/** LIMIT: what a host may allow at the most; its own longest string has about twice as many. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/** Bytes or keys that take about as long to look at as a step takes. */
const UNITS_PER_STEP = 32;

/** Whether looking at so many bytes or keys costs nothing besides the step that does it. */
export function isShort(size: number): boolean {
  return size < UNITS_PER_STEP;
}

/** How an evaluation tells time, and whom it tells that it is still alive. */
export interface Watch {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Called every now and then while the policy runs. */
  alive?(): void;
}

/** What an evaluation has consumed, and the end of it. Each method names the place that consumes. */
export class Budget {
  private readonly limits: Limits;
  private readonly watch: Watch;
  private readonly started: number;
  /** Steps left until the next look at the clock. */
  private fuel = STEPS_PER_LOOK;
  private looks = 0;
  private elements = 0;
  private textBytes = 0;
  private outputBytes = 0;
  private stackLevels = 0;
  private lastEntered: Location | undefined;

  constructor(limits: Limits, watch: Watch) {
    this.limits = { ...limits, textBytes: Math.min(limits.textBytes, MAX_TEXT_BYTES) };
    this.watch = watch;
    this.started = watch.now();
  }

  get steps(): number {
    return (this.looks + 1) * STEPS_PER_LOOK - this.fuel;
  }

  get elementsMade(): number {
    return this.elements;
  }

  step(site: Location): void {
    if (--this.fuel < 0) this.look(site);
  }

  charge(steps: number, site: Location): void {
    this.fuel -= steps;
    if (this.fuel < 0) this.look(site);
  }

  chargeElements(count: number, site: Location): void {
    this.elements += count;
    if (this.elements > this.limits.elements) failAt(site, "budget-elements", this.limits.elements);
  }

  /** Where the call, rule or file that was entered last stands. */
  get place(): Location | undefined {
    return this.lastEntered;
  }

  /** Charges for looking at all bytes of a string, or at all keys of a map. */
  chargeScan(size: number, site: Location): void {
    if (!isShort(size)) this.charge(Math.floor(size / UNITS_PER_STEP), site);
  }

  /** Charges a string of `length` UTF-16 units; exact bytes are not worth counting. */
  chargeText(length: number, site: Location): void {
    this.textBytes += length;
    if (this.textBytes > this.limits.textBytes) failAt(site, "budget-text", this.limits.textBytes);
  }

  chargeOutput(bytes: number, site: Location): void {
    this.outputBytes += bytes;
    if (this.outputBytes > this.limits.outputBytes)
      failAt(site, "budget-output", this.limits.outputBytes);
  }

  /** Enters something that evaluates `levels` of the syntax tree at once; `leave` it again. */
  enter(levels: number, site: Location): void {
    this.stackLevels += levels;
    this.lastEntered = site;
    if (this.stackLevels > MAX_STACK_LEVELS) failAt(site, "budget-depth");
  }

  leave(levels: number): void {
    this.stackLevels -= levels;
  }

  /** The stack of an evaluation that was abandoned is no longer in use. */
  resetStack(): void {
    this.stackLevels = 0;
  }

  private look(site: Location): void {
    const looks = Math.ceil(-this.fuel / STEPS_PER_LOOK);
    this.fuel += looks * STEPS_PER_LOOK;
    this.looks += looks;
    if (this.steps > this.limits.steps) failAt(site, "budget-steps", this.limits.steps);
    if (this.watch.now() - this.started > this.limits.milliseconds)
      failAt(site, "budget-time", this.limits.milliseconds);
    this.watch.alive?.();
  }
}
