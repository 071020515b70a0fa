import type { Instant } from "../../../domain/clock.js";
import type { RunOperation, RunStatus } from "../../../domain/runs/run.js";
import { RUN_STATUSES, statusesIn } from "../../../domain/runs/run-machine.js";
import type { OrganizationRunQuery, RunQuery } from "../../../domain/runs/run-store.js";
import { listOf } from "../query.js";

/** COMPAT (Runs API, List Runs, query parameters): what lists of runs are searched for and filtered by. */
export const RUN_SEARCHES = ["user", "commit", "basic"] as const;
export const RUN_FILTERS = [
  "operation",
  "status",
  "status_group",
  "source",
  "timeframe",
  "agent_pool_names",
] as const;
export const ORGANIZATION_RUN_FILTERS = [...RUN_FILTERS, "workspace_names"] as const;

interface Asked<Filter extends string> {
  readonly search: { readonly [Name in (typeof RUN_SEARCHES)[number]]?: string };
  readonly filter: { readonly [Name in Filter]?: string };
}

/** COMPAT (Runs API, List Runs in a Workspace): runs that only plan are shown to whoever asks for them. */
export function decodeWorkspaceRunQuery(
  asked: Asked<(typeof RUN_FILTERS)[number]>,
  now: Instant,
): RunQuery {
  const { timeframe } = asked.filter;
  const operations = listOf(asked.filter.operation) ?? EXCEPT_PLAN_ONLY;
  const times = timeframe === undefined ? {} : decodeTimeframe(timeframe, now);
  return { ...decodeRunQuery(asked), operations, ...times };
}

/** COMPAT (Runs API, List Runs in an Organization): those of the last year, if no other is asked for. */
export function decodeOrganizationRunQuery(
  asked: Asked<(typeof ORGANIZATION_RUN_FILTERS)[number]>,
  now: Instant,
): Omit<OrganizationRunQuery, "within"> {
  const { operation, workspace_names, timeframe = LAST_YEAR } = asked.filter;
  return {
    ...decodeRunQuery(asked),
    operations: listOf(operation),
    workspaceNames: listOf(workspace_names),
    ...decodeTimeframe(timeframe, now),
  };
}

const EXCEPT_PLAN_ONLY: readonly RunOperation[] = [
  "plan_and_apply",
  "save_plan",
  "refresh_only",
  "destroy",
  "empty_apply",
];

function decodeRunQuery({ search, filter }: Asked<(typeof RUN_FILTERS)[number]>): RunQuery {
  const sources = listOf(filter.source);
  // No run has a commit, and none was carried out by an agent.
  if (search.commit !== undefined || filter.agent_pool_names !== undefined) return { statuses: [] };
  return {
    statuses: decodeStatuses(listOf(filter.status), filter.status_group),
    sources,
    user: search.user,
    text: search.user === undefined ? search.basic : undefined,
  };
}

/** Those that are in both, where statuses and a group of them are asked for. */
function decodeStatuses(
  asked: readonly string[] | undefined,
  group: string | undefined,
): readonly RunStatus[] | undefined {
  if (asked === undefined && group === undefined) return undefined;
  const inGroup = group === undefined ? RUN_STATUSES : statusesIn(group);
  return asked === undefined ? inGroup : inGroup.filter((each) => asked.includes(each));
}

const LAST_YEAR = "year";
const YEAR_PATTERN = /^[0-9]{4}$/;

/** The moments between which runs must have been made; no moment at all for what is no timeframe. */
function decodeTimeframe(
  timeframe: string,
  now: Instant,
): Pick<RunQuery, "createdFrom" | "createdBefore"> {
  if (timeframe === LAST_YEAR) {
    const aYearAgo = new Date(now);
    aYearAgo.setUTCFullYear(aYearAgo.getUTCFullYear() - 1);
    return { createdFrom: aYearAgo.getTime() };
  }
  if (!YEAR_PATTERN.test(timeframe)) return { createdBefore: Number.MIN_SAFE_INTEGER };
  const year = Number(timeframe);
  return { createdFrom: beginningOf(year), createdBefore: beginningOf(year + 1) };
}

/** `Date.UTC` would take the years before 100 for those of the twentieth century. */
function beginningOf(year: number): Instant {
  return new Date(0).setUTCFullYear(year, 0, 1);
}
