import { quote } from "@portcullis/language";

/** A step into a document: the key of an object, or the position in a list, from 0. */
export type Step = string | number;

/** LIMIT: characters of one key in a message; keys come from the document and may be of any length. */
const MAX_KEY_CHARACTERS = 100;

/** What is wrong with a document, and where. */
export interface DocumentProblem {
  readonly message: string;
  /** As in `Job.TaskGroups[0].Count`; empty for the document as a whole. */
  readonly path: string;
  /** In the document's text, in UTF-16 code units, from 0. */
  readonly offset: number;
}

/** Thrown within the reader, and caught by it. */
export class DocumentFailure extends Error {
  readonly problem: DocumentProblem;

  constructor(name: string, steps: readonly Step[], offset: number, what: string) {
    super(what);
    const path = renderPath(steps);
    const place = path === "" ? "" : `${quote(path)} `;
    this.problem = { message: `the ${name} is malformed: ${place}${what}`, path, offset };
  }
}

function renderPath(steps: readonly Step[]): string {
  return steps.map(renderStep).join("").replace(/^\./, "");
}

/** A key that does not read well behind a dot is quoted in brackets. */
function renderStep(step: Step): string {
  if (typeof step === "number") return `[${step}]`;
  if (/^[\w-]+$/.test(step) && step.length <= MAX_KEY_CHARACTERS) return `.${step}`;
  return `[${quote(shortened(step))}]`;
}

/** A text from a document, short enough for a message. */
export function shortened(text: string): string {
  return text.length > MAX_KEY_CHARACTERS ? `${text.slice(0, MAX_KEY_CHARACTERS)}...` : text;
}
