import type { Slot } from "../resolve/resolution.js";
import { type Fragment, js } from "./fragment.js";

/**
 * LIMIT: variables of the policy that become variables of one function of the host. Each takes room on
 * the host's stack, of which `MAX_STACK_LEVELS` assumes that a level takes little.
 */
export const MAX_LOCALS = 64;

/**
 * Where the code of a unit stands when it begins:
 *
 * - `in`: the variable `frame` is the frame it works in;
 * - `within`: a function with a frame of its own, which `f0` holds; `frame` is the one around it;
 * - `free`: a function whose variables nothing else can reach, so that they need no frame at all.
 */
export type Scope = "in" | "within" | "free";

/** One frame, or what stands for it. */
interface Level {
  /** Missing where the variables are JavaScript's own. */
  readonly frame: Fragment | undefined;
  /** The slots that are variables of JavaScript. */
  readonly locals: Map<number, Fragment>;
  /** The slots that hold something for certain. */
  readonly certain: Set<number>;
}

/** Which variable of the policy is which of the generated code. */
export class Variables {
  private readonly levels: Level[];
  private readonly scope: Scope;
  private readonly names: Fragment[] = [];
  private frames = 1;

  constructor(scope: Scope) {
    this.scope = scope;
    const frame = scope === "in" ? js`frame` : scope === "within" ? js`f0` : undefined;
    this.levels = [{ frame, locals: new Map(), certain: new Set() }];
  }

  /** The names of all variables that were made. */
  get declared(): readonly Fragment[] {
    return this.names;
  }

  get frame(): Fragment {
    return this.innermost.frame ?? js`frame`;
  }

  at({ depth, index }: Slot): Fragment {
    const level = this.levels[this.levels.length - 1 - depth];
    if (level === undefined) return js`${this.around(depth - this.levels.length)}.cells[${index}]`;
    const local = level.locals.get(index);
    if (local !== undefined) return local;
    if (level.frame === undefined) return this.makeLocal(level, index);
    return js`${level.frame}.cells[${index}]`;
  }

  isCertain({ depth, index }: Slot): boolean {
    return this.levels[this.levels.length - 1 - depth]?.certain.has(index) ?? false;
  }

  /** Tells that slots of the innermost frame hold something for as long as `write` writes code. */
  withCertain(slots: readonly number[], write: () => void): void {
    const { certain } = this.innermost;
    for (const slot of slots) certain.add(slot);
    write();
    for (const slot of slots) certain.delete(slot);
  }

  /** Makes slots of the innermost frame variables of JavaScript: nothing else ever reaches them. */
  makeLocals(slots: readonly number[]): void {
    for (const slot of slots)
      if (!this.innermost.locals.has(slot) && this.names.length < MAX_LOCALS)
        this.makeLocal(this.innermost, slot);
  }

  /** Enters a new frame for as long as `write` writes code; it is given the frame's name. */
  withFrame(write: (frame: Fragment) => void): void {
    const frame = js`f${this.frames++}`;
    this.names.push(frame);
    this.levels.push({ frame, locals: new Map(), certain: new Set() });
    write(frame);
    this.levels.pop();
  }

  private get innermost(): Level {
    return this.levels[this.levels.length - 1] as Level;
  }

  private makeLocal({ locals }: Level, index: number): Fragment {
    const name = js`v${this.names.length}`;
    this.names.push(name);
    locals.set(index, name);
    return name;
  }

  /** The frame so many levels outside of the one around the unit. */
  private around(levels: number): Fragment {
    let frame = this.scope === "in" ? js`frame.parent` : js`frame`;
    for (let i = 0; i < levels; i++) frame = js`${frame}.parent`;
    return frame;
  }
}
