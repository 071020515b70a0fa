import { base64 } from "./base64/index.js";
import { collection } from "./collection/index.js";
import { lists } from "./collection/lists/index.js";
import { maps } from "./collection/maps/index.js";
import { decimal } from "./decimal/index.js";
import type { StandardImport } from "./define-import.js";
import { http } from "./http/index.js";
import { json } from "./json/index.js";
import { runtime } from "./runtime/index.js";
import { sockaddr } from "./sockaddr/index.js";
import { strings } from "./strings/index.js";
import { time } from "./time/index.js";
import { types } from "./types/index.js";
import { units } from "./units/index.js";
import { version } from "./version/index.js";

/** Every standard import, by name. What of it a policy may use is for the host to say. */
export const standardImports: ReadonlyMap<string, StandardImport> = new Map(
  [
    base64,
    collection,
    lists,
    maps,
    decimal,
    http,
    json,
    runtime,
    sockaddr,
    strings,
    time,
    types,
    units,
    version,
  ].map((declared) => [declared.name, declared]),
);
