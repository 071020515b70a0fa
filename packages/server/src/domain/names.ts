import type { Problem } from "./errors.js";

/** COMPAT (Policies API, Create a Policy): letters, numbers, dash and underscore. */
export const NAME_PATTERN = /^[A-Za-z0-9_-]+$/;

/** COMPAT (provider for Terraform Enterprise, policy set names): this text, full stop included. */
export const NAME_RULE = "can only include letters, numbers, -, and _.";

/** LIMIT: a longer name does not fit a line of any report; indexes hold names whole. */
export const NAME_LIMIT = 255;

/** LIMIT: a longer description, message or comment is refused; a list of 100 items stays below 8 MB. */
export const TEXT_LIMIT = 65_536;

/** LIMIT: short attributes of one line, such as a version or an address. */
export const LINE_LIMIT = 255;

/** One line: no control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it forbids
export const LINE_PATTERN = /^[^\u0000-\u001f\u007f-\u009f]*$/;

export const LINE_RULE = "must be one line without control characters";

export const TAKEN = "has already been taken";

/** What is wrong with the name of an organization, workspace, policy or policy set. */
export function nameProblems(name: string): Problem[] {
  if (name.length > NAME_LIMIT) {
    return [{ field: "name", message: `must have at most ${NAME_LIMIT} characters` }];
  }
  return NAME_PATTERN.test(name) ? [] : [{ field: "name", message: NAME_RULE }];
}

/** What is wrong with an attribute of one line; null is a value that is not set. */
export function lineProblems(field: string, value: string | null): Problem[] {
  if (value === null) return [];
  if (value.length > LINE_LIMIT) {
    return [{ field, message: `must have at most ${LINE_LIMIT} characters` }];
  }
  return LINE_PATTERN.test(value) ? [] : [{ field, message: LINE_RULE }];
}
