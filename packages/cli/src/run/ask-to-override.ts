import type { Terminal } from "../command.js";

export type Answer = "override" | "refused" | "nobody to ask";

/** COMPAT (remote runs of the Terraform command): the question, and the one word that means yes. */
const question = `
Do you want to override the soft failed policy check?
  Only 'override' will be accepted to override.

  Enter a value: `;

/** Asks on a terminal; in a pipeline there is nobody to ask. */
export async function askToOverride({ ask }: Terminal): Promise<Answer> {
  if (ask === undefined) return "nobody to ask";
  return (await ask(question)).trim() === "override" ? "override" : "refused";
}
