import type { Message } from "./message.js";

/** What the resolver says: errors that are certain before a policy runs. */
export const resolutionMessages = {
  "duplicate-import": (path: string): Message => ({
    text: `import "${path}" is imported under two names`,
    hint: "use the first import's name",
  }),
  "import-name-taken": (name: string): Message => ({
    text: `"${name}" is already the name of another import`,
    hint: 'give this import a name of its own with "as"',
  }),
  "import-assignment": (name: string): Message => ({
    text: `import "${name}" cannot be assigned to`,
    hint: "assign to a new name",
  }),
  "param-name-taken": (name: string): Message => ({
    text: `parameter "${name}" takes a name that is already in use`,
    hint: "choose another name",
  }),
  "param-in-module": (name: string): Message => ({
    text: `parameter "${name}" is declared in a module`,
    hint: "declare it in the policy and pass its value to the module's functions",
  }),
  "function-name-taken": (name: string): Message => ({
    text: `function "${name}" takes a name that is already in use`,
    hint: "choose another name",
  }),
  "function-reassigned": (name: string): Message => ({
    text: `function "${name}" cannot be assigned to`,
    hint: "assign to a new name",
  }),
  "break-outside-loop": (): Message => ({ text: '"break" outside of a loop' }),
  "continue-outside-loop": (): Message => ({ text: '"continue" outside of a loop' }),
  "return-outside-function": (): Message => ({ text: '"return" outside of a function' }),
  "append-result-used": (): Message => ({
    text: '"append" has no result to use',
    hint: "call it in a statement of its own; it changes the list",
  }),
  "constant-zero-divisor": (): Message => ({ text: "division by zero" }),
};
