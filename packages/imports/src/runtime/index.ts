import { defineImport } from "../define-import.js";

/** The version of the language that policies can count on, not that of this program. */
export const runtime = defineImport("runtime", { values: { version: "0.40.0" } });
