import {
  type CheckReport,
  renderCheckGitHub,
  renderCheckJson,
  renderCheckJUnit,
  renderCheckMarkdown,
  renderCheckSarif,
  renderCheckText,
} from "@portcullis/runner";
import { type Flag, UsageError } from "../flags.js";
import { VERSION } from "../version.js";

type Render = (report: CheckReport) => string;

const formats: Readonly<Record<string, Render>> = {
  text: renderCheckText,
  json: renderCheckJson,
  junit: renderCheckJUnit,
  sarif: (report) => renderCheckSarif(report, VERSION),
  github: renderCheckGitHub,
  markdown: renderCheckMarkdown,
};

const names = Object.keys(formats).join(", ");

export const formatFlag = {
  kind: "string",
  value: "FORMAT",
  help: `what is printed: ${names} (default text)`,
} as const satisfies Flag;

/** The renderer of a format. */
export function parseFormat(name = "text"): { readonly name: string; readonly render: Render } {
  const render = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (render !== undefined) return { name, render };
  throw new UsageError(`unknown format "${name}"; use one of ${names}`);
}
