/** The slots that variables of one activation occupy at run time. */
export class FrameLayout {
  private count = 0;

  allocate(): number {
    return this.count++;
  }

  get size(): number {
    return this.count;
  }
}

export type ScopeKind = "program" | "function" | "loop";

/**
 * One region of names: the file, a function body, or one iteration of a loop or quantifier. `if` and
 * `case` make no scope of their own (Language Specification, Blocks).
 *
 * A scope lists the names that may come to exist in it. Which of them does is known only when an
 * assignment runs: it updates the variable of an enclosing scope if that exists by then.
 */
export class Scope {
  readonly kind: ScopeKind;
  readonly parent: Scope | undefined;
  /** Whether a function or rule is made in here, which may outlive the iteration. */
  holdsClosure = false;
  private readonly slots = new Map<string, number | undefined>();
  private layout: FrameLayout | undefined;

  constructor(kind: ScopeKind, parent: Scope | undefined) {
    this.kind = kind;
    this.parent = parent;
  }

  declare(name: string): void {
    if (!this.slots.has(name)) this.slots.set(name, undefined);
  }

  get names(): Iterable<string> {
    return this.slots.keys();
  }

  /** Its own names and those of the scopes around it, innermost first. */
  *visibleNames(): Iterable<string> {
    yield* this.names;
    if (this.parent !== undefined) yield* this.parent.visibleNames();
  }

  /**
   * Whether the scope has a frame of its own. An iteration needs one only if a closure can capture
   * its variables; otherwise these live in the frame around the loop.
   */
  get ownsFrame(): boolean {
    return this.kind !== "loop" || this.holdsClosure;
  }

  /** Gives every name its slot. Parents first; names must be complete. */
  lay(): void {
    this.layout = this.ownsFrame || !this.parent ? new FrameLayout() : this.parent.frame;
    for (const name of this.slots.keys()) this.slots.set(name, this.layout.allocate());
  }

  get frame(): FrameLayout {
    if (this.layout === undefined) throw new Error("scope has no layout yet");
    return this.layout;
  }

  /** The slot of a name declared in this very scope. */
  slotOf(name: string): number | undefined {
    return this.slots.get(name);
  }
}
