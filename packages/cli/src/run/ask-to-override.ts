import type { Terminal } from "../command.js";

export type Answer = "override" | "refused" | "nobody to ask";

/** COMPAT (remote runs of the Terraform command): the question, and the one word that means yes. */
const question = (what: string) => `
Do you want to override ${what}?
  Only 'override' will be accepted to override.

  Enter a value: `;

/** Asks on a terminal; in a pipeline there is nobody to ask. */
export async function askToOverride({ ask }: Terminal, what: string): Promise<Answer> {
  if (ask === undefined) return "nobody to ask";
  return (await ask(question(what))).trim() === "override" ? "override" : "refused";
}
