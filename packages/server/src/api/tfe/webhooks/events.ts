import { at, type Content, listAt, textAt } from "./message-content.js";

/**
 * The refs that an event may have changed, in full: `refs/heads/main`. None: it surely changed none.
 * Undefined: it does not say.
 */
export type ReadRefs = (content: Content) => readonly string[] | undefined;

/** What is known of one provider's messages; every event that is not listed may be a push. */
export interface Dialect {
  readonly events: ReadonlyMap<string, ReadRefs>;
  /** Where a message names the default branch, if it does. */
  readonly defaultBranch: (content: Content) => string | undefined;
}

/** COMPAT (GitHub, Webhook events and payloads): `X-GitHub-Event`. Gitea and Forgejo send the same. */
export const github: Dialect = {
  events: new Map<string, ReadRefs>([
    ["push", (content) => refs(textAt(content, "ref"))],
    [
      "pull_request",
      (content) => {
        const isMerged = at(content, "pull_request", "merged") === true;
        return branches(textAt(content, "pull_request", isMerged ? "base" : "head", "ref"));
      },
    ],
    ...quiet(
      "ping",
      "check_run",
      "check_suite",
      "commit_comment",
      "fork",
      "issue_comment",
      "issues",
    ),
    ...quiet("label", "milestone", "pull_request_review", "pull_request_review_comment"),
    ...quiet(
      "pull_request_review_thread",
      "star",
      "status",
      "watch",
      "workflow_job",
      "workflow_run",
    ),
  ]),
  defaultBranch: (content) => textAt(content, "repository", "default_branch"),
};

/** COMPAT (GitLab, Webhook events; System hooks): `object_kind`, or `event_name` in its place. */
export const gitlab: Dialect = {
  events: new Map<string, ReadRefs>([
    ["push", (content) => refs(textAt(content, "ref"))],
    [
      "merge_request",
      (content) => {
        const isMerged = at(content, "object_attributes", "action") === "merge";
        const branch = isMerged ? "target_branch" : "source_branch";
        return branches(textAt(content, "object_attributes", branch));
      },
    ],
    ...quiet("tag_push", "issue", "work_item", "note", "pipeline", "build", "wiki_page"),
    ...quiet("deployment", "release", "emoji", "milestone", "feature_flag"),
  ]),
  defaultBranch: (content) => textAt(content, "project", "default_branch"),
};

/**
 * COMPAT (Bitbucket Cloud, Event payloads; Bitbucket Data Center, Event payload): `X-Event-Key`. The two
 * share no key that means a push.
 */
export const bitbucket: Dialect = {
  events: new Map<string, ReadRefs>([
    ["repo:push", ({ push }) => each(listAt(push, "changes"), changedInCloud)],
    ["pullrequest:fulfilled", (content) => branches(cloudBranch(content, "destination"))],
    ["pullrequest:updated", (content) => branches(cloudBranch(content, "source"))],
    ...quiet("pullrequest:created", "pullrequest:rejected", "pullrequest:approved"),
    ...quiet("pullrequest:unapproved", "pullrequest:comment_created", "issue:created"),
    ...quiet("issue:updated", "issue:comment_created", "repo:fork", "repo:commit_comment_created"),
    ...quiet("repo:commit_status_created", "repo:commit_status_updated"),
    [
      "repo:refs_changed",
      (content) => each(listAt(content, "changes"), (change) => textAt(change, "ref", "id")),
    ],
    ["pr:merged", (content) => refs(textAt(content, "pullRequest", "toRef", "id"))],
    ["pr:from_ref_updated", (content) => refs(textAt(content, "pullRequest", "fromRef", "id"))],
    ...quiet("diagnostics:ping", "pr:opened", "pr:declined", "pr:deleted", "pr:comment:added"),
    ...quiet("pr:comment:edited", "pr:comment:deleted", "pr:reviewer:approved"),
    ...quiet("pr:reviewer:unapproved", "pr:reviewer:needs_work", "pr:reviewer:updated"),
    ...quiet("repo:forked", "repo:comment:added", "repo:comment:edited", "repo:comment:deleted"),
  ]),
  defaultBranch: () => undefined,
};

/** COMPAT (Azure DevOps, Service hooks events): `eventType`, the same for Services and Server. */
export const azure: Dialect = {
  events: new Map<string, ReadRefs>([
    [
      "git.push",
      ({ resource }) => each(listAt(resource, "refUpdates"), (ref) => textAt(ref, "name")),
    ],
    ["git.pullrequest.merged", ({ resource }) => refs(textAt(resource, "targetRefName"))],
    [
      "git.pullrequest.updated",
      ({ resource }) => refs(textAt(resource, "sourceRefName"), textAt(resource, "targetRefName")),
    ],
    ...quiet("git.pullrequest.created", "ms.vss-code.git-pullrequest-comment-event"),
    ...quiet("build.complete", "workitem.created", "workitem.updated", "workitem.commented"),
  ]),
  defaultBranch: (content) =>
    textAt(content, "resource", "repository", "defaultBranch")?.replace(/^refs\/heads\//, ""),
};

/** Ours: `{"ref": "refs/heads/main"}`, which a hook of git itself can send. */
export const plain: Dialect = {
  events: new Map<string, ReadRefs>([["", (content) => refs(textAt(content, "ref"))]]),
  defaultBranch: () => undefined,
};

function quiet(...events: readonly string[]): [string, ReadRefs][] {
  return events.map((event) => [event, () => []]);
}

/** All of these, if each of them is there. */
function refs(...found: readonly (string | undefined)[]): readonly string[] | undefined {
  return found.every((ref) => ref !== undefined) ? found : undefined;
}

function branches(name: string | undefined): readonly string[] | undefined {
  return refs(name === undefined ? undefined : `refs/heads/${name}`);
}

function each(
  list: readonly unknown[] | undefined,
  read: (entry: unknown) => string | undefined,
): readonly string[] | undefined {
  return list === undefined ? undefined : refs(...list.map(read));
}

function cloudBranch(content: Content, side: "source" | "destination"): string | undefined {
  return textAt(content, "pullrequest", side, "branch", "name");
}

/** What was removed has no `new`, what was made has no `old`. */
function changedInCloud(change: unknown): string | undefined {
  const ref = at(change, "new") ?? at(change, "old");
  const name = textAt(ref, "name");
  const type = textAt(ref, "type");
  if (name === undefined) return undefined;
  if (type === "branch") return `refs/heads/${name}`;
  return type === "tag" || type === "annotated_tag" ? `refs/tags/${name}` : undefined;
}
