import type { OpaPolicyReport } from "../../domain/evaluation/evaluator.js";
import type { ProgramEnd } from "./bounded-process.js";

export type OpaAnswer = Pick<OpaPolicyReport, "status" | "error" | "messages">;

/** What an answer of OPA means for the policy. */
export function readAnswer(end: ProgramEnd): OpaAnswer {
  if (end.stopped !== null) return inError(`the policy had to be stopped: ${end.stopped}`);
  const document = parsed(end.output);
  if (document === undefined) return inError(`OPA gave no answer: ${reasonOf(end)}`);
  if (document.errors !== undefined) return inError(document.errors.map(told).join("\n"));
  const value = document.result?.[0]?.expressions?.[0]?.value;
  // COMPAT (Define OPA policies, OPA query): the result is an array, and an empty one has passed.
  if (value === undefined) return inError("the query has no result: it must be an array");
  if (!Array.isArray(value)) return inError(`the query's result is ${nameOf(value)}, not an array`);
  const messages = value.map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
  return { status: messages.length === 0 ? "passed" : "failed", error: null, messages };
}

/** Whether the files are not what the version of Rego in use understands. */
export function isOtherRego(end: ProgramEnd): boolean {
  const errors = parsed(end.output)?.errors ?? [];
  return errors.some(({ message, code }) => /\brego_parse_error\b/.test(`${code}: ${message}`));
}

interface OpaDocument {
  readonly result?: readonly { readonly expressions?: readonly { readonly value?: unknown }[] }[];
  readonly errors?: readonly OpaError[];
}

interface OpaError {
  readonly message: string;
  readonly code?: string;
  readonly location?: { readonly file?: string; readonly row?: number; readonly col?: number };
}

function parsed(output: string): OpaDocument | undefined {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

function told({ message, code, location }: OpaError): string {
  const place = location?.file ? `${location.file}:${location.row}:${location.col}: ` : "";
  return `${place}${code === undefined ? "" : `${code}: `}${message}`;
}

function inError(error: string): OpaAnswer {
  return { status: "errored", error, messages: [] };
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function reasonOf({ code, signal, complaint }: ProgramEnd): string {
  if (/out of memory|cannot allocate memory/i.test(complaint)) return "it ran out of memory";
  const how = signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`;
  const [line = ""] = complaint.trim().split("\n");
  return line === "" ? how : `${how}: ${line}`;
}
