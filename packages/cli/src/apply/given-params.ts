import {
  type Location,
  type Param,
  type Program,
  renderDiagnosticLine,
  type Value,
} from "@portcullis/language";
import type { Environment, Policy } from "@portcullis/runner";
import type { Terminal } from "../command.js";
import { parseGivenValue } from "../given-value.js";

const ENVIRONMENT_PREFIX = "SENTINEL_PARAM_";

/**
 * The policy with the values that its parameters are given from outside, which win over those of the
 * configuration: flags before the environment, and for a required parameter that has no value at
 * all, whoever sits at the terminal is asked (Commands, apply).
 */
export async function giveParams(
  policy: Policy,
  { source, params }: Program,
  environment: Environment,
  flags: ReadonlyMap<string, string>,
  { env, ask }: Terminal,
): Promise<Policy> {
  const values = new Map<string, Value>([...environment.params, ...policy.params]);
  for (const param of params) {
    const { name, defaultValue } = param;
    const given = flags.get(name) ?? fromEnvironment(name, env);
    if (given !== undefined) values.set(name, parseGivenValue(given));
    else if (!values.has(name) && defaultValue === undefined && ask !== undefined)
      values.set(name, await askFor(param, { file: source, span: param.span }, ask));
  }
  return { ...policy, params: values };
}

/** The documents show the name in capitals; a parameter is also found as it is spelt. */
function fromEnvironment(name: string, env: Terminal["env"]): string | undefined {
  return env[ENVIRONMENT_PREFIX + name] ?? env[ENVIRONMENT_PREFIX + name.toUpperCase()];
}

/** COMPAT (Commands, apply; Parameters): the text of the prompt. */
async function askFor(
  { name, description }: Param,
  location: Location,
  ask: (question: string) => Promise<string>,
): Promise<Value> {
  const code = "missing-param";
  const heading = renderDiagnosticLine({
    code,
    message: `requires value for parameter ${name}`,
    location,
  });
  const about = description === "" ? "" : `${description.replace(/^/gm, "  ")}\n`;
  const question = `${heading}
${about}
  Values can be strings, floats, or JSON array or object values. To force
  strings, use quotes.

  Enter a value: `;
  for (;;) {
    const answer = await ask(question);
    if (answer !== "") return parseGivenValue(answer);
  }
}
