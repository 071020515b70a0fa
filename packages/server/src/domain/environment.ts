import type { Access } from "./access/access.js";
import type { Clock } from "./clock.js";
import type { Ids } from "./ids.js";
import type { Store } from "./store.js";

/** What every service is given: where things are kept, who may do what, the time, and new ids. */
export interface Environment {
  readonly store: Store;
  readonly access: Access;
  readonly clock: Clock;
  readonly ids: Ids;
}
