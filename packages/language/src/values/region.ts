/**
 * When a list or map was made, which decides whether it may be changed in place.
 *
 * What a policy reads from an import is a copy: changing it must not change the import (Language,
 * Modules and Imports). Copying every collection that is read would cost more than all the rest, and
 * next to no policy writes to what it read. So the engine shares instead and looks at writes: data
 * from outside, and all that a module made while it set itself up, is sealed. The first write to
 * sealed data abandons the evaluation with `SealedWrite`, and `evaluate` starts it again in a mode
 * that copies at every read. What a policy does outside of itself is done once (see `Effects`), so
 * nobody can tell.
 */
export class Region {
  sealed = false;
}

/** Thrown by a write to sealed data; see `Region`. */
export class SealedWrite extends Error {
  constructor() {
    super("write to sealed data");
  }
}
