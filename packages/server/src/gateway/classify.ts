import { parseTarget, type RequestTarget, readTarget } from "./request-target.js";

/** What the gateway does with a request. */
export type Route =
  /** It goes on to Nomad as it is. */
  | { readonly kind: "pass" }
  /** Policies themselves: answered here, because Nomad's open-source edition has none. */
  | { readonly kind: "policies" }
  | Interception
  /** It is answered here, and never reaches Nomad. */
  | { readonly kind: "refuse"; readonly status: number; readonly text: string };

/** A request that is read, judged, and written anew. `id` is that of the path, empty if it has none. */
export type Interception = { readonly target: RequestTarget } & (
  | { readonly kind: "register" | "plan" | "revert" | "tag" | Strictness; readonly id: string }
  | { readonly kind: "host volume" | "CSI volumes" }
);

/** What is judged only where somebody asks for it: Nomad's own enforcement does not look at it. */
export const STRICTNESSES = ["scale", "dispatch"] as const;
export type Strictness = (typeof STRICTNESSES)[number];

/** Methods by which Nomad takes submissions. */
const SUBMITTING = new Set(["PUT", "POST"]);

/** Methods that change nothing: Nomad may make of an odd path of theirs what it likes. */
const READING = new Set(["GET", "HEAD", "OPTIONS"]);

const JOB_PREFIX = "/v1/job/";

type SuffixMeaning = "plan" | "revert" | "tag" | Strictness | "pass" | "read only";

/**
 * COMPAT (What a gateway must intercept): endings of a path below `/v1/job/`, in the order in which
 * Nomad tries them; whatever has none is a registration. What only reads is refused instead of handed
 * on: a version of Nomad that does not know the ending yet would take it for part of a job's ID, and
 * register the job.
 */
const SUFFIXES: readonly (readonly [suffix: string, meaning: SuffixMeaning])[] = [
  ["/evaluate", "pass"],
  ["/allocations", "read only"],
  ["/evaluations", "read only"],
  ["/periodic/force", "pass"],
  ["/plan", "plan"],
  ["/summary", "read only"],
  ["/dispatch", "dispatch"],
  ["/dispatch/payload", "read only"],
  ["/versions", "read only"],
  ["/revert", "revert"],
  ["/deployments", "read only"],
  ["/deployment", "read only"],
  ["/stable", "pass"],
  ["/scale", "scale"],
  ["/services", "read only"],
  ["/submission", "read only"],
  ["/actions", "read only"],
  ["/action", "read only"],
  // Its body is written anew, so that it is no job for a version that does not know this ending.
  ["/tag", "tag"],
];

const PASS: Route = { kind: "pass" };

/** Says what a request is by its first line; `rawTarget` is as it was received. */
export function classify(
  method: string,
  rawTarget: string,
  strict: readonly Strictness[] = [],
): Route {
  if (READING.has(method))
    return isAboutPolicies(readTarget(rawTarget)) ? { kind: "policies" } : PASS;
  const target = parseTarget(rawTarget);
  if (target === undefined)
    return refuse(
      400,
      "the path of the request is ambiguous; send it without empty segments, dots and invalid escapes",
    );
  if (isAboutPolicies(target)) return { kind: "policies" };
  return SUBMITTING.has(method) ? classifySubmission(target, strict) : PASS;
}

/** Whether Nomad would take an ID, put behind `/v1/job/`, for something else. */
export function isReadableJobId(id: string): boolean {
  const isPath = parseTarget(JOB_PREFIX + encodeURIComponent(id))?.path === JOB_PREFIX + id;
  return id !== "" && isPath && !SUFFIXES.some(([suffix]) => id.endsWith(suffix));
}

function isAboutPolicies({ path }: RequestTarget): boolean {
  return /^\/v1\/sentinel(?:\/|$)/.test(path);
}

function classifySubmission(target: RequestTarget, strict: readonly Strictness[]): Route {
  const { path } = target;
  if (path === "/v1/jobs") return { kind: "register", id: "", target };
  if (path.startsWith(JOB_PREFIX))
    return classifyJob(target, path.slice(JOB_PREFIX.length), strict);
  if (/^\/v1\/volume\/host\/(?:create|register)(?:\/|$)/.test(path))
    return { kind: "host volume", target };
  if (/^\/v1\/volumes$|^\/v1\/volume\/csi\/[^/]*(?:\/create)?$/.test(path))
    return { kind: "CSI volumes", target };
  return PASS;
}

function classifyJob(target: RequestTarget, rest: string, strict: readonly Strictness[]): Route {
  const [suffix, meaning] = SUFFIXES.find(([each]) => rest.endsWith(each)) ?? [];
  if (suffix === undefined || meaning === undefined) return { kind: "register", id: rest, target };
  const id = rest.slice(0, -suffix.length);
  const isLax = (meaning === "scale" || meaning === "dispatch") && !strict.includes(meaning);
  if (meaning === "pass" || isLax) return PASS;
  return meaning === "read only" ? refuse(405, "Invalid method") : { kind: meaning, id, target };
}

function refuse(status: number, text: string): Route {
  return { kind: "refuse", status, text };
}
