import type { PushHint } from "../../../domain/vcs/push-hint.js";
import type { HttpRequest } from "../../http/route.js";
import { azure, bitbucket, type Dialect, github, gitlab, plain } from "./events.js";
import { type Content, readContent, textAt } from "./message-content.js";

type Header = HttpRequest["header"];

const BRANCH = "refs/heads/";

/**
 * What a message of a provider says was pushed to; null for whatever is not known for sure. The provider is
 * told by its headers, because servers that are none of theirs send the same.
 */
export function decodePushHint(header: Header, body: Uint8Array): PushHint | null {
  const content = readContent(body);
  if (content === undefined) return null;
  const [dialect, event] = eventOf(header, content);
  const refs = dialect.events.get(event)?.(content);
  if (refs?.every((ref) => ref.startsWith("refs/")) !== true) return null;
  const branches = refs
    .filter((ref) => ref.startsWith(BRANCH))
    .map((ref) => ref.slice(BRANCH.length));
  return { branches, defaultBranch: dialect.defaultBranch(content) ?? null };
}

function eventOf(header: Header, content: Content): [Dialect, string] {
  const ofGithub = header("x-github-event");
  if (ofGithub !== undefined) return [github, ofGithub];
  const ofBitbucket = header("x-event-key");
  if (ofBitbucket !== undefined) return [bitbucket, ofBitbucket];
  if (header("x-gitlab-event") !== undefined)
    return [gitlab, textAt(content, "object_kind") ?? textAt(content, "event_name") ?? "unknown"];
  const ofAzure = textAt(content, "eventType");
  return ofAzure === undefined ? [plain, ""] : [azure, ofAzure];
}
